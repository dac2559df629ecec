"""Values that cross the door of `marketplaces`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Literal

from huayuan.kernel.errors import Text

FieldType = Literal[
    "text", "identifier", "phone", "money", "integer", "time", "date", "list", "status", "refund"
]


class ImportStatus(StrEnum):
    READY = "ready"
    RUNNING = "running"
    PAUSED = "paused"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Field:
    """Something a row can say. `synonyms` are headers it is known by, in lower case without spaces."""

    key: str
    label: Text
    type: FieldType
    synonyms: tuple[str, ...]
    required: bool = False
    identifies: str | None = None  # the kind of identifier it is


@dataclass(frozen=True, slots=True)
class Options:
    """How to read a file. `zone` is an IANA name; `amount_unit` says what a bare number of money means.

    `source` names the system the file came from: order and customer numbers are unique within it.
    `lines`: of several rows with one order number, amounts are added ("sum") or each the total ("repeat").
    `date_order` reads dates like 03/04/2026. `preset` is the platform's export it was taken for; `statuses` are words
    of order states, besides those of `fields.toml`: word → placed, paid, cancelled or refunded.
    """

    source: str
    zone: str
    amount_unit: Literal["yuan", "fen"] = "yuan"
    lines: Literal["sum", "repeat"] = "sum"
    date_order: Literal["ymd", "mdy", "dmy"] = "ymd"
    channel: str | None = None
    tags: tuple[str, ...] = ()
    preset: str | None = None
    statuses: dict[str, str] = field(default_factory=dict)
    via: Literal["import", "webhook"] = "import"
    import_id: int | None = None  # set while it runs

    @property
    def edit(self) -> str | None:
        """The name under which profiles keeps what this import changed, so that it can be undone."""
        return f"import:{self.import_id}" if self.import_id is not None else None

    @property
    def told_by(self) -> str:
        """Who says it, for evidence, traits and tags."""
        return f"{self.via}:{self.source}"

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Preset:
    """An export of a platform. `columns` is field → headers, the best first; `options` are defaults of Options.

    `recognised_by` are headers that must all be there, `a|b` being one of two. `uncertain` are fields and options to check.
    """

    key: str
    platform: str
    label: Text
    kind: str
    recognised_by: tuple[str, ...]
    columns: dict[str, tuple[str, ...]]
    options: dict[str, Any]
    uncertain: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one cell: `column` is the header, `code` one of errors.ROW_PROBLEMS."""

    row: int
    column: str
    value: str
    code: str
    data: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Parsed:
    """One order or customer of the file, or what is wrong with it. `last_row` orders the deliveries."""

    last_row: int
    rows: int
    record: Any | None
    problems: Sequence[Problem] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a chunk of records. `refused` are (place in the chunk, why)."""

    accepted: int
    duplicates: int
    refused: Sequence[tuple[int, dict[str, str]]] = ()


@dataclass(frozen=True, slots=True)
class ImportView:
    """`rows_*` and `rejected` count rows; `accepted` and `duplicates` count orders or customers."""

    id: int
    kind: str
    file_name: str
    status: ImportStatus
    encoding: str
    columns: list[str]
    preview: list[list[str]]
    suggested_mapping: dict[str, str]
    mapping: dict[str, str]
    options: dict[str, Any]
    rows_total: int
    rows_done: int
    accepted: int
    duplicates: int
    rejected: int
    created_by: str
    created_at: datetime
    finished_at: datetime | None
    error: dict[str, Any] | None
