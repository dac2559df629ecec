"""Rows of the ledger in, values out."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.orm import Session

from huayuan.kernel.db import insert_new, touched
from huayuan.messaging.contracts import MessageState, Outgoing
from huayuan.messaging.models import LEFT, OPEN, UNSETTLED, MessageRow

_QUIET = {"synchronize_session": False}


def known_keys(session: Session, keys: Collection[str]) -> set[str]:
    return set(session.scalars(select(MessageRow.key).where(MessageRow.key.in_(keys))))


def add(session: Session, rows: Sequence[dict[str, Any]]) -> dict[str, int]:
    """key → id of the rows, new or there before."""
    insert_new(session, MessageRow, rows, on=["key"])
    keys = [row["key"] for row in rows]
    found = session.execute(select(MessageRow.key, MessageRow.id).where(MessageRow.key.in_(keys)))
    return {row.key: row.id for row in found}


def due(session: Session, now: datetime, limit: int) -> list[tuple[str, Outgoing]]:
    """(state, message) of those the ledger has to look at, oldest first; locked against other processes."""
    query = (
        select(MessageRow)
        .where(OPEN, MessageRow.due <= now)
        .order_by(MessageRow.due, MessageRow.id)
        .limit(limit)
    )
    if session.get_bind().dialect.name == "postgresql":
        query = query.with_for_update(skip_locked=True)
    return [(row.state, outgoing(row)) for row in session.scalars(query)]


def any_due(session: Session, now: datetime) -> bool:
    return session.scalar(select(MessageRow.id).where(OPEN, MessageRow.due <= now).limit(1)) is not None


def held(session: Session, message_id: int) -> Outgoing | None:
    query = select(MessageRow).where(MessageRow.id == message_id, MessageRow.state == MessageState.HELD.value)
    row = session.scalars(query.with_for_update()).one_or_none()
    return outgoing(row) if row else None


def entrusted(session: Session, keys: Collection[str]) -> dict[str, Outgoing]:
    """key → message, of those that are in somebody's hands."""
    mine = (MessageRow.state == MessageState.ENTRUSTED.value) & MessageRow.key.in_(keys)
    return {row.key: outgoing(row) for row in session.scalars(select(MessageRow).where(mine))}


def on_their_way(session: Session, keys: Collection[str]) -> dict[str, Outgoing]:
    """key → message, of those that left us, as far as we know or cannot tell."""
    mine = LEFT & MessageRow.key.in_(keys)
    return {row.key: outgoing(row) for row in session.scalars(select(MessageRow).where(mine))}


def close(session: Session, message_id: int, state: str, reason: str | None, code: int | None) -> None:
    """The platform's last word on a message on its way."""
    values = {"state": state, "reason": reason, "code": code, "due": None}
    session.execute(
        update(MessageRow).where(MessageRow.id == message_id, LEFT).values(values), execution_options=_QUIET
    )


def key_of(session: Session, message_id: int) -> str | None:
    return session.scalar(select(MessageRow.key).where(MessageRow.id == message_id))


def change(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    """Write the new columns of many open messages. Each row names its `id`; all rows name the same columns.

    A row that is final already stays: an outcome that arrives late must not undo one that was settled.
    """
    if not rows:
        return
    names = [name for name in rows[0] if name != "id"]
    statement = update(MessageRow).where(MessageRow.__table__.c.id == bindparam("row_id"), UNSETTLED)
    statement = statement.values({name: bindparam("new_" + name) for name in names})
    values = [{"row_id": row["id"]} | {"new_" + name: row[name] for name in names} for row in rows]
    session.connection().execute(statement, values)


def state_of(session: Session, key: str) -> tuple[str, str | None] | None:
    row = session.execute(select(MessageRow.state, MessageRow.reason).where(MessageRow.key == key)).first()
    return (row.state, row.reason) if row else None


def of_person(session: Session, person_id: int) -> list[dict[str, Any]]:
    query = select(MessageRow).where(MessageRow.person_id == person_id).order_by(MessageRow.id)
    return [
        {
            "channel": row.channel, "purpose": row.purpose, "text": row.text, "state": row.state,
            "reason": row.reason, "created_at": row.created_at.isoformat(),
            "sent_at": row.sent_at.isoformat() if row.sent_at else None,
        }
        for row in session.scalars(query)
    ]  # fmt: skip


def forget_person(session: Session, person_id: int) -> int:
    gone = session.execute(
        delete(MessageRow).where(MessageRow.person_id == person_id), execution_options=_QUIET
    )
    return touched(gone)


def repoint(session: Session, origin: int, to: int) -> None:
    moved = update(MessageRow).where(MessageRow.origin_person_id == origin, MessageRow.person_id != to)
    session.execute(moved.values(person_id=to), execution_options=_QUIET)


def outgoing(row: MessageRow) -> Outgoing:
    return Outgoing(
        row.id, row.key, row.channel, row.purpose, row.account, row.person_id, row.staff_id, row.text,
        row.address, row.context, row.caused_at, row.expires_at, row.attempts,
    )  # fmt: skip
