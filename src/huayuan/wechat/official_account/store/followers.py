"""Followers, the wish to read them again, and how far a full sync has come."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from huayuan.kernel.db import touched, upsert
from huayuan.wechat.official_account.models import FollowerRow, FollowerSyncRow, WantedFollowerRow

_QUIET = {"synchronize_session": False}
_KEY = ["account", "openid"]
_COLUMNS = ("person_id", "origin_person_id", "subscribed", "since", "changed_at", "scene", "qr_scene", "tags",
            "wrote_at", "tapped_at", "read_at", "has_unionid")  # fmt: skip
_PART = 500


def known(session: Session, account: str, openids: Collection[str]) -> dict[str, dict[str, Any]]:
    """openid → its row as a dictionary."""
    found: dict[str, dict[str, Any]] = {}
    wanted = sorted(set(openids))
    for start in range(0, len(wanted), _PART):
        part = FollowerRow.openid.in_(wanted[start : start + _PART])
        query = select(*(getattr(FollowerRow, name) for name in (*_KEY, *_COLUMNS)))
        for row in session.execute(query.where(FollowerRow.account == account, part)):
            found[row.openid] = dict(row._mapping)
    return found


def save(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    """Rows as `known` gives them. The person a row was recorded for first stays."""
    changes = [name for name in _COLUMNS if name not in ("person_id", "origin_person_id")]
    upsert(session, FollowerRow, rows, on=_KEY, update=changes)


def missing(session: Session, account: str, since: datetime, limit: int) -> list[str]:
    """Openids we hold for followers that a full sync begun at `since` did not meet."""
    unseen = FollowerRow.read_at.is_(None) | (FollowerRow.read_at < since)
    mine = (FollowerRow.account == account) & FollowerRow.subscribed.is_(True) & unseen
    older = FollowerRow.changed_at < since
    return list(session.scalars(select(FollowerRow.openid).where(mine, older).limit(limit)))


def openids_of(session: Session, account: str, person_ids: Collection[int]) -> dict[int, str]:
    """person → openid of those who follow now."""
    found: dict[int, str] = {}
    wanted = sorted(set(person_ids))
    for start in range(0, len(wanted), _PART):
        part = FollowerRow.person_id.in_(wanted[start : start + _PART])
        mine = (FollowerRow.account == account) & FollowerRow.subscribed.is_(True) & part
        for row in session.execute(select(FollowerRow.person_id, FollowerRow.openid).where(mine)):
            found.setdefault(row.person_id, row.openid)
    return found


def tags_of_people(session: Session, account: str, person_ids: Collection[int]) -> dict[int, set[int]]:
    """person → tags of the account that they wear, of those who follow now."""
    found: dict[int, set[int]] = {}
    wanted = sorted(set(person_ids))
    for start in range(0, len(wanted), _PART):
        part = FollowerRow.person_id.in_(wanted[start : start + _PART])
        mine = (FollowerRow.account == account) & FollowerRow.subscribed.is_(True) & part
        for row in session.execute(select(FollowerRow.person_id, FollowerRow.tags).where(mine)):
            found.setdefault(row.person_id, set()).update(row.tags)
    return found


def last_acts(
    session: Session, account: str, person_ids: Collection[int]
) -> dict[int, tuple[datetime | None, datetime | None]]:
    """person → (last wrote, last tapped) of those who follow now."""
    found: dict[int, tuple[datetime | None, datetime | None]] = {}
    wanted = sorted(set(person_ids))
    for start in range(0, len(wanted), _PART):
        part = FollowerRow.person_id.in_(wanted[start : start + _PART])
        mine = (FollowerRow.account == account) & FollowerRow.subscribed.is_(True) & part
        query = select(FollowerRow.person_id, FollowerRow.wrote_at, FollowerRow.tapped_at).where(mine)
        for row in session.execute(query):
            found.setdefault(row.person_id, (row.wrote_at, row.tapped_at))
    return found


def page(session: Session, account: str, after: str, limit: int) -> list[tuple[str, int, list[int]]]:
    """(openid, person, tags of the account) of those who follow now, in the order of openids."""
    mine = (FollowerRow.account == account) & FollowerRow.subscribed.is_(True) & (FollowerRow.openid > after)
    query = select(FollowerRow.openid, FollowerRow.person_id, FollowerRow.tags).where(mine)
    return [
        (row[0], row[1], row[2]) for row in session.execute(query.order_by(FollowerRow.openid).limit(limit))
    ]


def count(session: Session, account: str) -> int:
    mine = (FollowerRow.account == account) & FollowerRow.subscribed.is_(True)
    return session.scalar(select(func.count()).select_from(FollowerRow).where(mine)) or 0


def counts_by_scene(session: Session, account: str, scenes: Collection[str]) -> Mapping[str, int]:
    """How many of those who follow now came through each scene."""
    mine = (FollowerRow.account == account) & FollowerRow.subscribed.is_(True)
    query = select(FollowerRow.qr_scene, func.count()).where(mine, FollowerRow.qr_scene.in_(scenes))
    rows = session.execute(query.group_by(FollowerRow.qr_scene))
    return {row[0]: int(row[1]) for row in rows}


def of_person(session: Session, person_id: int) -> list[dict[str, Any]]:
    rows = session.scalars(select(FollowerRow).where(FollowerRow.person_id == person_id))
    return [
        {"account": row.account, "subscribed": row.subscribed, "scene": row.scene,
         "since": row.since.isoformat() if row.since else None}
        for row in rows
    ]  # fmt: skip


def forget_person(session: Session, person_id: int) -> int:
    gone = delete(FollowerRow).where(FollowerRow.person_id == person_id)
    return touched(session.execute(gone, execution_options=_QUIET))


def repoint(session: Session, origin: int, to: int) -> None:
    move = update(FollowerRow).where(FollowerRow.origin_person_id == origin).values(person_id=to)
    session.execute(move, execution_options=_QUIET)


# ---- wanted details


def want(session: Session, pairs: Collection[tuple[int, str]], now: datetime) -> None:
    rows = [{"connection_id": c, "openid": o, "due": now, "attempts": 0} for c, o in sorted(set(pairs))]
    upsert(session, WantedFollowerRow, rows, on=["connection_id", "openid"], update=["due", "attempts"])


def wanted(session: Session, now: datetime, limit: int) -> tuple[int, list[tuple[str, int]]] | None:
    """(connection id, [(openid, attempts)]) of the connection that waits longest; None when nothing is due."""
    query = select(WantedFollowerRow).where(WantedFollowerRow.due <= now).order_by(WantedFollowerRow.due)
    first = session.scalars(query.limit(1)).first()
    if first is None:
        return None
    mine = query.where(WantedFollowerRow.connection_id == first.connection_id).limit(limit)
    return first.connection_id, [(row.openid, row.attempts) for row in session.scalars(mine)]


def got(session: Session, connection_id: int, openids: Collection[str]) -> None:
    mine = (WantedFollowerRow.connection_id == connection_id) & WantedFollowerRow.openid.in_(openids)
    session.execute(delete(WantedFollowerRow).where(mine), execution_options=_QUIET)


def want_later(session: Session, connection_id: int, openid: str, due: datetime, attempts: int) -> None:
    mine = (WantedFollowerRow.connection_id == connection_id) & (WantedFollowerRow.openid == openid)
    later = update(WantedFollowerRow).where(mine).values(due=due, attempts=attempts)
    session.execute(later, execution_options=_QUIET)


def forget_wanted(session: Session, connection_ids: Collection[int], openid: str) -> int:
    mine = WantedFollowerRow.connection_id.in_(connection_ids) & (WantedFollowerRow.openid == openid)
    gone = session.execute(delete(WantedFollowerRow).where(mine), execution_options=_QUIET)
    return touched(gone)


# ---- full sync


def sync_row(session: Session, connection_id: int, *, lock: bool = False) -> FollowerSyncRow | None:
    return session.get(FollowerSyncRow, connection_id, with_for_update=lock or None)


def start_sync(session: Session, connection_id: int, now: datetime) -> FollowerSyncRow:
    row = session.get(FollowerSyncRow, connection_id) or FollowerSyncRow(connection_id=connection_id)
    row.state, row.cursor, row.done, row.total, row.found_missing = "running", "", 0, 0, 0
    row.started_at, row.finished_at = now, None
    session.add(row)
    session.flush()
    return row


def persons(
    session: Session, accounts: Sequence[str], subscribed: bool, among: Sequence[int] | None
) -> set[int]:
    """Persons with a follower of these accounts (none: any) that is `subscribed`."""
    query = select(FollowerRow.person_id).where(FollowerRow.subscribed.is_(subscribed))
    if accounts:
        query = query.where(FollowerRow.account.in_(accounts))
    if among is None:
        return set(session.scalars(query))
    found: set[int] = set()
    for start in range(0, len(among), 5_000):
        found.update(session.scalars(query.where(FollowerRow.person_id.in_(among[start : start + 5_000]))))
    return found
