"""Rows of the connector in, values out."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from huayuan.kernel.db import touched, upsert
from huayuan.wechat.wecom.models import RelationTagRow, SyncRow, WantedContactRow

_QUIET = {"synchronize_session": False}
_PART = 500


def forget_customer(session: Session, connection_ids: Collection[int], external_userid: str) -> int:
    """Drop what is still to be asked about a customer."""
    mine = WantedContactRow.connection_id.in_(connection_ids)
    wanted = delete(WantedContactRow).where(mine, WantedContactRow.external_userid == external_userid)
    return touched(session.execute(wanted, execution_options=_QUIET))


# ---- wanted contact details


def want(session: Session, pairs: Collection[tuple[int, str]], now: datetime) -> None:
    rows = [
        {"connection_id": c, "external_userid": e, "due": now, "wanted_at": now, "attempts": 0}
        for c, e in sorted(set(pairs))
    ]
    upsert(
        session, WantedContactRow, rows, on=["connection_id", "external_userid"], update=["due", "attempts"]
    )


def wanted(session: Session, now: datetime, limit: int) -> list[tuple[int, str, int, datetime]]:
    """(connection id, external userid, attempts, wanted at), the longest wanted first."""
    query = (
        select(WantedContactRow)
        .where(WantedContactRow.due <= now)
        .order_by(WantedContactRow.due)
        .limit(limit)
    )
    return [
        (row.connection_id, row.external_userid, row.attempts, row.wanted_at)
        for row in session.scalars(query)
    ]


def got(session: Session, pairs: Collection[tuple[int, str]]) -> None:
    for connection_id, external_userid in pairs:
        mine = (WantedContactRow.connection_id == connection_id) & (
            WantedContactRow.external_userid == external_userid
        )
        session.execute(delete(WantedContactRow).where(mine), execution_options=_QUIET)


def want_later(
    session: Session, connection_id: int, external_userid: str, due: datetime, attempts: int
) -> None:
    mine = (WantedContactRow.connection_id == connection_id) & (
        WantedContactRow.external_userid == external_userid
    )
    later = update(WantedContactRow).where(mine).values(due=due, attempts=attempts)
    session.execute(later, execution_options=_QUIET)


# ---- corp tags of friendships


def relation_tags(
    session: Session, account: str, external_userids: Collection[str]
) -> dict[tuple[str, str], frozenset[str]]:
    """(external userid, userid) → corp tags; a friendship that was never read is absent."""
    found: dict[tuple[str, str], frozenset[str]] = {}
    wanted = sorted(external_userids)
    for start in range(0, len(wanted), _PART):
        part = RelationTagRow.external_userid.in_(wanted[start : start + _PART])
        query = select(RelationTagRow.external_userid, RelationTagRow.userid, RelationTagRow.tags)
        for row in session.execute(query.where(RelationTagRow.account == account, part)):
            found[row[0], row[1]] = frozenset(row[2])
    return found


def keep_relation_tags(session: Session, account: str, known: Collection[tuple[str, str, list[str]]]) -> None:
    """(external userid, userid, tags)"""
    rows = [
        {"account": account, "external_userid": external, "userid": userid, "tags": tags}
        for external, userid, tags in sorted(known)
    ]
    upsert(session, RelationTagRow, rows, on=["account", "external_userid", "userid"], update=["tags"])


def forget_relation(session: Session, account: str, external_userid: str, userid: str) -> None:
    """A friendship that begins or ends has no tags at WeCom, and that takes nothing off here."""
    mine = (RelationTagRow.account == account) & (RelationTagRow.external_userid == external_userid)
    session.execute(
        delete(RelationTagRow).where(mine, RelationTagRow.userid == userid), execution_options=_QUIET
    )


def forget_relations(session: Session, account: str, external_userid: str) -> int:
    mine = (RelationTagRow.account == account) & (RelationTagRow.external_userid == external_userid)
    gone = session.execute(delete(RelationTagRow).where(mine), execution_options=_QUIET)
    return touched(gone)


# ---- full sync


def sync_row(session: Session, connection_id: int, *, lock: bool = False) -> SyncRow | None:
    return session.get(SyncRow, connection_id, with_for_update=lock or None)


def start_sync(session: Session, connection_id: int, staff: list[str], now: datetime) -> SyncRow:
    row = session.get(SyncRow, connection_id) or SyncRow(connection_id=connection_id, facts={})
    row.state, row.staff, row.position, row.cursor = "running", staff, 0, ""
    row.relations, row.started_at, row.finished_at = 0, now, None
    session.add(row)
    session.flush()
    return row
