"""Rows of `events` in the records database: in and out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, insert, select, update

from huayuan.events.decode import Refused
from huayuan.events.masking import masked_sample
from huayuan.events.models import BatchRow, CursorRow, MoveRow, PendingRow, RejectionRow, TouchRow
from huayuan.kernel.db import touched, upsert
from huayuan.kernel.unit_of_work import Transaction, UnitOfWork

WRITER_LEASE = timedelta(seconds=60)
REJECTIONS_KEPT = 10_000


def open_batch(tx: Transaction, writer: str, events: int) -> int:
    row = BatchRow(state="writing", writer=writer, events=events, started_at=tx.now)
    tx.session.add(row)
    tx.session.flush()
    return row.id


def mark_batches_done(tx: Transaction, ids: Sequence[int]) -> None:
    if ids:
        tx.session.execute(update(BatchRow).where(BatchRow.id.in_(ids)).values(state="done"))


def adopt_batches(uow: UnitOfWork, writer: str) -> None:
    """At start: what an earlier process of the embedded store left `writing` is settled; SQLite has one such process."""
    if not uow.database.is_sqlite:
        return
    with uow.begin() as tx:
        tx.session.execute(
            update(BatchRow)
            .where(BatchRow.state == "writing", BatchRow.writer != writer)
            .values(state="done")
        )


def settled_batches(tx: Transaction, after: int, limit: int) -> list[tuple[int, int]]:
    """(batch, events) in order after `after`, up to the first that is still being written."""
    rows = tx.session.execute(
        select(BatchRow.id, BatchRow.events, BatchRow.state, BatchRow.started_at)
        .where(BatchRow.id > after)
        .order_by(BatchRow.id)
        .limit(limit)
    )
    settled = []
    for row in rows:
        if row.state == "writing" and row.started_at > tx.now - WRITER_LEASE:
            break
        settled.append((row.id, row.events))
    return settled


def settled_up_to(tx: Transaction) -> int:
    """The last commit before the first that is still being written; 0 when there is none."""
    writing = tx.session.scalar(
        select(func.min(BatchRow.id)).where(
            BatchRow.state == "writing", BatchRow.started_at > tx.now - WRITER_LEASE
        )
    )
    if writing is not None:
        return int(writing) - 1
    return tx.session.scalar(select(func.max(BatchRow.id))) or 0


def last_batch(tx: Transaction) -> tuple[int, datetime] | None:
    row = tx.session.execute(
        select(BatchRow.id, BatchRow.started_at).order_by(BatchRow.id.desc()).limit(1)
    ).first()
    return (row.id, row.started_at) if row else None


def forget_batches(tx: Transaction, before: int) -> None:
    tx.session.execute(delete(BatchRow).where(BatchRow.id < before, BatchRow.state == "done"))


def cursor(tx: Transaction, name: str) -> int:
    return tx.session.scalar(select(CursorRow.batch_id).where(CursorRow.name == name)) or 0


def cursors(tx: Transaction) -> dict[str, int]:
    return {row.name: row.batch_id for row in tx.session.execute(select(CursorRow.name, CursorRow.batch_id))}


def set_cursor(tx: Transaction, name: str, batch_id: int) -> None:
    upsert(
        tx.session,
        CursorRow,
        [{"name": name, "batch_id": batch_id, "updated_at": tx.now}],
        on=["name"],
        update=["batch_id", "updated_at"],
    )


def add_pending(tx: Transaction, bodies: Sequence[bytes]) -> None:
    tx.session.execute(insert(PendingRow), [{"body": body} for body in bodies])


def take_pending(tx: Transaction, limit: int) -> list[tuple[int, bytes]]:
    return [
        (row.id, row.body)
        for row in tx.session.execute(
            select(PendingRow.id, PendingRow.body).order_by(PendingRow.id).limit(limit)
        )
    ]


def drop_pending(tx: Transaction, ids: Sequence[int]) -> None:
    tx.session.execute(delete(PendingRow).where(PendingRow.id.in_(ids)))


def add_rejections(tx: Transaction, refused: Sequence[tuple[str, Refused]]) -> None:
    rows = [
        {
            "at": tx.now,
            "source": source[:80],
            "event": item.event,
            "code": item.error.code,
            "message": item.error.message.filled(item.error.data),
            "sample": masked_sample(item.sample, item.event),
        }
        for source, item in refused
    ]
    tx.session.execute(insert(RejectionRow), rows)


def rejections(tx: Transaction, limit: int, offset: int) -> tuple[list[RejectionRow], int]:
    rows = tx.session.scalars(
        select(RejectionRow).order_by(RejectionRow.id.desc()).limit(limit).offset(offset)
    )
    return list(rows), tx.session.scalar(select(func.count()).select_from(RejectionRow)) or 0


def trim_rejections(tx: Transaction) -> None:
    newest = tx.session.scalar(select(func.max(RejectionRow.id))) or 0
    tx.session.execute(delete(RejectionRow).where(RejectionRow.id <= newest - REJECTIONS_KEPT))


def add_moves(tx: Transaction, moves: dict[int, int]) -> None:
    rows: list[dict[str, Any]] = [
        {"identifier_id": identifier, "person_id": person, "at": tx.now, "folded_at": None}
        for identifier, person in moves.items()
    ]
    upsert(tx.session, MoveRow, rows, on=["identifier_id"], update=["person_id", "at", "folded_at"])


def unfolded_moves(tx: Transaction, limit: int) -> dict[int, int]:
    rows = tx.session.execute(
        select(MoveRow.identifier_id, MoveRow.person_id)
        .where(MoveRow.folded_at.is_(None))
        .order_by(MoveRow.at)
        .limit(limit)
    )
    return {row.identifier_id: row.person_id for row in rows}


def recent_moves(tx: Transaction) -> dict[int, int]:
    """identifier → person, of every re-assignment that a commit may not have known when it began."""
    rows = tx.session.execute(select(MoveRow.identifier_id, MoveRow.person_id))
    return {row.identifier_id: row.person_id for row in rows}


def old_moves(tx: Transaction, before: datetime, limit: int) -> dict[int, int]:
    rows = tx.session.execute(
        select(MoveRow.identifier_id, MoveRow.person_id)
        .where(MoveRow.at < before, MoveRow.folded_at.is_not(None))
        .limit(limit)
    )
    return {row.identifier_id: row.person_id for row in rows}


def mark_folded(tx: Transaction, moves: dict[int, int]) -> None:
    """Those that still say what was folded; one that changed meanwhile stays for the next round."""
    for identifier, person in moves.items():
        tx.session.execute(
            update(MoveRow)
            .where(MoveRow.identifier_id == identifier, MoveRow.person_id == person)
            .values(folded_at=tx.now)
        )


def drop_moves(tx: Transaction, moves: dict[int, int], before: datetime) -> None:
    tx.session.execute(delete(MoveRow).where(MoveRow.identifier_id.in_(list(moves)), MoveRow.at < before))


def add_touches(tx: Transaction, projection: str, people: Sequence[int]) -> None:
    tx.session.execute(
        insert(TouchRow), [{"projection": projection, "person_id": person} for person in people]
    )


def touches(tx: Transaction, projection: str, limit: int) -> list[tuple[int, int]]:
    """(row, person) of people who wait for a projection."""
    rows = tx.session.execute(
        select(TouchRow.id, TouchRow.person_id)
        .where(TouchRow.projection == projection)
        .order_by(TouchRow.id)
        .limit(limit)
    )
    return [(row.id, row.person_id) for row in rows]


def count_waiting(tx: Transaction, most: int) -> int:
    """Events told inside that are in no commit yet, and people whom a projection is to look at again; of each at most
    `most` are counted."""
    first = [select(table.id).limit(most).subquery() for table in (PendingRow, TouchRow)]
    return sum(tx.session.scalar(select(func.count()).select_from(part)) or 0 for part in first)


def drop_touches(tx: Transaction, ids: Sequence[int]) -> None:
    tx.session.execute(delete(TouchRow).where(TouchRow.id.in_(ids)))


def drop_person(tx: Transaction, person_id: int) -> int:
    dropped = 0
    for table in (MoveRow, TouchRow):
        gone = tx.session.execute(delete(table).where(table.person_id == person_id))
        dropped += touched(gone)
    return dropped
