"""The tree of a rule: read, checked, walked, and computed over sets of people."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import msgspec
from pyroaring import BitMap

from huayuan.kernel.decoding import convert_to
from huayuan.segments.conditions.registry import CONDITIONS
from huayuan.segments.contracts import Condition, Group, Node, Reference
from huayuan.segments.errors import BadRule, RuleTooLarge, UnknownCondition

DEEPEST = 100
MOST_NODES = 2_000
MOST_VALUES = 5_000
GROUPS = ("all", "any", "none")
Path = tuple[int, ...]


def parse(raw: Any) -> Node:
    """The tree of a rule as JSON. Raises BadRule, UnknownCondition, RuleTooLarge, with the path of the place."""
    left = [MOST_NODES]
    return _parse(raw, (), left)


def _parse(raw: Any, path: Path, left: list[int]) -> Node:
    left[0] -= 1
    if left[0] < 0:
        raise RuleTooLarge(what="conditions", limit=MOST_NODES, path=path)
    if len(path) > DEEPEST:
        raise RuleTooLarge(what="levels", limit=DEEPEST, path=path)
    if not isinstance(raw, dict) or not isinstance(raw.get("kind"), str):
        raise BadRule(path=path, problem="{kind: …} expected")
    if raw["kind"] in GROUPS:
        return _parse_group(raw, path, left)
    return _parse_condition(raw, path)


def _parse_group(raw: dict[str, Any], path: Path, left: list[int]) -> Group:
    parts = raw.get("of")
    if not isinstance(parts, list) or raw.keys() - {"kind", "of"}:
        raise BadRule(path=path, problem='{"kind", "of": […]} expected')
    return Group(raw["kind"], tuple(_parse(part, (*path, place), left) for place, part in enumerate(parts)))


def _parse_condition(raw: dict[str, Any], path: Path) -> Condition:
    kind = CONDITIONS.get(raw["kind"])
    if kind is None:
        raise UnknownCondition(kind=raw["kind"], path=path)
    _check_values(raw, path)
    if _longest(raw) > MOST_VALUES:
        raise RuleTooLarge(what="values", limit=MOST_VALUES, path=path)
    try:
        return convert_to(raw, kind)
    except msgspec.ValidationError as error:
        raise BadRule(path=path, problem=str(error)) from error


def _check_values(value: Any, path: Path) -> None:
    """Refuses what JSON can say and no database can hold: half characters, NUL, numbers without end. Raises BadRule."""
    if isinstance(value, str):
        if "\0" in value or any("\ud800" <= char <= "\udfff" for char in value):
            raise BadRule(path=path, problem="a character that cannot be stored")
    elif isinstance(value, int | float):
        if not abs(value) < 2**63:  # false for NaN too
            raise BadRule(path=path, problem="a number beyond 64 bits")
    elif isinstance(value, list):
        for one in value:
            _check_values(one, path)
    elif isinstance(value, dict):
        for name, one in value.items():
            _check_values(name, path)
            _check_values(one, path)


def _longest(value: Any) -> int:
    if isinstance(value, list):
        return max([len(value), *(_longest(one) for one in value)])
    if isinstance(value, dict):
        return max((_longest(one) for one in value.values()), default=0)
    return 0


def plain(node: Node) -> dict[str, Any]:
    """The tree as JSON again."""
    if isinstance(node, Group):
        return {"kind": node.kind, "of": [plain(part) for part in node.of]}
    raw: dict[str, Any] = msgspec.to_builtins(node)
    return raw


def leaves(node: Node, path: Path = ()) -> Iterator[tuple[Path, Condition]]:
    if isinstance(node, Condition):
        yield path, node
        return
    for place, part in enumerate(node.of):
        yield from leaves(part, (*path, place))


def references(node: Node) -> set[Reference]:
    return {reference for _, leaf in leaves(node) for reference in leaf.references()}


def key_of(condition: Condition) -> bytes:
    """Equal for conditions that ask the same: they share one answer."""
    return msgspec.json.encode(condition, order="sorted")


Answer = Callable[[Condition], BitMap]


def people_of(node: Node, answer: Answer, universe: BitMap) -> BitMap:
    """Who is in: all of everybody for `all` of nothing, nobody for `any` of nothing."""
    if isinstance(node, Condition):
        return universe - answer(node) if node.negative else answer(node) & universe
    if node.kind == "all":
        return _all(node, answer, universe)
    found = BitMap()
    for part in node.of:
        found |= people_of(part, answer, universe)
    return universe - found if node.kind == "none" else found


def _all(node: Group, answer: Answer, universe: BitMap) -> BitMap:
    """Each part only has to be looked at for whoever passed the parts before it."""
    found = universe.copy()
    for part in node.of:
        if isinstance(part, Condition):
            found = found - answer(part) if part.negative else found & answer(part)
        else:
            found &= people_of(part, answer, universe)
    return found
