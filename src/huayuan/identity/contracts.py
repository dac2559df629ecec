"""Values that cross the door of `identity`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple
from uuid import UUID

from huayuan.kernel.caller import DataScope
from huayuan.kernel.unit_of_work import Transaction


class Key(NamedTuple):
    """What makes an identifier unique. `account` is '' for kinds that are not scoped; `key` is the normalised
    value, or the hex blind index of a sensitive one."""

    kind: str
    account: str
    key: str


class Cause(NamedTuple):
    """Which event made us link or refuse."""

    event_id: UUID | None
    source: str
    at: datetime


class DeviceTrust(StrEnum):
    """How long whoever sits at a device is believed to be one person: for a sitting of it, or for ever.

    `device` finds more people again and sometimes makes one of a household; see decision 0008.
    """

    SITTING = "sitting"
    DEVICE = "device"


@dataclass(frozen=True, slots=True)
class PeopleInScope:
    """Port, filled by `profiles`: the ids of the people whom a data scope shows, as a subquery; None: everyone."""

    query: Callable[[Transaction, DataScope], Any | None]


class ConflictState(StrEnum):
    OPEN = "open"
    MERGED = "merged"
    KEPT_APART = "kept_apart"


class Decision(StrEnum):
    MERGE = "merge"
    KEEP_APART = "keep_apart"


@dataclass(frozen=True, slots=True)
class Evidence:
    """This identifier was seen together with another one. `times` counts days, not events."""

    source: str
    event_id: UUID | None
    at: datetime
    last_at: datetime
    times: int
    with_kind: str
    with_value_masked: str


@dataclass(frozen=True, slots=True)
class IdentifierOfPerson:
    id: int
    kind: str
    label: dict[str, str]
    value_masked: str
    account: str
    origin_person_id: int
    first_seen_at: datetime
    last_seen_at: datetime
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """A person found by an identifier."""

    person_id: int
    identifier_id: int
    kind: str
    account: str
    value_masked: str


@dataclass(frozen=True, slots=True)
class SeenIdentifier:
    """One side of a conflict: the identifier in the event that points to that person."""

    id: int
    kind: str
    label: dict[str, str]
    value_masked: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two persons that evidence wants to link and a rule forbids. `persons`: current ones, smaller first."""

    id: int
    persons: tuple[int, int]
    reason: str
    label: dict[str, str]
    identifiers: tuple[SeenIdentifier, ...]
    event_id: UUID | None
    source: str
    state: ConflictState
    times: int
    first_at: datetime
    last_at: datetime
    decided_by: str | None
    decided_at: datetime | None


@dataclass(frozen=True, slots=True)
class Merge:
    """`winner` absorbed `loser`. `moved` are the identifiers that changed hands.

    `basis`: an `event` that showed both, an `operator`, or a `device` or `sitting` of one, which is undone by itself when
    it no longer follows.
    """

    id: int
    winner: int
    loser: int
    basis: str
    reason: str
    by: str
    at: datetime
    event_id: UUID | None
    source: str
    moved: tuple[int, ...]
    undone_at: datetime | None
    undone_by: str | None
