"""Merging persons by hand, undoing merges, settling conflicts. Part of `identity.api`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from huayuan.identity.components import reachable, representative
from huayuan.identity.contracts import ConflictState, Decision
from huayuan.identity.errors import (
    AlreadyOne,
    ConflictNotFound,
    ConflictSettled,
    MergeAlreadyUndone,
    MergeNotFound,
    PersonNotFound,
)
from huayuan.identity.metrics import MERGES, SPLITS
from huayuan.identity.models import ConflictRow, MergeRow
from huayuan.identity.settling import DEVICE, SITTING, settle
from huayuan.identity.store import history, namings
from huayuan.identity.store import resolution as store
from huayuan.identity.telling import tell_merged, tell_split
from huayuan.kernel.unit_of_work import Transaction

MERGE_UNDONE = "merge_undone"


def merge(tx: Transaction, winner: int, loser: int, reason: str, by: str) -> int:
    """`loser` becomes part of `winner`, even where the rules would refuse to link them: a human decided.

    Both numbers may be of persons merged before; their current ones are meant. Answers the merge's id.
    Raises PersonNotFound, AlreadyOne.
    """
    return _merge(tx, winner, loser, reason, by, None)


def undo_merge(tx: Transaction, merge_id: int, by: str) -> tuple[int, int]:
    """Cut a merge: what it joined is two persons again, whom evidence will not join.

    Identifiers attached since go with the side they were seen with; those seen with both stay with the winner. Of a
    merge that followed from a device, the two cores come apart. Answers both persons, the winner first. Raises
    MergeNotFound, MergeAlreadyUndone.
    """
    row = history.merge_row(tx.session, merge_id)
    if row is None:
        raise MergeNotFound(id=merge_id)
    if row.undone_at is not None:
        raise MergeAlreadyUndone(merge_id=merge_id)
    person = _held_person(tx, [row.origin_a])[row.origin_a]
    origins = store.origins_of(tx.session, [person])
    edges = [edge for edge in history.edges_among(tx.session, origins) if edge.merge_id != merge_id]
    kept, split = reachable(row.origin_a, edges), reachable(row.origin_b, edges)
    if row.basis not in (DEVICE, SITTING):
        _rehome_those_seen_with_both(tx, row, kept, split)
        for side in (kept, split):
            namings.set_core_of(tx.session, side, representative(side, edges))
    row.undone_at, row.undone_by = tx.now, by
    history.decide_across(tx.session, kept, split, ConflictState.KEPT_APART, by, tx.now)
    history.keep_apart(
        tx.session, row.origin_a, row.origin_b, MERGE_UNDONE, tx.now, decided_by=by, source="",
        identifier_a=row.identifier_a, identifier_b=row.identifier_b, event_id=row.event_id,
    )  # fmt: skip
    tx.session.flush()
    now = settle(tx, origins).now
    winner, loser = now[row.origin_a], now[row.origin_b]
    tell_split(tx, merge_id, winner, loser)
    SPLITS.inc()
    return winner, loser


def resolve_conflict(tx: Transaction, conflict_id: int, decision: Decision, by: str) -> int | None:
    """Settle a conflict. Answers the merge's id when it led to one. A pair kept apart may be merged later.

    Raises ConflictNotFound, ConflictSettled, PersonNotFound (one of the two was erased).
    """
    row = history.conflict_row(tx.session, conflict_id)
    if row is None:
        raise ConflictNotFound(id=conflict_id)
    current = _held_person(tx, [row.person_a, row.person_b])
    tx.session.refresh(row, with_for_update=True)  # whoever held these persons may have settled it
    if row.state == ConflictState.MERGED or (row.state, decision) == (
        ConflictState.KEPT_APART,
        Decision.KEEP_APART,
    ):
        raise ConflictSettled(conflict_id=conflict_id)
    row.decided_by, row.decided_at = by, tx.now
    if decision is Decision.KEEP_APART:
        row.state = ConflictState.KEPT_APART
        tx.session.flush()
        return None
    row.state = ConflictState.MERGED
    tx.session.flush()
    one, other = current[row.person_a], current[row.person_b]
    if one == other:
        return None
    return _merge(tx, min(one, other), max(one, other), "conflict", by, row)


def _merge(
    tx: Transaction, winner: int, loser: int, reason: str, by: str, conflict: ConflictRow | None
) -> int:
    current = _held_person(tx, [winner, loser])
    winner, loser = current[winner], current[loser]
    if winner == loser:
        raise AlreadyOne(winner=winner, loser=loser)
    absorbed = store.origins_of(tx.session, [loser])
    history.decide_across(
        tx.session, store.origins_of(tx.session, [winner]), absorbed, ConflictState.MERGED, by, tx.now
    )
    identifiers = store.identifiers_by_origin(tx.session, absorbed)
    row: dict[str, Any] = {
        "winner": winner, "loser": loser, "origin_a": winner, "origin_b": loser, "basis": "operator",
        "reason": reason, "by": by, "at": tx.now, "source": "",
        "moved": sorted(one for ids in identifiers.values() for one in ids),
    }  # fmt: skip
    row |= _edge(tx, conflict, winner, absorbed)
    [merge_id] = store.add_merges(tx.session, [row])
    _join_cores(tx, row["origin_a"], row["origin_b"], winner)
    settle(tx, {winner, loser})
    tell_merged(tx, merge_id, winner, loser, "operator")
    MERGES.labels("operator").inc()
    return merge_id


def _join_cores(tx: Transaction, a: int, b: int, winner: int) -> None:
    """The core of `b` becomes part of the core of `a`, under the winner's number where one of them had it."""
    of = namings.cores_of(tx.session, (a, b))
    into = winner if winner in of.values() else min(of.values())
    namings.set_cores(tx.session, {core: into for core in of.values() if core != into})


def _edge(
    tx: Transaction, conflict: ConflictRow | None, winner: int, absorbed: Iterable[int]
) -> dict[str, object]:
    """A merge that settles a conflict runs between the persons whose identifiers were in the event."""
    if conflict is None:
        return {}
    ids = (conflict.identifier_a, conflict.identifier_b)
    a, b = (history.origin_of_identifier(tx.session, one) for one in ids)
    if a is None or b is None:
        return {}
    if a[0] in absorbed:
        a, b, ids = b, a, (ids[1], ids[0])
    if a[0] in absorbed or b[0] not in absorbed or a[1] != winner:
        return {}  # identifiers moved since; the persons themselves are joined
    return {
        "origin_a": a[0], "origin_b": b[0], "identifier_a": ids[0], "identifier_b": ids[1],
        "event_id": conflict.event_id, "source": conflict.source,
    }  # fmt: skip


def _held_person(tx: Transaction, persons: list[int]) -> dict[int, int]:
    """Given person → current person, which nobody else can merge or split until we commit."""
    held: set[int] = set()
    while True:
        current = store.current_of(tx.session, persons)
        for one in persons:
            if one not in current:
                raise PersonNotFound(id=one)
        missing = set(current.values()) - held
        if not missing or not store.lock_persons(tx.session, missing):
            return current
        held |= missing


def _rehome_those_seen_with_both(
    tx: Transaction, merge: MergeRow, kept: frozenset[int], split: frozenset[int]
) -> None:
    """An identifier that came after the merge and was seen with both sides stays with the winner."""
    moved = set(merge.moved)
    by_origin = store.identifiers_by_origin(tx.session, split)
    late = [one for ids in by_origin.values() if moved.intersection(ids) for one in ids if one not in moved]
    history.rehome(tx.session, history.evidence_between(tx.session, late, kept))
