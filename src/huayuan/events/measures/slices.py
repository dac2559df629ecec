"""Events of a few people, taken out of the warehouse once and measured in memory as often as needed.

The queries of a slice hold no times: whether an event lies in a window is a column, computed here. So they are compiled
once and serve every later slice.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa

from huayuan.events.by_person.base import Base
from huayuan.events.measures.asking import measure, measured
from huayuan.events.measures.contracts import (
    ALL_TIME,
    AnyMeasure,
    Measured,
    OrderedSteps,
    Window,
    names_of,
)
from huayuan.events.measures.everybody import Said, count_everybody, count_some, countable
from huayuan.events.measures.expressions import passes
from huayuan.events.measures.laid_out import laid_out
from huayuan.events.measures.property_tests import SLICE, column_of
from huayuan.events.measures.taking import ALWAYS, Wanted, take
from huayuan.events.reader import EventReader
from huayuan.events.tables import EVENTS
from huayuan.kernel.warehouse.in_memory import asked


class SliceQueries:
    """Compiled queries, by the measures they answer; windows are told apart by their number only."""

    def __init__(self) -> None:
        self._compiled: dict[Any, list[tuple[tuple[int, ...], str]]] = {}
        self.said = Said()

    def of(
        self, measures: Mapping[int, AnyMeasure], windows: Mapping[Window, int], zone: ZoneInfo
    ) -> list[tuple[tuple[int, ...], str]]:
        shape = tuple((i, _without_window(one), windows.get(one.window)) for i, one in measures.items())
        found = self._compiled.get((zone.key, shape))
        if found is None:
            if len(self._compiled) > 64:
                self._compiled.clear()
            found = self._compiled[zone.key, shape] = _compile(measures, windows, zone)
        return found


class EventSlice:
    """The events of `people` (None: of everybody) that these measures look at."""

    def __init__(
        self, reader: EventReader, people: Sequence[int] | None, measures: Mapping[int, AnyMeasure]
    ) -> None:
        since = min((one.window.start for one in measures.values()), default=ALL_TIME.start)
        self._rows = take(reader, people, _wanted(measures), since)

    def measure(
        self, measures: Mapping[int, AnyMeasure], zone: ZoneInfo, queries: SliceQueries
    ) -> Iterator[Measured]:
        """`measures` are those the slice was taken for, or some of them."""
        if not measures or self._rows.num_rows == 0:
            return
        counted = {i: one for i, one in measures.items() if countable(one)}
        if counted:
            yield count_some(*laid_out(self._rows), counted, zone, queries.said)  # type: ignore[arg-type]  # all of them are countable
        others = {i: one for i, one in measures.items() if i not in counted}
        yield from self._asked(others, zone, queries)

    def _asked(
        self, measures: Mapping[int, AnyMeasure], zone: ZoneInfo, queries: SliceQueries
    ) -> Iterator[Measured]:
        """What cannot be counted."""
        if not measures:
            return
        windows = {
            window: i for i, window in enumerate(dict.fromkeys(one.window for one in measures.values()))
        }
        windows.pop(ALL_TIME, None)
        rows = _with_windows(self._rows, windows)
        with asked(EVENTS.name, rows) as ask:
            for numbers, sql in queries.of(measures, windows, zone):
                yield measured(ask(sql), numbers)


MOST_ROWS = 3_000_000  # more are scanned faster than they are brought into one table
MOST_CHANGED = 0.2  # of the people: when more have events that are not in the index, it is of little use
PEOPLE_AT_ONCE = 20_000


def measure_everybody(
    reader: EventReader, measures: Mapping[int, AnyMeasure], zone: ZoneInfo, queries: SliceQueries
) -> Iterator[Measured]:
    """Answers about everybody, in parts of some people or of some measures: counted in the index by person if possible.

    What cannot be counted comes out of the index where the events are rare, else from a scan.
    """
    counted, others = _counted(reader, measures, zone, queries)
    yield from counted
    rare: dict[str, dict[int, AnyMeasure]] = {}
    frequent: dict[int, AnyMeasure] = {}
    for number, one in others.items():
        names = ",".join(names_of([one]))
        rows = reader.by_person.rows_named(_wanted({number: one})) if reader.by_person else None
        if rows is not None and rows <= MOST_ROWS:
            rare.setdefault(names, {})[number] = one
        else:
            frequent[number] = one
    for of_one in rare.values():
        yield from EventSlice(reader, None, of_one).measure(of_one, zone, queries)
    yield from measure(reader, frequent, zone)


def _counted(
    reader: EventReader, measures: Mapping[int, AnyMeasure], zone: ZoneInfo, queries: SliceQueries
) -> tuple[Iterator[Measured], dict[int, AnyMeasure]]:
    """What is counted in the index, and the measures that are not."""
    known = reader.by_person.whole() if reader.by_person else None
    if known is None:
        return iter(()), dict(measures)
    base, moved = known
    able = {i: one for i, one in measures.items() if countable(one) and base.holds(dict(_wanted({i: one})))}
    others = {i: one for i, one in measures.items() if i not in able}
    changed = _changed(reader, base, moved) if able else np.empty(0, dtype=np.int64)
    if len(changed) > max(PEOPLE_AT_ONCE, MOST_CHANGED * base.facts.people):
        return iter(()), dict(measures)
    return _counted_parts(reader, base, able, changed, zone, queries), others


def _counted_parts(
    reader: EventReader,
    base: Base,
    measures: Mapping[int, AnyMeasure],
    changed: np.ndarray[Any, Any],
    zone: ZoneInfo,
    queries: SliceQueries,
) -> Iterator[Measured]:
    """Whoever has events that the index does not know, or not as theirs, is looked at by themself."""
    if measures:
        yield from count_everybody(base, measures, zone, changed)  # type: ignore[arg-type]  # all of them are countable
    for start in range(0, len(changed), PEOPLE_AT_ONCE):
        people = changed[start : start + PEOPLE_AT_ONCE].tolist()
        yield from EventSlice(reader, people, measures).measure(measures, zone, queries)


def _changed(reader: EventReader, base: Base, moved: Mapping[int, int]) -> np.ndarray[Any, Any]:
    """Ascending: who has newer events than the index, and between whom events moved since it was written."""
    table = reader.table()
    newer = table.filter(table.batch_id > base.facts.up_to).select("person_id").distinct()
    people = reader.warehouse.query(newer).column("person_id").to_numpy()
    return np.unique(
        np.concatenate([people, base.owners_of(moved), np.array([*moved.values()], dtype=np.int64)])
    )


def _wanted(measures: Mapping[int, AnyMeasure]) -> Wanted:
    """event → the columns that its measures look at, besides those that are always taken."""
    columns: dict[str, set[str]] = {}
    for one in measures.values():
        for name in names_of([one]):
            columns.setdefault(name, set()).update(columns_of(one).difference(ALWAYS))
    return {name: frozenset(needed) for name, needed in columns.items()}


def columns_of(one: AnyMeasure) -> set[str]:
    """Columns that a measure looks at besides person, event and time."""
    if isinstance(one, OrderedSteps):
        return {"event_key"} | {column_of(test.property) for step in one.steps for test in step.where}
    found = {column_of(test.property) for test in one.where}
    if one.property is not None:
        found.add(column_of(one.property))
    return found | {"event_key"} if one.of in ("first", "last") else found


def _with_windows(rows: pa.Table, windows: Mapping[Window, int]) -> pa.Table:
    at = rows.column("occurred_at").cast(pa.timestamp("us", "UTC")).to_numpy()
    for window, number in windows.items():
        inside = (at >= _moment(window.start)) & (at < _moment(window.end))
        rows = rows.append_column(f"w{number}", pa.array(inside))
    return rows


def _moment(time: datetime) -> np.datetime64:
    return np.datetime64(int(time.timestamp() * 1_000_000), "us")


def _compile(
    measures: Mapping[int, AnyMeasure], windows: Mapping[Window, int], zone: ZoneInfo
) -> list[tuple[tuple[int, ...], str]]:
    import ibis

    needed = {*ALWAYS}.union(*(columns_of(one) for one in measures.values()))
    schema = {name: EVENTS.ibis_schema.get(name, "string") for name in sorted(needed)}
    flags = {f"w{number}": "!boolean" for number in windows.values()}
    table = ibis.table(schema | flags, name=EVENTS.name)

    def inside(rows: Any, window: Window) -> Any:
        return None if window == ALL_TIME else rows[f"w{windows[window]}"]

    return [
        (numbers, str(ibis.to_sql(expression, dialect="duckdb")))
        for numbers, expression in passes(table, measures, SLICE, zone, inside, together=1)
    ]


def _without_window(one: AnyMeasure) -> AnyMeasure:
    return replace(one, window=ALL_TIME)
