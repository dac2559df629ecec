"""A row under a mapping: cells read by the type of their field, what is wrong collected and never thrown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from huayuan.kernel.sheets.sheet import Row
from huayuan.marketplaces import cells
from huayuan.marketplaces.cells import BadCell
from huayuan.marketplaces.contracts import Field, Options, Problem
from huayuan.marketplaces.errors import BadMapping
from huayuan.marketplaces.fields import REFUND_WORDS, STATUS_OF

TRAIT_PREFIX = "trait."
LUNAR = ("农历", "阴历")
EXCERPT = 40
# What exports write where there is nothing to say.
BLANKS = frozenset({"", "-", "--", "—", "——", "/", "null", "NULL", "无", "无退款申请"})
_ENCRYPTED = ("##", "$$", "~~")


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
            if text in BLANKS:
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
            if key in self.columns and key not in values and row.cells[self.columns[key][1]] in BLANKS
        ]

    def nobody(self, row: Row, identifying: Sequence[Field]) -> Problem:
        """Why a row says nothing about who it is: its cells are empty, or what they hold is hidden."""
        columns = [self.columns[one.key] for one in identifying if one.key in self.columns]
        hidden = next((header for header, place in columns if is_hidden(row.cells[place])), None)
        if hidden:
            return Problem(row.number, hidden, "", "hidden_identifier")
        return Problem(row.number, columns[0][0], "", "no_identifier")

    def excerpt(self, key: str, text: str) -> str:
        """What the list of errors may show of a cell: personal numbers only by their ends."""
        kind = self.fields[key].type if key in self.fields else "text"
        if kind in ("phone", "identifier") and len(text) > 6:
            return f"{text[:3]}***{text[-3:]}"
        return text[:EXCERPT] + ("…" if len(text) > EXCERPT else "")


def read_value(kind: Field | None, text: str, options: Options, zone: ZoneInfo, now: datetime) -> Any:
    """A cell by its field's type; free text for a trait of one's own. Raises BadCell."""
    if kind and kind.identifies and is_hidden(text):
        return None  # many people share one mask, so it is nobody's identifier
    match kind.type if kind else "text":
        case "identifier":
            return cells.read_identifier(text)
        case "phone":
            return cells.read_phone(text)
        case "money":
            return cells.read_money(text, options.amount_unit)
        case "integer":
            return cells.read_integer(text)
        case "time":
            return cells.read_time(text, zone, now, options.date_order)
        case "date" if text.startswith(LUNAR):
            return text  # read by the definition of the trait
        case "date":
            return cells.read_date(text, options.date_order)
        case "list":
            return [
                part.strip()[:60]
                for part in text.replace("，", ",").replace("、", ",").split(",")
                if part.strip()
            ]
        case "status":
            return read_status(text, options.statuses)
        case "refund":
            return True if text.strip().lower() in REFUND_WORDS else None
    return cells.read_text(text)


def is_hidden(text: str) -> bool:
    """A number or name that a platform masked (138****8000) or encrypted ($$…) in its export."""
    return "*" in text or text.startswith(_ENCRYPTED)


def read_status(text: str, own: Mapping[str, str]) -> str:
    """A word for an order's state; `own` are the platform's words and go first. Raises BadCell."""
    first = text.replace("，", ",").split(",")[0].strip()  # "卖家已发货，等待买家确认"
    for word in (text.strip().lower(), first.lower()):
        if found := own.get(word) or STATUS_OF.get(word):
            return found
    raise BadCell("unknown_status")


def columns_of(
    mapping: Mapping[str, str], header: Sequence[str], fields: Sequence[Field], *, one_of: Sequence[str]
) -> dict[str, tuple[str, int]]:
    """field key → (header, place), from left to right. Raises BadMapping for unknown names and for what is left out."""
    known = {item.key for item in fields}
    for key, column in mapping.items():
        if key not in known and not (key.startswith(TRAIT_PREFIX) and len(key) > len(TRAIT_PREFIX)):
            raise BadMapping(reason_zh=f"没有名为“{key}”的字段", reason_en=f"there is no field “{key}”")
        if column not in header:
            raise BadMapping(
                reason_zh=f"文件里没有“{column}”这一列", reason_en=f"the file has no column “{column}”"
            )
    check_complete(mapping, fields, one_of=one_of)
    places = {key: (column, header.index(column)) for key, column in mapping.items()}
    return dict(sorted(places.items(), key=lambda item: (item[1][1], item[0])))


def check_complete(mapping: Mapping[str, str], fields: Sequence[Field], *, one_of: Sequence[str]) -> None:
    """Required fields, and at least one that says who it is about. Raises BadMapping."""
    if missing := [item.label for item in fields if item.required and item.key not in mapping]:
        raise BadMapping(
            reason_zh="还没有对应" + "、".join(label.zh for label in missing),
            reason_en="nothing stands for " + ", ".join(label.en for label in missing),
        )
    if not any(key in mapping for key in one_of):
        who = [item.label for item in fields if item.key in one_of]
        raise BadMapping(
            reason_zh="看不出客户是谁，至少要对应一项：" + "、".join(label.zh for label in who),
            reason_en="nothing says who the customer is; choose at least one of "
            + ", ".join(label.en for label in who),
        )
