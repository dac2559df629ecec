"""Did something, or did not: how often, on how many days, how much, in a window."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

import numpy as np

from huayuan.events.api import AnyMeasure, Measure
from huayuan.segments import windows
from huayuan.segments.conditions.event_tests import (
    Comparison,
    Mask,
    Where,
    check_event,
    check_number,
    check_range,
    compared,
    event_reference,
    tests_of,
)  # fmt: skip
from huayuan.segments.contracts import Ask, Moment, Reference, StreamCondition
from huayuan.segments.errors import BadValue
from huayuan.segments.windows import EVER, Window

NUMBERS = ("sum", "average", "minimum", "maximum")


class EventCondition(StreamCondition, frozen=True, tag="event", rename={"of_property": "property"}):
    """Whoever has no such event has done it 0 times on 0 days, and has no sum."""

    event: str
    operator: Comparison = "at_least"
    value: Any = 1
    measure: Literal["count", "days", "sum", "average", "minimum", "maximum"] = "count"
    of_property: str | None = None
    where: tuple[Where, ...] = ()
    window: Window = EVER

    @property
    def negative(self) -> bool:
        """True of those without the event: then it is asked who has it in another number."""
        return self.measure not in NUMBERS and bool(compared(np.zeros(1), self.operator, self.value)[0])

    def check(self, ask: Ask) -> None:
        check_event(self.event)
        windows.check(self.window)
        if self.operator == "between":
            check_range(self.value)
        else:
            check_number(self.operator, self.value)
        if (self.measure in NUMBERS) is not bool(self.of_property):
            raise BadValue(operator=self.measure, reason=str(self.of_property))
        for one in self.where:
            one.check()

    def references(self) -> Iterable[Reference]:
        return (event_reference(self.event),)

    def question(self, moment: Moment) -> AnyMeasure:
        bounds = windows.bounds(self.window, moment)
        return Measure(self.event, self.measure, self.of_property, tests_of(self.where), bounds)

    def holds(self, moment: Moment, values: np.ndarray[Any, Any]) -> Mask:
        true = compared(values, self.operator, self.value)
        return ~true if self.negative else true
