"""The sentence of a whole rule."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from huayuan.kernel.errors import Text
from huayuan.segments.sentences import belonging, deeds
from huayuan.segments.sentences.names import KINDS, Names
from huayuan.segments.sentences.phrases import in_brackets, together

Node = Mapping[str, Any]
GROUPS = ("all", "any", "none")
EVERYBODY = Text("所有客户", "everybody")
NOBODY = Text("没有人（条件组为空）", "nobody (the group is empty)")

SAYINGS: dict[str, Callable[[Node, Names], Text]] = {
    "trait": belonging.trait,
    "event": deeds.event,
    "event_time": deeds.event_time,
    "sequence": deeds.sequence,
    "tag": belonging.tag,
    "friend": belonging.friend,
    "group": belonging.group,
    "follower": belonging.follower,
    "identity": belonging.identity,
    "channel": deeds.channel,
    "rfm": belonging.rfm,
    "lifecycle": belonging.lifecycle,
    "segment": belonging.segment,
    "list": belonging.static_list,
    "sample": belonging.sample,
}


def sentence(node: Node, names: Names) -> Text:
    """A rule as one sentence; groups within groups stand in brackets."""
    said = phrase(node, names)
    return Text(said.zh, said.en[:1].upper() + said.en[1:])


def phrase(node: Node, names: Names) -> Text:
    kind = str(node.get("kind"))
    if kind in GROUPS:
        return _group(kind, node, names)
    saying = SAYINGS.get(kind)
    if saying is None:
        return Text(f"未知条件 {kind}", f"unknown condition {kind}")
    return _said_once(saying(node, names))


def _said_once(said: Text) -> Text:
    """「标签已删除的标签 #12」 says the kind twice."""
    zh, en = said
    for kind in KINDS.values():
        zh = zh.replace(f"{kind.zh}已删除的{kind.zh}", f"已删除的{kind.zh}")
        en = en.replace(f"{kind.en} deleted {kind.en}", f"deleted {kind.en}")
    return Text(zh, en)


def _group(kind: str, node: Node, names: Names) -> Text:
    inner = node.get("of") or []
    if not inner:
        return NOBODY if kind == "any" else EVERYBODY
    parts = [_part(one, names, alone=len(inner) == 1 and kind != "none") for one in inner]
    if kind == "any":
        return together(parts, "，或", ", or ")
    if kind == "all":
        return together(parts, "，且", ", and ")
    if len(inner) == 1:
        said = phrase(inner[0], names)
        return Text(f"不满足「{said.zh}」", f"not ({said.en})")
    said = together(parts, "；", "; ")
    return Text(f"以下都不满足：{said.zh}", f"none of these: {said.en}")


def _part(node: Node, names: Names, *, alone: bool) -> Text:
    said = phrase(node, names)
    if alone or node.get("kind") not in GROUPS or len(node.get("of") or []) < 2:
        return said
    return in_brackets(said)
