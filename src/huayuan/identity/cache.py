"""What was resolved before, in memory: one look-up for identifiers seen lately, whoever owns them by now.

Entries lead to a shared `_Owner` per identifier: when that identifier's person is merged or split, however many
entries lead to it are forgotten at once. Memory is bounded by two generations: when the younger is full it becomes the older, and
the older goes.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple
from weakref import WeakValueDictionary

from huayuan.events.contracts import Observation, Resolved

RawIds = tuple[tuple[str, str], ...]
CacheKey = tuple[RawIds, str | None, str | None]  # identifiers, account, sitting


class _Owner:
    __slots__ = ("__weakref__", "resolved")

    def __init__(self, resolved: Resolved) -> None:
        self.resolved: Resolved | None = resolved


class Entry(NamedTuple):
    """Good for events between `since` and `until`; others are looked up, to keep first and last seen true."""

    owner: _Owner
    since: datetime
    until: datetime


class Fact(NamedTuple):
    """A committed resolution, to be remembered."""

    key: CacheKey
    resolved: Resolved
    since: datetime
    until: datetime


class ResolutionCache:
    """`entries` is the size of one generation; memory holds up to two (about 0.5 kB an entry)."""

    def __init__(self, entries: int) -> None:
        self.version = -1
        self._entries = entries
        self._young: dict[CacheKey, Entry] = {}
        self._old: dict[CacheKey, Entry] = {}
        self._owners: WeakValueDictionary[int, _Owner] = WeakValueDictionary()
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._young) + len(self._old)

    def find(self, observations: Sequence[Observation]) -> tuple[list[Resolved | None], list[int]]:
        """The remembered answers, None where there is none, and the places of those."""
        young, old = self._young.get, self._old.get
        answers: list[Resolved | None] = []
        missing: list[int] = []
        for place, (ids, account, _, at, _, sitting) in enumerate(observations):
            key = (ids, account, sitting)
            entry = young(key) or self._promoted(key, old(key))
            resolved = (
                entry.owner.resolved if entry is not None and entry.since <= at <= entry.until else None
            )
            answers.append(resolved)
            if resolved is None:
                missing.append(place)
        return answers, missing

    def remember(self, facts: Iterable[Fact], read_at_version: int) -> None:
        """Keep committed facts, unless identifiers moved since they were read: they might be out of date."""
        with self._lock:
            if read_at_version != self.version:
                return
            for fact in facts:
                self._put(fact.key, Entry(self._owner_of(fact.resolved), fact.since, fact.until))

    def advance(self, version: int, moved: Iterable[int]) -> None:
        """Forget what was answered for the identifiers that moved up to `version`."""
        with self._lock:
            if version <= self.version:
                return
            for identifier_id in moved:
                owner = self._owners.get(identifier_id)
                if owner is not None:
                    owner.resolved = None
            self.version = version

    def _promoted(self, key: CacheKey, entry: Entry | None) -> Entry | None:
        if entry is not None:
            with self._lock:
                self._put(key, entry)
        return entry

    def _put(self, key: CacheKey, entry: Entry) -> None:
        if len(self._young) >= self._entries:
            self._old, self._young = self._young, {}
        self._young[key] = entry

    def _owner_of(self, resolved: Resolved) -> _Owner:
        owner = self._owners.get(resolved.identifier_id)
        if owner is None or owner.resolved is None:
            owner = self._owners[resolved.identifier_id] = _Owner(resolved._replace(created=False))
        return owner
