"""Values that cross the door of `segments`."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Literal, Self
from zoneinfo import ZoneInfo

import msgspec
import numpy as np

from huayuan.events.api import AnyMeasure, Window, names_of
from huayuan.kernel.services import Services
from huayuan.kernel.unit_of_work import Transaction

People = np.ndarray[Any, np.dtype[np.int64]]
NOBODY: People = np.empty(0, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Moment:
    """The time that a condition is asked about, and the zone whose days count."""

    now: datetime
    zone: ZoneInfo


@dataclass(frozen=True, slots=True)
class Ask:
    """One asking: the transaction it reads in, and of whom: None is everybody."""

    services: Services
    tx: Transaction
    moment: Moment
    among: Sequence[int] | None = None


class Reference(msgspec.Struct, frozen=True):
    """Something that a rule names by its number or key: ("segment", "12"), ("tag", "7"), ("trait", "city") …"""

    kind: str
    key: str


class Condition(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind"):
    """A leaf of the tree. It is answered with a set of people; a `negative` one with everybody but them."""

    @property
    def negative(self) -> bool:
        return False

    def check(self, ask: Ask) -> None:
        """Raise what is wrong with it: something it names does not exist, a comparison makes no sense."""

    def references(self) -> Iterable[Reference]:
        return ()


class RecordsCondition(Condition, frozen=True):
    """Answered by the records database."""

    @abstractmethod
    def people(self, ask: Ask) -> People:
        """Whom it is true of (before `negative`), of everybody or of `ask.among`."""

    @classmethod
    def people_of_each(cls, ask: Ask, conditions: Sequence[Self]) -> list[People]:
        """`people` of several conditions of this kind; a kind that can ask once for all of them does."""
        return [one.people(ask) for one in conditions]

    def edges(self, ask: Ask, since: datetime) -> People:
        """Whose answer may have changed in (since, now] only because time passed."""
        return NOBODY


class StreamCondition(Condition, frozen=True):
    """Answered by a measure of people's events."""

    @abstractmethod
    def question(self, moment: Moment) -> AnyMeasure: ...

    @abstractmethod
    def holds(self, moment: Moment, values: np.ndarray[Any, Any]) -> np.ndarray[Any, np.dtype[np.bool_]]:
        """For people who have some of the events: whether it is true of them (before `negative`).

        `values` are the answers to the measure. It must be false of whoever has none of the events.
        """

    def spans(self, moment: Moment) -> Iterable[tuple[tuple[str, ...], Window]]:
        """(events, window): an event that comes into or goes out of the window may change the answer."""
        one = self.question(moment)
        return [(tuple(names_of([one])), one.window)]


@dataclass(frozen=True, slots=True)
class Group:
    """`none`: whoever none of the parts is true of. Without parts, `all` and `none` are everybody and `any` is nobody."""

    kind: Literal["all", "any", "none"]
    of: tuple[Node, ...]


Node = Group | Condition


class Status(StrEnum):
    ACTIVE = "active"
    ARCHIVED = "archived"


class Cause(StrEnum):
    """Why someone entered or left."""

    DATA = "data"  # something happened, or something else is known
    TIME = "time"  # a window moved on
    RULE = "rule"  # the rule was changed
    GONE = "gone"  # the person was merged into another one or erased


@dataclass(frozen=True, slots=True)
class Segment:
    """`size` is None until it was evaluated the first time."""

    id: int
    name: str
    description: str
    status: Status
    tree: dict[str, Any]
    version: int
    size: int | None
    evaluated_at: datetime | None
    created_by: str
    created_at: datetime
    updated_by: str
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class SegmentVersion:
    version: int
    tree: dict[str, Any]
    at: datetime
    by: str
    note: str


@dataclass(frozen=True, slots=True)
class Change:
    """`cursor` grows; read on after the last one."""

    cursor: int
    segment_id: int
    version: int
    person_id: int
    entered: bool
    at: datetime
    cause: Cause


@dataclass(frozen=True, slots=True)
class SizePoint:
    """How many were in it at the end of the hour that starts at `at`; who came and went in that hour."""

    at: datetime
    size: int
    entered: int
    left: int


class MembershipPort:
    """What features above know of memberships. Bootstrap provides a better one; by itself it knows of nobody."""

    def in_groups(
        self, tx: Transaction, chats: Sequence[str], state: str, among: Sequence[int] | None
    ) -> Sequence[int]:
        """Who is "in" or has "left" one of these customer groups (chat ids; none: any group)."""
        return ()

    def following(
        self, tx: Transaction, accounts: Sequence[str], state: str, among: Sequence[int] | None
    ) -> Sequence[int]:
        """Who is "following" or has "left" one of these 公众号 (appids; none: any)."""
        return ()
