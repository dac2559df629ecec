"""Persons as trees: origin persons are the nodes, merges that are not undone are the edges.

Undoing a merge cuts its edge, which leaves exactly two trees, whatever was merged before or after it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import NamedTuple


class Edge(NamedTuple):
    """A merge that holds between two origin persons; `winner` is the person whose number was kept."""

    merge_id: int
    a: int
    b: int
    winner: int


def reachable(start: int, edges: Iterable[Edge]) -> frozenset[int]:
    """The origin persons connected with `start`, itself included."""
    neighbours = defaultdict(list)
    for edge in edges:
        neighbours[edge.a].append(edge.b)
        neighbours[edge.b].append(edge.a)
    seen, waiting = {start}, [start]
    while waiting:
        new = [one for one in neighbours[waiting.pop()] if one not in seen]
        seen.update(new)
        waiting.extend(new)
    return frozenset(seen)


def representative(origins: Collection[int], edges: Iterable[Edge]) -> int:
    """Whose number the person has: the merges among `origins` once more, in their order.

    Each keeps the winner's number it kept then; where that person is no longer part of it, the older one's.
    """
    number = {origin: origin for origin in origins}
    for edge in sorted(edges):
        if edge.a not in number or edge.b not in number:
            continue
        one, other = number[edge.a], number[edge.b]
        kept = edge.winner if edge.winner in (one, other) else min(one, other)
        for origin, mine in number.items():
            if mine in (one, other):
                number[origin] = kept
    return next(iter(number.values()))
