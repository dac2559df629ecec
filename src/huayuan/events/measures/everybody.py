"""Measures of everybody out of the index by person: columns sorted by person are counted in numpy, without a query.

It goes through the people in parts, each small enough for the processor's cache, and answers all measures of a part.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa

from huayuan.events.by_person.base import NONE, Array, Base
from huayuan.events.measures.contracts import ANY_EVENT, Measure, Measured
from huayuan.events.measures.property_tests import SLICE, PropertyTest, column_of, holds, number_of
from huayuan.events.measures.zone_days import days_of
from huayuan.events.tables import EVENTS
from huayuan.kernel.warehouse.in_memory import asked

ROWS_AT_ONCE = 1_000_000
EVENTS_TO_ARRANGE = 6  # the rows of fewer different events are looked for one event after the other
FEW_OF_MANY = 20  # a search takes so many times longer than a look
DAYS = 1 << 22  # more than any day since 1970


def countable(one: Any) -> bool:
    """Whether `count_everybody` can answer it."""
    return isinstance(one, Measure) and one.of != "most_frequent"


def count_everybody(
    base: Base, measures: Mapping[int, Measure], zone: ZoneInfo, leaving_out: Array
) -> Iterator[Measured]:
    """Parts with all measures of some people; together everybody in the index but those left out (ascending)."""
    values = _Values(base)
    arranged = len({one.event for one in measures.values()}) >= EVENTS_TO_ARRANGE

    def count(span: tuple[int, int]) -> Measured:
        first, end = span
        part = _Part(base, values, first, end, zone, arranged=arranged)
        answers = {number: part.answer(one) for number, one in measures.items()}
        keep = part.lengths > 0
        keep[leaving_out[(leaving_out >= first) & (leaving_out < end)] - first] = False
        people = np.arange(first, end, dtype=np.int64)
        return Measured(people[keep], {number: answer[keep] for number, answer in answers.items()})

    for found in _side_by_side(count, _parts(base)):
        if len(found.people):
            yield found


def count_some(
    people: Array, base: Base, measures: Mapping[int, Measure], zone: ZoneInfo, said: Said
) -> Measured:
    """All measures of people whose rows were laid out (`laid_out`)."""
    arranged = len({one.event for one in measures.values()}) >= EVENTS_TO_ARRANGE
    part = _Part(base, _Values(base, said.answers), 0, len(people), zone, arranged=arranged)
    return Measured(people, {number: part.answer(one) for number, one in measures.items()})


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


class _Values:
    """What the different texts of a column are as numbers, and which of them pass a test; by code, null being last."""

    def __init__(self, base: Base, answers: Answers | None = None) -> None:
        self._base = base
        self._answers = answers or _answers
        self._passing: dict[PropertyTest, Array] = {}
        self._numbers: dict[str, Array] = {}

    def passing(self, test: PropertyTest, said: Array) -> Array:
        """Whether rows pass; `said` are their codes in the column of the test, or their amounts."""
        column = column_of(test.property)
        if column == "amount":
            amounts, codes = np.unique(said, return_inverse=True)
            return _true(self._answers(_sql(test, "int64"), _amounts(amounts)))[codes]
        if test not in self._passing:
            found = self._answers(_sql(test, "string"), _with_null(self._base.texts[column]))
            self._passing[test] = _true(found)
        return self._passing[test][said]

    def numbers(self, name: str, said: Array) -> Array:
        """The property as a number; NaN where it is none."""
        column = column_of(name)
        if column == "amount":
            return np.where(said == NONE, np.nan, said)
        if column not in self._numbers:
            found = self._answers(_sql(name, "string"), _with_null(self._base.texts[column]))
            self._numbers[column] = found.astype(np.float64)
        return self._numbers[column][said]


Query = tuple[str, str]  # and the column it reads
Answers = Callable[[Query, pa.Array], Array]


def _answers(query: Query, values: pa.Array) -> Array:
    """The query over these values as a column, in their order."""
    sql, column = query
    with asked(EVENTS.name, pa.table({"place": np.arange(len(values)), column: values})) as ask:
        found: Array = ask(sql).column("found").to_numpy(zero_copy_only=False)
    return found


class Said:
    """What queries answered about single values: of a few people's events the same ones come again and again."""

    MOST = 100_000  # of one query

    def __init__(self) -> None:
        self._known: dict[Query, dict[Any, Any]] = {}

    def answers(self, query: Query, values: pa.Array) -> Array:
        known, listed = self._known.setdefault(query, {}), values.to_pylist()
        if len(known) > self.MOST:
            known = self._known[query] = {}  # another thread may be reading the old one
        if new := [value for value in listed if value not in known]:
            known.update(zip(new, _answers(query, pa.array(new, values.type)).tolist(), strict=True))
        return np.array([known[value] for value in listed])


