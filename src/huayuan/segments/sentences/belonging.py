"""Conditions about what people have and where they belong: tags, friends, groups, segments, lists, layers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from huayuan.kernel.errors import Text
from huayuan.segments.sentences.comparing import comparison
from huayuan.segments.sentences.names import Names
from huayuan.segments.sentences.phrases import both, joined, listed, lower

Node = Mapping[str, Any]


def trait(node: Node, names: Names) -> Text:
    key = str(node.get("trait"))
    known = names.traits.get(key)
    operator, value = str(node.get("operator")), node.get("value")
    if known is None:
        return comparison(names.thing("trait", key), "text", operator, value)
    labels = {option.value: option.label for option in known.options}
    return comparison(lower(known.label), known.kind.value, operator, value, labels)


def tag(node: Node, names: Names) -> Text:
    tags = listed(node.get("tags"))
    several = len(tags) > 1
    match node.get("has"):
        case "all":
            said = names.some("tag", tags, "和", "and")
            return Text(f"{'同时' if several else ''}有标签{said.zh}", f"wears {_the_tag(several)} {said.en}")
        case "none":
            said = names.some("tag", tags, "或", "or")
            return Text(f"没有标签{said.zh}", f"does not wear {_the_tag(several)} {said.en}")
        case _:
            said = names.some("tag", tags, "或", "or")
            return Text(f"有标签{said.zh}", f"wears {_the_tag(several)} {said.en}")


def _the_tag(several: bool) -> str:
    return "the tags" if several else "the tag"


def friend(node: Node, names: Names) -> Text:
    staff, stores = listed(node.get("staff") or []), listed(node.get("stores") or [])
    people = [names.thing("staff", one) for one in staff]
    places = [
        Text(f"门店{shop.zh}", f"the store {shop.en}")
        for shop in (names.thing("store", one) for one in stores)
    ]
    whose = joined([*people, *places]) if staff or stores else Text("任一员工", "any member of staff")
    match node.get("state"):
        case "lost":
            return Text(f"曾是{whose.zh}的好友，现在不是", f"was and is no longer a friend of {whose.en}")
        case "never":
            return Text(f"从未是{whose.zh}的好友", f"was never a friend of {whose.en}")
        case _:
            return Text(f"是{whose.zh}的好友", f"is a friend of {whose.en}")


def group(node: Node, names: Names) -> Text:
    ids = listed(node.get("groups") or [])
    named = names.some("group", ids)
    which = Text(f"群{named.zh}", f"the group {named.en}") if ids else Text("任一客户群", "any group")
    match node.get("state"):
        case "left":
            return Text(f"退出过{which.zh}", f"was in {which.en} and left")
        case "never":
            return Text(f"从未进过{which.zh}", f"was never in {which.en}")
        case _:
            return Text(f"在{which.zh}中", f"is in {which.en}")


def follower(node: Node, names: Names) -> Text:
    ids = listed(node.get("accounts") or [])
    which = names.some("account", ids) if ids else Text("", "any official account")
    match node.get("state"):
        case "left":
            return Text(f"取消关注了公众号{which.zh}", f"unfollowed {which.en}")
        case "never":
            return Text(f"从未关注公众号{which.zh}", f"never followed {which.en}")
        case _:
            return Text(f"关注了公众号{which.zh}", f"follows {which.en}")


def identity(node: Node, names: Names) -> Text:
    key = str(node.get("identifier"))
    label = lower(names.identifiers.get(key, both(key)))
    if node.get("has", True):
        return Text(f"有{label.zh}", f"has a known {label.en}")
    return Text(f"没有{label.zh}", f"has no known {label.en}")


def rfm(node: Node, _names: Names) -> Text:
    which = joined([both(str(cell)) for cell in listed(node.get("cells"))])
    return Text(f"RFM 分值是 {which.zh}", f"the RFM cell is {which.en}")


def lifecycle(node: Node, names: Names) -> Text:
    which = joined([lower(names.layers.get(str(key), both(str(key)))) for key in listed(node.get("layers"))])
    return Text(f"生命周期是{which.zh}", f"the lifecycle layer is {which.en}")


def segment(node: Node, names: Names) -> Text:
    which = names.thing("segment", node.get("segment"))
    return Text(f"属于人群{which.zh}", f"is in the segment {which.en}")


def static_list(node: Node, names: Names) -> Text:
    which = names.thing("list", node.get("list"))
    return Text(f"在名单{which.zh}中", f"is on the list {which.en}")


def sample(node: Node, _names: Names) -> Text:
    first, end, salt = node.get("from", 0), node.get("to", 100), node.get("salt", "")
    return Text(
        f"随机抽样的 {first}%～{end}%（编号「{salt}」）",
        f"is in the random sample {first}% to {end}% (“{salt}”)",
    )
