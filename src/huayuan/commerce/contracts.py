"""Values that cross the door of `commerce`."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

# Event name → what it says about an order.
ORDER_EVENTS = {
    "order_placed": "placed",
    "order_paid": "paid",
    "order_shipped": "shipped",
    "order_received": "received",
    "order_cancelled": "cancelled",
    "order_refunded": "refunded",
}
DIRECT = "direct"  # the source of orders whose events name no account


class OrderStatus(StrEnum):
    PLACED = "placed"
    PAID = "paid"
    REFUNDED = "refunded"
    PARTIALLY_REFUNDED = "partially_refunded"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class OrderFact:
    """What one event says about one order. `amount` in 分; for a refund, what was given back."""

    source: str
    order_no: str
    kind: str  # a value of ORDER_EVENTS
    at: datetime
    event_id: str
    person_id: int
    amount: int | None = None
    items: list[Any] | None = None
    channel: str | None = None
    store_id: str | None = None
    staff_id: str | None = None
    refund_no: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """The first event of its kind about an order: later ones of the kind say nothing new."""

    at: datetime
    event_id: str
    amount: int | None
    items: list[Any] | None
    channel: str | None
    store_id: str | None
    staff_id: str | None

    @property
    def rank(self) -> tuple[datetime, str]:
        return self.at, self.event_id


@dataclass(frozen=True, slots=True)
class OrderState:
    """Everything known about an order: the first statement of each kind, and of each refund by its number."""

    person_id: int | None = None
    statements: dict[str, Statement] = field(default_factory=dict)
    refunds: dict[str, Statement] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OrderView:
    """An order as its state reads. Money in 分; `at` is the earliest time known of it."""

    status: OrderStatus
    at: datetime
    placed_at: datetime | None
    paid_at: datetime | None
    shipped_at: datetime | None
    received_at: datetime | None
    cancelled_at: datetime | None
    amount: int
    refunded: int
    items: list[Any]
    channel: str | None
    store_id: str | None
    staff_id: str | None


@dataclass(frozen=True, slots=True)
class Order:
    """A stored order. Money in 分."""

    id: int
    source: str
    order_no: str
    person_id: int
    status: str
    at: datetime
    placed_at: datetime | None
    paid_at: datetime | None
    amount: int
    refunded: int
    store_id: str | None
    staff_id: str | None
    channel: str | None
    items: list[Any]


@dataclass(frozen=True, slots=True)
class OrderFilter:
    """Conditions of the order list; all must hold. `at_from` ≤ time < `at_to`. None for `people`: anyone."""

    people: tuple[int, ...] | None = None
    among: Any | None = None  # profiles.api.visible_query: whose orders the caller may see
    q: str | None = None
    status: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    channel: tuple[str, ...] = ()
    at_from: datetime | None = None
    at_to: datetime | None = None
    amount_min: int | None = None
    amount_max: int | None = None


@dataclass(frozen=True, slots=True)
class OrderPage:
    items: list[Order]
    total: int


# The projection that reads the orders of people again whose events changed hands.
REREAD = "commerce.reread"
