"""What a buyer or viewer can be made to do by hand: the control API and the pages do it through here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from huayuan_sandbox.services.channels.models import Order
from huayuan_sandbox.services.channels.shop import Shop
from huayuan_sandbox.world.clock import Clock
from huayuan_sandbox.world.doors import Item, Purchase
from huayuan_sandbox.world.people import Person


class BuyerWish(msgspec.Struct, forbid_unknown_fields=True):
    """`order` takes sku → quantity in `items`; the others name `order_id`. Amounts are 分, 0 = all."""

    person: str
    items: dict[str, int] = {}
    order_id: str = ""
    amount: int = 0
    seconds: int = 600


class ShopActs:
    """Raise LookupError for goods or orders that are not there."""

    def __init__(self, shop: Shop, clock: Clock) -> None:
        self.shop = shop
        self.clock = clock

    def all(self) -> dict[str, Callable[[Person, BuyerWish], dict[str, Any]]]:
        return {"order": self.place, "pay": self.pay, "cancel": self.cancel, "receive": self.receive,
                "refund": self.refund, "watch": self.watch, "lead": self.lead}  # fmt: skip

    def place(self, person: Person, wish: BuyerWish) -> dict[str, Any]:
        prices = {one.sku_code: one for one in self.shop.products.values()}
        wanted = wish.items or {next(iter(prices)): 1}
        if wanted.keys() - prices.keys():
            raise LookupError(f"no goods {', '.join(sorted(wanted.keys() - prices.keys()))}")
        if min(wanted.values()) < 1:
            raise LookupError("quantities must be positive")
        items = tuple(Item(sku, prices[sku].title, count, prices[sku].price) for sku, count in wanted.items())
        amount = wish.amount or sum(item.quantity * item.price for item in items)
        number = f"hand-{person.index}-{len(self.shop.orders)}"
        room = self.shop.studio.on_air(self.clock.now())
        purchase = Purchase(number, items, amount, live_id=room.export_id if room else "")
        order = self.shop.place(person, purchase, self.clock.now())
        return {"order_id": str(order.order_id), "openid": order.openid, "amount": order.amount}

    def pay(self, person: Person, wish: BuyerWish) -> dict[str, Any]:
        order = self._order(person, wish)
        self.shop.pay(order, self.clock.now())
        return {"status": order.status}

    def cancel(self, person: Person, wish: BuyerWish) -> dict[str, Any]:
        order = self._order(person, wish)
        self.shop.cancel(order, self.clock.now())
        return {"status": order.status}

    def receive(self, person: Person, wish: BuyerWish) -> dict[str, Any]:
        order = self._order(person, wish)
        self.shop.receive(order, self.clock.now(), confirm_type=1)
        return {"status": order.status}

    def refund(self, person: Person, wish: BuyerWish) -> dict[str, Any]:
        """Asks only; the seller decides through the API."""
        order = self._order(person, wish)
        asked = self.shop.ask_refund(order, wish.amount or order.amount, self.clock.now())
        return {"after_sale_order_id": "" if asked is None else str(asked.after_sale_id)}

    def watch(self, person: Person, wish: BuyerWish) -> dict[str, Any]:
        now = self.clock.now()
        room = self.shop.studio.on_air(now)
        watched = room is not None and self.shop.studio.watch(person.index, now, room.export_id, wish.seconds)
        return {"watched": watched}

    def lead(self, person: Person, _: BuyerWish) -> dict[str, Any]:
        now = self.clock.now()
        room = self.shop.studio.on_air(now)
        left = room is not None and self.shop.studio.leave_lead(person.phone, now, room.export_id)
        return {"left": left}

    def _order(self, person: Person, wish: BuyerWish) -> Order:
        """Raises LookupError."""
        order = self.shop.orders.get(int(wish.order_id)) if wish.order_id.isdigit() else None
        if order is None or order.person != person.index:
            raise LookupError("no such order of this person")
        return order
