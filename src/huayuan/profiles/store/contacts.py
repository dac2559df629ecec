"""Friendships of people with members of staff."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, select, update
from sqlalchemy import insert as insert_rows
from sqlalchemy.orm import Session

from huayuan.profiles.contracts import Friend
from huayuan.profiles.models import StaffContactRow
from huayuan.profiles.store.batches import slices

DETAILS = ("add_way", "state", "channel", "live_code_id", "store_id")

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


def histories(
    session: Session, account: str, staff_ids: Iterable[int], external_userids: Iterable[str]
) -> dict[tuple[int, str], list[Friend]]:
    """(staff, external userid) → all their friendships in this corp, oldest first."""
    found: dict[tuple[int, str], list[Friend]] = {}
    staff = sorted(set(staff_ids))
    for part in slices(sorted(set(external_userids))):
        rows = session.execute(
            select(*_COLUMNS)
            .where(
                StaffContactRow.staff_id.in_(staff),
                StaffContactRow.account == account,
                StaffContactRow.external_userid.in_(part),
            )
            .order_by(StaffContactRow.added_at, StaffContactRow.id)
        )
        for row in rows:
            found.setdefault((row.staff_id, row.external_userid), []).append(_friend(row))
    return found


def insert(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        session.execute(insert_rows(StaffContactRow), list(rows))


def write(session: Session, friends: Sequence[Friend]) -> None:
    """The details of friendships as they are now known."""
    if not friends:
        return
    fields = [*DETAILS, "remark"]
    changed = update(StaffContactRow).where(StaffContactRow.__table__.c.id == bindparam("row_id"))
    changed = changed.values({name: bindparam("new_" + name) for name in fields})
    rows = [{"row_id": one.id} | {"new_" + name: getattr(one, name) for name in fields} for one in friends]
    session.connection().execute(changed, rows)


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


def open_of_staff(session: Session, staff_id: int, account: str) -> dict[str, Friend]:
    mine = select(*_COLUMNS).where(StaffContactRow.staff_id == staff_id, StaffContactRow.account == account)
    rows = session.execute(mine.where(StaffContactRow.removed_at.is_(None)))
    return {row.external_userid: _friend(row) for row in rows}


def live_code_counts(since: datetime | None) -> Any:
    """Subquery (live_code_id, friends): friendships that began through each code (from `since`)."""
    query = select(StaffContactRow.live_code_id, func.count().label("friends"))
    query = query.where(StaffContactRow.live_code_id.is_not(None))
    if since is not None:
        query = query.where(StaffContactRow.added_at >= since)
    return query.group_by(StaffContactRow.live_code_id).subquery()


def began_through(session: Session, live_code_id: int, since: datetime) -> list[datetime]:
    """When the friendships won through a code began."""
    mine = select(StaffContactRow.added_at).where(StaffContactRow.live_code_id == live_code_id)
    return list(session.scalars(mine.where(StaffContactRow.added_at >= since)))


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
