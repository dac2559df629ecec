"""What a question about a trait asks of its columns. Pure: a question, its definition and a moment in, tests out.

A moment ages: which values are "within the last 7 days" changes with time alone. `edges` says for which of them the
answer changed between two moments.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Literal, NamedTuple
from zoneinfo import ZoneInfo

import pyarrow as pa
import pyarrow.compute as pc

from huayuan.profiles.contracts import TraitDefinition, TraitKind, TraitQuestion
from huayuan.profiles.errors import BadComparison
from huayuan.profiles.traits import kinds
from huayuan.profiles.traits.lunar import lunar_day

MOST_VALUES = 5_000
MOST_DAYS = 366  # of an anniversary
LONGEST_PATTERN = 500

Column = Literal["word", "number", "moment", "anniversary"]
K = TraitKind
_EMPTINESS = ("is_empty", "is_not_empty")
_EQUALITY = ("is", "is_not", "in", "not_in", *_EMPTINESS)
_ORDER = ("greater", "at_least", "less", "at_most", "between")
_TIMES = ("on", "before", "after", "between", "within_last", "not_within_last", "within_next", *_EMPTINESS)
OPERATORS: dict[TraitKind, tuple[str, ...]] = {
    K.TEXT: (*_EQUALITY[:4], "contains", "not_contains", "starts_with", "ends_with", "matches", *_EMPTINESS),
    K.NUMBER: (*_EQUALITY[:4], *_ORDER, *_EMPTINESS),
    K.MONEY: (*_EQUALITY[:4], *_ORDER, *_EMPTINESS),
    K.DATE: (*_TIMES[:-2], "anniversary_within", *_EMPTINESS),
    K.TIME: _TIMES,
    K.YES_NO: ("is", *_EMPTINESS),
    K.ONE_OF: _EQUALITY,
    K.MANY_OF: ("has_any", "has_all", "has_none", *_EMPTINESS),
}
# Texts that are numbers compare as numbers where the operator is about numbers.
_ALSO = {K.TEXT: _ORDER}
_NEGATIVE = {
    "is_not": "is", "not_in": "in", "not_contains": "contains", "not_within_last": "within_last",
    "has_none": "has_any", "is_empty": "is_not_empty",
}  # fmt: skip


class Any_(NamedTuple):
    """Any value at all."""


class OneOf(NamedTuple):
    column: Column
    values: tuple[Any, ...]


class AllOf(NamedTuple):
    values: tuple[str, ...]


class Range(NamedTuple):
    """low ≤ value < high; None: without end. `with_high`: ≤ high."""

    column: Column
    low: Any = None
    high: Any = None
    with_low: bool = True
    with_high: bool = False


class Piece(NamedTuple):
    where: Literal["contains", "starts_with", "ends_with"]
    text: str


class Pattern(NamedTuple):
    """A regular expression of RE2, which takes linear time whatever it says."""

    text: str


Test = Any_ | OneOf | AllOf | Range | Piece | Pattern


@dataclass(frozen=True, slots=True)
class Plan:
    """Whoever passes the test, or with `negative` everybody else, those without a value included."""

    test: Test
    negative: bool = False


@dataclass(frozen=True, slots=True)
class _Asked:
    definition: TraitDefinition
    question: TraitQuestion
    now: datetime
    zone: ZoneInfo

    def refuse(self, zh: str, en: str) -> BadComparison:
        return BadComparison(
            trait=self.question.trait, operator=self.question.operator, reason=f"{zh} / {en}"
        )

    @property
    def today(self) -> date:
        return self.now.astimezone(self.zone).date()


def holds_for(test: Test, number: float) -> bool:
    """Whether a number that nobody stated passes."""
    if isinstance(test, Any_):
        return True
    if isinstance(test, OneOf):
        return test.column == "number" and number in test.values
    if not isinstance(test, Range) or test.column != "number":
        return False
    above = test.low is None or number > test.low or (test.with_low and number == test.low)
    below = test.high is None or number < test.high or (test.with_high and number == test.high)
    return above and below


def operators_of(definition: TraitDefinition) -> tuple[str, ...]:
    """The comparisons offered for a trait."""
    return OPERATORS[definition.kind]


def plan(definition: TraitDefinition, question: TraitQuestion, now: datetime, zone: ZoneInfo) -> Plan:
    """Raises BadComparison."""
    asked = _Asked(definition, question, now, zone)
    operator = question.operator
    also = _ALSO.get(definition.kind, ()) if definition.column is None else ()
    if operator not in (*OPERATORS[definition.kind], *also):
        raise asked.refuse("这种属性没有该比较方式", "traits of this kind have no such comparison")
    positive = _NEGATIVE.get(operator, operator)
    return Plan(_TESTS[positive](asked), operator in _NEGATIVE)


def edges(
    definition: TraitDefinition, question: TraitQuestion, since: datetime, now: datetime, zone: ZoneInfo
) -> list[Test]:
    """Values whose answer changed in (since, now] because time passed. Raises BadComparison."""
    then, today = plan(definition, question, since, zone).test, plan(definition, question, now, zone).test
    if then == today:
        return []
    if isinstance(then, OneOf) and isinstance(today, OneOf):
        return [OneOf(today.column, tuple(sorted(set(then.values) ^ set(today.values))))]
    if isinstance(then, Range) and isinstance(today, Range):
        # Between the old and the new bound, both included: one too many is asked again, none is forgotten.
        bounds = [(then.low, today.low), (then.high, today.high)]
        return [Range(today.column, min(pair), max(pair), with_high=True) for pair in bounds]
    return []


def _any(asked: _Asked) -> Test:
    return Any_()


def _is(asked: _Asked) -> Test:
    return _among(asked, [asked.question.value])


def _in(asked: _Asked) -> Test:
    return _among(asked, _values(asked))


def _values(asked: _Asked) -> Sequence[Any]:
    values = asked.question.value
    if not isinstance(values, list | tuple) or not values:
        raise asked.refuse("需要至少一个值的列表", "a list of at least one value is needed")
    if len(values) > MOST_VALUES:
        raise asked.refuse(f"最多 {MOST_VALUES} 个值", f"at most {MOST_VALUES} values")
    return values


def _among(asked: _Asked, values: Sequence[Any]) -> Test:
    kind = asked.definition.kind
    if kind in (K.NUMBER, K.MONEY):
        return OneOf("number", tuple(sorted({_number(asked, value) for value in values})))
    if kind is K.YES_NO:
        return OneOf("number", tuple(sorted({_yes_no(asked, value) for value in values})))
    return OneOf("word", tuple(sorted({_word(asked, value) for value in values})))


def _word(asked: _Asked, value: Any) -> str:
    if value is None or isinstance(value, dict | list):
        raise asked.refuse("需要文字", "a text is needed")
    return kinds.word_of(asked.definition, value)


def _number(asked: _Asked, value: Any) -> float:
    number = kinds.as_number(value)
    if number is None:
        raise asked.refuse("需要数字", "a number is needed")
    return number


def _yes_no(asked: _Asked, value: Any) -> float:
    truth = kinds.as_yes_no(value)
    if truth is None:
        raise asked.refuse("需要是或否", "yes or no is needed")
    return float(truth)


def _pair(asked: _Asked) -> tuple[Any, Any]:
    value = asked.question.value
    if not isinstance(value, list | tuple) or len(value) != 2:
        raise asked.refuse("需要两个值", "two values are needed")
    return value[0], value[1]


def _ordered(low: bool, inclusive: bool) -> Callable[[_Asked], Test]:
    def test(asked: _Asked) -> Test:
        bound = _number(asked, asked.question.value)
        if low:
            return Range("number", low=bound, with_low=inclusive)
        return Range("number", high=bound, with_high=inclusive)

    return test


def _between(asked: _Asked) -> Test:
    first, last = _pair(asked)
    if asked.definition.kind in (K.DATE, K.TIME):
        low, high = _span(asked, first)[0], _span(asked, last)[1]
        if low >= high:
            raise asked.refuse("开始晚于结束", "it begins after it ends")
        return Range("moment", low, high)
    low_number, high_number = _number(asked, first), _number(asked, last)
    if low_number > high_number:
        raise asked.refuse("下限大于上限", "the lower bound is above the upper one")
    return Range("number", low_number, high_number, with_high=True)


def _piece(where: Literal["contains", "starts_with", "ends_with"]) -> Callable[[_Asked], Test]:
    def test(asked: _Asked) -> Test:
        text = _word(asked, asked.question.value)
        if not text:
            raise asked.refuse("需要文字", "a text is needed")
        return Piece(where, text)

    return test


def _matches(asked: _Asked) -> Test:
    pattern = asked.question.value
    if not isinstance(pattern, str) or not 0 < len(pattern) <= LONGEST_PATTERN:
        raise asked.refuse(f"需要 1 到 {LONGEST_PATTERN} 个字的表达式", f"a pattern of 1 to {LONGEST_PATTERN} characters")  # fmt: skip
    try:
        pc.match_substring_regex(pa.array(["x"]), pattern)
    except (pa.ArrowInvalid, UnicodeEncodeError) as error:
        raise asked.refuse("表达式无效", f"the pattern is not valid ({str(error)[:120]})") from None
    return Pattern(pattern)


def _has_any(asked: _Asked) -> Test:
    return OneOf("word", tuple(sorted({_word(asked, value) for value in _values(asked)})))


def _has_all(asked: _Asked) -> Test:
    return AllOf(tuple(sorted({_word(asked, value) for value in _values(asked)})))


def _span(asked: _Asked, value: Any) -> tuple[datetime, datetime]:
    """From when until when a value lasts: a day is a day of the organisation, a moment lasts a microsecond."""
    try:
        return _lasting(asked, value)
    except OverflowError:
        raise asked.refuse("时间超出范围", "the time is out of range") from None


def _lasting(asked: _Asked, value: Any) -> tuple[datetime, datetime]:
    day = kinds.as_date(value) if isinstance(value, str) and len(value) <= 11 else None
    if asked.definition.kind is K.DATE:
        day = day or kinds.as_date(value)
        if day is None:
            raise asked.refuse("需要日期", "a date is needed")
        return kinds.midnight(day), kinds.midnight(day) + timedelta(days=1)
    if day is not None:
        return _start_of(asked, day), _start_of(asked, day + timedelta(days=1))
    moment = kinds.as_moment(value) if isinstance(value, str) else None
    if moment is None:
        raise asked.refuse("需要日期或时间", "a date or a time is needed")
    return moment, moment + timedelta(microseconds=1)


def _start_of(asked: _Asked, day: date) -> datetime:
    return datetime.combine(day, time(), asked.zone).astimezone(UTC)


def _on(asked: _Asked) -> Test:
    return Range("moment", *_span(asked, asked.question.value))


def _before(asked: _Asked) -> Test:
    return Range("moment", high=_span(asked, asked.question.value)[0])


def _after(asked: _Asked) -> Test:
    return Range("moment", low=_span(asked, asked.question.value)[1])


_UNITS = ("minute", "hour", "day", "week", "month")


def _distance(asked: _Asked) -> tuple[int, str]:
    value = asked.question.value
    number, unit = (value.get("n"), value.get("unit")) if isinstance(value, dict) else (None, None)
    if not isinstance(number, int) or isinstance(number, bool) or not 0 < number <= 10_000_000:
        raise asked.refuse("需要大于零的整数 n", "n must be a whole number above zero")
    if unit not in _UNITS or (asked.definition.kind is K.DATE and unit in ("minute", "hour")):
        raise asked.refuse("不支持该时间单位", "that unit of time is not possible here")
    return number, unit


def _away(start: datetime, number: int, unit: str) -> datetime:
    if unit != "month":
        return start + timedelta(**{unit + "s": number})
    months = start.year * 12 + start.month - 1 + number
    year, month = divmod(months, 12)
    last = (date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1) - timedelta(days=1)).day
    return start.replace(year=year, month=month + 1, day=min(start.day, last))


def _within(asked: _Asked, direction: int) -> Test:
    """At most so far from now, or from today where the trait is a date; both ends included."""
    number, unit = _distance(asked)
    is_date = asked.definition.kind is K.DATE
    here = kinds.midnight(asked.today) if is_date else asked.now.astimezone(asked.zone)
    try:
        there = _away(here, direction * number, unit).astimezone(UTC)
    except (OverflowError, ValueError):
        there = datetime(1, 1, 2, tzinfo=UTC) if direction < 0 else datetime(9999, 12, 30, tzinfo=UTC)
    low, high = sorted((here.astimezone(UTC), there))
    return Range("moment", low, high, with_high=True)


def _anniversary(asked: _Asked) -> Test:
    value = asked.question.value
    number = value.get("n") if isinstance(value, dict) else value
    if not isinstance(number, int) or isinstance(number, bool) or not 0 <= number <= MOST_DAYS:
        raise asked.refuse(f"需要 0 到 {MOST_DAYS} 天", f"0 to {MOST_DAYS} days")
    codes: set[int] = set()
    for days in range(number + 1):
        codes |= anniversaries(asked.today + timedelta(days=days))
    return OneOf("anniversary", tuple(sorted(codes)))


def anniversaries(day: date) -> set[int]:
    """Whose anniversary is on this day: of both calendars; the 29th of February and a 30th that a year does not have
    are on the last day of their month. A leap month has none: they were in the month before it."""
    codes = {day.month * 100 + day.day}
    if (day.month, day.day) == (2, 28) and (day + timedelta(days=1)).month == 3:
        codes.add(229)
    lunar = lunar_day(day)
    if lunar is not None and not lunar.leap:
        codes.add(kinds.LUNAR + lunar.month * 100 + lunar.day)
        if lunar.last and lunar.day == 29:
            codes.add(kinds.LUNAR + lunar.month * 100 + 30)
    return codes


_TESTS: dict[str, Callable[[_Asked], Test]] = {
    "is": _is, "in": _in, "is_not_empty": _any, "contains": _piece("contains"), "starts_with": _piece("starts_with"),
    "ends_with": _piece("ends_with"), "matches": _matches, "greater": _ordered(True, False),
    "at_least": _ordered(True, True), "less": _ordered(False, False), "at_most": _ordered(False, True),
    "between": _between, "on": _on, "before": _before, "after": _after, "has_any": _has_any, "has_all": _has_all,
    "within_last": lambda asked: _within(asked, -1), "within_next": lambda asked: _within(asked, 1),
    "anniversary_within": _anniversary,
}  # fmt: skip
