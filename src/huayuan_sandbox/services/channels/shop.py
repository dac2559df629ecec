"""One 微信小店: products, orders and after-sales, and what buyers and the clock do to them."""

from __future__ import annotations

import zlib
from collections import deque
from collections.abc import Sequence

from huayuan_sandbox.services.channels import callbacks
from huayuan_sandbox.services.channels.live import Studio
from huayuan_sandbox.services.channels.models import (
    ALL_REFUNDED,
    CANCELLED,
    DONE,
    REFUND_ASKED,
    REFUND_DONE,
    REFUND_REFUSED,
    TO_PAY,
    TO_RECEIVE,
    TO_SHIP,
    Address,
    Aftersale,
    Order,
    OrderLine,
    Product,
    ShopRecord,
)
from huayuan_sandbox.services.mini_program.errors import WeixinError
from huayuan_sandbox.services.mini_program.models import Callback, make_credentials
from huayuan_sandbox.services.mini_program.tokens import CallLimit, TokenDesk
from huayuan_sandbox.world.doors import Purchase
from huayuan_sandbox.world.names import GOODS
from huayuan_sandbox.world.people import Person

_FIRST_PRODUCT = 10_000_000_000_001
_FIRST_SKU = 20_000_000_000_001
_ORDER_BASE = 3_705_115_058_000_000_000
_AFTERSALE_BASE = 2_000_000_000_000_000
_SHIP_AFTER = 20 * 3600
_RECEIVE_AFTER = 3 * 86_400
_PLACES = (
    ("上海市", "上海市"),
    ("浙江省", "杭州市"),
    ("广东省", "深圳市"),
    ("四川省", "成都市"),
    ("北京市", "北京市"),
)
# The shop's own numbers for these refusals are not in any source we trust, so the general one answers.
_NOT_POSSIBLE = 40097


