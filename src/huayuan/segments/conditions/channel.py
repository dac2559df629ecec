"""Came through a channel: with the first touch, the last one, or any."""

from __future__ import annotations

from typing import Any, Literal

import numpy as np

from huayuan.events.api import AnyMeasure, Measure, PropertyTest
from huayuan.segments import windows
from huayuan.segments.conditions.event_tests import Mask
from huayuan.segments.contracts import Ask, Moment, StreamCondition
from huayuan.segments.errors import BadValue


class ChannelCondition(StreamCondition, frozen=True, tag="channel"):
    """A touch is an event with a channel; of those at one moment the order is that of the customer list."""

    touch: Literal["first", "last", "any"]
    channels: tuple[str, ...]

    def check(self, ask: Ask) -> None:
        if not self.channels:
            raise BadValue(operator=self.touch, reason="[]")

    def question(self, moment: Moment) -> AnyMeasure:
        ever = windows.bounds(windows.EVER, moment)
        if self.touch == "any":
            return Measure("*", "count", None, (PropertyTest("channel", "in", self.channels),), ever)
        return Measure("*", self.touch, "channel", (), ever)

    def holds(self, moment: Moment, values: np.ndarray[Any, Any]) -> Mask:
        if self.touch == "any":
            return np.asarray(values > 0)
        return np.isin(values.astype(object).astype(str), self.channels)
