"""What conditions on events share: the event's name, tests of its properties, numbers to compare with."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Literal

import msgspec
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from huayuan.events.api import PropertyTest
from huayuan.segments.contracts import Reference
from huayuan.segments.errors import BadPattern, BadValue

Operator = Literal[
    "is", "is_not", "in", "not_in", "contains", "not_contains", "starts_with", "ends_with", "matches",
    "greater", "at_least", "less", "at_most", "between", "is_empty", "is_not_empty",
]  # fmt: skip
Comparison = Literal["at_least", "at_most", "exactly", "greater", "less", "between"]
LONGEST_PATTERN = 500
_NAME = re.compile(r"[a-z][a-z0-9_]{0,63}")
Mask = np.ndarray[Any, np.dtype[np.bool_]]


class Where(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    property: str
    operator: Operator
    value: Any = None

    def check(self) -> None:
        """Raises BadValue, BadPattern."""
        if not 0 < len(self.property) <= 120:
            raise BadValue(operator=self.operator, reason=self.property[:40])
        match self.operator:
            case "in" | "not_in":
                _check_list(self.operator, self.value)
            case "between":
                check_range(self.value)
            case "greater" | "at_least" | "less" | "at_most":
                check_number(self.operator, self.value)
            case "is_empty" | "is_not_empty":
                if self.value is not None:
                    raise BadValue(operator=self.operator, reason=str(self.value)[:40])
            case _:
                _check_scalar(self.operator, self.value)
        if self.operator == "matches":
            check_pattern(self.value)

    def test(self) -> PropertyTest:
        value = tuple(self.value) if isinstance(self.value, list) else self.value
        return PropertyTest(self.property, self.operator, value)


def tests_of(where: Iterable[Where]) -> tuple[PropertyTest, ...]:
    return tuple(one.test() for one in where)


def check_event(name: str) -> None:
    """Events that the catalog does not know are allowed: they are accepted too. Raises BadValue."""
    if not _NAME.fullmatch(name):
        raise BadValue(operator="event", reason=name[:80])


def event_reference(name: str) -> Reference:
    return Reference("event", name)


def check_pattern(pattern: Any) -> None:
    """Both engines match in time linear in the text (RE2), so a pattern can be refused but never hang. Raises BadPattern."""
    if not isinstance(pattern, str) or len(pattern) > LONGEST_PATTERN:
        raise BadPattern(reason=f"≤ {LONGEST_PATTERN}")
    try:
        pc.match_substring_regex(pa.array([""]), pattern)
    except pa.ArrowInvalid as error:
        raise BadPattern(reason=str(error)[:120]) from error


def check_number(operator: str, value: Any) -> None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < 1e15:
        raise BadValue(operator=operator, reason=str(value)[:40])


def check_range(value: Any) -> None:
    if not isinstance(value, list) or len(value) != 2:
        raise BadValue(operator="between", reason=str(value)[:40])
    for end in value:
        check_number("between", end)
    if value[0] > value[1]:
        raise BadValue(operator="between", reason=f"{value[0]} > {value[1]}")


def _check_list(operator: str, value: Any) -> None:
    if not isinstance(value, list) or not value:
        raise BadValue(operator=operator, reason="[…]")
    for one in value:
        _check_scalar(operator, one)


def _check_scalar(operator: str, value: Any) -> None:
    if not isinstance(value, str | int | float | bool) or len(str(value)) > 1000:
        raise BadValue(operator=operator, reason=str(value)[:40])


def compared(values: np.ndarray[Any, Any], operator: Comparison, value: Any) -> Mask:
    """Element by element; false for NaN."""
    with np.errstate(invalid="ignore"):
        return _compared(values, operator, value)


def _compared(values: np.ndarray[Any, Any], operator: Comparison, value: Any) -> Mask:
    match operator:
        case "at_least":
            return np.asarray(values >= value)
        case "at_most":
            return np.asarray(values <= value)
        case "exactly":
            return np.asarray(values == value)
        case "greater":
            return np.asarray(values > value)
        case "less":
            return np.asarray(values < value)
        case "between":
            return np.asarray((values >= value[0]) & (values <= value[1]))
