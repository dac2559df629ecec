"""Ready-made segments: the layers and grades of the product's seeds, and what operators ask for first.

Thresholds are those of the lifecycle and RFM settings at the moment of asking; a segment made of an entry keeps them.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files
from itertools import product
from typing import Any

from huayuan.kernel.errors import NotFound, Text
from huayuan.kernel.unit_of_work import Transaction
from huayuan.segments import store
from huayuan.segments.lifecycle import api as lifecycle
from huayuan.segments.rfm import api as rfm
from huayuan.segments.rfm.grades import GRADES, action_of, grade_of

_THRESHOLD = re.compile(r"\$([a-z_]+)")


@dataclass(frozen=True, slots=True)
class Entry:
    key: str
    name: Text
    why: Text
    tree: dict[str, Any]


def entries(tx: Transaction) -> list[Entry]:
    """All of them, with the thresholds of now."""
    thresholds = asdict(lifecycle.kept_settings(tx).settings)
    shipped = [
        Entry(
            key, _text(one["name"], thresholds), _text(one["why"], thresholds), _tree(one["tree"], thresholds)
        )
        for key, one in _shipped().items()
    ]
    return [*shipped, *_grades(rfm.kept_settings(tx).settings.scores)]


def entry(tx: Transaction, key: str) -> Entry:
    """Raises NotFound."""
    for one in entries(tx):
        if one.key == key:
            return one
    raise NotFound(what="ready-made segment")


def free_name(tx: Transaction, name: str) -> str:
    """The name, or with a number behind it when there is a segment of that name."""
    number, free = 1, name
    while store.segments.with_name(tx.session, free) is not None:
        number += 1
        free = f"{name} {number}"
    return free


@cache
def _shipped() -> dict[str, Any]:
    return tomllib.loads(files("huayuan.segments").joinpath("library.toml").read_text("utf-8"))


def _text(said: Mapping[str, str], thresholds: Mapping[str, Any]) -> Text:
    zh, en = (
        _THRESHOLD.sub(lambda found: str(thresholds[found[1]]), said[language]) for language in ("zh", "en")
    )
    return Text(zh, en)


def _tree(text: str, thresholds: Mapping[str, Any]) -> dict[str, Any]:
    filled = re.sub(r'"\$([a-z_]+)"', lambda found: json.dumps(thresholds[found[1]]), text)
    tree: dict[str, Any] = json.loads(filled)
    return tree


def _grades(scores: int) -> list[Entry]:
    """The eight grades of RFM, each with the cells that belong to it."""
    cells: dict[str, list[tuple[int, int, int]]] = {}
    best_first = range(scores, 0, -1)
    for r, f, m in product(best_first, best_first, best_first):
        cells.setdefault(grade_of(r, f, m, scores).key, []).append((r, f, m))
    return [
        Entry(
            f"rfm_{grade.key}",
            Text(f"RFM {grade.name.zh}", f"RFM: {grade.name.en}"),
            Text(
                grade.meaning.zh + action_of(*cells[grade.key][0], scores).zh,
                f"{grade.meaning.en} {action_of(*cells[grade.key][0], scores).en}",
            ),
            {"kind": "rfm", "cells": ["".join(map(str, cell)) for cell in cells[grade.key]]},
        )
        for grade in GRADES.values()
        if grade.key in cells
    ]
