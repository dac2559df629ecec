"""Exports of marketplaces: recognised by their headers, each with a mapping that is ready. See README.md."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any

from huayuan.kernel.errors import Text
from huayuan.marketplaces.contracts import Preset
from huayuan.marketplaces.reading import BLANKS, is_hidden


@cache
def presets() -> tuple[Preset, ...]:
    """Every export of every platform, in the order of the files."""
    folder = sorted(resources.files(__package__).iterdir(), key=lambda entry: entry.name)
    files = [tomllib.loads(entry.read_text("utf-8")) for entry in folder if entry.name.endswith(".toml")]
    return tuple(_preset(file, export) for file in files for export in file["exports"])


def presets_of(kind: str) -> tuple[Preset, ...]:
    return tuple(preset for preset in presets() if preset.kind == kind)


def recognised(kind: str, columns: Sequence[str]) -> Preset | None:
    """The preset whose headers are all there; of several the one that asks for most of them."""
    have = {plain(column) for column in columns}
    fitting = [one for one in presets_of(kind) if all(_any_of(wanted, have) for wanted in one.recognised_by)]
    return max(fitting, key=lambda one: len(one.recognised_by), default=None)


def mapping_of(preset: Preset, columns: Sequence[str], head: Sequence[Sequence[str]]) -> dict[str, str]:
    """field → column of this file: of a field's headers the first whose cells say something that is not hidden."""
    by_name: dict[str, str] = {}
    for column in columns:
        by_name.setdefault(plain(column), column)
    found: dict[str, str] = {}
    for field, headers in preset.columns.items():
        present = [by_name[plain(header)] for header in headers if plain(header) in by_name]
        if present:
            telling = (one for one in present if _tells(columns.index(one), head))
            found[field] = next(telling, present[0])
    return found


def plain(header: str) -> str:
    """Headers are compared without spaces, in half width and lower case."""
    return "".join(unicodedata.normalize("NFKC", header).split()).lower()


def _any_of(wanted: str, have: set[str]) -> bool:
    return any(plain(name) in have for name in wanted.split("|"))


def _tells(place: int, head: Sequence[Sequence[str]]) -> bool:
    cells = (row[place] for row in head if place < len(row))
    return any(cell not in BLANKS and not is_hidden(cell) for cell in cells)


def _preset(file: Mapping[str, Any], export: Mapping[str, Any]) -> Preset:
    words = export.get("statuses", {})
    return Preset(
        key=export["key"],
        platform=file["key"],
        label=Text(export["zh"], export["en"]),
        kind=export["kind"],
        recognised_by=tuple(export["recognised_by"]),
        columns={field: tuple(headers) for field, headers in export["columns"].items()},
        options={
            "source": export["source"],
            "channel": file["zh"],
            "zone": "Asia/Shanghai",
            "lines": export.get("lines", "sum"),
            "statuses": {word.lower(): state for state, said in words.items() for word in said},
        },
        uncertain=tuple(export.get("uncertain", ())),
    )
