"""Measures answered in memory, from columns that are sorted by person (`by_person.base`): in numpy, without a query."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import numpy as np

from huayuan.events.by_person.base import NONE, Array, Base
from huayuan.events.measures.contracts import ANY_EVENT, AnyMeasure, Measure, OrderedSteps, Window, names_of
from huayuan.events.measures.property_tests import PropertyTest, column_of
from huayuan.events.measures.values import Values
from huayuan.events.measures.zone_days import days_of

EVENTS_TO_ARRANGE = 6  # the rows of fewer different events are looked for one event after the other
FEW_OF_MANY = 20  # a search takes so many times longer than a look
DAYS = 1 << 22  # more than any day since 1970


class Rows(NamedTuple):
    """Some rows of a part: where in it, when (µs), and whose; places and persons ascend."""

    places: Array
    at: Array
    who: Array

    def only(self, keep: Array) -> Rows:
        return self if keep.all() else Rows(self.places[keep], self.at[keep], self.who[keep])


class Part:
    """The rows of the persons `first` … `end` - 1 of a base; within it they count from 0."""

    def __init__(
        self, base: Base, values: Values, first: int, end: int, zone: ZoneInfo, *, arranged: bool
    ) -> None:
        self._base, self._values, self._zone = base, values, zone
        self.lengths = np.diff(base.starts[first : end + 1])
        self._start, self._stop = int(base.starts[first]), int(base.starts[end])
        self._starts = base.starts[first : end + 1] - self._start
        self._columns: dict[str, Array] = {}
        self._events = self._column("event", base.event)
        self._order = np.argsort(self._events, kind="stable") if arranged else None
        self._edges = self._edges_of_events() if arranged else np.empty(0, dtype=np.int64)
        self._rows: dict[str, Rows] = {}
        self._last: tuple[str, Window, Rows] | None = None
        self._owners: Array | None = None

    def answers(self, measures: Mapping[int, AnyMeasure]) -> dict[int, Array]:
        """Those of an event one after the other, the longest windows first: each is looked for in the one before."""

        def place(number: int) -> Any:
            one = measures[number]
            return names_of([one]), one.window.start

        return {number: self.answer(measures[number]) for number in sorted(measures, key=place)}

    def answer(self, one: AnyMeasure) -> Array:
        """A number for each person, 0 or NaN (or None, of texts) for whoever has none."""
        if isinstance(one, OrderedSteps):
            return self._in_order(one)
        rows = self._chosen(one.event, one.window, one.where)
        size = len(self.lengths)
        match one.of:
            case "count":
                return np.bincount(rows.who, minlength=size)
            case "days":
                days = np.unique(rows.who * DAYS + days_of(rows.at, self._zone))
                return np.bincount(days // DAYS, minlength=size)
            case "first_at":
                return _extreme(np.minimum, rows.who, rows.at, size)
            case "last_at":
                return _extreme(np.maximum, rows.who, rows.at, size)
        assert one.property is not None, one
        if one.of in ("first", "last"):
            return self._text(rows, one.property, one.of == "first")
        if one.of == "most_frequent":
            return self._most_frequent(rows, one.property)
        numbers = self._values.numbers(one.property, self._said(one.property)[rows.places])
        return _of_numbers(one, rows.who, numbers, size)

    # ---- which rows

    def _chosen(self, event: str, window: Window, where: tuple[PropertyTest, ...]) -> Rows:
        rows = self._within(event, window)
        for test in where:
            rows = rows.only(self._values.passing(test, self._said(test.property)[rows.places]))
        return rows

    def _within(self, event: str, window: Window) -> Rows:
        rows = self._of_event(event)
        if self._last and self._last[0] == event and _contains(self._last[1], window):
            rows = self._last[2]
            if self._last[1] == window:
                return rows
        earliest, latest = _us(window.start), _us(window.end)
        rows = rows.only((rows.at >= earliest) & (rows.at < latest))
        self._last = event, window, rows
        return rows

    def _of_event(self, event: str) -> Rows:
        if event not in self._rows:
            places = self._places(event)
            self._rows[event] = Rows(places, self._column("at", self._base.at)[places], self._whose(places))
        return self._rows[event]

    def _places(self, event: str) -> Array:
        """Where in this part the rows of an event are, ascending."""
        if event == ANY_EVENT:
            return np.arange(len(self._events))
        if event not in self._base.facts.events:
            return np.empty(0, dtype=np.int64)
        code = self._base.facts.events.index(event)
        if self._order is None:
            return np.flatnonzero(self._events == code)
        return self._order[self._edges[code] : self._edges[code + 1]]

    def _edges_of_events(self) -> Array:
        """Where each event starts in the order by event."""
        return np.searchsorted(self._events[self._order], np.arange(len(self._base.facts.events) + 1))

    def _whose(self, places: Array) -> Array:
        """Whose these rows are: looked for one by one where they are few, else laid out for all rows once."""
        if len(places) * FEW_OF_MANY < self._stop - self._start:
            return np.searchsorted(self._starts, places, side="right") - 1
        if self._owners is None:
            self._owners = np.repeat(np.arange(len(self.lengths)), self.lengths)
        return self._owners[places]

    # ---- what they say

    def _said(self, name: str) -> Array:
        """What the rows say of a property: codes of its texts, or amounts."""
        column = column_of(name)
        if column == "amount":
            return self._column(column, self._base.amount)
        return self._column(column, self._base.codes[column])

    def _saying(self, rows: Rows, name: str) -> tuple[Rows, Array]:
        """The rows that say something of a property, and what."""
        said = self._said(name)[rows.places]
        keep = said != (NONE if column_of(name) == "amount" else -1)
        return rows.only(keep), said[keep]

    def _keys(self) -> Array:
        return self._column("key", self._base.key)

    def _column(self, name: str, mapped: Array) -> Array:
        if name not in self._columns:
            self._columns[name] = _read(mapped, self._start, self._stop)
        return self._columns[name]

    # ---- measures of several rows of a person

    def _text(self, rows: Rows, name: str, first: bool) -> Array:
        """The property at each person's first or last row that has one; of one moment, by the key of the event."""
        rows, _ = self._saying(rows, name)
        choose, size = (np.minimum if first else np.maximum), len(self.lengths)
        rows = rows.only(rows.at == _extreme(choose, rows.who, rows.at, size)[rows.who])
        keys, starts = self._keys()[rows.places], _starts(rows.who)
        if len(starts):
            rows = rows.only(keys == np.repeat(choose.reduceat(keys, starts), _lengths(starts, len(keys))))
        found = np.full(size, None, dtype=object)
        found[rows.who] = self._values.texts(name, self._said(name)[rows.places])
        return found

    def _most_frequent(self, rows: Rows, name: str) -> Array:
        """The text that each person's rows say most often; of equally frequent ones the last in order of code points."""
        rows, said = self._saying(rows, name)
        different, codes = np.unique(said, return_inverse=True)
        texts, ranks = np.unique(self._values.texts(name, different), return_inverse=True)
        found = np.full(len(self.lengths), None, dtype=object)
        if len(texts):
            pairs, times = np.unique(rows.who * len(texts) + ranks[codes], return_counts=True)
            who, rank = np.divmod(pairs, len(texts))
            best = np.lexsort((rank, times, who))  # the last of each person stays
            found[who[best]] = texts[rank[best]]
        return found

    def _in_order(self, one: OrderedSteps) -> Array:
        """1 for whoever did all steps in order and in time, as `expressions.ordered_steps` explains it.

        Places in the walk ascend with persons and times, so the latest start of a chain is a running maximum of
        places; one that lies before a person's own places is somebody else's.
        """
        steps, walk = self._walk(one)
        places, first = np.arange(len(walk.who)), _starts(walk.who)
        own = np.repeat(first, _lengths(first, len(walk.who)))
        began = np.where(steps[0], places, -1)
        for step in steps[1:]:
            before = np.append(-1, np.maximum.accumulate(began)[:-1])[: len(began)]
            began = np.where(step & (before >= own), before, -1)
        ends = np.flatnonzero(began >= 0)
        ends = ends[walk.at[ends] - walk.at[began[ends]] <= one.within_us]
        found = np.full(len(self.lengths), np.nan)
        found[walk.who[ends]] = 1
        return found

    def _walk(self, one: OrderedSteps) -> tuple[list[Array], Rows]:
        """Which rows are each step, and all of these rows in the order in which a person's are walked."""
        matching = [self._chosen(step.event, one.window, step.where).places for step in one.steps]
        marked = np.zeros((len(matching), self._stop - self._start), dtype=np.bool_)
        for step, those in zip(marked, matching, strict=True):
            step[those] = True
        places = np.flatnonzero(marked.any(axis=0))
        steps = marked[:, places]
        at, who = self._column("at", self._base.at)[places], self._whose(places)
        order = np.lexsort((at, who))
        if _one_moment(at[order], who[order]):
            # Rows of one moment are walked in the order of steps.
            lowest, highest = steps.argmax(axis=0), len(steps) - steps[::-1].argmax(axis=0)
            order = np.lexsort((self._keys()[places], highest, lowest, at, who))
        return list(steps[:, order]), Rows(places[order], at[order], who[order])


