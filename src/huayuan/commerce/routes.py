"""HTTP of commerce: a customer's orders, and all orders."""

from datetime import datetime
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from huayuan.commerce import api
from huayuan.commerce.contracts import Order, OrderFilter, OrderPage
from huayuan.kernel.filters import moment, words
from huayuan.kernel.routes import CurrentCaller, PageQuery, ReadTx, requires, service
from huayuan.kernel.settings import Settings
from huayuan.profiles import api as profiles

router = APIRouter(prefix="/api", tags=["orders"])
READ = requires("orders.read")
Words = Annotated[str | None, Query(max_length=500)]
Day = Annotated[str | None, Query(max_length=40, examples=["2026-03-02", "2026-03-02T10:00:00Z"])]
Amount = Annotated[int | None, Query(ge=0, le=10**15, description="分")]


class OrderOut(BaseModel):
    order_no: str = Field(description="Unique within its source.")
    source: str = Field(description="The shop or file that the order came from.")
    status: str = Field(description="placed, paid, partially_refunded, refunded or cancelled.")
    person_id: int
    person_name: str | None
    placed_at: datetime | None
    paid_at: datetime | None
    amount: int = Field(description="What was paid, or is to be paid, in 分.")
    refunded: int = Field(description="What was given back, in 分.")
    channel: str | None
    store_id: str | None
    items: list[Any] = Field(description="Lines as the shop told them: name, sku, quantity, amount (分).")


class Orders(BaseModel):
    items: list[OrderOut]
    total: int


@router.get("/customers/{person_id}/orders", dependencies=[READ])
def list_customer_orders(tx: ReadTx, caller: CurrentCaller, page: PageQuery, person_id: int) -> Orders:
    """One customer's orders, newest first."""
    person = profiles.customer(tx, person_id, profiles.visibility(tx, caller.scope))
    wanted = OrderFilter(people=(person.id,))
    found = api.orders_page(tx, wanted, sort=page.sort or "-at", limit=page.limit, offset=page.offset)
    return _orders(found, {person.id: person.name})


@router.get("/orders", dependencies=[READ])
def list_orders(
    tx: ReadTx,
    caller: CurrentCaller,
    page: PageQuery,
    settings: Annotated[Settings, service(Settings)],
    q: Annotated[str | None, Query(max_length=120, description="Beginning of an order number.")] = None,
    status: Words = None,
    source: Words = None,
    channel: Words = None,
    at_from: Day = None,
    at_to: Day = None,
    amount_min: Amount = None,
    amount_max: Amount = None,
) -> Orders:
    """Orders of the customers whom the caller may see. Values of a filter separated by commas mean any of them.

    Bounds are included; a day is a day of the organisation's zone.
    """
    zone = ZoneInfo(settings.timezone)
    wanted = OrderFilter(
        among=profiles.visible_query(profiles.visibility(tx, caller.scope)),
        q=q,
        status=words(status),
        source=words(source),
        channel=words(channel),
        at_from=moment(at_from, zone),
        at_to=moment(at_to, zone, end=True),
        amount_min=amount_min,
        amount_max=amount_max,
    )
    found = api.orders_page(tx, wanted, sort=page.sort or "-at", limit=page.limit, offset=page.offset)
    return _orders(found, profiles.names_of(tx, {order.person_id for order in found.items}))


def _orders(page: OrderPage, names: dict[int, str]) -> Orders:
    return Orders(items=[_order(order, names) for order in page.items], total=page.total)


def _order(order: Order, names: dict[int, str]) -> OrderOut:
    return OrderOut(
        order_no=order.order_no,
        source=order.source,
        status=order.status,
        person_id=order.person_id,
        person_name=names.get(order.person_id) or None,
        placed_at=order.placed_at,
        paid_at=order.paid_at,
        amount=order.amount,
        refunded=order.refunded,
        channel=order.channel,
        store_id=order.store_id,
        items=order.items,
    )
