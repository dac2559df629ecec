"""Rows of people out of the index, under the person each belongs to now."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import numpy as np

from huayuan.events.by_person.base import Array, Base, read, remove

Wanted = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Indexed:
    """Some rows of the index: where in it, and whose they are now. What its facts are too old for is in the warehouse only."""

    base: Base
    places: Array
    persons: Array


class ByPerson:
    """Thread-safe. Knows the base it reads from, what was re-assigned since, and what it was asked for in vain."""

    def __init__(self, folder: Path, unfolded: Callable[[], dict[int, int]]) -> None:
        self.folder = folder
        self._unfolded = unfolded
        self._lock = threading.Lock()
        self._base: Base | None = None
        self._moved: dict[int, int] = {}  # identifier → person, since the base was written
        self._noted: dict[int, int] = {}  # the same, since the start of a build
        self._generation = 0
        self.missing: dict[str, frozenset[str]] = {}

    @property
    def base(self) -> Base | None:
        return self._base

    def use(self, folder: Path, moved: dict[int, int], generation: int) -> bool:
        """Read from this folder from now on; `moved`: whose rows belong to somebody else than it says.

        False when events were forgotten since `generation` was asked: what was built may hold them.
        """
        base = read(folder)
        with self._lock:
            if base is None or generation != self._generation:
                return False
            self._base, self._moved = base, moved | self._noted
            return True

    def start_of_build(self) -> int:
        """To hand to `use`. Moves from here on are noted for the index that is being built."""
        with self._lock:
            self._noted = {}
            return self._generation

    def moved(self, moves: dict[int, int]) -> None:
        with self._lock:
            self._moved, self._noted = self._moved | moves, self._noted | moves

    def forget(self) -> None:
        """Some rows are erased: an index that may hold them is of no use any more, nor one that is being built."""
        with self._lock:
            self._generation += 1
            base, self._base = self._base, None
        if base is not None:
            remove(base.folder)

    def rows_of(self, people: Sequence[int] | None, wanted: Wanted, since: datetime) -> Indexed | None:
        """None when there is no index, or it lacks a column: the next one will have it."""
        with self._lock:
            base, moved = self._base, self._moved
        if base is None or not base.holds(dict(wanted)):
            self._note_missing(wanted)
            return None
        moved = moved | self._unfolded()
        found = _of_everybody if people is None else _of_some(people)
        return Indexed(base, *found(base, wanted, since, moved))

    def rows_named(self, wanted: Wanted) -> int | None:
        """How many rows it has of these events; None when it cannot answer."""
        base = self._base
        if base is None or not base.holds(dict(wanted)):
            self._note_missing(wanted)
            return None
        if "*" in wanted:
            return base.facts.rows
        return sum(base.facts.counts.get(event, 0) for event in wanted)

    def whole(self) -> tuple[Base, dict[int, int]] | None:
        """The index, and the identifiers of which rows belong to another person than it says: to whom."""
        with self._lock:
            base, moved = self._base, self._moved
        return None if base is None else (base, moved | self._unfolded())

    def _note_missing(self, wanted: Wanted) -> None:
        with self._lock:
            for event, columns in wanted.items():
                self.missing[event] = self.missing.get(event, frozenset()) | columns


Found = tuple[Array, Array]  # (place of each row, whose it is now)


def _of_some(people: Sequence[int]) -> Callable[[Base, Wanted, datetime, dict[int, int]], Found]:
    asked = np.unique(np.asarray(people, dtype=np.int64))

    def found(base: Base, wanted: Wanted, since: datetime, moved: dict[int, int]) -> Found:
        places, persons = _places(base, _sources(base, asked, moved))
        keep = _of_interest(base, places, wanted, since)
        places, persons = places[keep], persons[keep]
        if moved:
            persons = _now(base.identifier[places], persons, moved)
            mine = np.isin(persons, asked)
            places, persons = places[mine], persons[mine]
        return places, persons

    return found


def _of_everybody(base: Base, wanted: Wanted, since: datetime, moved: dict[int, int]) -> Found:
    places = np.flatnonzero(np.isin(base.event, _codes(base, wanted)))
    places = places[base.at[places] >= round(since.timestamp() * 1_000_000)]
    persons = np.searchsorted(base.starts, places, side="right") - 1
    return places, _now(base.identifier[places], persons, moved) if moved else persons


def _codes(base: Base, wanted: Wanted) -> Array:
    names = enumerate(base.facts.events)
    return np.array([code for code, name in names if "*" in wanted or name in wanted], dtype=np.uint16)


def _sources(base: Base, asked: Array, moved: dict[int, int]) -> Array:
    """People whose rows may belong to one of those asked about: themselves, and who had an identifier that moved."""
    if not moved:
        return asked
    known = np.searchsorted(base.identifiers, list(moved))
    known = known[known < len(base.identifiers)]
    return np.union1d(asked, base.owners[known])


def _places(base: Base, people: Array) -> tuple[Array, Array]:
    """(place of each row of these people, whose it is)."""
    people = people[(people >= 0) & (people <= base.facts.people)]
    first, end = base.starts[people], base.starts[people + 1]
    lengths = end - first
    total = int(lengths.sum())
    before = np.concatenate([[0], np.cumsum(lengths)[:-1]]) if len(lengths) else np.empty(0, dtype=np.int64)
    places = np.arange(total, dtype=np.int64) + np.repeat(first - before, lengths)
    return places, np.repeat(people, lengths)


def _of_interest(base: Base, places: Array, wanted: Wanted, since: datetime) -> Array:
    recent = base.at[places] >= round(since.timestamp() * 1_000_000)
    return np.asarray(recent & np.isin(base.event[places], _codes(base, wanted)))


def _now(identifiers: Array, persons: Array, moved: dict[int, int]) -> Array:
    keys = np.array(sorted(moved), dtype=np.int64)
    values = np.array([moved[key] for key in keys.tolist()], dtype=np.int64)
    place = np.minimum(np.searchsorted(keys, identifiers), len(keys) - 1)
    return np.where(keys[place] == identifiers, values[place], persons)
