"""What merging, splitting, deciding conflicts and erasing read and write."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, cast

from sqlalchemy import and_, delete, or_, select, update
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import ColumnElement

from huayuan.identity.components import Edge
from huayuan.identity.contracts import ConflictState
from huayuan.identity.models import (
    ConflictRow,
    EvidenceRow,
    IdentifierRow,
    MergeRow,
    NamingRow,
    PersonRow,
)
from huayuan.identity.store.resolution import chunks
from huayuan.kernel.db import insert_new

CORE_BASES = ("event", "operator")


def merge_row(session: Session, merge_id: int) -> MergeRow | None:
    """The merge, held until the commit."""
    return session.scalars(select(MergeRow).where(MergeRow.id == merge_id).with_for_update()).first()


def conflict_row(session: Session, conflict_id: int) -> ConflictRow | None:
    return session.get(ConflictRow, conflict_id)


def origin_of_identifier(session: Session, identifier_id: int | None) -> tuple[int, int] | None:
    """(origin person, current person)."""
    row = session.execute(
        select(IdentifierRow.origin_person_id, IdentifierRow.person_id).where(
            IdentifierRow.id == identifier_id
        )
    ).first()
    return (row[0], row[1]) if row else None


def edges_among(session: Session, origins: Collection[int]) -> list[Edge]:
    """The merges that make cores of these origin persons; those that follow from devices are left out."""
    edges: list[Edge] = []
    for chunk in chunks(origins):
        rows = session.execute(
            select(MergeRow.id, MergeRow.origin_a, MergeRow.origin_b, MergeRow.winner).where(
                MergeRow.undone_at.is_(None), MergeRow.origin_a.in_(chunk), MergeRow.basis.in_(CORE_BASES)
            )
        )
        edges.extend(Edge(*row) for row in rows)
    return edges


def evidence_between(
    session: Session, identifiers: Collection[int], origins: Collection[int]
) -> dict[int, int]:
    """Those of `identifiers` that were seen with identifiers of `origins` → the oldest such origin person."""
    oldest: dict[int, int] = {}
    mine, theirs = EvidenceRow.identifier_a, EvidenceRow.identifier_b
    for one, other in ((mine, theirs), (theirs, mine)):
        for chunk in chunks(identifiers):
            rows = session.execute(
                select(one, IdentifierRow.origin_person_id)
                .join(IdentifierRow, IdentifierRow.id == other)
                .where(one.in_(chunk))
            )
            for identifier_id, origin in rows:
                if origin in origins:
                    oldest[identifier_id] = min(origin, oldest.get(identifier_id, origin))
    return oldest


def rehome(session: Session, origins: Mapping[int, int]) -> None:
    """Identifier → the origin person it belongs to from now on."""
    for identifier_id, origin in origins.items():
        session.execute(
            update(IdentifierRow).where(IdentifierRow.id == identifier_id).values(origin_person_id=origin)
        )


def decide_across(
    session: Session,
    some: Collection[int],
    others: Collection[int],
    state: ConflictState,
    by: str,
    at: datetime,
) -> None:
    """Every conflict between one of `some` and one of `others` (origin persons) is decided so."""
    decided = {"state": state, "decided_by": by, "decided_at": at}
    for chunk in chunks(some, 500):
        for other in chunks(others, 500):
            session.execute(update(ConflictRow).where(_between(chunk, other)).values(**decided))


def keep_apart(session: Session, one: int, other: int, reason: str, at: datetime, **columns: Any) -> None:
    """Enter a pair in the queue as decided: they are two persons. A pair that is in it already is left alone."""
    pair = {"person_a": min(one, other), "person_b": max(one, other)}
    if session.scalar(select(ConflictRow.id).filter_by(**pair).limit(1)):
        return
    row = pair | {
        "reason": reason,
        "state": ConflictState.KEPT_APART,
        "times": 0,
        "first_at": at,
        "last_at": at,
        "decided_at": at,
    }
    insert_new(session, ConflictRow, [row | columns], on=["person_a", "person_b", "reason"])


def erase_persons(session: Session, origins: Collection[int], at: datetime) -> tuple[list[int], int]:
    """Remove all that is known of these origin persons but their numbers: (identifiers, rows removed)."""
    identifiers = list(
        session.scalars(select(IdentifierRow.id).where(IdentifierRow.origin_person_id.in_(origins)))
    )
    rows = 0
    for chunk in chunks(identifiers, 500):
        seen = or_(EvidenceRow.identifier_a.in_(chunk), EvidenceRow.identifier_b.in_(chunk))
        rows += _deleted(session, EvidenceRow, seen)
        told = or_(NamingRow.device_id.in_(chunk), NamingRow.named_id.in_(chunk))
        rows += _deleted(session, NamingRow, told)
        rows += _deleted(session, IdentifierRow, IdentifierRow.id.in_(chunk))
    merged = or_(
        MergeRow.origin_a.in_(origins), MergeRow.origin_b.in_(origins),
        MergeRow.winner.in_(origins), MergeRow.loser.in_(origins),
    )  # fmt: skip
    rows += _deleted(session, MergeRow, merged)
    disputed = or_(ConflictRow.person_a.in_(origins), ConflictRow.person_b.in_(origins))
    rows += _deleted(session, ConflictRow, disputed)
    session.execute(update(PersonRow).where(PersonRow.id.in_(origins)).values(erased_at=at))
    return identifiers, rows


def sealed_after(session: Session, after: int, limit: int) -> list[tuple[int, bytes]]:
    """(identifier id, sealed value) of the next sealed identifiers in the order of their ids."""
    rows = session.execute(
        select(IdentifierRow.id, IdentifierRow.sealed)
        .where(IdentifierRow.id > after, IdentifierRow.sealed.is_not(None))
        .order_by(IdentifierRow.id)
        .limit(limit)
    )
    return [(row[0], cast(bytes, row[1])) for row in rows]


def reseal(session: Session, sealed: Mapping[int, bytes]) -> None:
    for identifier_id, value in sealed.items():
        session.execute(update(IdentifierRow).where(IdentifierRow.id == identifier_id).values(sealed=value))


def _between(some: Collection[int], others: Collection[int]) -> ColumnElement[bool]:
    a, b = ConflictRow.person_a, ConflictRow.person_b
    return or_(and_(a.in_(some), b.in_(others)), and_(a.in_(others), b.in_(some)))


def _deleted(session: Session, table: type[Any], where: ColumnElement[bool]) -> int:
    return int(cast(Any, session.execute(delete(table).where(where))).rowcount)
