"""Conditions about what people did: events counted, first and last times, sequences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from huayuan.kernel.errors import Text
from huayuan.segments.sentences import windows
from huayuan.segments.sentences.comparing import comparison
from huayuan.segments.sentences.names import Names
from huayuan.segments.sentences.phrases import (
    compared,
    counted,
    in_brackets,
    joined,
    listed,
    lower,
    quoted,
    together,
)

Node = Mapping[str, Any]
_TIMES: dict[str, Text] = {
    "at_least": Text("≥ {a} 次", "at least {t}"),
    "at_most": Text("≤ {a} 次", "at most {t}"),
    "greater": Text("> {a} 次", "more than {t}"),
    "less": Text("< {a} 次", "fewer than {t}"),
    "exactly": Text("恰好 {a} 次", "exactly {t}"),
    "between": Text("{a}～{b} 次", "{a} to {t}"),
}
_MEASURES: dict[str, Text] = {
    "sum": Text("合计", "total"),
    "average": Text("平均", "average"),
    "minimum": Text("最小", "smallest"),
    "maximum": Text("最大", "largest"),
}


def event(node: Node, names: Names) -> Text:
    """Paid at least twice, paid ¥1,000 in all, did not pay, within a window."""
    measure, operator, value = (
        node.get("measure", "count"),
        node.get("operator", "at_least"),
        node.get("value"),
    )
    when, what = windows.window(node.get("window")), happened(node, names)
    behind = windows.after_a_blank(when)
    if measure == "count":
        return _count(when, behind, what, operator, value)
    if measure == "days":
        said = _times(operator, value)
        return Text(
            f"{when.zh}有 {said.zh.removesuffix('次')}天{what.zh}",
            f"did {what.en} on {said.en.replace('time', 'day')}{behind.en}",
        )
    prop = names.property_of(str(node.get("event")), str(node.get("property")))
    number = compared(operator, value, prop.type if prop.type == "money" else "number")
    said = number or Text(str(operator), str(operator))
    how, of = _MEASURES.get(str(measure), Text(str(measure), str(measure))), lower(prop.label)
    return Text(
        f"{when.zh}{what.zh}的{of.zh}{how.zh} {said.zh}",
        f"the {how.en} {of.en} of {what.en}{behind.en} {said.en}",
    )


def _count(when: Text, behind: Text, what: Text, operator: str, value: Any) -> Text:
    if operator == "exactly" and value == 0:
        return (
            Text(f"{when.zh}没有{what.zh}", f"did not do {what.en}{behind.en}")
            if when.zh
            else Text(f"从未{what.zh}", f"never did {what.en}")
        )
    if (operator, value) in (("at_least", 1), ("greater", 0)):
        return Text(f"{when.zh}{what.zh}过", f"did {what.en}{behind.en}")
    said = _times(operator, value)
    return Text(f"{when.zh}{what.zh} {said.zh}", f"did {what.en} {said.en}{behind.en}")


def _times(operator: str, value: Any) -> Text:
    ends = listed(value) or [""]
    pattern = _TIMES.get(operator, Text(f"{operator} {{a}} 次", f"{operator} {{t}}"))
    return Text(
        pattern.zh.format(a=_plain(ends[0]), b=_plain(ends[-1])),
        pattern.en.format(a=_plain(ends[0]), t=counted(ends[-1], "time", "times")),
    )


def _plain(number: Any) -> str:
    return f"{number:,}" if isinstance(number, int) else str(number)


def happened(node: Node, names: Names) -> Text:
    """The event's name, with the conditions on its properties in brackets."""
    name = str(node.get("event"))
    label = Text(names.event(name).zh, quoted(names.event(name)).en)
    conditions = [_property(name, condition, names) for condition in node.get("where") or []]
    if not conditions:
        return label
    said = in_brackets(together(conditions, "，且", ", and "))
    return Text(label.zh + said.zh, f"{label.en} {said.en}")


def _property(event_name: str, condition: Node, names: Names) -> Text:
    prop = names.property_of(event_name, str(condition.get("property")))
    return comparison(lower(prop.label), prop.type, str(condition.get("operator")), condition.get("value"))


def event_time(node: Node, names: Names) -> Text:
    what, when = happened(node, names), windows.window(node.get("window"))
    first = node.get("which") == "first"
    if not when.zh:
        return Text(f"{what.zh}过", f"did {what.en}")
    which = Text("首次", "first") if first else Text("最近一次", "last")
    blank = " " if when.zh[0].isdigit() else ""
    return Text(f"{which.zh}{what.zh}在{blank}{when.zh}", f"the {which.en} {what.en} was {when.en}")


def sequence(node: Node, names: Names) -> Text:
    steps: Sequence[Node] = node.get("steps") or []
    said = [happened(step, names) for step in steps]
    within, when = windows.span(node.get("within") or {}), windows.window(node.get("window"))
    behind = windows.after_a_blank(when)
    zh = "，".join(f"{'先' if place == 0 else '再'}{step.zh}" for place, step in enumerate(said))
    en = ", then ".join(step.en for step in said)
    return Text(f"{when.zh}{zh}（{within.zh}内）", f"did {en} within {within.en}{behind.en}")


def channel(node: Node, names: Names) -> Text:
    touch = {
        "first": Text("首次来源渠道是", "the first channel is"),
        "last": Text("最近来源渠道是", "the last channel is"),
        "any": Text("来过的渠道有", "a channel they came by is"),
    }[str(node.get("touch", "any"))]
    which = joined([Text(str(one), str(one)) for one in listed(node.get("channels"))])
    return Text(f"{touch.zh}{which.zh}", f"{touch.en} {which.en}")
