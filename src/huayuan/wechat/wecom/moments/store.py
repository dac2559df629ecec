"""Rows of moments in, values out."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from huayuan.kernel.db import upsert
from huayuan.wechat.wecom.moments.contracts import Moment, MomentMember, MomentState
from huayuan.wechat.wecom.moments.models import MomentMemberRow, MomentRow


def add(session: Session, key: str, **values: Any) -> tuple[Moment, bool]:
    """The moment of this key, and whether it is new."""
    found = session.scalars(select(MomentRow).where(MomentRow.key == key)).one_or_none()
    if found is not None:
        return _moment(found), False
    row = MomentRow(key=key, **values)
    session.add(row)
    session.flush()
    return _moment(row), True


def get(session: Session, number: int) -> Moment | None:
    row = session.get(MomentRow, number)
    return _moment(row) if row else None


def change(session: Session, number: int, **values: Any) -> None:
    session.execute(update(MomentRow).where(MomentRow.id == number).values(**values))


def page(session: Session, state: str | None, limit: int, offset: int) -> tuple[list[Moment], int]:
    conditions = [MomentRow.state == state] if state else []
    total = session.execute(select(func.count()).select_from(MomentRow).where(*conditions)).scalar_one()
    query = select(MomentRow).where(*conditions).order_by(MomentRow.id.desc())
    return [_moment(row) for row in session.scalars(query.limit(limit).offset(offset))], total


def preparing(session: Session) -> list[Moment]:
    """Those the platform has not been asked for yet."""
    mine = MomentRow.state == MomentState.PREPARING.value
    return [_moment(row) for row in session.scalars(select(MomentRow).where(mine).order_by(MomentRow.id))]


def known_ids(session: Session, moment_ids: Collection[str]) -> set[str]:
    mine = select(MomentRow.moment_id).where(MomentRow.moment_id.in_(moment_ids))
    return {one for one in session.scalars(mine) if one}


def save_members(session: Session, number: int, members: Sequence[MomentMember]) -> None:
    rows = [
        {"moment": number, "userid": one.userid, "published": one.published, "likes": one.likes,
         "comments": one.comments}
        for one in members
    ]  # fmt: skip
    changing = ["published", "likes", "comments"]
    upsert(session, MomentMemberRow, rows, on=["moment", "userid"], update=changing)


def members(session: Session, numbers: Collection[int]) -> dict[int, list[MomentMember]]:
    found: dict[int, list[MomentMember]] = {one: [] for one in numbers}
    query = (
        select(MomentMemberRow).where(MomentMemberRow.moment.in_(numbers)).order_by(MomentMemberRow.userid)
    )
    for row in session.scalars(query):
        found[row.moment].append(MomentMember(row.userid, row.published, row.likes, row.comments))
    return found


def _moment(row: MomentRow) -> Moment:
    return Moment(
        row.id, row.connection_id, row.account, row.text, tuple(row.attachments), tuple(row.staff_ids),
        tuple(row.tag_ids), MomentState(row.state), row.jobid, row.moment_id, row.asked_at, row.error,
        row.read_at, row.created_at, row.finished_at, row.created_by,
    )  # fmt: skip
