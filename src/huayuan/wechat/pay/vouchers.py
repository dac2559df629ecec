"""Coupons of WeChat Pay (代金券): batches, and coupons sent to people."""

from __future__ import annotations

from datetime import timedelta

from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.wechat.connections.errors import Reaction
from huayuan.wechat.pay import store
from huayuan.wechat.pay.books import Books
from huayuan.wechat.pay.cashier import notify_url, rfc3339
from huayuan.wechat.pay.client import Clients
from huayuan.wechat.pay.contracts import Coupon, NewStock, Payee, Stock
from huayuan.wechat.pay.errors import NoSuchEntry, NumberTaken, PayRefused, StockWrong
from huayuan.wechat.pay.limits import COUPONS_PER_USER, STOCK_WINDOW
from huayuan.wechat.pay.models import PayCouponRow, PayStockRow

_MOVES = {"start": "running", "restart": "running", "pause": "paused"}


class Vouchers:
    """Calls the platform; never used inside a transaction."""

    def __init__(self, uow: UnitOfWork, clients: Clients, books: Books, public_url: str) -> None:
        self._uow = uow
        self._clients = clients
        self._books = books
        self._public_url = public_url

    def make_stock(self, connection_id: int, new: NewStock) -> Stock:
        """Raises StockWrong, NumberTaken and what calls raise. The address for "used" notices is set besides."""
        _check(new)
        client = self._clients.of(connection_id)
        known = self._enter_stock(connection_id, new)
        if known.stock_id:
            return known
        client.coupon_callbacks(notify_url(self._public_url, client))
        stock_id = client.make_stock({
            "stock_name": new.name, "stock_type": "NORMAL", "out_request_no": new.number, "no_cash": False,
            "available_begin_time": rfc3339(new.begins_at), "available_end_time": rfc3339(new.ends_at),
            "stock_use_rule": {
                "max_coupons": new.count, "max_amount": new.count * new.amount, "max_coupons_per_user": new.per_user,
                "natural_person_limit": False, "prevent_api_abuse": False,
            },
            "coupon_use_rule": {
                "fixed_normal_coupon": {"coupon_amount": new.amount, "transaction_minimum": new.minimum},
                "available_merchants": [client.mchid],
            },
        })  # fmt: skip
        with self._uow.begin() as tx:
            store.change(
                tx.session, PayStockRow, connection_id, new.number, stock_id=stock_id, status="unactivated"
            )
        return self.stock(connection_id, new.number)

    def move_stock(self, connection_id: int, number: str, to: str) -> Stock:
        """`to`: start, pause or restart. Raises NoSuchEntry and what calls raise."""
        known = self.stock(connection_id, number)
        self._clients.of(connection_id).move_stock(known.stock_id, to)
        with self._uow.begin() as tx:
            store.change(tx.session, PayStockRow, connection_id, number, status=_MOVES[to])
        return self.stock(connection_id, number)

    def stock(self, connection_id: int, number: str) -> Stock:
        """Raises NoSuchEntry."""
        with self._uow.read() as tx:
            row = tx.session.get(PayStockRow, (connection_id, number))
            if row is None:
                raise NoSuchEntry(number=number)
            return store.stock(row)

    def send(self, connection_id: int, stock_number: str, number: str, payee: Payee) -> Coupon:
        """One coupon to one person; the same number is the same coupon. Raises NoSuchEntry, NumberTaken and more."""
        stock = self.stock(connection_id, stock_number)
        with self._uow.begin() as tx:
            store.add(
                tx.session, PayCouponRow, connection_id, number, stock_id=stock.stock_id, coupon_id="",
                appid=payee.appid, openid=payee.openid, state="asking", created_at=tx.now, used_at=None,
            )  # fmt: skip
            row = store.locked(tx.session, PayCouponRow, connection_id, number)
            assert row is not None
            if (row.stock_id, row.appid, row.openid) != (stock.stock_id, payee.appid, payee.openid):
                raise NumberTaken(number=number)
            if row.coupon_id:
                return store.coupon(row)
        client = self._clients.of(connection_id)
        body = {
            "stock_id": stock.stock_id, "stock_creator_mchid": client.mchid, "appid": payee.appid,
            "out_request_no": number,
        }  # fmt: skip
        try:
            coupon_id = client.send_coupon(payee.openid, body)
        except PayRefused as refusal:
            if refusal.reaction in (Reaction.GIVE_UP, Reaction.MARK):
                with self._uow.begin() as tx:
                    store.change(tx.session, PayCouponRow, connection_id, number, state="refused")
            raise
        return self._sent(connection_id, number, coupon_id)

    def _sent(self, connection_id: int, number: str, coupon_id: str) -> Coupon:
        with self._uow.begin() as tx:
            row = store.locked(tx.session, PayCouponRow, connection_id, number)
            assert row is not None
            row.coupon_id, row.state = coupon_id, "SENDED"
            self._books.coupon_sent(tx, connection_id, row)
            return store.coupon(row)

    def _enter_stock(self, connection_id: int, new: NewStock) -> Stock:
        with self._uow.begin() as tx:
            store.add(
                tx.session, PayStockRow, connection_id, new.number, stock_id="", name=new.name, amount=new.amount,
                minimum=new.minimum, count=new.count, per_user=new.per_user, begins_at=new.begins_at,
                ends_at=new.ends_at, status="asking", created_at=tx.now,
            )  # fmt: skip
            row = store.locked(tx.session, PayStockRow, connection_id, new.number)
            assert row is not None
            known = store.stock(row)
            if (known.name, known.amount, known.minimum, known.count) != (
                new.name,
                new.amount,
                new.minimum,
                new.count,
            ):
                raise NumberTaken(number=new.number)
            return known


def _check(new: NewStock) -> None:
    problem = None
    if new.minimum <= new.amount:
        problem = ("门槛须大于面额", "the minimum must be more than the amount")
    elif not 1 <= new.per_user <= COUPONS_PER_USER:
        problem = (f"每人最多 {COUPONS_PER_USER} 张", f"at most {COUPONS_PER_USER} for a person")
    elif not timedelta(0) < new.ends_at - new.begins_at <= STOCK_WINDOW:
        problem = ("有效期须在 90 天以内", "it must end within 90 days of its beginning")
    if problem:
        raise StockWrong(problem_zh=problem[0], problem_en=problem[1])
