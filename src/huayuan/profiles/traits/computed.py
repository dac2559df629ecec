"""Computed traits: what is measured of a person's events, and the window it is measured in. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pyarrow as pa
import pyarrow.compute as pc

from huayuan.events.api import ALL_TIME, Measure, PropertyTest, Window
from huayuan.profiles.contracts import TraitKind
from huayuan.profiles.errors import BadTraitDefinition
from huayuan.profiles.traits.kinds import as_number

SOURCE = "computed"
K = TraitKind
_NUMBERS = (K.NUMBER, K.MONEY)
# What each measure answers with, as kinds of traits.
KINDS: dict[str, tuple[TraitKind, ...]] = {
    "count": (K.NUMBER,), "days": (K.NUMBER,), "sum": _NUMBERS, "average": _NUMBERS, "minimum": _NUMBERS,
    "maximum": _NUMBERS, "first": (K.TEXT,), "last": (K.TEXT,), "most_frequent": (K.TEXT,),
    "first_at": (K.TIME,), "last_at": (K.TIME,),
}  # fmt: skip
WITHOUT_PROPERTY = frozenset({"count", "days", "first_at", "last_at"})
ZERO = frozenset({"count", "days"})  # whoever has none of the events has 0
_UNITS = {"minute": 60, "hour": 3600, "day": 86_400, "week": 604_800}
_TEXTS = frozenset({"is", "is_not", "contains", "not_contains", "starts_with", "ends_with", "matches"})
_LISTS = frozenset({"in", "not_in"})
_NUMERIC = frozenset({"greater", "at_least", "less", "at_most"})
_BARE = frozenset({"is_empty", "is_not_empty"})
MOST_TESTS = 20


@dataclass(frozen=True, slots=True)
class Computed:
    event: str
    of: str
    property: str | None
    where: tuple[PropertyTest, ...]
    last_seconds: int | None = None
    between: tuple[date, date] | None = None

    @classmethod
    def parse(cls, key: str, said: dict[str, Any]) -> Computed:
        """From JSON {event, where, measure, property, window}. Raises BadTraitDefinition."""

        def refuse(zh: str, en: str) -> BadTraitDefinition:
            return BadTraitDefinition(trait=key, reason=f"{zh} / {en}")

        event, of, name = said.get("event"), said.get("measure"), said.get("property") or None
        if not isinstance(event, str) or not 0 < len(event) <= 80:
            raise refuse("需要事件", "an event is needed")
        if of not in KINDS:
            raise refuse(f"计算方式需为：{'、'.join(KINDS)}", f"the measure is one of {', '.join(KINDS)}")
        if of not in WITHOUT_PROPERTY and (not isinstance(name, str) or len(name) > 80):
            raise refuse("需要事件的属性名", "the name of a property is needed")
        tests = said.get("where") or []
        if not isinstance(tests, list) or len(tests) > MOST_TESTS:
            raise refuse(f"最多 {MOST_TESTS} 个条件", f"at most {MOST_TESTS} conditions")
        where = tuple(_test(one, refuse) for one in tests)
        window = said.get("window") or {"kind": "ever"}
        match window:
            case {"kind": "ever"}:
                return cls(event, of, name, where)
            case {"kind": "last", "n": int(n), "unit": str(unit)} if 0 < n <= 100_000 and unit in _UNITS:
                return cls(event, of, name, where, last_seconds=min(n * _UNITS[unit], 40_000 * 86_400))
            case {"kind": "between", "from": str(first), "to": str(last)}:
                return cls(event, of, name, where, between=_days(first, last, refuse))
        raise refuse("时间范围需为 ever、last 或 between", "the window is ever, last or between")

    def window(self, now: datetime, zone: ZoneInfo) -> Window:
        if self.last_seconds is not None:
            # Up to now and a day on: clocks of phones run ahead.
            return Window(now - timedelta(seconds=self.last_seconds), now + timedelta(days=1))
        if self.between is not None:
            first, last = self.between
            return Window(_start(first, zone), _start(last + timedelta(days=1), zone))
        return ALL_TIME

    def measure(self, now: datetime, zone: ZoneInfo) -> Measure:
        return Measure(self.event, self.of, self.property, self.where, self.window(now, zone))  # type: ignore[arg-type]

    def lapsing(self, since: datetime, now: datetime) -> Measure | None:
        """Whose events left the window in (since, now]; None where events do not leave it."""
        if self.last_seconds is None:
            return None
        length = timedelta(seconds=self.last_seconds)
        return Measure(self.event, "count", None, self.where, Window(since - length, now - length))


def _test(said: Any, refuse: Any) -> PropertyTest:
    if not isinstance(said, dict) or not isinstance(said.get("property"), str):
        raise refuse("条件需要属性", "a condition needs a property")
    return PropertyTest(said["property"][:80], said.get("operator"), _operand(said, refuse))  # type: ignore[arg-type]


def _operand(said: dict[str, Any], refuse: Any) -> Any:
    operator, value = said.get("operator"), said.get("value")
    if operator in _BARE:
        return None
    if operator in _TEXTS and isinstance(value, str | int | float) and len(str(value)) <= 500:
        if operator == "matches" and not _is_pattern(str(value)):
            raise refuse("正则表达式无效", "the pattern is not valid")
        return value
    if operator in _LISTS and isinstance(value, list) and 0 < len(value) <= 5_000:
        return tuple(str(one) if not isinstance(one, int | float) else one for one in value)
    if operator in _NUMERIC and (number := as_number(value)) is not None:
        return number
    if operator == "between" and isinstance(value, list) and len(value) == 2:
        low, high = (as_number(one) for one in value)
        if low is not None and high is not None:
            return low, high
    raise refuse("条件的比较方式或取值不对", "a condition has a wrong operator or value")


def _is_pattern(text: str) -> bool:
    try:
        pc.match_substring_regex(pa.array(["x"]), text)
    except (pa.ArrowInvalid, UnicodeEncodeError):
        return False
    return True


def _days(first: str, last: str, refuse: Any) -> tuple[date, date]:
    try:
        days = date.fromisoformat(first), date.fromisoformat(last)
    except ValueError:
        raise refuse("需要日期", "dates are needed") from None
    if not date(1990, 1, 1) <= days[0] <= days[1] <= date(2190, 1, 1):
        raise refuse("开始晚于结束", "it begins after it ends")
    return days


def _start(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)
