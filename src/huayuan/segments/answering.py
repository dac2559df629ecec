"""Answers to conditions: each distinct one is asked once, events in as few passes as possible."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from pyroaring import BitMap

from huayuan.events.api import AnyMeasure, EventReader, EventSlice, Measured, Said, measure_everybody
from huayuan.profiles import api as profiles
from huayuan.segments.bitmaps import bitmap
from huayuan.segments.contracts import Ask, Condition, RecordsCondition, StreamCondition
from huayuan.segments.tree import key_of

Answers = dict[bytes, BitMap]
MOST_IN_A_SLICE = 20_000  # people whose events are taken into memory at once


def answer(ask: Ask, conditions: Iterable[Condition], said: Said | None = None) -> Answers:
    """key → who it is true of (before `negative`), for each distinct condition."""
    records, stream = _sorted(conditions)
    return _of_records(ask, records) | _of_stream(ask, stream, said or Said())


def answer_of_everybody(ask: Ask, conditions: Iterable[Condition]) -> tuple[Answers, BitMap]:
    """The same, and who is known at all. Events are counted in another thread while the records are asked."""
    records, stream = _sorted(conditions)
    counting = _COUNTERS.submit(_of_stream, ask, stream, Said())
    found, known = _of_records(ask, records), bitmap(profiles.all_people(ask.tx))
    return found | counting.result(), known


_COUNTERS = ThreadPoolExecutor(2, "segments.counting")


def _sorted(
    conditions: Iterable[Condition],
) -> tuple[dict[bytes, RecordsCondition], dict[bytes, StreamCondition]]:
    distinct = {key_of(one): one for one in conditions}
    return (
        {key: one for key, one in distinct.items() if isinstance(one, RecordsCondition)},
        {key: one for key, one in distinct.items() if isinstance(one, StreamCondition)},
    )


def _of_records(ask: Ask, conditions: Mapping[bytes, RecordsCondition]) -> Answers:
    by_kind: dict[type[RecordsCondition], list[bytes]] = {}
    for key, one in conditions.items():
        by_kind.setdefault(type(one), []).append(key)
    found: Answers = {}
    for kind, keys in by_kind.items():
        answers = kind.people_of_each(ask, [conditions[key] for key in keys])
        found |= {key: bitmap(people) for key, people in zip(keys, answers, strict=True)}
    return found


def _of_stream(ask: Ask, conditions: Mapping[bytes, StreamCondition], said: Said) -> Answers:
    """A condition of one measure is decided as soon as its part has come; so only one part is held at a time."""
    asked = _Asked.of(ask, conditions)
    found: Answers = {key: BitMap() for key in conditions}
    for part in _measured(ask, asked.measures, said):
        for number, values in part.values.items():
            for key in asked.by_measure[number]:
                mask = conditions[key].holds(ask.moment, values)
                found[key] |= bitmap(part.people[mask])
    return found


def _measured(ask: Ask, measures: dict[int, AnyMeasure], said: Said) -> Iterable[Measured]:
    reader = ask.services.get(EventReader)
    if ask.among is None:
        yield from measure_everybody(reader, measures, ask.moment.zone, said)
    elif measures:
        for start in range(0, len(ask.among), MOST_IN_A_SLICE):
            part = EventSlice(reader, ask.among[start : start + MOST_IN_A_SLICE], measures)
            yield from part.measure(measures, ask.moment.zone, said)


@dataclass
class _Asked:
    """Distinct measures, numbered; and the conditions that each of them decides."""

    measures: dict[int, AnyMeasure] = field(default_factory=dict)
    by_measure: dict[int, list[bytes]] = field(default_factory=dict)

    @classmethod
    def of(cls, ask: Ask, conditions: Mapping[bytes, StreamCondition]) -> _Asked:
        asked, numbers = cls(), dict[AnyMeasure, int]()
        for key, condition in conditions.items():
            one = condition.question(ask.moment)
            number = numbers.setdefault(one, len(numbers))
            asked.measures[number] = one
            asked.by_measure.setdefault(number, []).append(key)
        return asked


@dataclass
class _Cached:
    at: datetime
    people: BitMap


class AnswerCache:
    """Answers about everybody, for as long as a person composes a rule: `KEPT` old at most. Thread-safe."""

    KEPT = timedelta(seconds=30)
    BYTES = 64 << 20

    def __init__(self) -> None:
        self._cached: OrderedDict[bytes, _Cached] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()

    def get(self, key: bytes, now: datetime) -> _Cached | None:
        with self._lock:
            found = self._cached.get(key)
            if found is None or now - found.at > self.KEPT:
                return None
            self._cached.move_to_end(key)
            return found

    def put(self, key: bytes, people: BitMap, at: datetime) -> None:
        with self._lock:
            self._drop(key)
            self._cached[key] = _Cached(at, people)
            self._bytes += _size(people)
            while self._bytes > self.BYTES and len(self._cached) > 1:
                self._drop(next(iter(self._cached)))

    def _drop(self, key: bytes) -> None:
        if gone := self._cached.pop(key, None):
            self._bytes -= _size(gone.people)


def _size(people: BitMap) -> int:
    """Bytes of its containers."""
    facts = people.get_statistics()
    return int(
        facts["n_bytes_array_containers"]
        + facts["n_bytes_run_containers"]
        + facts["n_bytes_bitset_containers"]
    )
