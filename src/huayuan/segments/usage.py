"""Where segments, lists, tags and traits are used, so that nothing is deleted that something else stands on.

A feature above says where it uses segments: `@segments_are_used def places(tx, segment_id) -> list[Place]` in its api.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from huayuan.kernel.errors import NotFound
from huayuan.kernel.unit_of_work import Transaction
from huayuan.profiles import api as profiles
from huayuan.profiles.contracts import TagPlace as Place
from huayuan.segments import store
from huayuan.segments.contracts import Node, Reference, Status
from huayuan.segments.errors import SegmentArchived, SegmentInUse, TagCircle
from huayuan.segments.lists.errors import ListInUse
from huayuan.segments.tree import parse, references

__all__ = [
    "Place",
    "places_of",
    "places_of_many",
    "refuse_if_list_used",
    "refuse_if_used",
    "segments_are_used",
    "segments_with",
]

Places = Callable[[Transaction, int], list[Place]]
_PLACES: list[Places] = []
_INDEX = "segments.usage"  # in the memory of a transaction
NAMED = 5  # places that a refusal names


def segments_are_used(places: Places) -> Places:
    """Registers where a feature uses segments."""
    _PLACES.append(places)
    return places


def segments_with(tx: Transaction, reference: Reference) -> list[Place]:
    """Segments, archived ones too, whose rule names this."""
    index = tx.memo.get(_INDEX)
    if index is None:
        index = tx.memo[_INDEX] = _index(tx)
    found: list[Place] = index.get(reference, [])
    return found


def _index(tx: Transaction) -> dict[Reference, list[Place]]:
    found: dict[Reference, list[Place]] = {}
    for number, name, tree in store.segments.all_trees(tx.session):
        for reference in references(parse(tree)):
            found.setdefault(reference, []).append(Place("segment", number, name, f"/segments/{number}"))
    return found


def places_of(tx: Transaction, segment_id: int) -> list[Place]:
    return [place for places in _PLACES for place in places(tx, segment_id)]


def places_of_many(tx: Transaction, segment_ids: Collection[int]) -> dict[int, int]:
    """segment → in how many places it is used."""
    return {segment_id: len(places_of(tx, segment_id)) for segment_id in segment_ids}


def refuse_if_used(tx: Transaction, segment_id: int, name: str) -> None:
    """Raises SegmentInUse."""
    if places := places_of(tx, segment_id):
        raise SegmentInUse(name=name, where=_named(places), places=told(places))


def refuse_if_list_used(tx: Transaction, list_id: int, name: str) -> None:
    """Raises ListInUse."""
    if places := segments_with(tx, Reference("list", str(list_id))):
        raise ListInUse(name=name, where=_named(places), places=told(places))


def evaluate_again(tx: Transaction, reference: Reference) -> None:
    """Have every segment whose rule names this evaluated for everybody, soon after the commit."""
    for place in segments_with(tx, reference):
        store.segments.change(tx.session, place.id, built_version=0)


def told(places: Sequence[Place]) -> list[dict[str, object]]:
    return [{"kind": one.kind, "id": one.id, "name": one.name, "url": one.url} for one in places]


def _named(places: Sequence[Place]) -> str:
    more = f" +{len(places) - NAMED}" if len(places) > NAMED else ""
    return "、".join(place.name for place in places[:NAMED]) + more


@segments_are_used
def in_segments(tx: Transaction, segment_id: int) -> list[Place]:
    return segments_with(tx, Reference("segment", str(segment_id)))


@segments_are_used
def in_rule_tags(tx: Transaction, segment_id: int) -> list[Place]:
    tags = profiles.tags_by_id(tx, profiles.tags_of_rule(tx, segment_id))
    return [Place("tag", tag.id, f"{tag.group}/{tag.name}", f"/tags?tag={tag.id}") for tag in tags.values()]


@profiles.tags_are_used
def tags_in_segments(tx: Transaction, tag_id: int) -> list[Place]:
    return segments_with(tx, Reference("tag", str(tag_id)))


# --- tags that follow a rule, in rules


@profiles.rules_are_guarded
def check_rule_of_tag(tx: Transaction, tag_id: int, segment_id: int) -> None:
    """Whether a tag may follow a segment. Raises NotFound, SegmentArchived, TagCircle."""
    segment = store.segments.get(tx.session, segment_id)
    if segment is None:
        raise NotFound(what="segment")
    if segment.status is Status.ARCHIVED:
        raise SegmentArchived(name=segment.name)
    _refuse_circle(tx, segment_id, parse(segment.tree), {tag_id})


def check_tags_in_rule(tx: Transaction, segment_id: int, node: Node) -> None:
    """Whether a rule asks for a tag that its own segment gives. Raises TagCircle."""
    _refuse_circle(tx, segment_id, node, set(profiles.tags_of_rule(tx, segment_id)))


def _refuse_circle(tx: Transaction, segment_id: int, node: Node, tags: set[int]) -> None:
    """Goes from the rule to everything it rests on: segments it names, and segments whose members wear tags it names."""
    given = profiles.rules_of_tags(tx)
    trees = {number: tree for number, _, tree in store.segments.all_trees(tx.session)}
    waiting, seen = [node], {segment_id}
    while waiting:
        for one in references(waiting.pop()):
            if one.kind == "tag" and int(one.key) in tags:
                raise _circle(tx, int(one.key), segment_id)
            below = (
                int(one.key)
                if one.kind == "segment"
                else given.get(int(one.key))
                if one.kind == "tag"
                else None
            )
            if below is not None and below in trees and below not in seen:
                seen.add(below)
                waiting.append(parse(trees[below]))


def _circle(tx: Transaction, tag_id: int, segment_id: int) -> TagCircle:
    tag = profiles.tags_by_id(tx, [tag_id]).get(tag_id)
    segment = store.segments.get(tx.session, segment_id)
    return TagCircle(
        tag=tag.name if tag else f"#{tag_id}", segment=segment.name if segment else f"#{segment_id}"
    )
