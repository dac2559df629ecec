"""Events of a few people, taken out of the warehouse once and measured in memory as often as needed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from zoneinfo import ZoneInfo

import numpy as np

from huayuan.events.by_person.base import Array, Base
from huayuan.events.measures.asking import measure
from huayuan.events.measures.contracts import ALL_TIME, AnyMeasure, Measured, OrderedSteps, names_of
from huayuan.events.measures.everybody import count_everybody, count_some
from huayuan.events.measures.laid_out import laid_out
from huayuan.events.measures.property_tests import column_of
from huayuan.events.measures.taking import ALWAYS, Wanted, take
from huayuan.events.measures.values import Said
from huayuan.events.reader import EventReader


class EventSlice:
    """The events of `people` (None: of everybody) that these measures look at."""

    def __init__(
        self, reader: EventReader, people: Sequence[int] | None, measures: Mapping[int, AnyMeasure]
    ) -> None:
        since = min((one.window.start for one in measures.values()), default=ALL_TIME.start)
        self._rows = take(reader, people, _wanted(measures), since)

    def measure(self, measures: Mapping[int, AnyMeasure], zone: ZoneInfo, said: Said) -> Iterator[Measured]:
        """`measures` are those the slice was taken for, or some of them."""
        people, base = laid_out(self._rows)
        if measures and len(people):
            yield count_some(people, base, measures, zone, said)


MOST_ROWS = 3_000_000  # more are scanned faster than they are brought into one table
MOST_CHANGED = 0.2  # of the people: when more have events that are not in the index, it is of little use
PEOPLE_AT_ONCE = 20_000


def measure_everybody(
    reader: EventReader, measures: Mapping[int, AnyMeasure], zone: ZoneInfo, said: Said
) -> Iterator[Measured]:
    """Answers about everybody, in parts of some people or of some measures: counted in the index by person if possible.

    Where too much is newer than the index, rare events are taken out of it, and frequent ones scanned.
    """
    counted, others = _counted(reader, measures, zone, said)
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
        yield from EventSlice(reader, None, of_one).measure(of_one, zone, said)
    yield from measure(reader, frequent, zone)


def _counted(
    reader: EventReader, measures: Mapping[int, AnyMeasure], zone: ZoneInfo, said: Said
) -> tuple[Iterator[Measured], dict[int, AnyMeasure]]:
    """What is counted in the index, and the measures that are not."""
    known = reader.by_person.whole() if reader.by_person else None
    if known is None:
        return iter(()), dict(measures)
    base, moved = known
    able = {i: one for i, one in measures.items() if base.holds(dict(_wanted({i: one})))}
    others = {i: one for i, one in measures.items() if i not in able}
    changed = _changed(reader, base, moved) if able else np.empty(0, dtype=np.int64)
    if len(changed) > max(PEOPLE_AT_ONCE, MOST_CHANGED * base.facts.people):
        return iter(()), dict(measures)
    return _counted_parts(reader, base, able, changed, zone, said), others


def _counted_parts(
    reader: EventReader,
    base: Base,
    measures: Mapping[int, AnyMeasure],
    changed: Array,
    zone: ZoneInfo,
    said: Said,
) -> Iterator[Measured]:
    """Whoever has events that the index does not know, or not as theirs, is looked at by themself."""
    if measures:
        yield from count_everybody(base, measures, zone, changed)
    for start in range(0, len(changed), PEOPLE_AT_ONCE):
        people = changed[start : start + PEOPLE_AT_ONCE].tolist()
        yield from EventSlice(reader, people, measures).measure(measures, zone, said)


def _changed(reader: EventReader, base: Base, moved: Mapping[int, int]) -> Array:
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
