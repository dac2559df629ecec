"""Measures of everybody out of the index by person, in parts that are small enough for the processor's cache."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from zoneinfo import ZoneInfo

import numpy as np

from huayuan.events.by_person.base import Array, Base
from huayuan.events.measures.contracts import AnyMeasure, Measured, names_of
from huayuan.events.measures.counting import EVENTS_TO_ARRANGE, Part
from huayuan.events.measures.values import Said, Values, answers

ROWS_AT_ONCE = 1_000_000


def count_everybody(
    base: Base, measures: Mapping[int, AnyMeasure], zone: ZoneInfo, leaving_out: Array
) -> Iterator[Measured]:
    """Parts with all measures of some people; together everybody in the index but those left out (ascending)."""
    values = Values(base, answers)
    arranged = _many_events(measures)

    def count(span: tuple[int, int]) -> Measured:
        first, end = span
        part = Part(base, values, first, end, zone, arranged=arranged)
        found = part.answers(measures)
        keep = part.lengths > 0
        keep[leaving_out[(leaving_out >= first) & (leaving_out < end)] - first] = False
        people = np.arange(first, end, dtype=np.int64)
        return Measured(people[keep], {number: answer[keep] for number, answer in found.items()})

    for found in _side_by_side(count, _parts(base)):
        if len(found.people):
            yield found


def count_some(
    people: Array, base: Base, measures: Mapping[int, AnyMeasure], zone: ZoneInfo, said: Said
) -> Measured:
    """All measures of people whose rows were laid out (`laid_out`)."""
    part = Part(base, Values(base, said.answers), 0, len(people), zone, arranged=_many_events(measures))
    return Measured(people, part.answers(measures))


def _many_events(measures: Mapping[int, AnyMeasure]) -> bool:
    return len(names_of(measures.values())) >= EVENTS_TO_ARRANGE


def _side_by_side(
    work: Callable[[tuple[int, int]], Measured], items: Iterable[tuple[int, int]]
) -> Iterator[Measured]:
    """In two threads, as numpy works outside of Python's lock; at most three answers are held at a time."""
    waiting: deque[Future[Measured]] = deque()
    for item in items:
        waiting.append(_THREADS.submit(work, item))
        if len(waiting) == 3:
            yield waiting.popleft().result()
    for last in waiting:
        yield last.result()


_THREADS = ThreadPoolExecutor(2, "events.counting")


def _parts(base: Base) -> Iterator[tuple[int, int]]:
    """(first person, the one after the last) of stretches of about so many rows."""
    first = 0
    while first <= base.facts.people:
        end = int(np.searchsorted(base.starts, base.starts[first] + ROWS_AT_ONCE, side="right")) - 1
        end = min(max(end, first + 1), base.facts.people + 1)
        yield first, end
        first = end