def _true(answers: Array) -> Array:
    """Of no values, too."""
    return answers.astype(np.bool_)


def _amounts(amounts: Array) -> pa.Array:
    return pa.array(amounts, pa.int64(), mask=amounts == NONE)


def _with_null(texts: pa.Array) -> pa.Array:
    """A row's code is -1 where the column is null, which is the last place."""
    return pa.concat_arrays([texts, pa.nulls(1, texts.type)])


@lru_cache(1_000)
def _sql(about: PropertyTest | str, kind: str) -> Query:
    """A query and the column it reads. Of a test, or of a property as a number: the very expressions that queries use, over different values."""
    import ibis

    name = about if isinstance(about, str) else about.property
    column = column_of(name)
    table = ibis.table({"place": "!int64", column: kind}, name=EVENTS.name)
    found = number_of(table, about, SLICE) if isinstance(about, str) else holds(table, about, SLICE)
    return str(ibis.to_sql(table.select("place", found=found).order_by("place"), dialect="duckdb")), column


class _Part:
    """The rows of some people in a row; whose they are counts from 0 and ascends with the places of an event."""

    def __init__(
        self, base: Base, values: _Values, first: int, end: int, zone: ZoneInfo, *, arranged: bool
    ) -> None:
        self._base, self._values, self._zone = base, values, zone
        self.lengths = np.diff(base.starts[first : end + 1])
        self._start, self._stop = int(base.starts[first]), int(base.starts[end])
        self._starts = base.starts[first : end + 1] - self._start
        self._columns: dict[str, Array] = {}
        self._events = self._column("event", base.event)
        self._order = np.argsort(self._events, kind="stable") if arranged else None
        self._edges = self._edges_of_events() if arranged else np.empty(0, dtype=np.int64)
        self._rows: dict[str, _Rows] = {}
        self._owners: Array | None = None

    def _edges_of_events(self) -> Array:
        """Where each event starts in the order by event."""
        return np.searchsorted(self._events[self._order], np.arange(len(self._base.facts.events) + 1))

    def answer(self, one: Measure) -> Array:
        """A number for each person, 0 or NaN (or None, of texts) for whoever has none."""
        rows = self._chosen(one)
        size = len(self.lengths)
        if one.of in ("first", "last"):
            assert one.property is not None, one
            return self._text(rows, one.property, one.of == "first")
        who = self._whose(rows.places)
        match one.of:
            case "count":
                return np.bincount(who, minlength=size)
            case "days":
                days = np.unique(who * DAYS + days_of(rows.at, self._zone))
                return np.bincount(days // DAYS, minlength=size)
            case "first_at":
                return _extreme(np.minimum, who, rows.at, size)
            case "last_at":
                return _extreme(np.maximum, who, rows.at, size)
        assert one.property is not None, one
        numbers = self._values.numbers(one.property, self._said(one.property)[rows.places])
        return _of_numbers(one.of, who, numbers, size)

    def _chosen(self, one: Measure) -> _Rows:
        rows = self._of_event(one.event)
        earliest, latest = _us(one.window.start), _us(one.window.end)
        keep = (rows.at >= earliest) & (rows.at < latest)
        rows = rows if keep.all() else rows.only(keep)
        for test in one.where:
            rows = rows.only(self._values.passing(test, self._said(test.property)[rows.places]))
        return rows

    def _of_event(self, event: str) -> _Rows:
        if event not in self._rows:
            self._rows[event] = self._rows_of(event)
        return self._rows[event]

    def _rows_of(self, event: str) -> _Rows:
        mine = self._places(event)
        return _Rows(mine, self._column("at", self._base.at)[mine])

    def _whose(self, places: Array) -> Array:
        """Whose these rows are: looked for one by one where they are few, else laid out for all rows once."""
        if len(places) * FEW_OF_MANY < self._stop - self._start:
            return np.searchsorted(self._starts, places, side="right") - 1
        if self._owners is None:
            self._owners = np.repeat(np.arange(len(self.lengths)), self.lengths)
        return self._owners[places]

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

    def _said(self, name: str) -> Array:
        """What the rows say of a property: codes of its texts, or amounts."""
        column = column_of(name)
        if column == "amount":
            return self._column(column, self._base.amount)
        return self._column(column, self._base.codes[column])

    def _column(self, name: str, mapped: Array) -> Array:
        if name not in self._columns:
            self._columns[name] = _read(mapped, self._start, self._stop)
        return self._columns[name]

    def _text(self, rows: _Rows, name: str, first: bool) -> Array:
        """The property at each person's first or last row that has one; of one moment, by the key of the event."""
        column, said = column_of(name), self._said(name)
        rows = rows.only(said[rows.places] != (NONE if column == "amount" else -1))
        choose, size = (np.minimum if first else np.maximum), len(self.lengths)
        who = self._whose(rows.places)
        rows = rows.only(rows.at == _extreme(choose, who, rows.at, size)[who])
        who, keys = self._whose(rows.places), self._column("key", self._base.key)[rows.places]
        starts = _starts(who)
        if len(starts):
            keep = keys == np.repeat(choose.reduceat(keys, starts), np.diff(np.append(starts, len(keys))))
            rows, who = rows.only(keep), who[keep]
        found = np.full(size, None, dtype=object)
        if column == "amount":
            found[who] = said[rows.places].astype(str)
        else:
            texts = self._base.texts[column].take(pa.array(said[rows.places]))
            found[who] = texts.to_numpy(zero_copy_only=False)
        return found


def _read(mapped: Array, start: int, stop: int) -> Array:
    """Not through the mapping: that would bring all of the index into this process's memory."""
    if isinstance(mapped, np.memmap) and mapped.filename is not None:
        try:
            return np.fromfile(mapped.filename, mapped.dtype, stop - start, offset=start * mapped.itemsize)
        except FileNotFoundError:  # there is a newer index by now; the mapping stays as it was
            pass
    return np.array(mapped[start:stop])


class _Rows(NamedTuple):
    """Where in the part, when (µs)."""

    places: Array
    at: Array

    def only(self, keep: Array) -> _Rows:
        return _Rows(self.places[keep], self.at[keep])


def _us(time: datetime) -> int:
    return (time - _EPOCH) // timedelta(microseconds=1)


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def _starts(who: Array) -> Array:
    """Where each person's rows start."""
    return np.flatnonzero(np.diff(who, prepend=-1))


def _extreme(choose: np.ufunc, who: Array, values: Array, size: int) -> Array:
    found = np.full(size, np.nan)
    starts = _starts(who)
    if len(starts):
        found[who[starts]] = choose.reduceat(values, starts)
    return found


def _of_numbers(of: str, who: Array, numbers: Array, size: int) -> Array:
    real = ~np.isnan(numbers)
    who, numbers = who[real], numbers[real]
    if of in ("minimum", "maximum"):
        return _extreme(np.minimum if of == "minimum" else np.maximum, who, numbers, size)
    count = np.bincount(who, minlength=size)
    total = np.bincount(who, weights=numbers, minlength=size)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(count > 0, total if of == "sum" else total / count, np.nan)
