"""Measures of people's events: DuckDB, ClickHouse's engine and a slice in memory agree with plain Python."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from conformance.conftest import Readers
from conformance.generated import PEOPLE, Given, generate

from huayuan.events.by_person import building
from huayuan.events.by_person.index import ByPerson
from huayuan.events.measures import (
    EventSlice,
    Measure,
    Measured,
    OrderedSteps,
    PropertyTest,
    Said,
    Step,
    Window,
    measure,
    measure_everybody,
)  # fmt: skip

FIRST = datetime(2026, 3, 26, tzinfo=UTC)
ZONE = ZoneInfo("Europe/Berlin")  # an hour is lost in the night to the 29th of March
SOME = Window(FIRST + timedelta(days=1, hours=3), FIRST + timedelta(days=5))
SAID: tuple[Any, ...] = (10, "10", " 10 ", "10.0", 1.5, -3, 0, True, None, "abc", "ABC", "a%b", "十", "", " ", ["a", "b"], {"y": 1}, "nan", "1e400")  # fmt: skip
ALL_PEOPLE = list(range(1, PEOPLE + 1))
Row = dict[str, Any]


def world(seed: int) -> Given:
    given = generate(seed, number=400, first=FIRST, days=6)
    rng = random.Random(seed)
    for row in given.rows:
        said = rng.choice(SAID)
        properties: dict[str, Any] = {} if rng.random() < 0.2 else {"x": said, 'the "name"': said}
        row["properties"] = json.dumps(properties, ensure_ascii=False)
    return given


def text(row: Row, name: str) -> str | None:
    if name in ("amount", "channel"):
        return None if row[name] is None else str(row[name])
    value = json.loads(row["properties"]).get(name)
    if value is None or isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def number(row: Row, name: str) -> float | None:
    try:
        found = float(text(row, name) or "")
    except ValueError:
        return None
    return found if abs(found) <= 1e300 else None


TESTS: dict[str, tuple[PropertyTest, Callable[[Row], bool]]] = {
    "is a number": (PropertyTest("x", "is", 10), lambda r: number(r, "x") == 10),
    "is a number in words": (PropertyTest("x", "is", "10"), lambda r: number(r, "x") == 10),
    "is a text": (PropertyTest("x", "is", "abc"), lambda r: text(r, "x") == "abc"),
    "is yes": (PropertyTest("x", "is", True), lambda r: text(r, "x") == "true"),
    "is not": (PropertyTest("x", "is_not", "abc"), lambda r: text(r, "x") != "abc"),
    "in": (PropertyTest("x", "in", ("abc", 10, "十")), lambda r: text(r, "x") in ("abc", "十") or number(r, "x") == 10),
    "not in": (PropertyTest("x", "not_in", ("abc", 10)), lambda r: text(r, "x") != "abc" and number(r, "x") != 10),
    "contains": (PropertyTest("x", "contains", "%"), lambda r: "%" in (text(r, "x") or "")),
    "not contains": (PropertyTest("x", "not_contains", "a"), lambda r: "a" not in (text(r, "x") or "")),
    "starts": (PropertyTest("x", "starts_with", "a"), lambda r: (text(r, "x") or "").startswith("a")),
    "ends": (PropertyTest("x", "ends_with", "b"), lambda r: (text(r, "x") or "").endswith("b")),
    "matches": (PropertyTest("x", "matches", "^[a-c]+$"), lambda r: text(r, "x") == "abc"),
    "greater": (PropertyTest("x", "greater", 1.5), lambda r: (number(r, "x") or 0) > 1.5),
    "at most": (PropertyTest("x", "at_most", 1.5), lambda r: (n := number(r, "x")) is not None and n <= 1.5),
    "between": (PropertyTest("x", "between", (0, 10)), lambda r: (n := number(r, "x")) is not None and 0 <= n <= 10),
    "empty": (PropertyTest("x", "is_empty"), lambda r: not (text(r, "x") or "").strip()),
    "not empty": (PropertyTest("x", "is_not_empty"), lambda r: bool((text(r, "x") or "").strip())),
    "a quoted name": (PropertyTest('the "name"', "is", "十"), lambda r: text(r, 'the "name"') == "十"),
    "an amount": (PropertyTest("amount", "at_least", 1), lambda r: (r["amount"] or 0) >= 1),
    "a channel": (PropertyTest("channel", "is", "a'b"), lambda r: r["channel"] == "a'b"),
}  # fmt: skip

OF = (
    "count",
    "days",
    "sum",
    "average",
    "minimum",
    "maximum",
    "first_at",
    "last_at",
    "first",
    "last",
    "most_frequent",
)
MEASURES: list[Measure | OrderedSteps] = [
    *(Measure("order_paid", of, "x" if of not in ("count", "days", "first_at", "last_at") else None) for of in OF),  # type: ignore[arg-type]
    *(Measure("page_viewed", of, "amount" if of == "sum" else "x", window=SOME) for of in ("count", "sum", "first", "days")),  # type: ignore[arg-type]
    *(Measure("order_paid", "count", where=(test,), window=SOME) for test, _ in TESTS.values()),
    Measure("order_refunded", "sum", "amount", (PropertyTest("x", "is_not_empty"), PropertyTest("channel", "is_not", "POS"))),
    Measure("*", "count", None, (PropertyTest("channel", "is", "a'b"),)),
    Measure("*", "first", "channel"),
    OrderedSteps((Step("page_viewed"), Step("order_paid")), 86_400_000_000),
    OrderedSteps((Step("page_viewed"), Step("page_viewed"), Step("order_paid", (PropertyTest("x", "is", 10),))), 4 * 86_400_000_000, SOME),
    OrderedSteps((Step("page_viewed"), Step("page_viewed")), 0),
]  # fmt: skip


def expected(rows: list[Row], one: Measure | OrderedSteps) -> Any:
    inside = [row for row in rows if one.window.start <= row["occurred_at"] < one.window.end]
    if isinstance(one, OrderedSteps):
        return 1.0 if in_order(inside, one) else None
    mine = [
        row
        for row in inside
        if one.event in ("*", row["event"]) and all(meets(row, test) for test in one.where)
    ]
    if one.of == "count":
        return len(mine)
    if one.of == "days":
        return len({row["occurred_at"].astimezone(ZONE).date() for row in mine})
    if one.of in ("first_at", "last_at"):
        times = [row["occurred_at"] for row in mine]
        return (
            None
            if not times
            else round((min(times) if one.of == "first_at" else max(times)).timestamp() * 1e6)
        )
    assert one.property
    told = [row for row in mine if text(row, one.property) is not None]
    if one.of in ("first", "last"):
        ends = sorted(told, key=lambda row: (row["occurred_at"], row["event_key"]))
        return None if not ends else text(ends[0 if one.of == "first" else -1], one.property)
    if one.of == "most_frequent":
        counts = Counter(text(row, one.property) or "" for row in told)
        return max(counts, key=lambda said: (counts[said], said), default=None)
    numbers = [n for row in mine if (n := number(row, one.property)) is not None]
    found = {"sum": sum, "average": lambda all_: sum(all_) / len(all_), "minimum": min, "maximum": max}[
        one.of
    ]
    return found(numbers) if numbers else None


def meets(row: Row, test: PropertyTest) -> bool:
    plain = dict(TESTS.values())
    if test in plain:
        return plain[test](row)
    return {"x": bool((text(row, "x") or "").strip()), "channel": row["channel"] != "POS"}[test.property] if test.value != 10 else number(row, "x") == 10  # fmt: skip


def in_order(rows: list[Row], one: OrderedSteps) -> bool:
    """Every chain of different events is tried."""

    def goes_on(step: int, began: datetime | None, at: datetime | None, used: frozenset[int]) -> bool:
        if step == len(one.steps):
            return True
        for place, row in enumerate(rows):
            if place in used or row["event"] != one.steps[step].event or (at and row["occurred_at"] < at):
                continue
            if not all(meets(row, test) for test in one.steps[step].where):
                continue
            start = began or row["occurred_at"]
            if (row["occurred_at"] - start) / timedelta(microseconds=1) > one.within_us:
                continue
            if goes_on(step + 1, start, row["occurred_at"], used | {place}):
                return True
        return False

    return goes_on(0, None, None, frozenset())


def answers(parts: Iterable[Measured]) -> dict[tuple[int, int], Any]:
    """(measure, person) → value; what is null or 0 is left out."""
    found: dict[tuple[int, int], Any] = {}
    for part in parts:
        for measure_number, values in part.values.items():
            for person, value in zip(part.people.tolist(), values.tolist(), strict=True):
                of = getattr(MEASURES[measure_number], "of", "")
                if (
                    value is None
                    or (value == 0 and not of.endswith("_at"))
                    or (isinstance(value, float) and np.isnan(value))
                ):
                    continue
                found[measure_number, person] = pytest.approx(value) if isinstance(value, float) else value
    return found


@pytest.mark.parametrize("seed", [11, 12, 13])
def test_every_engine_and_a_slice_measure_alike(readers: Callable[[Given], Readers], seed: int) -> None:
    given, numbered = world(seed), dict(enumerate(MEASURES))
    rows = given.current()
    wanted = {}
    for place, one in numbered.items():
        for person in ALL_PEOPLE:
            value = expected([row for row in rows if row["person_id"] == person], one)
            if value is not None and value != 0:
                wanted[place, person] = value
    for engine, reader in readers(given).items():
        assert answers(measure(reader, numbered, ZONE)) == wanted, engine
        some = answers(measure(reader, numbered, ZONE, given=[2, 5, 999]))
        assert some == {key: value for key, value in wanted.items() if key[1] in (2, 5)}, engine
        said = Said()
        for _ in range(
            2
        ):  # the second time what was said is known, and re-assignments are folded into the rows
            taken = EventSlice(reader, ALL_PEOPLE, numbered)
            assert answers(taken.measure(numbered, ZONE, said)) == wanted, f"slice of {engine}"
            for person in (2, 999):  # alone, without most events; and somebody nothing is known of
                alone = EventSlice(reader, [person], numbered).measure(numbered, ZONE, said)
                assert answers(alone) == {key: value for key, value in wanted.items() if key[1] == person}
            reader.fold()


@pytest.mark.parametrize("seed", [21, 22])
def test_the_index_by_person_answers_as_a_scan_does(
    readers: Callable[[Given], Readers], seed: int, tmp_path: Path
) -> None:
    """Some commits are in the index, some are newer; some identifiers move after it was written, some rows are erased."""
    given, numbered, said = world(seed), dict(enumerate(MEASURES)), Said()
    reader = readers(given)["duckdb"]

    def slices() -> tuple[Any, Any]:
        found = []
        for index in (None, kept):
            reader.by_person = index
            of_all = answers(measure_everybody(reader, numbered, ZONE, said))
            found.append(answers(EventSlice(reader, ALL_PEOPLE, numbered).measure(numbered, ZONE, said)))
            assert of_all == found[-1]
            alone = {}
            for number, one in numbered.items():
                alone |= answers(measure_everybody(reader, {number: one}, ZONE, said))
            assert alone == of_all
        return found[0], found[1]

    kept = ByPerson(tmp_path / "index", reader.unfolded_moves)
    scanned, unbuilt = slices()
    assert unbuilt == scanned and kept.missing
    assert building.build(reader, kept, dict(kept.missing), up_to=30)
    assert kept.base and 0 < kept.base.facts.rows < len(given.rows)
    scanned, indexed = slices()
    assert indexed == scanned, "with re-assignments that are mapped"
    reader.fold()
    scanned, indexed = slices()
    assert indexed == scanned, "with re-assignments in the rows of the warehouse"
    reader.refold({identifier: 1 + identifier % 5 for identifier in range(1, 30, 3)})
    scanned, indexed = slices()
    assert indexed == scanned, "with later ones"

    taken = ByPerson(tmp_path / "index", reader.unfolded_moves)
    building._take_over(reader, taken)
    assert taken.base is not None
    kept = taken
    scanned, indexed = slices()
    assert indexed == scanned, "after a start"
    reader.forget([1, 2, 3])
    assert taken.base is None and not list((tmp_path / "index").glob("*"))
    scanned, without = slices()
    assert without == scanned, "erased rows are nowhere any more"
