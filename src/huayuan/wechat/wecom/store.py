"""Rows of the connector in, values out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from huayuan.kernel.crypto import Vault
from huayuan.kernel.db import insert_new, upsert
from huayuan.wechat.wecom.contracts import Arrival, Connection, Health, StoredCallback
from huayuan.wechat.wecom.crypto import Seal
from huayuan.wechat.wecom.models import (
    WAITING,
    CallbackCountRow,
    CallbackRow,
    ConnectionRow,
    CorpTagRow,
    SyncRow,
    WantedContactRow,
)

_QUIET = {"synchronize_session": False}


# ---- connections


def connections(session: Session, vault: Vault) -> list[Connection]:
    return [
        _connection(row, vault) for row in session.scalars(select(ConnectionRow).order_by(ConnectionRow.id))
    ]


def connection_rows(session: Session) -> list[ConnectionRow]:
    return list(session.scalars(select(ConnectionRow).order_by(ConnectionRow.id)))


def connection_row(session: Session, connection_id: int) -> ConnectionRow | None:
    return session.get(ConnectionRow, connection_id)


def has_app(session: Session, corp_id: str, agent_id: int, besides: int = 0) -> bool:
    same = (ConnectionRow.corp_id == corp_id) & (ConnectionRow.agent_id == agent_id)
    return session.scalar(select(ConnectionRow.id).where(same, ConnectionRow.id != besides)) is not None


def add_connection(session: Session, **values: Any) -> ConnectionRow:
    row = ConnectionRow(**values)
    session.add(row)
    session.flush()
    return row


def token(session: Session, connection_id: int) -> tuple[bytes | None, datetime | None]:
    columns = select(ConnectionRow.access_token, ConnectionRow.token_expires_at)
    row = session.execute(columns.where(ConnectionRow.id == connection_id)).first()
    return (row.access_token, row.token_expires_at) if row else (None, None)


def save_token(
    session: Session, connection_id: int, sealed: bytes | None, expires_at: datetime | None
) -> None:
    change = update(ConnectionRow).where(ConnectionRow.id == connection_id)
    session.execute(change.values(access_token=sealed, token_expires_at=expires_at), execution_options=_QUIET)


def save_status(session: Session, connection_id: int, status: str, detail: str | None, now: datetime) -> None:
    change = update(ConnectionRow).where(ConnectionRow.id == connection_id)
    values = change.values(status=status, status_detail=detail, checked_at=now)
    session.execute(values, execution_options=_QUIET)


def _connection(row: ConnectionRow, vault: Vault) -> Connection:
    seal = Seal.of(vault.open(row.callback_token), vault.open(row.callback_aes_key), row.corp_id)
    return Connection(
        row.id, row.key, row.name, row.corp_id, row.agent_id, vault.open(row.secret), seal, row.api_url,
        row.status, row.welcome_text,
    )  # fmt: skip


# ---- callbacks


def add_callbacks(session: Session, arrivals: Sequence[Arrival]) -> list[bool]:
    """Insert those not there yet; answers for each whether it was new."""
    wanted = {(one.connection_id, one.dedup_key) for one in arrivals}
    keys = [key for _, key in wanted]
    found = session.execute(
        select(CallbackRow.connection_id, CallbackRow.dedup_key).where(CallbackRow.dedup_key.in_(keys))
    )
    known = {(row.connection_id, row.dedup_key) for row in found}
    fresh: list[bool] = []
    for one in arrivals:
        key = (one.connection_id, one.dedup_key)
        fresh.append(key not in known)
        known.add(key)
    rows = [_arrival(one) for one, new in zip(arrivals, fresh, strict=True) if new]
    insert_new(session, CallbackRow, rows, on=["connection_id", "dedup_key"])
    return fresh


def _arrival(one: Arrival) -> dict[str, Any]:
    return {
        "connection_id": one.connection_id, "dedup_key": one.dedup_key, "event": one.event[:60],
        "change_type": one.change_type[:60], "payload": one.payload, "created_at": one.created_at,
        "received_at": one.received_at, "due": one.received_at, "attempts": 0,
    }  # fmt: skip


def any_waiting(session: Session, now: datetime) -> bool:
    return session.scalar(select(CallbackRow.id).where(WAITING, CallbackRow.due <= now).limit(1)) is not None


def take_waiting(session: Session, now: datetime, limit: int) -> list[StoredCallback]:
    query = select(CallbackRow).where(WAITING, CallbackRow.due <= now).order_by(CallbackRow.id).limit(limit)
    if session.get_bind().dialect.name == "postgresql":
        query = query.with_for_update(skip_locked=True)
    return [
        StoredCallback(row.id, row.connection_id, row.payload, row.received_at, row.attempts)
        for row in session.scalars(query)
    ]


def take_one(session: Session, callback_id: int) -> StoredCallback | None:
    query = select(CallbackRow).where(CallbackRow.id == callback_id, WAITING)
    row = session.scalars(query.with_for_update()).first()
    return (
        StoredCallback(row.id, row.connection_id, row.payload, row.received_at, row.attempts) if row else None
    )


def finish(session: Session, ids: Collection[int], outcome: str, now: datetime) -> None:
    if ids:
        done = update(CallbackRow).where(CallbackRow.id.in_(ids)).values(processed_at=now, outcome=outcome)
        session.execute(done, execution_options=_QUIET)


def postpone(session: Session, callback_id: int, due: datetime, attempts: int, error: str) -> None:
    later = update(CallbackRow).where(CallbackRow.id == callback_id)
    session.execute(later.values(due=due, attempts=attempts, error=error[:2000]), execution_options=_QUIET)


def give_up(session: Session, callback_id: int, attempts: int, error: str, now: datetime) -> None:
    row = update(CallbackRow).where(CallbackRow.id == callback_id)
    values = row.values(attempts=attempts, error=error[:2000], outcome="failed", processed_at=now)
    session.execute(values, execution_options=_QUIET)


def count(session: Session, kinds: Sequence[tuple[int, str]], now: datetime) -> None:
    """Add to the hour's counters; `kinds` are (connection id, kind)."""
    hour = now.replace(minute=0, second=0, microsecond=0)
    for (connection_id, kind), number in sorted(Counter(kinds).items()):
        row = {"connection_id": connection_id, "hour": hour, "kind": kind, "number": 0, "last_at": now}
        insert_new(session, CallbackCountRow, [row], on=["connection_id", "hour", "kind"])
        mine = (CallbackCountRow.connection_id == connection_id) & (CallbackCountRow.kind == kind)
        more = update(CallbackCountRow).where(mine, CallbackCountRow.hour == hour)
        values = more.values(number=CallbackCountRow.number + number, last_at=now)
        session.execute(values, execution_options=_QUIET)


