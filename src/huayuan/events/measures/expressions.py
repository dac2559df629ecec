"""Measures as Ibis expressions: one pass over the events answers many of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from huayuan.events.measures.contracts import (
    ALL_TIME,
    ANY_EVENT,
    AnyMeasure,
    Measure,
    OrderedSteps,
    Step,
    Window,
    names_of,
)
from huayuan.events.measures.property_tests import ENVELOPE, all_hold, microseconds, number_of, text_of
from huayuan.events.measures.zone_days import local_day


def in_window(table: Any, window: Window) -> Any:
    """Ibis boolean, or None for all time."""
    if window == ALL_TIME:
        return None
    return (table.occurred_at >= window.start) & (table.occurred_at < window.end)


def totals(table: Any, measures: Mapping[int, Measure], dialect: str, zone: ZoneInfo) -> Any:
    """A row (person_id, m<number> …) for each person with any of these events."""
    names = names_of(measures.values())
    table = of_names(table, names)
    if (earliest := min(one.window.start for one in measures.values())) > ALL_TIME.start:
        table = table.filter(table.occurred_at >= earliest)
    columns = {
        f"m{number}": _aggregate(table, one, _where(table, one, len(names) > 1, dialect), dialect, zone)
        for number, one in measures.items()
    }
    return table.group_by(table.person_id).agg(**columns)


def of_names(table: Any, names: list[str]) -> Any:
    """The events of these names."""
    return table if ANY_EVENT in names else table.filter(table.event.isin(names))


def _where(table: Any, one: Measure, several: bool, dialect: str) -> Any | None:
    parts = [
        (table.event == one.event) if several and one.event != ANY_EVENT else None,
        in_window(table, one.window),
        all_hold(table, one.where, dialect),
    ]
    return _both(*parts)


def _both(*conditions: Any) -> Any | None:
    joined = None
    for condition in conditions:
        if condition is not None:
            joined = condition if joined is None else joined & condition
    return joined


def _aggregate(table: Any, one: Measure, where: Any, dialect: str, zone: ZoneInfo) -> Any:
    match one.of:
        case "count":
            return table.count(where=where)
        case "days":
            return local_day(table.occurred_at, zone).nunique(where=where)
        case "first_at":
            return _or_null(table.occurred_at.min(where=where))
        case "last_at":
            return _or_null(table.occurred_at.max(where=where))
    assert one.property is not None, one
    if one.of in ("first", "last"):
        return _value_at(table, one, where, dialect)
    number = number_of(table, one.property, dialect)
    found = {"sum": number.sum, "average": number.mean, "minimum": number.min, "maximum": number.max}
    return found[one.of](where=where)


def _or_null(time: Any) -> Any:
    """ClickHouse answers 1970 for the earliest of no times."""
    import ibis

    return time.nullif(ibis.literal(ALL_TIME.start, "timestamp('UTC')"))


def _value_at(table: Any, one: Measure, where: Any, dialect: str) -> Any:
    """The property's text at the person's first or last event that has one."""
    import ibis

    assert one.property is not None, one
    text = text_of(table, one.property, dialect)
    when = ibis.struct({"at": table.occurred_at, "key": table.event_key})
    told = _both(where, text.notnull())
    return text.argmin(when, where=told) if one.of == "first" else text.argmax(when, where=told)


def most_frequent(table: Any, number: int, one: Measure, dialect: str) -> Any:
    """A row (person_id, m<number>): the text that a property had most often."""
    import ibis

    assert one.property is not None, one
    table = of_names(table, [one.event])
    where = _where(table, one, False, dialect)
    table = table if where is None else table.filter(where)
    table = table.mutate(said=text_of(table, one.property, dialect))
    table = table.filter(table.said.notnull())
    counted = table.group_by([table.person_id, table.said]).agg(times=table.count())
    best = counted.said.argmax(ibis.struct({"times": counted.times, "said": counted.said}))
    return counted.group_by(counted.person_id).agg(**{f"m{number}": best})


def ordered_steps(table: Any, number: int, one: OrderedSteps, dialect: str) -> Any:
    """A row (person_id, m<number> = 1) for everybody who did all steps in order and in time.

    Walking a person's events in time, `began<i>` of an event that is step i is the latest start of a chain of steps
    1 … i that ends with it. A chain is in time if its last event is close enough to the latest such start.
    """
    import ibis

    table = of_names(table, names_of([one]))
    where = in_window(table, one.window)
    table = table if where is None else table.filter(where)
    matches = {f"is{i}": _is_step(table, step, dialect) for i, step in enumerate(one.steps)}
    table = table.select("person_id", "event_key", at=microseconds(table.occurred_at, dialect), **matches)
    lowest, highest = _extremes(table, len(one.steps))
    table = table.mutate(lowest=lowest, highest=highest)
    earlier = ibis.window(
        group_by="person_id", order_by=["at", "lowest", "highest", "event_key"], preceding=(None, 1)
    )
    table = table.mutate(began0=ibis.ifelse(table.is0, table["at"], None))
    for i in range(1, len(one.steps)):
        before = table[f"began{i - 1}"].max().over(earlier)
        table = table.mutate(**{f"before{i}": before})
        table = table.mutate(**{f"began{i}": ibis.ifelse(table[f"is{i}"], table[f"before{i}"], None)})
    last = table[f"began{len(one.steps) - 1}"]
    done = table.filter(last.notnull() & (table["at"] - last <= one.within_us))
    return done.select("person_id").distinct().mutate(**{f"m{number}": ibis.literal(1, "int64")})


def _is_step(table: Any, step: Step, dialect: str) -> Any:
    named = None if step.event == ANY_EVENT else table.event == step.event
    return _both(table.event.notnull(), named, all_hold(table, step.where, dialect))


def _extremes(table: Any, steps: int) -> tuple[Any, Any]:
    """First and last step that an event could be: events of one moment are walked in the order of steps."""
    import ibis

    lowest = ibis.cases(*[(table[f"is{i}"], i) for i in range(steps)], else_=steps)
    highest = ibis.cases(*[(table[f"is{i}"], i) for i in reversed(range(steps))], else_=-1)
    return lowest, highest


Expressions = list[tuple[tuple[int, ...], Any]]
MOST_TOGETHER = 16  # more aggregates in one pass need more memory than a second pass costs time


def passes(table: Any, measures: Mapping[int, AnyMeasure], dialect: str, zone: ZoneInfo) -> Expressions:
    """The queries that answer these measures: (numbers of the measures it answers, expression) each."""
    plain = {i: one for i, one in measures.items() if isinstance(one, Measure) and one.of != "most_frequent"}
    made: Expressions = []
    numbers = sorted(plain, key=lambda i: (plain[i].event, i))
    for part in _parts(numbers, plain):
        made.append((part, totals(table, {i: plain[i] for i in part}, dialect, zone)))
    for i, one in measures.items():
        if isinstance(one, OrderedSteps):
            made.append(((i,), ordered_steps(table, i, one, dialect)))
        elif one.of == "most_frequent":
            made.append(((i,), most_frequent(table, i, one, dialect)))
    return made


def _parts(numbers: list[int], plain: Mapping[int, Measure]) -> list[tuple[int, ...]]:
    """Measures of one event go together. Events share a pass until it would be too wide, but only where nobody looks at
    properties: those would be unpacked for the other events too.
    """
    by_event: dict[str, list[int]] = {}
    for i in numbers:
        by_event.setdefault(plain[i].event, []).append(i)
    alone = [of_one for of_one in by_event.values() if any(reads_properties(plain[i]) for i in of_one)]
    narrow = [of_one for of_one in by_event.values() if of_one not in alone]
    shared: list[list[int]] = []
    for of_one in narrow:
        if shared and len(shared[-1]) + len(of_one) <= MOST_TOGETHER:
            shared[-1] += of_one
        else:
            shared.append(list(of_one))
    return [tuple(part) for part in (*alone, *shared)]


def reads_properties(one: AnyMeasure) -> bool:
    """Whether it looks into the JSON of events."""
    steps = one.steps if isinstance(one, OrderedSteps) else (Step(one.event, one.where),)
    tested = {test.property for step in steps for test in step.where}
    asked = set() if isinstance(one, OrderedSteps) or one.property is None else {one.property}
    return not (tested | asked) <= ENVELOPE
