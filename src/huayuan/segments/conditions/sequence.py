"""Did one thing after another, all within a time of the first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec
import numpy as np

from huayuan.events.api import AnyMeasure, OrderedSteps, Step
from huayuan.segments import windows
from huayuan.segments.conditions.event_tests import Mask, Where, check_event, event_reference, tests_of
from huayuan.segments.contracts import Ask, Moment, Reference, StreamCondition
from huayuan.segments.errors import BadValue
from huayuan.segments.windows import EVER, Span, Window

FEWEST, MOST = 2, 5


class SequenceStep(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    event: str
    where: tuple[Where, ...] = ()


class SequenceCondition(StreamCondition, frozen=True, tag="sequence"):
    steps: tuple[SequenceStep, ...]
    within: Span
    window: Window = EVER

    def check(self, ask: Ask) -> None:
        if not FEWEST <= len(self.steps) <= MOST:
            raise BadValue(operator="sequence", reason=f"{FEWEST} … {MOST}")
        if self.within.n < 1:
            raise BadValue(operator="sequence", reason=str(self.within.n))
        windows.check(self.window)
        for step in self.steps:
            check_event(step.event)
            for one in step.where:
                one.check()

    def references(self) -> Iterable[Reference]:
        return {event_reference(step.event) for step in self.steps}

    def question(self, moment: Moment) -> AnyMeasure:
        steps = tuple(Step(step.event, tests_of(step.where)) for step in self.steps)
        within = round(self.within.length.total_seconds() * 1_000_000)
        return OrderedSteps(steps, within, windows.bounds(self.window, moment))

    def holds(self, moment: Moment, values: np.ndarray[Any, Any]) -> Mask:
        return np.asarray(values == 1)
