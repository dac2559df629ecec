"""What WeChat stores for one shop and its 视频号. Plain data, so a state file can hold it. Money is 分."""

from __future__ import annotations

import msgspec

TO_PAY, TO_SHIP, PARTLY_SHIPPED, TO_RECEIVE, DONE = 10, 20, 21, 30, 100
ALL_REFUNDED, CANCELLED = 200, 250
REFUND_ASKED, REFUND_REFUSED, REFUND_DONE = (
    "MERCHANT_PROCESSING", "MERCHANT_REJECT_REFUND", "MERCHANT_REFUND_SUCCESS",
)  # fmt: skip


class Product(msgspec.Struct, frozen=True):
    product_id: int
    sku_id: int
    sku_code: str
    title: str
    price: int


class OrderLine(msgspec.Struct):
    product_id: int
    sku_id: int
    sku_code: str
    title: str
    count: int
    price: int
    refunded: int = 0


class Address(msgspec.Struct, frozen=True):
    name: str
    phone: str
    province: str
    city: str
    detail: str


class Order(msgspec.Struct):
    """`world_no` is the number under which the world speaks of it; `amount` what is paid in all."""

    order_id: int
    world_no: str
    person: int
    openid: str
    unionid: str | None
    lines: list[OrderLine]
    amount: int
    status: int
    created_at: int
    updated_at: int
    address: Address
    live_id: str = ""
    paid_at: int = 0
    transaction_id: str = ""
    shipped_at: int = 0
    waybill: str = ""
    received_at: int = 0
    refunded: int = 0
    notes: str = ""


class Aftersale(msgspec.Struct):
    after_sale_id: int
    order_id: int
    type: str
    status: str
    amount: int
    line: int
    reason: str
    created_at: int
    updated_at: int
    completed_at: int = 0


class LiveRoom(msgspec.Struct):
    """One broadcast. Counts grow while people watch."""

    export_id: str
    title: str
    started_at: int
    ended_at: int
    audience: set[int] = set()
    watched_seconds: int = 0
    most_at_once: int = 0
    cheers: int = 0
    comments: int = 0
    forwards: int = 0
    new_follows: int = 0


class Lead(msgspec.Struct, frozen=True):
    """A phone number that somebody left in a live room."""

    export_id: str
    phone: str
    at: int


class ShopRecord(msgspec.Struct):
    orders: list[Order]
    aftersales: list[Aftersale]
    rooms: list[LiveRoom]
    leads: list[Lead]
