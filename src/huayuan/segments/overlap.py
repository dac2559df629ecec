"""How segments overlap: the size of each region of a Venn diagram. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations

from pyroaring import BitMap


def regions(sets: Mapping[int, BitMap]) -> dict[tuple[int, ...], int]:
    """(segments a person is in, and in no other of these) → how many people."""
    found: dict[tuple[int, ...], int] = {}
    ids = list(sets)
    for size in range(len(ids), 0, -1):
        for inside in combinations(ids, size):
            people = BitMap.intersection(*(sets[one] for one in inside))
            for other in ids:
                if other not in inside:
                    people = people - sets[other]
            found[inside] = len(people)
    return found
