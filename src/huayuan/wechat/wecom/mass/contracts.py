"""Values of mass messages."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

CHANNEL = "wecom_mass"


class MassState(StrEnum):
    """`waiting`: staff have the task and some have yet to confirm; `ended`: watched for a month, then given up."""

    SCHEDULED = "scheduled"
    PREPARING = "preparing"
    WAITING = "waiting"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"
    ENDED = "ended"


UNDERWAY = (MassState.SCHEDULED, MassState.PREPARING, MassState.WAITING)


class PartState(StrEnum):
    """`asking` is committed before the platform is called: with it, an answer may have been lost."""

    READY = "ready"
    ASKING = "asking"
    MADE = "made"
    FAILED = "failed"
    CANCELLED = "cancelled"


class TargetState(StrEnum):
    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"
    BLOCKED = "blocked"


@dataclass(frozen=True, slots=True)
class Audience:
    """Customers: all friends of `staff_ids`, and `person_ids` through their latest friend on the staff. Groups:
    `group_ids`, through their owners. `segment_id`: who is in this segment when it goes out, through their latest friend
    among `within_staff` (None: anybody): those whose customers the maker may see."""

    staff_ids: tuple[int, ...] = ()
    person_ids: tuple[int, ...] = ()
    group_ids: tuple[int, ...] = ()
    segment_id: int | None = None
    within_staff: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class NewMass:
    """`key` makes it once: a second one with the same key is the same. `attachments`: ours (`kind`, see `media.fitting`)
    or as the platform takes them. `send_at`: not before then."""

    key: str
    name: str
    connection_id: int
    account: str
    text: str
    audience: Audience
    attachments: tuple[dict[str, Any], ...] = ()
    allow_select: bool = False
    created_by: str = ""
    send_at: datetime | None = None

    @property
    def chat_type(self) -> str:
        return "group" if self.audience.group_ids else "single"


@dataclass(frozen=True, slots=True)
class Mass:
    id: int
    key: str
    name: str
    connection_id: int
    account: str
    chat_type: str
    text: str
    attachments: tuple[dict[str, Any], ...]
    allow_select: bool
    audience: Audience
    state: MassState
    error: dict[str, Any] | None
    reminded_at: datetime | None
    read_at: datetime | None
    created_at: datetime
    finished_at: datetime | None
    created_by: str = ""
    send_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One task at the platform: one sender and at most as many recipients as it takes."""

    id: int
    mass_id: int
    sender: str
    state: PartState
    msgid: str | None
    asked_at: datetime | None
    confirmed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Target:
    """One recipient: a customer's external userid or a group's chat id."""

    recipient: str
    person_id: int | None
    state: TargetState
    reason: str | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    by_state: dict[str, int] = field(default_factory=dict)
    by_reason: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Tapped:
    """Members who have the task, and those of them who have confirmed."""

    members: int = 0
    confirmed: int = 0
