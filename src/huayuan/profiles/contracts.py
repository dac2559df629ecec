"""Values that cross the door of `profiles`."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

# Traits that are also columns of the customer list.
SUMMARY_TRAITS = ("name", "avatar", "gender", "city")


@dataclass(frozen=True, slots=True)
class Friend:
    """A friendship of a person with a member of staff; ended when `removed_at` is set."""

    id: int
    person_id: int
    staff_id: int
    store_id: int | None
    account: str
    external_userid: str
    added_at: datetime
    removed_at: datetime | None
    removed_by: str | None
    add_way: int | None
    state: str | None
    channel: str | None
    live_code_id: int | None
    remark: str | None


@dataclass(frozen=True, slots=True)
class NewFriend:
    """An addition as a connector tells it. None: not known; `remark` as it is now."""

    person_id: int
    staff_id: int
    account: str
    external_userid: str
    added_at: datetime
    add_way: int | None = None
    state: str | None = None
    channel: str | None = None
    live_code_id: int | None = None
    store_id: int | None = None
    remark: str | None = None


@dataclass(frozen=True, slots=True)
class Tag:
    """`people` is the number of persons who wear it; None where it was not counted."""

    id: int
    name: str
    group: str
    color: str
    people: int | None = None


@dataclass(frozen=True, slots=True)
class TagGift:
    """Tags that `source` gives a person at `at`."""

    person_id: int
    tag_ids: tuple[int, ...]
    source: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Trait:
    key: str
    value: Any
    source: str
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class TraitUpdate:
    """What `source` learnt about a person at `at`: key → JSON value; None forgets the key."""

    person_id: int
    values: dict[str, Any]
    source: str
    at: datetime


@dataclass(frozen=True, slots=True)
class OrderTotals:
    """A person's paid orders as commerce counts them. `gmv` is in 分, refunds deducted."""

    person_id: int
    orders: int
    gmv: int
    last_order_at: datetime | None


@dataclass(frozen=True, slots=True)
class Customer:
    """A line of the customer list. Money in 分."""

    id: int
    name: str
    avatar: str | None
    gender: str | None
    city: str | None
    phone_masked: str | None
    first_seen_at: datetime
    last_seen_at: datetime
    first_channel: str | None
    last_channel: str | None
    events: int
    orders: int
    gmv: int
    last_order_at: datetime | None
    stage: str | None


@dataclass(frozen=True, slots=True)
class Visibility:
    """Which customers a caller may see: those with an open friendship with one of `staff`; None: everyone."""

    staff: tuple[int, ...] | None = None

    @property
    def everyone(self) -> bool:
        return self.staff is None


@dataclass(frozen=True, slots=True)
class CustomerFilter:
    """Conditions of the list; all must hold. Bounds are inclusive, except `*_to` times. Money in 分."""

    q: str | None = None
    people: tuple[int, ...] | None = None  # found by identifier; joined to the name search with "or"
    channel: tuple[str, ...] = ()
    tag: tuple[int, ...] = ()
    staff: tuple[int, ...] = ()
    store: tuple[int, ...] = ()
    store_staff: tuple[int, ...] = ()  # who works in `store`, filled in by the api
    live_code: tuple[int, ...] = ()  # whoever became a friend through one of them, friends no more included
    stage: tuple[str, ...] = ()
    first_seen_from: datetime | None = None
    first_seen_to: datetime | None = None
    last_seen_from: datetime | None = None
    last_seen_to: datetime | None = None
    orders_min: int | None = None
    orders_max: int | None = None
    gmv_min: int | None = None
    gmv_max: int | None = None
    visibility: Visibility = field(default_factory=Visibility)


@dataclass(frozen=True, slots=True)
class CustomerPage:
    items: list[Customer]
    total: int


# The projection that keeps the customer list in step with the event stream.
SUMMARY = "profiles.summary"
