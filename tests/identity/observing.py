"""Shorthand for telling a resolver who was seen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select

from huayuan.events.contracts import Observation, Resolved, Unresolvable
from huayuan.identity import api
from huayuan.identity.contracts import Conflict
from huayuan.identity.kinds import KINDS, as_phone, masked
from huayuan.identity.models import EvidenceRow, IdentifierRow, MergeRow, PersonRow
from huayuan.identity.resolver import Resolver
from huayuan.kernel.unit_of_work import Transaction, UnitOfWork

START = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
Ids = dict[str, str]  # kind → value; "sitting" and "at" (minutes) say where and when instead
Named = tuple[str, str]  # kind and value as given


class Observer:
    def __init__(self, uow: UnitOfWork, resolver: Resolver) -> None:
        self.uow = uow
        self.resolver = resolver

    def observation(self, account: str | None = None, sitting: str | None = None, **ids: str) -> Observation:
        pairs, now = tuple(sorted(ids.items())), self.uow.clock.now()
        return Observation(pairs, account, uuid4(), now, "test", sitting)

    def observe(
        self, account: str | None = None, sitting: str | None = None, **ids: str
    ) -> Resolved | Unresolvable:
        return self.batch([self.observation(account, sitting, **ids)])[0]

    def sees(self, account: str | None = None, sitting: str | None = None, **ids: str) -> Resolved:
        answer = self.observe(account, sitting, **ids)
        assert isinstance(answer, Resolved), answer
        return answer

    def all(self, sets: Sequence[dict[str, str]]) -> list[Resolved | Unresolvable]:
        return self.batch([self.observation(None, **ids) for ids in sets])

    def batch(self, observations: Sequence[Observation]) -> list[Resolved | Unresolvable]:
        with self.uow.begin() as tx:
            return self.resolver.resolve(tx, observations)

    def conflicts(self) -> list[Conflict]:
        with self.uow.read() as tx:
            return api.conflicts(tx)[0]


def observation_of(ids: Ids, at: datetime = START) -> Observation:
    at += timedelta(minutes=int(ids.get("at", 0)))
    return Observation(tuple(sorted(shown(ids).items())), "acc", UUID(int=1), at, "test", ids.get("sitting"))


def shown(ids: Ids) -> Ids:
    """Only the identifiers."""
    return {kind: value for kind, value in ids.items() if kind not in ("sitting", "at")}


def _named(kind: str, value: str) -> Named:
    """As the tables show it: phones by their masks."""
    return (kind, masked(kind, as_phone(value) or value)) if kind == "phone" else (kind, value)


def components(seen: Sequence[Ids]) -> set[frozenset[Named]]:
    """Who would be one person if every observation linked all it names."""
    groups: list[set[Named]] = []
    for ids in seen:
        group = {_named(kind, value) for kind, value in shown(ids).items()}
        touching = [one for one in groups if one & group]
        groups = [one for one in groups if not one & group] + [group.union(*touching)]
    return {frozenset(group) for group in groups}


def violations(held: Collection[Named]) -> list[str]:
    counts = Counter(kind for kind, _ in held)
    return [kind for kind, count in counts.items() if count > (KINDS[kind].limit or 1_000_000)]


def holdings(tx: Transaction) -> dict[int, frozenset[Named]]:
    """Person → its identifiers as given (phones by their masked form, which the generators keep unique)."""
    found: dict[int, set[Named]] = {}
    for row in tx.session.scalars(select(IdentifierRow)):
        found.setdefault(row.person_id, set()).add((row.kind, row.masked or row.key))
    return {person: frozenset(held) for person, held in found.items()}


def partition(tx: Transaction) -> set[frozenset[Named]]:
    """The people in the tables, written like `components`."""
    return {frozenset(held) for held in holdings(tx).values()}


def snapshot(tx: Transaction) -> dict[str, list[Any]]:
    """All rows of people, identifiers, evidence and merges that hold; sealed values opened by their masks.

    Without the edges that follow from devices: whom those join is in the people.
    """
    session = tx.session
    people = select(PersonRow.id, PersonRow.current_id, PersonRow.core_id).order_by(PersonRow.id)
    identifiers = select(
        IdentifierRow.id, IdentifierRow.kind, IdentifierRow.account, IdentifierRow.key, IdentifierRow.masked,
        IdentifierRow.person_id, IdentifierRow.origin_person_id, IdentifierRow.first_seen_at,
        IdentifierRow.last_seen_at,
    ).order_by(IdentifierRow.id)  # fmt: skip
    evidence = select(
        EvidenceRow.identifier_a, EvidenceRow.identifier_b, EvidenceRow.source, EvidenceRow.times
    ).order_by(EvidenceRow.identifier_a, EvidenceRow.identifier_b)
    merges = select(
        MergeRow.winner, MergeRow.loser, MergeRow.origin_a, MergeRow.origin_b, MergeRow.moved
    ).where(MergeRow.undone_at.is_(None), MergeRow.basis.in_(("event", "operator")))
    return {
        name: [tuple(row) for row in session.execute(query)]
        for name, query in (
            ("people", people), ("identifiers", identifiers), ("evidence", evidence),
            ("merges", merges.order_by(MergeRow.id)),
        )
    }  # fmt: skip