class Shop:
    """The state behind the API. Unpaid orders stay unpaid until somebody cancels them."""

    def __init__(self, seed: int, calls_per_minute: int) -> None:
        self.credentials = make_credentials(seed, "channels", "json")
        self.tokens = TokenDesk(self.credentials)
        self.limit = CallLimit(calls_per_minute)
        self.products = {one.product_id: one for one in _products()}
        self.orders: dict[int, Order] = {}
        self.aftersales: dict[int, Aftersale] = {}
        self.studio = Studio(seed)
        self.outgoing: list[Callback] = []
        self._of_world: dict[str, int] = {}
        self._of_person: dict[int, list[Order]] = {}
        self._to_ship: deque[Order] = deque()  # in the order of payment
        self._to_receive: deque[Order] = deque()  # in the order of shipping
        self._history_until: float | None = None

    # ---- what people do

    def place(self, person: Person, purchase: Purchase, at: float) -> Order:
        """Placing the same purchase again changes nothing."""
        if purchase.order_no in self._of_world:
            return self.orders[self._of_world[purchase.order_no]]
        order = Order(
            self._new_number(purchase.order_no), purchase.order_no, person.index,
            person.openid(self.credentials.appid), person.unionid, self._lines(purchase),
            purchase.amount, TO_PAY, int(at), int(at), _address(person), purchase.live_id,
        )  # fmt: skip
        self.orders[order.order_id] = order
        self._of_person.setdefault(person.index, []).append(order)
        self._of_world[purchase.order_no] = order.order_id
        self.outgoing.append(callbacks.order_event(at, "new", order))
        return order

    def pay(self, order: Order, at: float) -> None:
        if order.status != TO_PAY:
            return
        order.status, order.paid_at, order.updated_at = TO_SHIP, int(at), int(at)
        order.transaction_id = f"42000{order.order_id}"[:28]
        self._to_ship.append(order)
        self.outgoing.append(callbacks.order_event(at, "pay", order, pay_time=int(at)))

    def cancel(self, order: Order, at: float) -> None:
        if order.status != TO_PAY:
            return
        order.status, order.updated_at = CANCELLED, int(at)
        self.outgoing.append(callbacks.order_event(at, "cancel", order, cancel_type=callbacks.BY_USER))

    def ask_refund(self, order: Order, amount: int, at: float, reason: str = "不想要了") -> Aftersale | None:
        """None when nothing is left to refund or it was never paid."""
        amount = min(amount, order.amount - order.refunded)
        if not order.paid_at or amount <= 0:
            return None
        line = max(range(len(order.lines)), key=lambda place: order.lines[place].price)
        kind = "RETURN" if order.status == DONE else "REFUND"
        aftersale = Aftersale(
            _AFTERSALE_BASE + len(self.aftersales) + 1, order.order_id, kind, REFUND_ASKED, amount, line, reason,
            int(at), int(at),
        )  # fmt: skip
        self.aftersales[aftersale.after_sale_id] = aftersale
        order.updated_at = int(at)
        self.outgoing.append(callbacks.aftersale_event(at, order, aftersale))
        return aftersale

    def grant_refund(self, aftersale: Aftersale, at: float) -> None:
        """Raises 40097 when it is not waiting for the merchant."""
        self._decide(aftersale, REFUND_DONE, at)
        order = self.orders[aftersale.order_id]
        order.refunded += aftersale.amount
        order.lines[aftersale.line].refunded += 1
        aftersale.completed_at = int(at)
        if order.refunded >= order.amount:
            order.status = ALL_REFUNDED
            self.outgoing.append(
                callbacks.order_event(at, "cancel", order, cancel_type=callbacks.ALL_AFTER_SOLD)
            )

    def refuse_refund(self, aftersale: Aftersale, at: float) -> None:
        self._decide(aftersale, REFUND_REFUSED, at)

    # ---- what the seller and the clock do

    def note_time(self, at: float, *, live: bool) -> None:
        """While history is told, parcels travel by the time that is told."""
        self._history_until = None if live else at

    def time(self, now: float) -> float:
        return now if self._history_until is None else self._history_until

    def ship(self, order: Order, waybill: str, at: float) -> None:
        """Raises 40097 when there is nothing to ship."""
        if order.status != TO_SHIP:
            raise WeixinError(_NOT_POSSIBLE, "order status")
        order.status, order.shipped_at, order.updated_at, order.waybill = (
            TO_RECEIVE,
            int(at),
            int(at),
            waybill,
        )
        self._to_receive.append(order)
        self.outgoing.append(callbacks.order_event(at, "deliver", order, finish_delivery=1))

    def receive(self, order: Order, at: float, confirm_type: int) -> None:
        if order.status != TO_RECEIVE:
            return
        order.status, order.received_at, order.updated_at = DONE, int(at), int(at)
        self.outgoing.append(callbacks.order_event(at, "confirm", order, confirm_type=confirm_type))

    def pass_time(self, until: float) -> None:
        """The warehouse ships after 20 hours; parcels are confirmed after three days."""
        while self._to_ship and self._to_ship[0].paid_at + _SHIP_AFTER <= until:
            order = self._to_ship.popleft()
            if order.status == TO_SHIP:
                self.ship(order, f"SF{order.order_id % 10**12:012d}", order.paid_at + _SHIP_AFTER)
        while self._to_receive and self._to_receive[0].shipped_at + _RECEIVE_AFTER <= until:
            order = self._to_receive.popleft()
            self.receive(order, order.shipped_at + _RECEIVE_AFTER, confirm_type=2)

    def drain(self) -> list[Callback]:
        ready, self.outgoing = self.outgoing, []
        ready.sort(key=lambda callback: callback.at)
        return ready

    # ---- what the API needs

    def order(self, order_id: str) -> Order:
        """Raises 40097."""
        found = self.orders.get(int(order_id)) if order_id.isdigit() else None
        if found is None:
            raise WeixinError(_NOT_POSSIBLE, "order not exist")
        return found

    def of_world(self, world_no: str) -> Order | None:
        number = self._of_world.get(world_no)
        return None if number is None else self.orders[number]

    def orders_of(self, person: Person) -> Sequence[Order]:
        """In the order of placing."""
        return self._of_person.get(person.index, ())

    def aftersale(self, after_sale_id: str) -> Aftersale:
        """Raises 40097."""
        found = self.aftersales.get(int(after_sale_id)) if after_sale_id.isdigit() else None
        if found is None:
            raise WeixinError(_NOT_POSSIBLE, "aftersale not exist")
        return found

    def aftersales_of(self, order: Order) -> Sequence[Aftersale]:
        return [one for one in self.aftersales.values() if one.order_id == order.order_id]

    # ---- state

    def record(self) -> ShopRecord:
        return ShopRecord(
            list(self.orders.values()),
            list(self.aftersales.values()),
            list(self.studio.rooms.values()),
            self.studio.leads,
        )

    def restore(self, record: ShopRecord) -> None:
        self.orders = {one.order_id: one for one in record.orders}
        self._of_world = {one.world_no: one.order_id for one in record.orders}
        self._of_person = {}
        for one in record.orders:
            self._of_person.setdefault(one.person, []).append(one)
        self.aftersales = {one.after_sale_id: one for one in record.aftersales}
        waiting = sorted(record.orders, key=lambda order: order.paid_at)
        self._to_ship = deque(one for one in waiting if one.status == TO_SHIP)
        travelling = sorted(record.orders, key=lambda order: order.shipped_at)
        self._to_receive = deque(one for one in travelling if one.status == TO_RECEIVE)
        self.studio.restore(record.rooms, record.leads)

    # ---- inside

    def _decide(self, aftersale: Aftersale, status: str, at: float) -> None:
        if aftersale.status != REFUND_ASKED:
            raise WeixinError(_NOT_POSSIBLE, "aftersale status")
        aftersale.status, aftersale.updated_at = status, int(at)
        order = self.orders[aftersale.order_id]
        order.updated_at = int(at)
        self.outgoing.append(callbacks.aftersale_event(at, order, aftersale))

    def _lines(self, purchase: Purchase) -> list[OrderLine]:
        by_code = {one.sku_code: one for one in self.products.values()}
        lines = []
        for item in purchase.items:
            known = by_code.get(item.sku)
            number = zlib.crc32(item.sku.encode())
            product_id = known.product_id if known else _FIRST_PRODUCT + 1000 + number
            sku_id = known.sku_id if known else _FIRST_SKU + 1000 + number
            lines.append(OrderLine(product_id, sku_id, item.sku, item.name, item.quantity, item.price))
        return lines

    def _new_number(self, world_no: str) -> int:
        """Nineteen digits; the world's own number when that is one already."""
        if len(world_no) == 19 and world_no.isdigit():
            return int(world_no)
        return _ORDER_BASE + len(self.orders) * 256 + zlib.crc32(world_no.encode()) % 256


def _products() -> list[Product]:
    return [
        Product(_FIRST_PRODUCT + number, _FIRST_SKU + number, sku, name, price)
        for number, (sku, name, price, _weight) in enumerate(GOODS)
    ]


def _address(person: Person) -> Address:
    province, city = _PLACES[person.home_store % len(_PLACES)]
    return Address(person.name, person.phone, province, city, f"木槿路{person.index % 900 + 1}号")