def health(session: Session, connection_id: int, now: datetime) -> Health:
    counts = select(
        CallbackCountRow.kind, func.sum(CallbackCountRow.number), func.max(CallbackCountRow.last_at)
    )
    mine = counts.where(
        CallbackCountRow.connection_id == connection_id, CallbackCountRow.hour >= now - timedelta(hours=24)
    )
    found = {
        kind: (int(number), last)
        for kind, number, last in session.execute(mine.group_by(CallbackCountRow.kind))
    }
    number = {kind: values[0] for kind, values in found.items()}
    last = select(func.max(CallbackCountRow.last_at)).where(
        CallbackCountRow.connection_id == connection_id,
        CallbackCountRow.kind.in_(("accepted", "repeat", "unknown")),
    )
    waiting = select(func.count()).where(WAITING, CallbackRow.connection_id == connection_id)
    return Health(
        last_callback_at=session.scalar(last),
        callbacks_24h=number.get("accepted", 0) + number.get("unknown", 0),
        duplicates_24h=number.get("repeat", 0),
        unknown_24h=number.get("unknown", 0),
        failures_24h=number.get("refused", 0) + number.get("malformed", 0) + number.get("failed", 0),
        waiting=session.scalar(waiting.select_from(CallbackRow)) or 0,
        token_expires_at=token(session, connection_id)[1],
    )


def purge(session: Session, before: datetime) -> int:
    gone = session.execute(
        delete(CallbackRow).where(CallbackRow.processed_at < before), execution_options=_QUIET
    )
    session.execute(delete(CallbackCountRow).where(CallbackCountRow.hour < before), execution_options=_QUIET)
    return int(gone.rowcount)  # type: ignore[attr-defined]


def forget_customer(session: Session, account: str, external_userid: str) -> int:
    """Empty the stored callbacks that name a customer (their keys stay, so that repeats are recognised) and drop
    what is still to be asked or done about them."""
    of_corp = select(ConnectionRow.id).where(ConnectionRow.corp_id == account)
    named = CallbackRow.payload.contains(external_userid, autoescape=True)
    emptied = update(CallbackRow).where(CallbackRow.connection_id.in_(of_corp), named)
    when = func.coalesce(CallbackRow.processed_at, CallbackRow.received_at)
    outcome = func.coalesce(CallbackRow.outcome, "erased")
    values = emptied.values(payload="", error=None, processed_at=when, outcome=outcome)
    wanted = WantedContactRow.connection_id.in_(of_corp), WantedContactRow.external_userid == external_userid
    session.execute(delete(WantedContactRow).where(*wanted), execution_options=_QUIET)
    return int(session.execute(values, execution_options=_QUIET).rowcount)  # type: ignore[attr-defined]


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
