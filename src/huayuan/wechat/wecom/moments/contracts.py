"""Values of moments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any


class MomentState(StrEnum):
    """`creating`: the platform works on it; `waiting`: staff have the task and some have yet to confirm; `ended`: watched
    for two weeks, then given up."""

    PREPARING = "preparing"
    CREATING = "creating"
    WAITING = "waiting"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class NewMoment:
    """`key` makes it once. `tag_ids` are ours; customers who wear one of them see it, all do when there are none."""

    key: str
    connection_id: int
    account: str
    text: str
    staff_ids: tuple[int, ...]
    tag_ids: tuple[int, ...] = ()
    attachments: tuple[dict[str, Any], ...] = ()
    created_by: str = ""


@dataclass(frozen=True, slots=True)
class Moment:
    id: int
    connection_id: int
    account: str
    text: str
    attachments: tuple[dict[str, Any], ...]
    staff_ids: tuple[int, ...]
    tag_ids: tuple[int, ...]
    state: MomentState
    jobid: str | None
    moment_id: str | None
    asked_at: datetime | None
    error: dict[str, Any] | None
    read_at: datetime | None
    created_at: datetime
    finished_at: datetime | None
    created_by: str = ""


@dataclass(frozen=True, slots=True)
class MomentMember:
    """One member's task. Customers only are counted."""

    userid: str
    published: bool
    likes: int
    comments: int


class ReactionKind(StrEnum):
    LIKE = "like"
    COMMENT = "comment"


@dataclass(frozen=True, slots=True)
class Reacted:
    """To the publication of `member`: a customer, or staff with `userid`. What was said is not read."""

    kind: ReactionKind
    member: str
    external_userid: str
    userid: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ReactedPage:
    """`next_cursor` is "" at the end."""

    moment: Moment
    items: tuple[Reacted, ...]
    next_cursor: str
