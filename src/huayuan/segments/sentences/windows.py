"""Windows and lengths of time in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from huayuan.kernel.errors import Text

_UNITS: dict[str, tuple[str, str]] = {
    "minute": ("分钟", "minute"), "hour": ("小时", "hour"), "day": ("天", "day"), "week": ("周", "week"),
    "month": ("个月", "month"), "quarter": ("个季度", "quarter"), "year": ("年", "year"),
}  # fmt: skip
_THIS = {
    "day": Text("今天", "today"), "week": Text("本周", "this week"), "month": Text("本月", "this month"),
    "quarter": Text("本季度", "this quarter"), "year": Text("今年", "this year"),
}  # fmt: skip
_PREVIOUS = {
    "day": Text("昨天", "yesterday"), "week": Text("上周", "last week"), "month": Text("上个月", "last month"),
    "quarter": Text("上个季度", "last quarter"), "year": Text("去年", "last year"),
}  # fmt: skip


def span(length: Mapping[str, Any]) -> Text:
    """{"n": 30, "unit": "day"} → 30 天, 30 days."""
    number, unit = length.get("n", 0), str(length.get("unit", "day"))
    zh, en = _UNITS.get(unit, (unit, unit))
    return Text(f"{number} {zh}", f"{number} {en}{'' if number == 1 else 's'}")


def last(length: Mapping[str, Any]) -> Text:
    """The last 30 days; in English one day is "the last day"."""
    said = span(length)
    return Text(f"最近 {said.zh}内", f"in the last {said.en.removeprefix('1 ')}")


def window(of: Mapping[str, Any] | None) -> Text:
    """When; empty for ever."""
    of = of or {}
    match of.get("kind"):
        case "last":
            return last(of)
        case "before":
            said = span(of)
            return Text(f"{said.zh}以前", f"more than {said.en} ago")
        case "between":
            return between(of)
        case "this":
            return _THIS.get(str(of.get("unit")), Text("", ""))
        case "previous":
            return _PREVIOUS.get(str(of.get("unit")), Text("", ""))
        case _:
            return Text("", "")


def between(of: Mapping[str, Any]) -> Text:
    """Both days are included."""
    first, end = str(of.get("from", "")), str(of.get("to", ""))
    if first == end:
        return Text(f"{first} 当天", f"on {first}")
    return Text(f"{first} 至 {end} 期间", f"from {first} to {end}")


def after_a_blank(phrase: Text) -> Text:
    """To be added behind an English phrase, and before a Chinese one."""
    return Text(phrase.zh, f" {phrase.en}" if phrase.en else "")
