"""Rows of the connector in, values out."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from huayuan.kernel.db import upsert
from huayuan.wechat.wecom.models import CorpTagRow, SyncRow, WantedContactRow

_QUIET = {"synchronize_session": False}


def forget_customer(session: Session, connection_ids: Collection[int], external_userid: str) -> int:
    """Drop what is still to be asked about a customer."""
    mine = WantedContactRow.connection_id.in_(connection_ids)
    wanted = delete(WantedContactRow).where(mine, WantedContactRow.external_userid == external_userid)
    return int(session.execute(wanted, execution_options=_QUIET).rowcount)  # type: ignore[attr-defined]


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


# ---- corp tags


def save_tags(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    upsert(session, CorpTagRow, rows, on=["account", "external_id"], update=["tag_id", "group_name", "name"])


def tags_by_external_id(session: Session, account: str, external_ids: Collection[str]) -> dict[str, int]:
    mine = (CorpTagRow.account == account) & CorpTagRow.external_id.in_(external_ids)
    found = session.execute(select(CorpTagRow.external_id, CorpTagRow.tag_id).where(mine))
    return {row.external_id: row.tag_id for row in found}


def external_tags(session: Session, account: str, tag_ids: Collection[int]) -> list[str]:
    mine = (CorpTagRow.account == account) & CorpTagRow.tag_id.in_(tag_ids)
    return list(session.scalars(select(CorpTagRow.external_id).where(mine).order_by(CorpTagRow.external_id)))


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
