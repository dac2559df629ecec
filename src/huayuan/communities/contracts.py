"""Values that cross the door of communities: groups as a connector saw them, and as we keep them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class GroupState(StrEnum):
    """`owner_left`: the owner has left the company and the group waits for a new one."""

    ACTIVE = "active"
    OWNER_LEFT = "owner_left"
    DISMISSED = "dismissed"


class MemberKind(StrEnum):
    CUSTOMER = "customer"
    STAFF = "staff"
    OUTSIDER = "outsider"


class JoinScene(StrEnum):
    """How somebody came in: invited by somebody inside, by an invitation link, by scanning the group's code."""

    INVITED = "invited"
    LINK = "link"
    CODE = "code"


class LeaveScene(StrEnum):
    """`dismissed`: the group ended, nobody chose to go."""

    LEFT = "left"
    REMOVED = "removed"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True)
class SeenMember:
    """Somebody inside as a platform shows them. `key` names them within the group for good (an external userid or the
    userid of staff); one of `person_id` and `staff_id` is known, or neither for an outsider."""

    key: str
    kind: MemberKind
    joined_at: datetime
    person_id: int | None = None
    staff_id: int | None = None
    name: str = ""
    scene: str | None = None
    inviter_staff_id: int | None = None
    state: str | None = None


@dataclass(frozen=True, slots=True)
class SeenGroup:
    """A whole group as a platform shows it. `state` None: not told, stays as it is known.

    `asked_at`, `read_at`: the question went out and its answer came in; the sight is of some moment in between. What may
    be older than a sight that was kept never overrides it. `asked_at` None: both are one moment.
    """

    account: str
    chat_id: str
    name: str
    owner_staff_id: int | None
    store_id: int | None
    notice: str
    state: GroupState | None
    created_at: datetime
    members: tuple[SeenMember, ...]
    read_at: datetime
    version: str = ""
    asked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Hint:
    """What a callback told about one member before the group was read again: when and how they came or went."""

    key: str
    joined: bool
    at: datetime
    scene: str | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """Somebody came or went, told once. `joined_at` names the stay: a later stay of the same person is another."""

    key: str
    kind: MemberKind
    person_id: int | None
    joined: bool
    at: datetime
    joined_at: datetime
    scene: str | None
    inviter_staff_id: int | None = None
    state: str | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """`members` counts everybody inside, `customers` only customers."""

    id: int
    account: str
    chat_id: str
    name: str
    owner_staff_id: int | None
    store_id: int | None
    notice: str
    state: GroupState
    members: int
    customers: int
    created_at: datetime
    dismissed_at: datetime | None
    read_at: datetime


@dataclass(frozen=True, slots=True)
class Member:
    """One stay in a group; open while `left_at` is None."""

    id: int
    group_id: int
    key: str
    kind: MemberKind
    person_id: int | None
    staff_id: int | None
    name: str
    joined_at: datetime
    scene: str | None
    inviter_staff_id: int | None
    state: str | None
    left_at: datetime | None
    leave_scene: str | None


@dataclass(frozen=True, slots=True)
class GroupFilter:
    """Conditions of the list; all must hold. `owners` is the data scope: None sees every group."""

    q: str = ""
    state: GroupState | None = None
    staff: int | None = None
    store: int | None = None
    owners: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class GroupDay:
    """Customers on one day: who came, who went, and how many were inside at its end."""

    day: date
    joined: int
    left: int
    customers: int
