"""What the features below segments ask of it through their ports: members, names, and where a trait is used."""

from __future__ import annotations

from collections.abc import Sequence

from pyroaring import BitMap

from huayuan.kernel.unit_of_work import Transaction
from huayuan.profiles.contracts import NamedSegment, PeopleOfSegment, SegmentsByName, TagPlace, TraitUses
from huayuan.segments import api, usage
from huayuan.segments.contracts import Reference
from huayuan.segments.memberships import Memberships


class MembersForProfiles(PeopleOfSegment, TraitUses, SegmentsByName):
    def __init__(self, memberships: Memberships) -> None:
        self._memberships = memberships

    def members_after(self, tx: Transaction, segment_id: int, after: int, limit: int) -> Sequence[int]:
        people = self._members(tx, segment_id)
        start = people.rank(after)
        return list(people[start : start + limit])

    def size(self, tx: Transaction, segment_id: int) -> int:
        return len(self._members(tx, segment_id))

    def everybody(self, tx: Transaction, segment_id: int) -> Sequence[int]:
        return self._members(tx, segment_id).to_array()

    def places_of_trait(self, tx: Transaction, key: str) -> Sequence[TagPlace]:
        return usage.segments_with(tx, Reference("trait", key))

    def named(self, tx: Transaction, q: str, limit: int) -> Sequence[NamedSegment]:
        found, _ = api.page(tx, q=q, status="active", sort="name", limit=limit, offset=0)
        return [NamedSegment(one.id, one.name, one.description) for one in found]

    def _members(self, tx: Transaction, segment_id: int) -> BitMap:
        api.get(tx, segment_id)
        return self._memberships.members(tx, segment_id)
