"""Whom a change of many concerns: customers named, whoever fits a query of the list, or the members of a segment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from huayuan.identity import api as identity
from huayuan.kernel.caller import DataScope
from huayuan.kernel.crypto import Vault
from huayuan.kernel.unit_of_work import Transaction
from huayuan.profiles import listing
from huayuan.profiles.asking import CustomerQuery, filter_of
from huayuan.profiles.contracts import CustomerFilter, PeopleOfSegment
from huayuan.profiles.errors import NobodyToChange
from huayuan.profiles.store import customers

AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Whom:
    """One of the three; of these, who is in `scope`."""

    ids: tuple[int, ...]
    query: CustomerQuery | None
    segment: int | None
    scope: DataScope

    def as_dict(self) -> dict[str, Any]:
        return {
            "ids": self.ids,
            "query": self.query.model_dump(exclude_none=True) if self.query is not None else None,
            "segment": self.segment,
            "scope": [self.scope.kind, self.scope.ids],
        }

    @classmethod
    def from_dict(cls, said: Mapping[str, Any]) -> Whom:
        kind, numbers = said["scope"]
        query = CustomerQuery(**said["query"]) if said["query"] is not None else None
        return cls(tuple(said["ids"]), query, said["segment"], DataScope(kind, tuple(numbers)))


@dataclass(frozen=True, slots=True)
class Finder:
    """What finding people needs besides a transaction."""

    vault: Vault
    zone: ZoneInfo
    segments: PeopleOfSegment | None

    def count(self, tx: Transaction, whom: Whom) -> int:
        """How many are meant, before data scope for those named or in a segment. Raises NobodyToChange."""
        self._check(whom)
        if whom.query is not None:
            return customers.count(tx.session, self._filter(tx, whom, whom.query))
        if whom.segment is not None:
            assert self.segments is not None
            return self.segments.size(tx, whom.segment)
        return len(set(whom.ids))

    def after(self, tx: Transaction, whom: Whom, person: int) -> tuple[list[int], int | None]:
        """The next people who may be changed, and the id to go on from; None: these were the last.

        By id, so that what is changed on the way skips nobody. Merged people stand for who they are now.
        """
        if whom.query is not None:
            found = customers.ids_after(tx.session, self._filter(tx, whom, whom.query), person, AT_ONCE)
        elif whom.segment is not None:
            assert self.segments is not None
            found = list(self.segments.members_after(tx, whom.segment, person, AT_ONCE))
        else:
            found = sorted(one for one in set(whom.ids) if one > person)[:AT_ONCE]
        last = found[-1] if len(found) == AT_ONCE else None
        return self._visible(tx, found, whom.scope), last

    def _check(self, whom: Whom) -> None:
        given = [bool(whom.ids), whom.query is not None, whom.segment is not None]
        if sum(given) != 1 or (whom.segment is not None and self.segments is None):
            raise NobodyToChange()

    def _filter(self, tx: Transaction, whom: Whom, query: CustomerQuery) -> CustomerFilter:
        wanted = filter_of(
            tx, query, listing.visibility(tx, whom.scope), self.vault, self.zone, self.segments
        )
        return listing.with_staff_of_stores(tx, wanted)

    def _visible(self, tx: Transaction, ids: Sequence[int], scope: DataScope) -> list[int]:
        now = identity.current_persons(tx, list(ids))
        means = sorted({now.get(one, one) for one in ids})
        return sorted(customers.visible(tx.session, means, listing.visibility(tx, scope))) if means else []
