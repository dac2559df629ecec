"""Orders and refunds: entered in the books, asked of the platform, and asked about until they have ended.

The number is committed before the platform is called, so whatever happens to the call, the same number is used again.
"""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from huayuan.kernel.clock import Clock
from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.wechat.connections.errors import Reaction
from huayuan.wechat.pay import keys, store
from huayuan.wechat.pay.books import Books
from huayuan.wechat.pay.client import Clients, PayClient
from huayuan.wechat.pay.contracts import NewOrder, NewRefund, Order, Refund
from huayuan.wechat.pay.errors import (
    NoPublicAddress,
    NoSuchEntry,
    NotRefundable,
    NumberTaken,
    PayRefused,
)
from huayuan.wechat.pay.limits import ASK_AFTER, ORDER_VALID, PRIVATE_KEY, REFUND_PARTS
from huayuan.wechat.pay.models import PayOrderRow, PayRefundRow

_CHINA = ZoneInfo("Asia/Shanghai")


class Cashier:
    """Calls the platform; never used inside a transaction."""

    def __init__(
        self, uow: UnitOfWork, clients: Clients, books: Books, clock: Clock, public_url: str
    ) -> None:
        self._uow = uow
        self._clients = clients
        self._books = books
        self._clock = clock
        self._public_url = public_url

    # ---- orders

    def prepare(self, connection_id: int, new: NewOrder) -> tuple[Order, dict[str, str]]:
        """An order, and what wx.requestPayment is called with. Raises NumberTaken, NoPublicAddress and what calls raise."""
        client = self._clients.of(connection_id)
        url = notify_url(self._public_url, client)
        order = self._entered(connection_id, new)
        prepay_id = order.prepay_id
        if not prepay_id:
            prepay_id = client.prepare(_order_body(client, order, url))
            with self._uow.begin() as tx:
                store.change(
                    tx.session, PayOrderRow, connection_id, order.number, prepay_id=prepay_id, state="NOTPAY"
                )
        key = keys.private_key(client.connection.secrets.get(PRIVATE_KEY, ""))
        at = int(self._clock.now().timestamp())
        return self.order(connection_id, order.number), keys.client_parameters(
            order.payer.appid, prepay_id, key, at
        )

    def order(self, connection_id: int, number: str) -> Order:
        """As it stands in the books. Raises NoSuchEntry."""
        with self._uow.read() as tx:
            row = tx.session.get(PayOrderRow, (connection_id, number))
            if row is None:
                raise NoSuchEntry(number=number)
            return store.order(row)

    def ask(self, connection_id: int, number: str) -> None:
        """What has become of an order, by the platform's books. Unknown there: it was never prepared, or has ended."""
        try:
            told = self._clients.of(connection_id).transaction(number)
        except PayRefused as refusal:
            if refusal.errcode != 404:
                raise
            with self._uow.begin() as tx:
                store.change(tx.session, PayOrderRow, connection_id, number, ask_at=None, state="CLOSED")
            return
        with self._uow.begin() as tx:
            self._books.transaction(tx, connection_id, told)

    def close(self, connection_id: int, number: str) -> Order:
        """Nobody can pay it any more. An order that was paid meanwhile stays paid, and is written as such."""
        self.order(connection_id, number)
        try:
            self._clients.of(connection_id).close(number)
        except PayRefused as refusal:
            if refusal.reaction is not Reaction.SUCCEED:
                raise
        self.ask(connection_id, number)
        return self.order(connection_id, number)

    # ---- refunds

    def refund(self, connection_id: int, new: NewRefund) -> Refund:
        """Accepted is not arrived. Raises NoSuchEntry, NotRefundable, NumberTaken, NoPublicAddress and what calls raise."""
        client = self._clients.of(connection_id)
        url = notify_url(self._public_url, client)
        order = self._reserve(connection_id, new)
        body = {
            "out_trade_no": order.number, "out_refund_no": new.number, "reason": new.reason or "退款",
            "notify_url": url, "amount": {"refund": new.amount, "total": order.amount, "currency": "CNY"},
        }  # fmt: skip
        try:
            told = client.refund(body)
        except PayRefused as refusal:
            if refusal.reaction in (Reaction.GIVE_UP, Reaction.MARK):
                self._give_back(connection_id, new)
            raise
        with self._uow.begin() as tx:
            self._books.refund(tx, connection_id, told)
        return self.refund_of(connection_id, new.number)

    def refund_of(self, connection_id: int, number: str) -> Refund:
        """Raises NoSuchEntry."""
        with self._uow.read() as tx:
            row = tx.session.get(PayRefundRow, (connection_id, number))
            if row is None:
                raise NoSuchEntry(number=number)
            return store.refund(row)

    def ask_refund(self, connection_id: int, number: str) -> None:
        try:
            told = self._clients.of(connection_id).refund_state(number)
        except PayRefused as refusal:
            if refusal.errcode != 404:
                raise
            refund = self.refund_of(connection_id, number)
            self._give_back(connection_id, NewRefund(number, refund.order_number, refund.amount))
            return
        with self._uow.begin() as tx:
            self._books.refund(tx, connection_id, told)

    # ---- inside

    def _entered(self, connection_id: int, new: NewOrder) -> Order:
        with self._uow.begin() as tx:
            fresh = tx.session.get(PayOrderRow, (connection_id, new.number)) is None
            store.add(
                tx.session, PayOrderRow, connection_id, new.number, appid=new.payer.appid, openid=new.payer.openid,
                description=new.description, amount=new.amount, state="preparing", prepay_id="", transaction_id="",
                payer_total=0, refunded=0, created_at=tx.now, expires_at=tx.now + ORDER_VALID, paid_at=None,
                ask_at=tx.now + ASK_AFTER,
            )  # fmt: skip
            row = store.locked(tx.session, PayOrderRow, connection_id, new.number)
            assert row is not None
            order = store.order(row)
            same = (order.payer, order.amount, order.description) == (new.payer, new.amount, new.description)
            if not same or order.state not in ("preparing", "NOTPAY"):
                raise NumberTaken(number=new.number)
            if fresh:
                self._books.placed(tx, connection_id, row)
            return order

    def _reserve(self, connection_id: int, new: NewRefund) -> Order:
        """Enter a refund, so that two at once never give back more than was paid."""
        with self._uow.begin() as tx:
            row = store.locked(tx.session, PayOrderRow, connection_id, new.order_number)
            if row is None:
                raise NoSuchEntry(number=new.order_number)
            known = store.locked(tx.session, PayRefundRow, connection_id, new.number)
            if known is not None:
                if (known.order_number, known.amount) != (
                    new.order_number,
                    new.amount,
                ) or known.status == "refused":
                    raise NumberTaken(number=new.number)
                return store.order(row)
            left = row.amount - row.refunded if row.state in ("SUCCESS", "REFUND") else 0
            parts = store.refunds_of(tx.session, connection_id, new.order_number)
            if new.amount > left or parts >= REFUND_PARTS:
                raise NotRefundable(number=new.order_number, left=left, amount=new.amount)
            row.refunded += new.amount
            store.add(
                tx.session, PayRefundRow, connection_id, new.number, order_number=new.order_number, amount=new.amount,
                reason=new.reason, status="asking", created_at=tx.now, done_at=None, ask_at=tx.now + ASK_AFTER,
            )  # fmt: skip
            return store.order(row)

    def _give_back(self, connection_id: int, new: NewRefund) -> None:
        """The platform refused a refund for good: its amount may be refunded under another number."""
        with self._uow.begin() as tx:
            row = store.locked(tx.session, PayRefundRow, connection_id, new.number)
            order = store.locked(tx.session, PayOrderRow, connection_id, new.order_number)
            if row is not None and order is not None and row.status == "asking":
                row.status, row.ask_at = "refused", None
                order.refunded -= row.amount


def notify_url(public_url: str, client: PayClient) -> str:
    """Where results are told. Raises NoPublicAddress."""
    if not public_url:
        raise NoPublicAddress()
    return f"{public_url.rstrip('/')}/callbacks/pay/{client.connection.key}"


def rfc3339(at: datetime) -> str:
    """Chinese time, whole seconds."""
    return at.astimezone(_CHINA).replace(microsecond=0).isoformat()


def _order_body(client: PayClient, order: Order, url: str) -> dict[str, object]:
    """The same for the same order, whenever it is built: the platform compares."""
    return {
        "appid": order.payer.appid, "mchid": client.mchid, "description": order.description,
        "out_trade_no": order.number, "time_expire": rfc3339(order.expires_at), "notify_url": url,
        "amount": {"total": order.amount, "currency": "CNY"}, "payer": {"openid": order.payer.openid},
    }  # fmt: skip
