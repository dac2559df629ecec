"""Stored callbacks as rows: kept once, taken in order, counted, replayed, purged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from statistics import median
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from huayuan.kernel.db import insert_new, touched
from huayuan.wechat.connections.contracts import Arrival, Health, KeptCallback, StoredCallback
from huayuan.wechat.connections.models import (
    WAITING,
    CallbackCountRow,
    CallbackRow,
    CallCountRow,
    ConnectionRow,
)
from huayuan.wechat.connections.store.connections import off_ids, token

_QUIET = {"synchronize_session": False}
_DELAY_SAMPLE = 50
HELD = "held"  # came to a connection that is switched off


def add_callbacks(session: Session, arrivals: Sequence[Arrival]) -> list[bool]:
    """Insert those not there yet; answers for each whether it was new. For a connection that is switched off they are
    held: kept, and not processed before it is switched on."""
    keys = {one.dedup_key for one in arrivals}
    found = session.execute(
        select(CallbackRow.connection_id, CallbackRow.dedup_key).where(CallbackRow.dedup_key.in_(keys))
    )
    known = {(row.connection_id, row.dedup_key) for row in found}
    fresh: list[bool] = []
    for one in arrivals:
        key = (one.connection_id, one.dedup_key)
        fresh.append(key not in known)
        known.add(key)
    rows = [_row(one) for one, new in zip(arrivals, fresh, strict=True) if new]
    off = off_ids(session)
    for row in rows:
        held = row["connection_id"] in off
        row |= {"processed_at": row["received_at"] if held else None, "outcome": HELD if held else None}
    insert_new(session, CallbackRow, rows, on=["connection_id", "dedup_key"])
    return fresh


def _row(one: Arrival) -> dict[str, Any]:
    return {
        "connection_id": one.connection_id, "kind": one.kind, "dedup_key": one.dedup_key, "event": one.event[:60],
        "change_type": one.change_type[:60], "payload": one.payload, "created_at": one.created_at,
        "received_at": one.received_at, "due": one.received_at, "attempts": 0,
    }  # fmt: skip


def hold(session: Session, connection_id: int, now: datetime) -> None:
    """What waits of a connection that was switched off is held."""
    mine = update(CallbackRow).where(WAITING, CallbackRow.connection_id == connection_id)
    session.execute(mine.values(processed_at=now, outcome=HELD), execution_options=_QUIET)


def release(session: Session, connection_id: int, now: datetime) -> int:
    """What was held of a connection that was switched on waits again. Answers how many."""
    mine = update(CallbackRow).where(CallbackRow.connection_id == connection_id, CallbackRow.outcome == HELD)
    again = mine.values(processed_at=None, outcome=None, due=now)
    return touched(session.execute(again, execution_options=_QUIET))


def any_waiting(session: Session, kind: str, now: datetime) -> bool:
    due = select(CallbackRow.id).where(WAITING, CallbackRow.kind == kind, CallbackRow.due <= now).limit(1)
    return session.scalar(due) is not None


def take_waiting(session: Session, kind: str, now: datetime, limit: int) -> list[StoredCallback]:
    query = select(CallbackRow).where(WAITING, CallbackRow.kind == kind, CallbackRow.due <= now)
    query = query.order_by(CallbackRow.id).limit(limit)
    if session.get_bind().dialect.name == "postgresql":
        query = query.with_for_update(skip_locked=True)
    return [_stored(row) for row in session.scalars(query)]


def take_one(session: Session, callback_id: int) -> StoredCallback | None:
    query = select(CallbackRow).where(CallbackRow.id == callback_id, WAITING)
    row = session.scalars(query.with_for_update()).first()
    return _stored(row) if row else None


def _stored(row: CallbackRow) -> StoredCallback:
    return StoredCallback(row.id, row.connection_id, row.payload, row.received_at, row.attempts)


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


def replay(session: Session, connection_id: int, ids: Collection[int] | None, now: datetime) -> int:
    """Have callbacks processed again: those named, or all that failed. Emptied ones (erased people) stay."""
    mine = update(CallbackRow).where(CallbackRow.connection_id == connection_id, CallbackRow.payload != "")
    mine = mine.where(CallbackRow.outcome == "failed") if ids is None else mine.where(CallbackRow.id.in_(ids))
    again = mine.values(processed_at=None, outcome=None, attempts=0, error=None, due=now)
    return touched(session.execute(again, execution_options=_QUIET))


def kept(
    session: Session, connection_id: int, outcome: str | None, before: int | None, limit: int
) -> list[KeptCallback]:
    """The newest first; `outcome` "waiting" means not processed yet."""
    query = select(CallbackRow).where(CallbackRow.connection_id == connection_id)
    if outcome == "waiting":
        query = query.where(WAITING)
    elif outcome:
        query = query.where(CallbackRow.outcome == outcome)
    if before is not None:
        query = query.where(CallbackRow.id < before)
    return [
        KeptCallback(
            row.id, row.event, row.change_type, row.created_at, row.received_at, row.processed_at, row.outcome,
            row.attempts, row.error,
        )
        for row in session.scalars(query.order_by(CallbackRow.id.desc()).limit(limit))
    ]  # fmt: skip


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
    number = _counts(session, connection_id, now)
    last = select(func.max(CallbackCountRow.last_at)).where(
        CallbackCountRow.connection_id == connection_id,
        CallbackCountRow.kind.in_(("accepted", "repeat", "unknown")),
    )
    waiting = select(func.count()).where(WAITING, CallbackRow.connection_id == connection_id)
    failed = select(func.count()).where(
        CallbackRow.connection_id == connection_id, CallbackRow.outcome == "failed"
    )
    delays = _delays(session, connection_id)
    return Health(
        last_callback_at=session.scalar(last),
        callbacks_24h=number.get("accepted", 0) + number.get("unknown", 0),
        duplicates_24h=number.get("repeat", 0),
        unknown_24h=number.get("unknown", 0),
        refused_24h=number.get("refused", 0) + number.get("malformed", 0),
        failures_24h=number.get("refused", 0) + number.get("malformed", 0) + number.get("failed", 0),
        waiting=session.scalar(waiting.select_from(CallbackRow)) or 0,
        failed=session.scalar(failed.select_from(CallbackRow)) or 0,
        delay_p50_ms=round(median(delays)) if delays else None,
        delay_max_ms=round(max(delays)) if delays else None,
        token_expires_at=token(session, connection_id)[1],
    )


def _counts(session: Session, connection_id: int, now: datetime) -> dict[str, int]:
    mine = select(CallbackCountRow.kind, func.sum(CallbackCountRow.number)).where(
        CallbackCountRow.connection_id == connection_id, CallbackCountRow.hour >= now - timedelta(hours=24)
    )
    return {kind: int(number) for kind, number in session.execute(mine.group_by(CallbackCountRow.kind))}


def _delays(session: Session, connection_id: int) -> list[float]:
    """Milliseconds, of the newest callbacks. A clock of ours that is slow shows as 0."""
    newest = select(CallbackRow.created_at, CallbackRow.received_at).where(
        CallbackRow.connection_id == connection_id
    )
    rows = session.execute(newest.order_by(CallbackRow.id.desc()).limit(_DELAY_SAMPLE))
    return [max(0.0, (received - created).total_seconds() * 1000) for created, received in rows]


def purge(session: Session, before: datetime) -> int:
    gone = session.execute(
        delete(CallbackRow).where(CallbackRow.processed_at < before), execution_options=_QUIET
    )
    session.execute(delete(CallbackCountRow).where(CallbackCountRow.hour < before), execution_options=_QUIET)
    session.execute(delete(CallCountRow).where(CallCountRow.day < before.date()), execution_options=_QUIET)
    return touched(gone)


def forget_person(session: Session, account: str, value: str) -> int:
    """Empty the stored callbacks that name an identifier of an account. Their keys stay: repeats are recognised."""
    of_account = select(ConnectionRow.id).where(ConnectionRow.account == account)
    named = CallbackRow.payload.contains(value, autoescape=True)
    emptied = update(CallbackRow).where(CallbackRow.connection_id.in_(of_account), named)
    when = func.coalesce(CallbackRow.processed_at, CallbackRow.received_at)
    outcome = func.coalesce(CallbackRow.outcome, "erased")
    values = emptied.values(payload="", error=None, processed_at=when, outcome=outcome)
    return touched(session.execute(values, execution_options=_QUIET))
