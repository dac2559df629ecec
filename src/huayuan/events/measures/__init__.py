"""Measures of people's events: how often, how much, when first and last; for everybody or for some."""

from huayuan.events.measures.asking import measure
from huayuan.events.measures.contracts import (
    ALL_TIME,
    ANY_EVENT,
    AnyMeasure,
    Measure,
    Measured,
    OrderedSteps,
    PropertyTest,
    Step,
    Window,
    names_of,
)
from huayuan.events.measures.property_tests import text_of
from huayuan.events.measures.slices import EventSlice, measure_everybody
from huayuan.events.measures.taking import Wanted, take_rows
from huayuan.events.measures.values import Said

__all__ = [
    "ALL_TIME",
    "ANY_EVENT",
    "AnyMeasure",
    "EventSlice",
    "Measure",
    "Measured",
    "OrderedSteps",
    "PropertyTest",
    "Said",
    "Step",
    "Wanted",
    "Window",
    "measure",
    "measure_everybody",
    "names_of",
    "take_rows",
    "text_of",
]
