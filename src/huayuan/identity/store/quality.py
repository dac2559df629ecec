"""Counts of what identity holds."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from huayuan.identity.contracts import ConflictState
from huayuan.identity.models import ConflictRow, IdentifierRow, MergeRow, NamingRow, PersonRow
from huayuan.identity.sharing import DEVICE


def people(session: Session) -> int:
    """Persons whom an identifier leads to."""
    return session.scalar(select(func.count(IdentifierRow.person_id.distinct()))) or 0


def identifiers(session: Session) -> dict[str, int]:
    rows = session.execute(
        select(IdentifierRow.kind, func.count()).group_by(IdentifierRow.kind).order_by(IdentifierRow.kind)
    )
    return {row[0]: row[1] for row in rows}


def merges(session: Session) -> dict[str, tuple[int, int]]:
    """basis → (held, undone)."""
    undone = func.count(MergeRow.undone_at)
    rows = session.execute(
        select(MergeRow.basis, func.count() - undone, undone)
        .group_by(MergeRow.basis)
        .order_by(MergeRow.basis)
    )
    return {row[0]: (row[1], row[2]) for row in rows}


def open_conflicts(session: Session) -> dict[str, int]:
    """reason → pairs who are two persons still."""
    one, other = aliased(PersonRow), aliased(PersonRow)
    rows = session.execute(
        select(ConflictRow.reason, func.count())
        .join(one, one.id == ConflictRow.person_a)
        .join(other, other.id == ConflictRow.person_b)
        .where(ConflictRow.state == ConflictState.OPEN, one.current_id != other.current_id)
        .group_by(ConflictRow.reason)
        .order_by(ConflictRow.reason)
    )
    return {row[0]: row[1] for row in rows}


def devices_named(session: Session) -> int:
    return session.scalar(select(func.count(NamingRow.device_id.distinct()))) or 0


def devices_owned(session: Session) -> int:
    held = select(func.count(MergeRow.identifier_b.distinct())).where(
        MergeRow.basis == DEVICE, MergeRow.undone_at.is_(None)
    )
    return session.scalar(held) or 0
