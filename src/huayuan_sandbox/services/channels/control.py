"""Acting as a buyer or viewer by hand, under /sandbox/control/channels."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
from starlette.routing import Route

from huayuan_sandbox.services.channels.models import Order
from huayuan_sandbox.services.channels.shop import Shop
from huayuan_sandbox.services.mini_program.hands import acting_routes
from huayuan_sandbox.world.clock import Clock
from huayuan_sandbox.world.doors import Item, Purchase
from huayuan_sandbox.world.people import Person, Population


class BuyerWish(msgspec.Struct, forbid_unknown_fields=True):
    """`order` takes sku → quantity in `items`; the others name `order_id`. Amounts are 分, 0 = all."""

    person: str
    items: dict[str, int] = {}
    order_id: str = ""
    amount: int = 0
    seconds: int = 600


class ShopControl:
    def __init__(self, shop: Shop, people: Population, clock: Clock) -> None:
        self._shop = shop
        self._people = people
        self._clock = clock

    def routes(self, send: Callable[[], None]) -> list[Route]:
        acts: dict[str, Callable[[Person, BuyerWish], dict[str, Any]]] = {
            "order": self._place, "pay": self._pay, "cancel": self._cancel, "receive": self._receive,
            "refund": self._refund, "watch": self._watch, "lead": self._lead,
        }  # fmt: skip
        appids = [self._shop.credentials.appid]
        return acting_routes("channels", BuyerWish, acts, self._people, lambda: appids, send)

    def _place(self, person: Person, wish: BuyerWish) -> dict[str, Any]:
        prices = {one.sku_code: one for one in self._shop.products.values()}
        wanted = wish.items or {next(iter(prices)): 1}
        if wanted.keys() - prices.keys():
            raise LookupError(f"no goods {', '.join(sorted(wanted.keys() - prices.keys()))}")
        items = tuple(Item(sku, prices[sku].title, count, prices[sku].price) for sku, count in wanted.items())
        amount = wish.amount or sum(item.quantity * item.price for item in items)
        number = f"hand-{person.index}-{len(self._shop.orders)}"
        room = self._shop.studio.on_air(self._clock.now())
        purchase = Purchase(number, items, amount, live_id=room.export_id if room else "")
        order = self._shop.place(person, purchase, self._clock.now())
        return {"order_id": str(order.order_id), "openid": order.openid, "amount": order.amount}

    def _pay(self, person: Person, wish: BuyerWish) -> dict[str, Any]:
        order = self._order(person, wish)
        self._shop.pay(order, self._clock.now())
        return {"status": order.status}

    def _cancel(self, person: Person, wish: BuyerWish) -> dict[str, Any]:
        order = self._order(person, wish)
        self._shop.cancel(order, self._clock.now())
        return {"status": order.status}

    def _receive(self, person: Person, wish: BuyerWish) -> dict[str, Any]:
        order = self._order(person, wish)
        self._shop.receive(order, self._clock.now(), confirm_type=1)
        return {"status": order.status}

    def _refund(self, person: Person, wish: BuyerWish) -> dict[str, Any]:
        """Asks only; the seller decides through the API."""
        order = self._order(person, wish)
        asked = self._shop.ask_refund(order, wish.amount or order.amount, self._clock.now())
        return {"after_sale_order_id": "" if asked is None else str(asked.after_sale_id)}

    def _watch(self, person: Person, wish: BuyerWish) -> dict[str, Any]:
        now = self._clock.now()
        room = self._shop.studio.on_air(now)
        watched = room is not None and self._shop.studio.watch(
            person.index, now, room.export_id, wish.seconds
        )
        return {"watched": watched}

    def _lead(self, person: Person, _: BuyerWish) -> dict[str, Any]:
        now = self._clock.now()
        room = self._shop.studio.on_air(now)
        left = room is not None and self._shop.studio.leave_lead(person.phone, now, room.export_id)
        return {"left": left}

    def _order(self, person: Person, wish: BuyerWish) -> Order:
        """Raises LookupError."""
        order = self._shop.orders.get(int(wish.order_id)) if wish.order_id.isdigit() else None
        if order is None or order.person != person.index:
            raise LookupError("no such order of this person")
        return order
