"""A row under a mapping: cells read by the type of their field, what is wrong collected and never thrown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from huayuan.marketplaces import cells
from huayuan.marketplaces.cells import BadCell
from huayuan.marketplaces.contracts import Field, Options, Problem
from huayuan.marketplaces.errors import BadMapping
from huayuan.marketplaces.fields import STATUS_OF
from huayuan.marketplaces.files.sheet import Row

TRAIT_PREFIX = "trait."
EXCERPT = 40


@dataclass(slots=True)
class RowReader:
    """Reads cells of rows. `columns` is field key → (header, place in the row)."""

    columns: dict[str, tuple[str, int]]
    fields: dict[str, Field]
    options: Options
    now: datetime
    zone: ZoneInfo = field(init=False)

    def __post_init__(self) -> None:
        self.zone = ZoneInfo(self.options.zone)

    def read(self, row: Row) -> tuple[dict[str, Any], list[Problem]]:
        """Values of the filled cells by field key, and what is wrong with the others."""
        values: dict[str, Any] = {}
        problems: list[Problem] = []
        for key, (header, place) in self.columns.items():
            text = row.cells[place]
            if not text:
                continue
            try:
                values[key] = self.value(key, text)
            except BadCell as bad:
                problems.append(Problem(row.number, header, self.excerpt(key, text), bad.code, bad.data))
        return values, problems

    def value(self, key: str, text: str) -> Any:
        """One cell. Raises BadCell."""
        return read_value(self.fields.get(key), text, self.options, self.zone, self.now)

    def missing(self, row: Row, keys: Sequence[str], values: Mapping[str, Any]) -> list[Problem]:
        """Required fields whose cells are empty."""
        return [
            Problem(row.number, self.columns[key][0], "", "missing")
            for key in keys
            if key in self.columns and key not in values and not row.cells[self.columns[key][1]]
        ]

    def excerpt(self, key: str, text: str) -> str:
        """What the list of errors may show of a cell: personal numbers only by their ends."""
        kind = self.fields[key].type if key in self.fields else "text"
        if kind in ("phone", "identifier") and len(text) > 6:
            return f"{text[:3]}***{text[-3:]}"
        return text[:EXCERPT] + ("…" if len(text) > EXCERPT else "")


def read_value(kind: Field | None, text: str, options: Options, zone: ZoneInfo, now: datetime) -> Any:
    """A cell by its field's type; free text for a trait of one's own. Raises BadCell."""
    match kind.type if kind else "text":
        case "identifier":
            return cells.read_identifier(text)
        case "phone":
            return (
                None if "*" in text else cells.read_phone(text)
            )  # shops mask numbers in exports: nobody's number
        case "money":
            return cells.read_money(text, options.amount_unit)
        case "integer":
            return cells.read_integer(text)
        case "time":
            return cells.read_time(text, zone, now, options.date_order)
        case "date":
            return cells.read_date(text, options.date_order)
        case "list":
            return [
                part.strip()[:60]
                for part in text.replace("，", ",").replace("、", ",").split(",")
                if part.strip()
            ]
        case "status":
            return read_status(text)
    return cells.read_text(text)


def read_status(text: str) -> str:
    first = text.replace("，", ",").split(",")[0].strip()  # "卖家已发货，等待买家确认"
    found = STATUS_OF.get(text.lower()) or STATUS_OF.get(first.lower())
    if found is None:
        raise BadCell("unknown_status")
    return found


def columns_of(
    mapping: Mapping[str, str], header: Sequence[str], fields: Sequence[Field], *, one_of: Sequence[str]
) -> dict[str, tuple[str, int]]:
    """field key → (header, place), from left to right. Raises BadMapping for unknown names and for what is left out."""
    known = {item.key for item in fields}
    for key, column in mapping.items():
        if key not in known and not (key.startswith(TRAIT_PREFIX) and len(key) > len(TRAIT_PREFIX)):
            raise BadMapping(reason=f"{key}?")
        if column not in header:
            raise BadMapping(reason=f"{key} → {column}?")
    missing = [
        item.label.zh + " " + item.label.en for item in fields if item.required and item.key not in mapping
    ]
    if missing:
        raise BadMapping(reason="缺少必填项 required: " + "、".join(missing))
    if not any(key in mapping for key in one_of):
        raise BadMapping(reason="缺少客户标识 one of: " + "、".join(one_of))
    places = {key: (column, header.index(column)) for key, column in mapping.items()}
    return dict(sorted(places.items(), key=lambda item: (item[1][1], item[0])))
