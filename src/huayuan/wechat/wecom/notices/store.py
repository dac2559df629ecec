"""Rows of notices in, values out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from huayuan.wechat.wecom.notices.models import NoticeRow


@dataclass(frozen=True, slots=True)
class Notice:
    id: int
    connection_id: int
    userids: tuple[str, ...]
    title: str
    text: str
    url: str
    button: str
    state: str
    missed: tuple[str, ...]
    errcode: int | None
    created_at: datetime
    sent_at: datetime | None


def add(session: Session, **values: Any) -> int | None:
    """None when there is one with this key."""
    if session.scalar(select(NoticeRow.id).where(NoticeRow.key == values["key"])) is not None:
        return None
    row = NoticeRow(state="waiting", missed=[], **values)
    session.add(row)
    session.flush()
    return row.id


def notice(session: Session, notice_id: int) -> Notice | None:
    row = session.get(NoticeRow, notice_id)
    return _notice(row) if row else None


def settle(
    session: Session, notice_id: int, state: str, *, missed: list[str], errcode: int | None, now: datetime
) -> None:
    row = session.get_one(NoticeRow, notice_id, with_for_update=True)
    row.state, row.missed, row.errcode = state, missed, errcode
    row.sent_at = now if state == "sent" else None
    session.flush()


def notices(session: Session, limit: int, offset: int) -> tuple[list[Notice], int]:
    total = session.execute(select(func.count()).select_from(NoticeRow)).scalar_one()
    rows = session.scalars(select(NoticeRow).order_by(NoticeRow.id.desc()).limit(limit).offset(offset))
    return [_notice(row) for row in rows], total


def _notice(row: NoticeRow) -> Notice:
    return Notice(
        row.id, row.connection_id, tuple(row.userids), row.title, row.text, row.url, row.button, row.state,
        tuple(row.missed), row.errcode, row.created_at, row.sent_at,
    )  # fmt: skip
