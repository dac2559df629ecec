"""Which column is which: from the header's words, checked against the first rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from huayuan.marketplaces.contracts import Field

_NOISE = re.compile(r"[\s_\-./:：()（）\[\]【】*#]+")
_BRACKETS = re.compile(r"[(（\[【].*?[)）\]】]")
# A Latin synonym this long may also be found inside a header; a Chinese one from two characters.
SHORTEST_PART = 5
LEAST_READABLE = 0.6  # share of the filled cells
EXACT = 500


def normal_header(header: str) -> str:
    """ "Order No." and "order_no" to "orderno"; "金额（元）" to "金额"."""
    return _NOISE.sub("", _BRACKETS.sub("", header)).lower() or _NOISE.sub("", header).lower()


def suggest_mapping(
    fields: Sequence[Field],
    columns: Sequence[str],
    preview: Sequence[Sequence[str]],
    readable: Callable[[Field, str], bool],
) -> dict[str, str]:
    """field key → column. Best matches first, each column once, if its cells read as the field."""
    scored = []
    for field_place, field in enumerate(fields):
        for place, column in enumerate(columns):
            score = _score(field, normal_header(column))
            # States are words of the shop's own: unknown ones must come up as mistakes, not count as paid.
            certain = field.type == "status" and score > EXACT
            if score and (
                certain or _fits(field, [row[place] for row in preview if place < len(row)], readable)
            ):
                scored.append((-score, field_place, place))
    mapping: dict[str, str] = {}
    taken: set[int] = set()
    for _, field_place, place in sorted(scored):
        key = fields[field_place].key
        if key not in mapping and place not in taken:
            mapping[key] = columns[place]
            taken.add(place)
    return mapping


def _score(field: Field, header: str) -> int:
    """1000 for a header that is a synonym (earlier ones a little better); less for one that contains it."""
    best = 0
    for place, synonym in enumerate(field.synonyms):
        if header == synonym:
            best = max(best, 1000 - place)
        elif len(synonym) >= (SHORTEST_PART if synonym.isascii() else 2) and synonym in header:
            best = max(best, 100 + 400 * len(synonym) // len(header) - place)
    return best


def _fits(field: Field, cells: Sequence[str], readable: Callable[[Field, str], bool]) -> bool:
    filled = [cell for cell in cells if cell]
    return not filled or sum(readable(field, cell) for cell in filled) >= LEAST_READABLE * len(filled)
