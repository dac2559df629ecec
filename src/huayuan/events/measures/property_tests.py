"""Conditions on the properties of one event, as Ibis expressions.

A property is found in the envelope (channel, staff_id, amount …) or in the JSON. Its text is the value of a string and
the JSON of anything else; a number is a JSON number or a string that reads as one, so "10" and 10 compare alike.
A test is false where the property is missing, negative ones are true.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache, reduce
from typing import Any, Literal

Operator = Literal[
    "is", "is_not", "in", "not_in", "contains", "not_contains", "starts_with", "ends_with", "matches",
    "greater", "at_least", "less", "at_most", "between", "is_empty", "is_not_empty",
]  # fmt: skip
NUMERIC = frozenset({"greater", "at_least", "less", "at_most", "between"})
NEGATIVE = {"is_not": "is", "not_in": "in", "not_contains": "contains"}
ENVELOPE = frozenset({"account", "channel", "staff_id", "store_id", "content_id", "campaign_id", "session_id", "amount"})  # fmt: skip


SLICE = "slice"  # instead of a dialect: events in memory, each property that is asked about in a column of its own


def column_of(property_name: str) -> str:
    """The column of a slice that holds a property."""
    return property_name if property_name in ENVELOPE else f"p:{property_name}"


@dataclass(frozen=True, slots=True)
class PropertyTest:
    """`value` is a text or number; a tuple for in, not_in and between; None for is_empty and is_not_empty."""

    property: str
    operator: Operator
    value: Any = None


def holds(table: Any, test: PropertyTest, dialect: str) -> Any:
    """Ibis boolean that is never null."""
    if test.operator in NEGATIVE:
        positive = PropertyTest(test.property, NEGATIVE[test.operator], test.value)  # type: ignore[arg-type]  # of the table
        return ~holds(table, positive, dialect)
    text = text_of(table, test.property, dialect)
    if test.operator == "is_empty":
        return text.isnull() | (text.strip() == "")
    if test.operator == "is_not_empty":
        return text.notnull() & (text.strip() != "")
    return _positive(table, test, text, dialect).fill_null(False)


def _positive(table: Any, test: PropertyTest, text: Any, dialect: str) -> Any:
    match test.operator:
        case "is":
            return _equals(table, test.property, text, test.value, dialect)
        case "in":
            return _among(table, test, text, dialect)
        case "contains":
            return text.contains(str(test.value))
        case "starts_with":
            return text.startswith(str(test.value))
        case "ends_with":
            return text.endswith(str(test.value))
        case "matches":
            return text.re_search(str(test.value))
    return _compared(number_of(table, test.property, dialect), test)


def _compared(number: Any, test: PropertyTest) -> Any:
    match test.operator:
        case "greater":
            return number > test.value
        case "at_least":
            return number >= test.value
        case "less":
            return number < test.value
        case "at_most":
            return number <= test.value
        case "between":
            return (number >= test.value[0]) & (number <= test.value[1])
    raise ValueError(test.operator)


def _equals(table: Any, name: str, text: Any, value: Any, dialect: str) -> Any:
    same = text == as_text(value)
    number = as_number(value)
    return same if number is None else same | (number_of(table, name, dialect) == number)


def _among(table: Any, test: PropertyTest, text: Any, dialect: str) -> Any:
    """Texts in one list, numbers in another: a long list of values stays two comparisons."""
    same = text.isin([as_text(value) for value in test.value])
    numbers = [number for value in test.value if (number := as_number(value)) is not None]
    return same if not numbers else same | number_of(table, test.property, dialect).isin(numbers)


def as_text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def as_number(value: Any) -> float | None:
    if isinstance(value, bool):
        return None
    try:
        return float(value)
    except (TypeError, ValueError):
        return None


def text_of(table: Any, name: str, dialect: str) -> Any:
    """Ibis text of a property; null where it is missing or null. In a slice it is a column already."""
    if name in ENVELOPE:
        return table[name].cast("string")
    if dialect == SLICE:
        return table[column_of(name)]
    return _JSON_TEXT[dialect](table.properties, name)


def number_of(table: Any, name: str, dialect: str) -> Any:
    """Ibis float of a property; null where it is no finite number."""
    if name == "amount":
        return table.amount.cast("float64")
    number = text_of(table, name, dialect).strip().try_cast("float64")
    import ibis

    return ibis.ifelse(number.abs() <= 1e300, number, None)  # not: nan, infinity


def _duckdb_text(column: Any, name: str) -> Any:
    quoted = name.replace("\\", "\\\\").replace('"', '\\"')
    return _engine_functions()["json_extract_string"](column, f'$."{quoted}"')


def _clickhouse_text(column: Any, name: str) -> Any:
    import ibis

    functions = _engine_functions()
    kind = functions["toString"](functions["JSONType"](column, name))
    of_string, raw = functions["JSONExtractString"](column, name), functions["JSONExtractRaw"](column, name)
    return ibis.cases((kind == "String", of_string), (kind == "Null", None), else_=raw)


_JSON_TEXT = {"duckdb": _duckdb_text, "clickhouse": _clickhouse_text}


@cache
def _engine_functions() -> dict[str, Any]:
    """Functions of the engines by their own names; Ibis reads JSON texts of only one of them."""
    import ibis

    def of_text(a0: str) -> str: ...  # type: ignore[empty-body]  # the engine has the body

    def of_two(a0: str, a1: str) -> str: ...  # type: ignore[empty-body]  # as above

    def of_time(a0: datetime) -> int: ...  # type: ignore[empty-body]  # as above

    two = ("json_extract_string", "JSONType", "JSONExtractString", "JSONExtractRaw")
    builtin = ibis.udf.scalar.builtin
    return (
        {"toString": builtin(of_text, name="toString")}
        | {name: builtin(of_two, name=name) for name in two}
        | {name: builtin(of_time, name=name) for name in _MICROSECONDS.values()}
    )


_MICROSECONDS = {"duckdb": "epoch_us", "clickhouse": "toUnixTimestamp64Micro"}


def microseconds(time: Any, dialect: str) -> Any:
    """Ibis integer: microseconds since 1970 of a UTC timestamp."""
    return _engine_functions()[_MICROSECONDS[dialect]](time)


def all_hold(table: Any, tests: tuple[PropertyTest, ...], dialect: str) -> Any | None:
    """Ibis boolean, or None when there is nothing to test."""
    if not tests:
        return None
    return reduce(lambda one, other: one & other, (holds(table, test, dialect) for test in tests))
