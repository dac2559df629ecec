"""Values that cross the door of static lists."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

AUTO = "auto"
PERSON_ID = "person_id"
OPENID = "openid"  # of whichever platform


class ListState(StrEnum):
    QUEUED = "queued"
    RUNNING = "running"
    READY = "ready"
    FAILED = "failed"


class Mismatch(StrEnum):
    """Why a row names nobody."""

    UNKNOWN = "unknown"  # nobody has this identifier
    UNFIT = "unfit"  # it cannot be an identifier of this kind
    AMBIGUOUS = "ambiguous"  # several people have it
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class StaticList:
    """`matched` people; rows = matched + duplicates + ambiguous + unmatched. A duplicate names somebody again.

    `column` is where the identifier stands, `rows_expected` an estimate until the list is ready.
    """

    id: int
    name: str
    state: ListState
    file_name: str
    identifier: str
    column: str | None
    encoding: str | None
    rows_expected: int
    rows: int
    matched: int
    unmatched: int
    ambiguous: int
    duplicates: int
    error: dict[str, Any] | None
    created_by: str
    created_at: datetime
    finished_at: datetime | None
