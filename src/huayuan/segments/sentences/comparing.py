"""Comparisons of a trait, or of a property of an event, with values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from huayuan.kernel.errors import Text
from huayuan.segments.sentences import windows
from huayuan.segments.sentences.phrases import both, compared, joined, listed, quoted, spoken

NUMBERS = ("number", "money", "integer")
_YES = Text("是", "yes")
_NO = Text("否", "no")
Labels = Mapping[str, Text]

# Operators whose sentence is the subject and quoted text.
_TEXTUAL: dict[str, Text] = {
    "contains": Text("{s}包含{v}", "{s} contains {v}"),
    "not_contains": Text("{s}不包含{v}", "{s} does not contain {v}"),
    "starts_with": Text("{s}以{v}开头", "{s} starts with {v}"),
    "ends_with": Text("{s}以{v}结尾", "{s} ends with {v}"),
    "matches": Text("{s}符合正则{v}", "{s} matches {v}"),
}
# … and values as they are.
_PLAIN: dict[str, Text] = {
    "is": Text("{s}是{v}", "{s} is {v}"),
    "is_not": Text("{s}不是{v}", "{s} is not {v}"),
    "in": Text("{s}是{v}", "{s} is {v}"),
    "not_in": Text("{s}不是{v}", "{s} is not {v}"),
    "has_any": Text("{s}含有{v}", "{s} has {v}"),
    "has_all": Text("{s}同时含有{v}", "{s} has all of {v}"),
    "has_none": Text("{s}不含{v}", "{s} has none of {v}"),
    "on": Text("{s}在 {v} 当天", "{s} is on {v}"),
    "before": Text("{s}早于 {v}", "{s} is before {v}"),
    "after": Text("{s}晚于 {v}", "{s} is after {v}"),
}
_LENGTHS: dict[str, Text] = {
    "within_last": Text("{s}在最近 {v}内", "{s} is in the last {v}"),
    "not_within_last": Text("{s}不在最近 {v}内", "{s} is not in the last {v}"),
    "within_next": Text("{s}在未来 {v}内", "{s} is in the next {v}"),
}


def comparison(subject: Text, kind: str, operator: str, value: Any, labels: Labels | None = None) -> Text:
    """A whole condition: "city is Shanghai or Hangzhou". `labels` are names of values."""
    if operator == "is_empty":
        return Text(f"{subject.zh}为空", f"{subject.en} is empty")
    if operator == "is_not_empty":
        return Text(f"{subject.zh}不为空", f"{subject.en} is known")
    for operators, of in ((_LENGTHS, _length), (_TEXTUAL, _words_quoted)):
        if operator in operators:
            return _filled(operators[operator], subject, of(value))
    if operator == "anniversary_within":
        return _anniversary(subject, value)
    if operator == "between" and kind in ("date", "time"):
        return _between_days(subject, value)
    if kind in NUMBERS and operator not in ("in", "not_in") and (said := compared(operator, value, kind)):
        blank = "" if said.zh.startswith("在") else " "
        return Text(f"{subject.zh}{blank}{said.zh}", f"{subject.en} {said.en}")
    if isinstance(value, bool):
        return _filled(Text("{s}为{v}", "{s} is {v}"), subject, _name(kind, value, {}))
    pattern = _PLAIN.get(operator, Text(f"{{s}} {operator} {{v}}", f"{{s}} {operator} {{v}}"))
    return _filled(pattern, subject, _values(kind, operator, value, labels or {}))


def _filled(pattern: Text, subject: Text, value: Text) -> Text:
    return Text(
        pattern.zh.replace("{s}", subject.zh).replace("{v}", value.zh),
        pattern.en.replace("{s}", subject.en).replace("{v}", value.en),
    )


def _length(value: Any) -> Text:
    said = windows.span(value if isinstance(value, Mapping) else {"n": value})
    return Text(said.zh, said.en.removeprefix("1 "))


def _words_quoted(value: Any) -> Text:
    return joined([quoted(both(str(one))) for one in listed(value)])


def _anniversary(subject: Text, value: Any) -> Text:
    days = value.get("n", 0) if isinstance(value, Mapping) else value
    if days == 0:
        return Text(f"{subject.zh}就在今天", f"{subject.en} is today")
    said = windows.span({"n": days, "unit": "day"})
    return Text(f"{subject.zh}在未来 {said.zh}内（每年）", f"{subject.en} comes round within {said.en}")


def _between_days(subject: Text, value: Any) -> Text:
    ends = [str(one) for one in listed(value)] or [""]
    return Text(
        f"{subject.zh}在 {ends[0]} 至 {ends[-1]} 之间", f"{subject.en} is between {ends[0]} and {ends[-1]}"
    )


def _values(kind: str, operator: str, value: Any, labels: Labels) -> Text:
    names = [_name(kind, one, labels) for one in listed(value)]
    both_of = operator == "has_all"
    return joined(names, "和" if both_of else "或", "and" if both_of else "or")


def _name(kind: str, value: Any, labels: Labels) -> Text:
    if isinstance(value, bool):
        return _YES if value else _NO
    if (label := labels.get(str(value))) is not None:
        return label
    return both(spoken(value, kind))
