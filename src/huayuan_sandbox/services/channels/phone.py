"""视频号 and 微信小店 on somebody's phone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from huayuan_sandbox.services.channels.acts import BuyerWish, ShopActs
from huayuan_sandbox.services.channels.models import REFUND_ASKED, TO_PAY, TO_RECEIVE, Aftersale, Order
from huayuan_sandbox.services.phone import Deed, Field, Item, Listing, Screen, Text, Word, when, yuan
from huayuan_sandbox.world.people import Person

_ORDERS_SHOWN = 10


def screen(acts: ShopActs, person: Person, send: Callable[[], None]) -> Screen:
    orders = acts.shop.orders_of(person)
    room = acts.shop.studio.on_air(acts.clock.now())
    offer = partial(_offer, person)
    goods = [(one.sku_code, f"{one.title} {yuan(one.price)}") for one in acts.shop.products.values()]
    deeds = [offer("ec.order", acts.place, Field("items", "ec.goods", goods, "counts"), tells=("order_id",))]
    if room is not None:
        seconds = Field("seconds", "seconds", kind="number", value="600", needed=True)
        deeds += [
            offer("ec.watch", acts.watch, seconds, proof="watched"),
            offer("ec.lead", acts.lead, proof="left"),
        ]
    lines: list[tuple[str, Text]] = [("ec.on_air", room.title if room else Word("ec.silent"))]
    last = orders[-_ORDERS_SHOWN:]
    refunds = _refunds(acts, last)
    shown = [_shown(acts, one, refunds[one.order_id], offer) for one in reversed(last)]
    return Screen("channels", lines, [Listing("ec.orders", shown)], deeds, send)


def _offer(
    person: Person, name: str, act: Callable[[Person, BuyerWish], Any], *asks: Field, order: str = "",
    proof: str = "", tells: tuple[str, ...] = (),
) -> Deed:  # fmt: skip
    given = {"person": f"p{person.index}", "order_id": order}
    return Deed(name, BuyerWish, partial(act, person), given, asks, order, proof, tells=tells)


def _refunds(acts: ShopActs, orders: Sequence[Order]) -> dict[int, list[Aftersale]]:
    """What was asked for each of them, in one pass."""
    found: dict[int, list[Aftersale]] = {one.order_id: [] for one in orders}
    for aftersale in acts.shop.aftersales.values() if found else ():
        if aftersale.order_id in found:
            found[aftersale.order_id].append(aftersale)
    return found


def _shown(acts: ShopActs, order: Order, refunds: list[Aftersale], offer: Callable[..., Deed]) -> Item:
    goods = "、".join(f"{one.title} × {one.count}" if one.count > 1 else one.title for one in order.lines)
    note: list[str | Word] = [yuan(order.amount), Word(f"ec.status.{order.status}"), when(order.created_at)]
    if refunds:
        note.append(Word(f"ec.refund.{refunds[-1].status}", (yuan(refunds[-1].amount),)))
    note.append(str(order.order_id))
    waiting = any(one.status == REFUND_ASKED for one in refunds)
    return Item(goods, tuple(note), list(_deeds(acts, order, offer, refund_waits=waiting)))


def _deeds(acts: ShopActs, order: Order, offer: Callable[..., Deed], *, refund_waits: bool) -> Iterator[Deed]:
    number = str(order.order_id)
    if order.status == TO_PAY:
        yield offer("ec.pay", acts.pay, order=number)
        yield offer("ec.cancel", acts.cancel, order=number)
    if order.status == TO_RECEIVE:
        yield offer("ec.receive", acts.receive, order=number)
    if order.paid_at and order.refunded < order.amount and not refund_waits:
        cents = Field("amount", "ec.cents", kind="number", value="0", needed=True)
        proof = "after_sale_order_id"
        yield offer("ec.refund", acts.refund, cents, order=number, proof=proof, tells=(proof,))
