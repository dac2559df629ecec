"""Friendships of people with members of staff."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from huayuan.profiles.contracts import Friend
from huayuan.profiles.models import StaffContactRow
from huayuan.profiles.store.batches import slices

_COLUMNS = (
    StaffContactRow.id,
    StaffContactRow.person_id,
    StaffContactRow.staff_id,
    StaffContactRow.store_id,
    StaffContactRow.account,
    StaffContactRow.external_userid,
    StaffContactRow.added_at,
    StaffContactRow.removed_at,
    StaffContactRow.removed_by,
    StaffContactRow.add_way,
    StaffContactRow.state,
    StaffContactRow.channel,
    StaffContactRow.live_code_id,
    StaffContactRow.remark,
)


def _friend(row: Any) -> Friend:
    return Friend(*row)


def history(session: Session, staff_id: int, account: str, external_userid: str) -> list[Friend]:
    """All friendships of one customer account with one member of staff, oldest first."""
    found = session.execute(
        select(*_COLUMNS)
        .where(
            StaffContactRow.staff_id == staff_id,
            StaffContactRow.account == account,
            StaffContactRow.external_userid == external_userid,
        )
        .order_by(StaffContactRow.added_at, StaffContactRow.id)
    )
    return [_friend(row) for row in found]


def insert(session: Session, values: dict[str, Any]) -> None:
    session.add(StaffContactRow(**values))
    session.flush()


def complete(session: Session, friend: Friend, values: dict[str, Any]) -> None:
    """Fill what was not known about a friendship; what is known stays."""
    missing = {
        key: value for key, value in values.items() if value is not None and getattr(friend, key) is None
    }
    if missing:
        session.execute(update(StaffContactRow).where(StaffContactRow.id == friend.id).values(**missing))


def close(session: Session, person_id: int, staff_id: int, removed_at: datetime, by: str) -> bool:
    """End the open friendships of a person with a member of staff that began before `removed_at`."""
    closed = session.execute(
        update(StaffContactRow)
        .where(
            StaffContactRow.person_id == person_id,
            StaffContactRow.staff_id == staff_id,
            StaffContactRow.removed_at.is_(None),
            StaffContactRow.added_at <= removed_at,
        )
        .values(removed_at=removed_at, removed_by=by)
    )
    return bool(closed.rowcount)  # type: ignore[attr-defined]


def set_remark(
    session: Session, staff_id: int, account: str, external_userid: str, remark: str | None
) -> bool:
    changed = session.execute(
        update(StaffContactRow)
        .where(
            StaffContactRow.staff_id == staff_id,
            StaffContactRow.account == account,
            StaffContactRow.external_userid == external_userid,
            StaffContactRow.removed_at.is_(None),
        )
        .values(remark=remark)
    )
    return bool(changed.rowcount)  # type: ignore[attr-defined]


def of_people(session: Session, person_ids: Iterable[int], *, open_only: bool) -> dict[int, list[Friend]]:
    """person id → friendships, newest first."""
    found: dict[int, list[Friend]] = {}
    for part in slices(person_ids):
        query = select(*_COLUMNS).where(StaffContactRow.person_id.in_(part))
        if open_only:
            query = query.where(StaffContactRow.removed_at.is_(None))
        for row in session.execute(
            query.order_by(StaffContactRow.added_at.desc(), StaffContactRow.id.desc())
        ):
            found.setdefault(row.person_id, []).append(_friend(row))
    return found


def count_by_live_code(
    session: Session, live_code_ids: Iterable[int], since: datetime | None
) -> dict[int, int]:
    """live code id → friendships that began through it (from `since`)."""
    query = select(StaffContactRow.live_code_id, func.count()).where(
        StaffContactRow.live_code_id.in_(list(live_code_ids))
    )
    if since is not None:
        query = query.where(StaffContactRow.added_at >= since)
    return {
        int(code): number
        for code, number in session.execute(query.group_by(StaffContactRow.live_code_id))
        if code
    }