def _read(mapped: Array, start: int, stop: int) -> Array:
    """Not through the mapping: that would bring all of the index into this process's memory."""
    if isinstance(mapped, np.memmap) and mapped.filename is not None:
        try:
            return np.fromfile(mapped.filename, mapped.dtype, stop - start, offset=start * mapped.itemsize)
        except FileNotFoundError:  # there is a newer index by now; the mapping stays as it was
            pass
    return np.asarray(mapped[start:stop])


def _contains(outer: Window, inner: Window) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _us(time: datetime) -> int:
    return (time - _EPOCH) // timedelta(microseconds=1)


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def _one_moment(at: Array, who: Array) -> bool:
    """Whether somebody has two rows of one moment."""
    return bool(((at[1:] == at[:-1]) & (who[1:] == who[:-1])).any())


def _starts(who: Array) -> Array:
    """Where each person's rows start."""
    return np.flatnonzero(np.diff(who, prepend=-1))


def _lengths(starts: Array, rows: int) -> Array:
    return np.diff(np.append(starts, rows))


def _extreme(choose: np.ufunc, who: Array, values: Array, size: int) -> Array:
    found = np.full(size, np.nan)
    starts = _starts(who)
    if len(starts):
        found[who[starts]] = choose.reduceat(values, starts)
    return found


def _of_numbers(one: Measure, who: Array, numbers: Array, size: int) -> Array:
    real = ~np.isnan(numbers)
    who, numbers = who[real], numbers[real]
    if one.of in ("minimum", "maximum"):
        return _extreme(np.minimum if one.of == "minimum" else np.maximum, who, numbers, size)
    count = np.bincount(who, minlength=size)
    total = np.bincount(who, weights=numbers, minlength=size)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(count > 0, total if one.of == "sum" else total / count, np.nan)
