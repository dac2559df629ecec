"""Values of measures. They say what is counted; how, is `expressions`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

import numpy as np

from huayuan.events.measures.property_tests import PropertyTest

__all__ = ["ALL_TIME", "ANY_EVENT", "Aggregate", "AnyMeasure", "Measure", "Measured", "OrderedSteps", "PropertyTest", "Step", "Window", "names_of"]  # fmt: skip

Aggregate = Literal[
    "count", "days", "sum", "average", "minimum", "maximum", "first", "last", "first_at", "last_at", "most_frequent"
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Window:
    """`start` ≤ occurred_at < `end`."""

    start: datetime
    end: datetime


ANY_EVENT = "*"  # as the event of a measure: whatever it is called
ALL_TIME = Window(datetime(1970, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC))


@dataclass(frozen=True, slots=True)
class Measure:
    """One number, moment or text per person over their events of a name.

    | of | answers | for whoever has none |
    |---|---|---|
    | count, days | whole number; days are those of the organisation's zone | 0 |
    | sum, average, minimum, maximum | number, of `property`; values that are no numbers do not count | null |
    | first_at, last_at | microseconds since 1970 | null |
    | first, last, most_frequent | text of `property`; of equally frequent ones the last in order of code points | null |
    """

    event: str
    of: Aggregate = "count"
    property: str | None = None
    where: tuple[PropertyTest, ...] = ()
    window: Window = ALL_TIME


@dataclass(frozen=True, slots=True)
class Step:
    event: str
    where: tuple[PropertyTest, ...] = ()


@dataclass(frozen=True, slots=True)
class OrderedSteps:
    """Whether a person did the steps one after the other, all of them within `within_us` microseconds of the first.

    Steps at the same time count as in order; one event never fills two steps. Answers 1 or null.
    """

    steps: tuple[Step, ...]
    within_us: int
    window: Window = ALL_TIME


AnyMeasure = Measure | OrderedSteps


@dataclass(frozen=True, slots=True)
class Measured:
    """The answers to some measures about the same people: `values[i]` belongs to the measure numbered `i`.

    A value is a numpy array as long as `people`; null is NaN in numbers and None in texts. Whoever is not in
    `people` has none of the events.
    """

    people: np.ndarray[Any, np.dtype[np.int64]]
    values: dict[int, np.ndarray[Any, Any]]


def names_of(measures: Iterable[AnyMeasure]) -> list[str]:
    """The events that these measures look at; `ANY_EVENT` among them means all."""
    names: set[str] = set()
    for one in measures:
        names.update([one.event] if isinstance(one, Measure) else [step.event for step in one.steps])
    return sorted(names)
