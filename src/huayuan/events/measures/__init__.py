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
from huayuan.events.measures.slices import EventSlice, SliceQueries

__all__ = [
    "ALL_TIME",
    "ANY_EVENT",
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
    "text_of",
]
