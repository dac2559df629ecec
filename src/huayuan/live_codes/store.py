"""Rows of live codes in, values out."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from huayuan.live_codes.contracts import LiveCode, Rotation, Status
from huayuan.live_codes.models import LiveCodeRow

SORTS = {"created_at": LiveCodeRow.id, "name": LiveCodeRow.name, "channel": LiveCodeRow.channel}


def add(session: Session, **values: Any) -> LiveCode:
    row = LiveCodeRow(**values)
    session.add(row)
    session.flush()
    return _value(row)


def get(session: Session, code_id: int) -> LiveCode | None:
    row = session.get(LiveCodeRow, code_id)
    return _value(row) if row else None


def change(session: Session, code_id: int, **values: Any) -> LiveCode:
    row = session.get_one(LiveCodeRow, code_id, with_for_update=True)
    for name, value in values.items():
        setattr(row, name, value)
    session.flush()
    return _value(row)


def by_states(session: Session, account: str, states: Collection[str]) -> dict[str, LiveCode]:
    mine = select(LiveCodeRow).where(LiveCodeRow.account == account, LiveCodeRow.state.in_(states))
    return {row.state: _value(row) for row in session.scalars(mine)}


def state_elsewhere(session: Session, account: str, state: str) -> bool:
    other = select(LiveCodeRow.id).where(LiveCodeRow.state == state, LiveCodeRow.account != account)
    return session.scalar(other.limit(1)) is not None


def following_all(session: Session, connection_id: int) -> list[LiveCode]:
    mine = select(LiveCodeRow).where(
        LiveCodeRow.connection_id == connection_id,
        LiveCodeRow.rotation == Rotation.ALL.value,
        LiveCodeRow.status == Status.ACTIVE.value,
    )
    return [_value(row) for row in session.scalars(mine.order_by(LiveCodeRow.id))]


def using_tag(session: Session, tag_id: int) -> list[LiveCode]:
    """Codes that give a tag, archived ones not."""
    rows = session.scalars(
        select(LiveCodeRow).where(LiveCodeRow.status != Status.ARCHIVED.value).order_by(LiveCodeRow.id)
    )
    return [_value(row) for row in rows if tag_id in row.tag_ids]


def page(
    session: Session, *, status: str | None, q: str, sort: str, limit: int, offset: int, friends: Any = None
) -> tuple[list[LiveCode], int]:
    """`friends` is a subquery (live_code_id, friends) to sort by, when it is that one sorts by."""
    conditions: list[Any] = [] if status is None else [LiveCodeRow.status == status]
    if q:
        like = "%" + q.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        conditions.append(
            LiveCodeRow.name.ilike(like, escape="\\") | LiveCodeRow.channel.ilike(like, escape="\\")
        )
    wanted = select(LiveCodeRow)
    column: Any = SORTS.get(sort.removeprefix("-"), LiveCodeRow.id)
    if friends is not None:
        wanted = wanted.outerjoin(friends, friends.c.live_code_id == LiveCodeRow.id)
        column = func.coalesce(friends.c.friends, 0)
    order = (column.desc(), LiveCodeRow.id.desc()) if sort.startswith("-") else (column, LiveCodeRow.id)
    total = session.execute(select(func.count()).select_from(LiveCodeRow).where(*conditions)).scalar_one()
    rows = session.scalars(wanted.where(*conditions).order_by(*order).limit(limit).offset(offset))
    return [_value(row) for row in rows], total


def _value(row: LiveCodeRow) -> LiveCode:
    return LiveCode(
        row.id, row.name, row.channel, row.connection_id, row.account, tuple(row.staff_ids),
        Rotation(row.rotation), tuple(row.tag_ids), row.welcome_text, row.state, Status(row.status),
        row.config_id, row.url, row.error, row.issuing_at, row.created_at, tuple(row.welcome_attachments or ()),
    )  # fmt: skip
