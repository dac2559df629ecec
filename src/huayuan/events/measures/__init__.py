"""Measures of people's events: how often, how much, when first and last; for everybody or for some."""

from huayuan.events.measures.asking import measure
from huayuan.events.measures.contracts import (
    ALL_TIME,
    AnyMeasure,
    Measure,
    Measured,
    OrderedSteps,
    PropertyTest,
    Step,
    Window,
    names_of,
)
from huayuan.events.measures.slices import EventSlice, SliceQueries

__all__ = [
    "ALL_TIME",
    "AnyMeasure",
    "EventSlice",
    "Measure",
    "Measured",
    "OrderedSteps",
    "PropertyTest",
    "SliceQueries",
    "Step",
    "Window",
    "measure",
    "names_of",
]
