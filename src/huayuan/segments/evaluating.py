"""Evaluating rules: for everybody, while one is composed, or for one person with reasons."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from pyroaring import BitMap

from huayuan.kernel.errors import HuayuanError
from huayuan.profiles import api as profiles
from huayuan.segments.answering import AnswerCache, answer, answer_of_everybody
from huayuan.segments.bitmaps import bitmap
from huayuan.segments.contracts import Ask, Group, Node
from huayuan.segments.errors import SegmentCycle
from huayuan.segments.tree import Path, key_of, leaves, people_of, references


@dataclass(frozen=True, slots=True)
class Preview:
    """Who is in now, of how many known people; the oldest answer used; the size of each part of the tree."""

    people: BitMap
    of: int
    as_of: datetime
    parts: dict[Path, int]


UNIVERSE = b"everybody"


def check(ask: Ask, node: Node) -> None:
    """Every condition by itself. Raises what is wrong, with the path of the place as `data["path"]`."""
    for path, leaf in leaves(node):
        try:
            leaf.check(ask)
        except HuayuanError as error:
            error.data.setdefault("path", list(path))
            raise


def preview(ask: Ask, node: Node, cache: AnswerCache) -> Preview:
    """Conditions that were answered moments ago are not asked again."""
    now = ask.moment.now
    missing, found, oldest = [], dict[bytes, BitMap](), now
    for _, leaf in leaves(node):
        if (known := cache.get(key_of(leaf), now)) is None:
            missing.append(leaf)
        else:
            found[key_of(leaf)], oldest = known.people, min(oldest, known.at)
    everybody = cache.get(UNIVERSE, now)
    if everybody is None or missing:
        fresh, universe = answer_of_everybody(ask, missing)
        for key, people in (fresh | {UNIVERSE: universe}).items():
            cache.put(key, people, now)
        found |= fresh
    else:
        universe = everybody.people
    return Preview(_people(node, found, universe), len(universe), oldest, _sizes(node, found, universe))


def evaluate(ask: Ask, nodes: Iterable[Node]) -> list[BitMap]:
    """Who is in each of these trees now, of everybody; conditions that they share are asked once."""
    trees = list(nodes)
    found, universe = answer_of_everybody(ask, [leaf for node in trees for _, leaf in leaves(node)])
    return [_people(node, found, universe) for node in trees]


def _people(node: Node, found: dict[bytes, BitMap], universe: BitMap) -> BitMap:
    return people_of(node, lambda leaf: found[key_of(leaf)], universe)


def _sizes(node: Node, found: dict[bytes, BitMap], universe: BitMap, path: Path = ()) -> dict[Path, int]:
    sizes = {path: len(_people(node, found, universe))}
    if isinstance(node, Group):
        for place, part in enumerate(node.of):
            sizes |= _sizes(part, found, universe, (*path, place))
    return sizes


def truths(ask: Ask, node: Node, person_id: int) -> dict[Path, bool]:
    """Whether each part of the tree is true of one person."""
    alone = Ask(ask.services, ask.tx, ask.moment, [person_id])
    found = answer(alone, [leaf for _, leaf in leaves(node)])
    universe = bitmap(profiles.all_people(ask.tx, [person_id]))
    return {path: size == 1 for path, size in _sizes(node, found, universe).items()}


def segments_in(node: Node) -> set[int]:
    """Segments that the rule refers to."""
    return {int(reference.key) for reference in references(node) if reference.kind == "segment"}


def in_order(trees: dict[int, Node], names: dict[int, str] | None = None) -> list[int]:
    """Segments such that each comes after those it refers to. Raises SegmentCycle."""
    done: list[int] = []
    state: dict[int, bool] = {}  # False: being looked at

    def visit(segment_id: int, way: tuple[int, ...]) -> None:
        if state.get(segment_id) is False:
            around = [*way[way.index(segment_id) :], segment_id]
            raise SegmentCycle(names=" → ".join((names or {}).get(one, str(one)) for one in around))
        if segment_id in state:
            return
        state[segment_id] = False
        for needed in sorted(segments_in(trees[segment_id])):
            if needed in trees:
                visit(needed, (*way, segment_id))
        state[segment_id] = True
        done.append(segment_id)

    for segment_id in sorted(trees):
        visit(segment_id, ())
    return done
