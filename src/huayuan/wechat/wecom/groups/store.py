"""The queue of groups to be read, and the place of the listing."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from huayuan.communities.contracts import Hint
from huayuan.wechat.wecom.groups.limits import LEASE_SECONDS, STALE_VERSIONS, WAIT_SECONDS
from huayuan.wechat.wecom.groups.models import GroupSyncRow, WantedGroupRow


@dataclass(frozen=True, slots=True)
class WantedGroup:
    """`status` is that of the list, None when the group was not listed. `wanted_at` and `revision` tell whether the row is
    still the one that was taken."""

    connection_id: int
    chat_id: str
    attempts: int
    wanted_at: datetime
    revision: int
    status: int | None
    stale_versions: frozenset[str]
    hints: tuple[Hint, ...]


def want(
    session: Session,
    connection_id: int,
    chat_id: str,
    due: datetime,
    now: datetime,
    *,
    hints: Sequence[Hint] = (),
    stale_version: str = "",
    status: int | None = None,
) -> None:
    """Have a group read at `due`, a little later when more is told of it meanwhile."""
    row = session.get(WantedGroupRow, (connection_id, chat_id), with_for_update=True)
    if row is None:
        row = WantedGroupRow(
            connection_id=connection_id, chat_id=chat_id, wanted_at=now, hints=[], attempts=0, revision=0,
            stale_versions=[],
        )  # fmt: skip
        session.add(row)
    row.due = min(due, row.wanted_at + timedelta(seconds=WAIT_SECONDS)) if hints else due
    row.hints = [*row.hints, *(_packed(one) for one in hints)]
    row.revision += 1
    if stale_version and stale_version not in row.stale_versions:
        row.stale_versions = [*row.stale_versions, stale_version][-STALE_VERSIONS:]
    row.status = status if status is not None else row.status
    session.flush()


def any_wanted(session: Session, now: datetime) -> bool:
    return (
        session.scalar(select(WantedGroupRow.chat_id).where(WantedGroupRow.due <= now).limit(1)) is not None
    )


def take(session: Session, now: datetime, limit: int, connection_id: int | None = None) -> list[WantedGroup]:
    """The longest due, under a lease: whoever takes them and dies lets others have them."""
    query = select(WantedGroupRow).where(WantedGroupRow.due <= now).order_by(WantedGroupRow.due).limit(limit)
    if connection_id is not None:
        query = query.where(WantedGroupRow.connection_id == connection_id)
    taken = []
    for row in session.scalars(query.with_for_update(skip_locked=True)):
        row.due = now + timedelta(seconds=LEASE_SECONDS)
        hints = tuple(_unpacked(one) for one in row.hints)
        taken.append(
            WantedGroup(
                row.connection_id,
                row.chat_id,
                row.attempts,
                row.wanted_at,
                row.revision,
                row.status,
                frozenset(row.stale_versions),
                hints,
            )
        )
    session.flush()
    return taken


def done(session: Session, wanted: WantedGroup, now: datetime) -> None:
    """The group was read. What came in since it was taken has it read again."""
    row = _row(session, wanted)
    if row is None or row.wanted_at != wanted.wanted_at:
        return
    if row.revision == wanted.revision:
        session.delete(row)
    else:
        row.hints, row.due, row.wanted_at, row.attempts = row.hints[len(wanted.hints) :], now, now, 0
    session.flush()


def put_off(session: Session, wanted: WantedGroup, due: datetime, now: datetime, attempts: int) -> None:
    """Read it later, sooner if something was told of it since it was taken; also when another reader was done with it."""
    row = _row(session, wanted)
    if row is None:
        want(session, wanted.connection_id, wanted.chat_id, due, now, status=wanted.status)
    elif row.wanted_at == wanted.wanted_at:
        row.due, row.attempts = due if row.revision == wanted.revision else min(due, row.due), attempts
        session.flush()


def _row(session: Session, wanted: WantedGroup) -> WantedGroupRow | None:
    """Its `wanted_at` is another when a reader was done with it: what stands there now was told later and waits for a
    reading of its own."""
    return session.get(WantedGroupRow, (wanted.connection_id, wanted.chat_id), with_for_update=True)


def waiting(session: Session, connection_id: int) -> int:
    mine = select(func.count()).where(WantedGroupRow.connection_id == connection_id)
    return session.execute(mine).scalar_one()


def forget_hints(session: Session, connection_ids: Collection[int], key: str) -> int:
    """Drop what callbacks told of one customer."""
    touched = 0
    query = select(WantedGroupRow).where(WantedGroupRow.connection_id.in_(connection_ids))
    for row in session.scalars(query.with_for_update()):
        rest = [one for one in row.hints if one["key"] != key]
        touched += len(row.hints) - len(rest)
        row.hints = rest
    session.flush()
    return touched


# ---- the listing


def sync_row(session: Session, connection_id: int, *, lock: bool = False) -> GroupSyncRow | None:
    return session.get(GroupSyncRow, connection_id, with_for_update=lock or None)


def start(session: Session, connection_id: int, owners: list[str], now: datetime) -> None:
    session.execute(delete(GroupSyncRow).where(GroupSyncRow.connection_id == connection_id))
    session.add(
        GroupSyncRow(
            connection_id=connection_id, state="running", owners=owners, position=0, cursor="", found=0,
            started_at=now,
        )
    )  # fmt: skip
    session.flush()


def _packed(one: Hint) -> dict[str, Any]:
    return {"key": one.key, "joined": one.joined, "at": one.at.isoformat(), "scene": one.scene}


def _unpacked(one: dict[str, Any]) -> Hint:
    return Hint(one["key"], one["joined"], datetime.fromisoformat(one["at"]), one["scene"])
