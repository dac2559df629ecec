"""The first or the last time that someone did something lies in a window."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Literal

import numpy as np

from huayuan.events.api import AnyMeasure, Measure
from huayuan.events.api import Window as Bounds
from huayuan.segments import windows
from huayuan.segments.conditions.event_tests import Mask, Where, check_event, event_reference, tests_of
from huayuan.segments.contracts import Ask, Moment, Reference, StreamCondition
from huayuan.segments.windows import EVER, Window


class EventTimeCondition(StreamCondition, frozen=True, tag="event_time"):
    which: Literal["first", "last"]
    event: str
    window: Window
    where: tuple[Where, ...] = ()

    def check(self, ask: Ask) -> None:
        check_event(self.event)
        windows.check(self.window)
        for one in self.where:
            one.check()

    def references(self) -> Iterable[Reference]:
        return (event_reference(self.event),)

    def question(self, moment: Moment) -> AnyMeasure:
        of: Literal["first_at", "last_at"] = "first_at" if self.which == "first" else "last_at"
        return Measure(self.event, of, None, tests_of(self.where), windows.bounds(EVER, moment))

    def holds(self, moment: Moment, values: np.ndarray[Any, Any]) -> Mask:
        inside = windows.bounds(self.window, moment)
        with np.errstate(invalid="ignore"):
            return np.asarray((values >= _us(inside.start)) & (values < _us(inside.end)))

    def spans(self, moment: Moment) -> Iterable[tuple[tuple[str, ...], Bounds]]:
        return [((self.event,), windows.bounds(window, moment)) for window in (EVER, self.window)]


def _us(time: datetime) -> int:
    return round(time.timestamp() * 1_000_000)
