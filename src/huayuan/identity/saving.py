"""Writes the decisions of one batch: a fixed number of statements, however many observations it had."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from huayuan.identity.contracts import ConflictState, Key
from huayuan.identity.kinds import masked, names_a_person
from huayuan.identity.linking import NEW, Linking, Member, NewMerge, Sighting
from huayuan.identity.metrics import CONFLICTS, MERGES, PERSONS_CREATED
from huayuan.identity.models import IdentifierRow, PersonRow
from huayuan.identity.store import namings
from huayuan.identity.store import resolution as store
from huayuan.identity.telling import tell_merged
from huayuan.kernel.crypto import Vault
from huayuan.kernel.unit_of_work import Transaction

BY_EVIDENCE = "evidence"


class Beaten(Exception):
    """Another process committed first, so what we decided from is out of date: look again and decide again."""


class Saving:
    """One batch on its way into the tables. `person` gives the number under which a person was written."""

    def __init__(self, tx: Transaction, linking: Linking, vault: Vault) -> None:
        self._tx = tx
        self._session = tx.session
        self._linking = linking
        self._vault = vault
        self._numbers = store.reserve_ids(self._session, PersonRow, len(linking.new_persons))

    def person(self, person: int) -> int:
        return person if person < NEW else self._numbers[person - NEW]

    def shown(self, member: Member) -> int:
        """Whom its origin person counts for in the tables, until devices and their sittings are settled."""
        return self.person(member.shown or member.origin)

    def members(self, plain: Mapping[Key, str]) -> None:
        """New identifiers and persons. Raises Beaten."""
        members, current = self._linking.new_members, self._linking.current
        numbers = store.reserve_ids(self._session, IdentifierRow, len(members))
        for member, number in zip(members, numbers, strict=True):
            member.id = number
        rows = [self._identifier(member, plain.get(member.key)) for member in members]
        if store.insert_identifiers(self._session, rows) < len(rows):
            raise Beaten
        persons = [
            {
                "id": self.person(one),
                "current_id": self.person(one),
                "core_id": self.person(current(one)),
                "created_at": self._tx.now,
            }
            for one in self._linking.new_persons
        ]
        store.insert_persons(self._session, persons)
        PERSONS_CREATED.inc(len(persons))

    def merges(self) -> set[int]:
        """Joins the cores of absorbed persons; answers the cores that grew, whose people are to be settled."""
        merges = self._linking.merges
        if not merges:
            return set()
        into = {
            one: self.person(self._linking.current(one))
            for merge in merges
            for one in merge.absorbed
            if one < NEW
        }
        core_of = namings.origins_of_cores(self._session, into)
        identifiers = store.identifiers_by_origin(self._session, core_of)
        namings.set_cores(self._session, into)
        self._write_merges(merges, self._identifiers_by_person(core_of, identifiers))
        MERGES.labels(BY_EVIDENCE).inc(len(merges))
        return {self.person(self._linking.current(merge.winner)) for merge in merges}

    def names(self, shown: Iterable[tuple[Sighting, str, datetime]]) -> set[int]:
        """What devices were told, by sighting, sitting and time; answers the persons whom that is news of."""
        rows: dict[tuple[int, str, int], dict[str, Any]] = {}
        members: dict[int, Member] = {}
        for sighting, sitting, at in shown:
            for device in sighting.beside:
                for named in sighting.linked:
                    if names_a_person(named.key.kind):
                        members |= {device.id: device, named.id: named}
                        row = {
                            "device_id": device.id,
                            "sitting": sitting,
                            "named_id": named.id,
                            "first_at": at,
                        }
                        known = rows.setdefault((device.id, sitting, named.id), row)
                        known["first_at"] = min(known["first_at"], at)
        if not rows:
            return set()
        before = namings.known_names(self._session, {one[0] for one in rows}, {one[1] for one in rows})
        namings.add_names(self._session, list(rows.values()))
        return {self.person(members[one].origin) for key in rows.keys() - before for one in (key[0], key[2])}

    def grown(self) -> set[int]:
        """Cores from before that were given another identifier that names a person."""
        return {
            self.person(self._linking.current(one.person))
            for one in self._linking.new_members
            if one.person < NEW and names_a_person(one.key.kind)
        }

    def made(self) -> set[int]:
        return set(self._numbers)

    def conflicts(self, kept_apart: Mapping[int, int]) -> None:
        """`kept_apart`: conflict id → how often evidence contradicted that decision."""
        rows = [
            {
                "person_a": self.person(conflict.persons[0]),
                "person_b": self.person(conflict.persons[1]),
                "reason": conflict.reason,
                "identifier_a": conflict.a.id,
                "identifier_b": conflict.b.id,
                "event_id": conflict.cause.event_id,
                "source": conflict.cause.source[:60],
                "state": ConflictState.OPEN,
                "times": conflict.times,
                "first_at": conflict.cause.at,
                "last_at": conflict.last_at,
            }
            for conflict in self._linking.conflicts.values()
        ]
        store.add_conflicts(self._session, rows)
        store.count_conflicts(self._session, kept_apart, self._tx.now)
        for reason, count in Counter(row["reason"] for row in rows).items():
            CONFLICTS.labels(reason).inc(count)

    def evidence(self, sightings: Iterable[Sighting]) -> None:
        rows: dict[tuple[int, int, str], dict[str, Any]] = {}
        for sighting in sightings:
            ids = sorted(member.id for member in (*sighting.linked, *sighting.beside))
            event_id, source, at = sighting.cause
            for place, one in enumerate(ids):
                for other in ids[place + 1 :]:
                    pair = (one, other, source[:60])
                    if pair not in rows:
                        rows[pair] = {
                            "identifier_a": one, "identifier_b": other, "source": pair[2],
                            "event_id": event_id, "first_at": at, "last_at": at, "times": 1,
                        }  # fmt: skip
        store.add_evidence(self._session, list(rows.values()))

    def seen(self, touched: Iterable[Member]) -> None:
        store.touch(self._session, {member.id: _seen(member) for member in touched})

    def _identifier(self, member: Member, plain: str | None) -> dict[str, Any]:
        first, last = _seen(member)
        return {
            "id": member.id,
            "kind": member.key.kind,
            "account": member.key.account,
            "key": member.key.key,
            "sealed": None if plain is None else self._vault.seal(plain),
            "masked": None if plain is None else masked(member.key.kind, plain),
            "person_id": self.shown(member),
            "origin_person_id": self.person(member.origin),
            "first_seen_at": first,
            "last_seen_at": last,
        }

    def _identifiers_by_person(
        self, core_of: Mapping[int, int], identifiers: Mapping[int, list[int]]
    ) -> dict[int, list[int]]:
        """Person, as numbered while deciding → its identifiers when it was absorbed.

        New identifiers are in the tables by now, some attached after the merge: those were not absorbed.
        """
        found: dict[int, list[int]] = {}
        new = {member.id for member in self._linking.new_members}
        for origin, ids in identifiers.items():
            found.setdefault(core_of[origin], []).extend(one for one in ids if one not in new)
        for member in self._linking.new_members:
            found.setdefault(member.person, []).append(member.id)
        return found

    def _write_merges(self, merges: list[NewMerge], identifiers: Mapping[int, list[int]]) -> None:
        rows = [
            {
                "winner": self.person(merge.winner),
                "loser": self.person(merge.loser),
                "origin_a": self.person(merge.a.origin),
                "origin_b": self.person(merge.b.origin),
                "identifier_a": merge.a.id,
                "identifier_b": merge.b.id,
                "event_id": merge.cause.event_id,
                "source": merge.cause.source[:60],
                "basis": "event",
                "reason": BY_EVIDENCE,
                "by": "system",
                "at": self._tx.now,
                "moved": sorted(one for person in merge.absorbed for one in identifiers.get(person, ())),
            }
            for merge in merges
        ]
        numbers = store.add_merges(self._session, rows)
        for number, merge in zip(numbers, merges, strict=True):
            if merge.loser < NEW:  # nobody has heard of persons that this very batch made
                tell_merged(self._tx, number, self.person(merge.winner), merge.loser, BY_EVIDENCE)


def _seen(member: Member) -> tuple[datetime, datetime]:
    assert member.first_seen is not None and member.last_seen is not None, "an observed identifier was seen"
    return member.first_seen, member.last_seen
