"""What people look at: identifiers of a person, the conflict queue, merges. Reads only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import case, func, or_, select
from sqlalchemy.orm import Session, aliased

from huayuan.identity.contracts import (
    Conflict,
    ConflictState,
    Evidence,
    FoundPerson,
    IdentifierOfPerson,
    Merge,
    SeenIdentifier,
)
from huayuan.identity.kinds import KINDS, label_of, masked
from huayuan.identity.linking import conflict_label
from huayuan.identity.models import ConflictRow, EvidenceRow, IdentifierRow, MergeRow, PersonRow
from huayuan.identity.store.resolution import chunks

_STRENGTH = case({kind.name: kind.strength for kind in KINDS.values()}, value=IdentifierRow.kind, else_=20)
_SHOWN_EVIDENCE = 20  # of one identifier, latest first


def with_kind(session: Session, kind: str, among: Sequence[int] | None) -> list[int]:
    query = select(IdentifierRow.person_id).where(IdentifierRow.kind == kind)
    if among is None:
        return list(session.scalars(query))
    found: list[int] = []
    for part in chunks(among):
        found += session.scalars(query.where(IdentifierRow.person_id.in_(part)))
    return found


def strongest_identifiers(session: Session, persons: Collection[int]) -> dict[int, int]:
    """current person → their strongest identifier, the oldest of several; without those who have none."""
    found: dict[int, int] = {}
    for part in chunks(persons):
        rows = session.execute(
            select(IdentifierRow.person_id, IdentifierRow.id)
            .where(IdentifierRow.person_id.in_(part))
            .order_by(_STRENGTH, IdentifierRow.id.desc())
        )
        found.update((row[0], row[1]) for row in rows)
    return found


def identifier_row(session: Session, identifier_id: int) -> IdentifierRow | None:
    return session.get(IdentifierRow, identifier_id)


def persons_with(session: Session, keys: Sequence[str], limit: int) -> list[FoundPerson]:
    """Persons with an identifier of one of these keys, strongest kind first."""
    rows = session.scalars(
        select(IdentifierRow)
        .where(IdentifierRow.key.in_(keys))
        .order_by(_STRENGTH.desc(), IdentifierRow.id)
        .limit(limit)
    )
    return [FoundPerson(row.person_id, row.id, row.kind, row.account, shown(row)) for row in rows]


def identifiers_of(session: Session, person_id: int, limit: int) -> list[IdentifierOfPerson]:
    rows = session.scalars(
        select(IdentifierRow)
        .where(IdentifierRow.person_id == person_id)
        .order_by(_STRENGTH.desc(), IdentifierRow.last_seen_at.desc(), IdentifierRow.id)
        .limit(limit)
    ).all()
    evidence = _evidence_of(session, [row.id for row in rows])
    return [
        IdentifierOfPerson(
            id=row.id,
            kind=row.kind,
            label=label_of(row.kind).as_dict(),
            value_masked=shown(row),
            account=row.account,
            origin_person_id=row.origin_person_id,
            first_seen_at=row.first_seen_at,
            last_seen_at=row.last_seen_at,
            evidence=tuple(evidence[row.id]),
        )
        for row in rows
    ]


def masked_of(session: Session, kind: str, person_ids: Sequence[int]) -> dict[int, str]:
    """person → their latest seen identifier of a sensitive kind, masked; people without one are absent."""
    query = (
        select(IdentifierRow.person_id, IdentifierRow.masked)
        .where(IdentifierRow.person_id.in_(person_ids), IdentifierRow.kind == kind)
        .order_by(IdentifierRow.last_seen_at, IdentifierRow.id)
    )
    return {person: shown for person, shown in session.execute(query) if shown}


def _evidence_of(session: Session, ids: Sequence[int]) -> dict[int, list[Evidence]]:
    found: dict[int, list[Evidence]] = defaultdict(list)
    a, b = EvidenceRow.identifier_a, EvidenceRow.identifier_b
    for mine, other in ((a, b), (b, a)):
        rows = session.execute(
            select(mine, EvidenceRow, IdentifierRow)
            .join(IdentifierRow, IdentifierRow.id == other)
            .where(mine.in_(ids))
            .order_by(EvidenceRow.last_at.desc())
            .limit(_SHOWN_EVIDENCE * max(len(ids), 1))
        )
        for identifier_id, seen, partner in rows:
            found[identifier_id].append(
                Evidence(
                    seen.source,
                    seen.event_id,
                    seen.first_at,
                    seen.last_at,
                    seen.times,
                    partner.kind,
                    shown(partner),
                )
            )
    for entries in found.values():
        entries.sort(key=lambda one: one.last_at, reverse=True)
        del entries[_SHOWN_EVIDENCE:]
    return found


def conflicts(
    session: Session,
    state: ConflictState | None,
    persons: Collection[int] | None,
    within: Any | None,
    limit: int,
    offset: int,
) -> tuple[list[Conflict], int]:
    """Latest first, and how many there are. `persons`: origin persons of whom one must be part of it; `within`: a
    subquery of current persons that both must be among."""
    one, other = aliased(PersonRow), aliased(PersonRow)
    query = (
        select(ConflictRow, one.current_id, other.current_id)
        .join(one, one.id == ConflictRow.person_a)
        .join(other, other.id == ConflictRow.person_b)
    )
    if state is not None:
        query = query.where(ConflictRow.state == state)
    if state is ConflictState.OPEN:
        query = query.where(one.current_id != other.current_id)
    if persons is not None:
        query = query.where(or_(ConflictRow.person_a.in_(persons), ConflictRow.person_b.in_(persons)))
    if within is not None:
        query = query.where(one.current_id.in_(within), other.current_id.in_(within))
    total = session.scalar(select(func.count()).select_from(query.subquery())) or 0
    rows = session.execute(
        query.order_by(ConflictRow.last_at.desc(), ConflictRow.id.desc()).limit(limit).offset(offset)
    ).all()
    wanted = {one for row in rows for one in (row[0].identifier_a, row[0].identifier_b) if one}
    seen = {row.id: row for row in _by_id(session, IdentifierRow, wanted)}
    return [_conflict(row[0], (row[1], row[2]), seen) for row in rows], total


def conflict(session: Session, conflict_id: int) -> Conflict | None:
    row = session.get(ConflictRow, conflict_id)
    if row is None:
        return None
    current = {one.id: one.current_id for one in _by_id(session, PersonRow, (row.person_a, row.person_b))}
    seen = {one.id: one for one in _by_id(session, IdentifierRow, (row.identifier_a, row.identifier_b))}
    return _conflict(row, (current[row.person_a], current[row.person_b]), seen)


def among(session: Session, persons: Collection[int], within: Any) -> set[int]:
    """Those of `persons` who are in the subquery `within`."""
    return set(
        session.scalars(select(PersonRow.id).where(PersonRow.id.in_(persons), PersonRow.id.in_(within)))
    )


def _by_id(session: Session, table: type[Any], ids: Collection[int | None]) -> list[Any]:
    return list(session.scalars(select(table).where(table.id.in_([one for one in ids if one]))))


def merges(session: Session, persons: Collection[int]) -> list[Merge]:
    """Merges that these origin persons were part of, undone ones too, latest first."""
    sides = (MergeRow.origin_a, MergeRow.origin_b, MergeRow.winner, MergeRow.loser)
    took_part = or_(*(side.in_(persons) for side in sides))
    rows = session.scalars(select(MergeRow).where(took_part).order_by(MergeRow.id.desc()))
    return [as_merge(row) for row in rows]


def merge(session: Session, merge_id: int) -> Merge | None:
    row = session.get(MergeRow, merge_id)
    return as_merge(row) if row else None


def as_merge(row: MergeRow) -> Merge:
    return Merge(
        id=row.id, winner=row.winner, loser=row.loser, basis=row.basis, reason=row.reason, by=row.by, at=row.at,
        event_id=row.event_id, source=row.source, moved=tuple(row.moved), undone_at=row.undone_at,
        undone_by=row.undone_by,
    )  # fmt: skip


def shown(row: IdentifierRow) -> str:
    """The value as everybody may read it."""
    return row.masked or masked(row.kind, row.key)


def _conflict(row: ConflictRow, persons: tuple[int, int], seen: dict[int, Any]) -> Conflict:
    sides = [seen[one] for one in (row.identifier_a, row.identifier_b) if one in seen]
    return Conflict(
        id=row.id,
        persons=(min(persons), max(persons)),
        reason=row.reason,
        label=conflict_label(row.reason).as_dict(),
        identifiers=tuple(
            SeenIdentifier(side.id, side.kind, label_of(side.kind).as_dict(), shown(side)) for side in sides
        ),
        event_id=row.event_id,
        source=row.source,
        state=ConflictState(row.state),
        times=row.times,
        first_at=row.first_at,
        last_at=row.last_at,
        decided_by=row.decided_by,
        decided_at=row.decided_at,
    )
