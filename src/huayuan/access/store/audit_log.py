"""The audit chain: rows in, values out."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import ColumnElement, event, func, select
from sqlalchemy.orm import Session

from huayuan.access import models as m
from huayuan.access.chain import FIRST_PREVIOUS, Entry, entry_hash
from huayuan.access.contracts import (
    AuditEntry,
)
from huayuan.kernel.db import insert_new

_FRESH = {"populate_existing": True}


def at_commit(session: Session, write: Callable[[], None]) -> None:
    """Call `write` as the last thing before the commit; releasing a savepoint is not the commit."""

    def before_commit(committing: Session) -> None:
        if not committing.in_nested_transaction():
            write()

    event.listen(session, "before_commit", before_commit)


def append_audit(session: Session, entries: Sequence[Entry]) -> None:
    """Add to the chain. The head row is locked until the commit: the next writer continues from there."""
    insert_new(session, m.AuditHeadRow, [{"id": 1, "sequence": 0, "hash": FIRST_PREVIOUS}], on=["id"])
    head = session.scalars(select(m.AuditHeadRow).with_for_update(), execution_options=_FRESH).one()
    for entry in entries:
        sequence, previous = head.sequence + 1, head.hash
        head.hash = entry_hash(sequence, previous, entry)
        head.sequence = sequence
        session.add(m.AuditRow(sequence=sequence, previous_hash=previous, hash=head.hash, **asdict(entry)))
    session.flush()


def audit_head(session: Session) -> tuple[int, str]:
    """Number and hash of the last entry."""
    row = session.scalars(select(m.AuditHeadRow), execution_options=_FRESH).first()
    return (row.sequence, row.hash) if row else (0, FIRST_PREVIOUS)


def audit_links(session: Session, batch: int = 1000) -> Iterator[tuple[int, str, str, Entry]]:
    """Every entry in order: number, previous hash, hash, content."""
    after = 0
    row = m.AuditRow
    while rows := session.scalars(
        select(row).where(row.sequence > after).order_by(row.sequence).limit(batch)
    ).all():
        for r in rows:
            entry = Entry(r.at, r.actor_kind, r.actor_id, r.actor_name, r.action, r.subject, r.data, r.ip)
            yield r.sequence, r.previous_hash, r.hash, entry
        after = rows[-1].sequence
        session.expunge_all()


def audit_entries(
    session: Session, actor: str | None, action: str | None, limit: int, offset: int
) -> tuple[list[AuditEntry], int]:
    """Newest first. `actor` is `user:3` or part of a name; `action` is the beginning of a name."""
    row = m.AuditRow
    wanted: list[ColumnElement[bool]] = []
    kind, _, number = (actor or "").partition(":")
    if actor and number.isascii() and number.isdigit() and len(number) < 18:
        wanted += [row.actor_kind == kind, row.actor_id == int(number)]
    elif actor:
        wanted.append(row.actor_name.icontains(actor, autoescape=True))
    if action:
        wanted.append(row.action.startswith(action, autoescape=True))
    rows = session.scalars(
        select(row).where(*wanted).order_by(row.sequence.desc()).limit(limit).offset(offset)
    )
    total = session.scalar(select(func.count()).select_from(row).where(*wanted)) or 0
    return [_audit_entry(row) for row in rows], total


def _audit_entry(row: m.AuditRow) -> AuditEntry:
    data = json.loads(row.data)
    return AuditEntry(
        row.sequence,
        row.at,
        row.actor_kind,
        row.actor_id,
        row.actor_name,
        row.action,
        row.subject,
        data,
        row.ip,
    )


def add_seal(session: Session, sequence: int, hash: str, signature: str, now: datetime) -> None:
    row = {"sequence": sequence, "hash": hash, "signature": signature, "at": now}
    insert_new(session, m.AuditSealRow, [row], on=["sequence"])


def seals(session: Session) -> dict[int, tuple[str, str]]:
    """Number → (hash, signature)."""
    return {row.sequence: (row.hash, row.signature) for row in session.scalars(select(m.AuditSealRow))}
