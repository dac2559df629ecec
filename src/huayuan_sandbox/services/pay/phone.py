"""微信支付 on somebody's phone."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from huayuan_sandbox.services.pay.acts import PayerActs, PayerWish
from huayuan_sandbox.services.pay.models import Coupon, Payment, Transfer
from huayuan_sandbox.services.phone import Deed, Item, Listing, Screen, Word, when, yuan
from huayuan_sandbox.world.people import Person

_COUPONS_SHOWN = 20


def screen(acts: PayerActs, person: Person, send: Callable[[], None]) -> Screen:
    merchant = acts.merchant
    merchant.pass_time(acts.clock.now())
    payments = [one for one in merchant.payments.waiting() if one.person == person.index]
    transfers = merchant.transfers.waiting_of(person)
    openids = {person.openid(appid) for appid in merchant.appids}
    coupons = [one for one in merchant.coupons.coupons.values() if one.openid in openids]
    listings = [
        Listing("pay.to_pay", [_payment(acts, person, one) for one in payments]),
        Listing("pay.to_take", [_transfer(acts, person, one) for one in transfers]),
        Listing("pay.coupons", [_coupon(acts, one) for one in reversed(coupons[-_COUPONS_SHOWN:])]),
    ]
    return Screen("pay", listings=listings, send=send)


def _payment(acts: PayerActs, person: Person, payment: Payment) -> Item:
    note = (yuan(payment.amount), when(payment.created_at), payment.out_trade_no)
    deed = _offer(person, "pay.pay", acts.pay, payment.out_trade_no, "paid", ("out_trade_no",))
    return Item(payment.description or payment.out_trade_no, note, [deed])


def _transfer(acts: PayerActs, person: Person, transfer: Transfer) -> Item:
    note = (yuan(transfer.amount), when(transfer.created_at), transfer.out_bill_no)
    deed = _offer(person, "pay.confirm", acts.confirm, transfer.out_bill_no, "confirmed", ("out_bill_no",))
    return Item(transfer.remark, note, [deed])


def _coupon(acts: PayerActs, coupon: Coupon) -> Item:
    stock = acts.merchant.coupons.stocks[coupon.stock_id]
    worth = Word("pay.worth", (yuan(stock.minimum), yuan(stock.amount)))
    return Item(stock.name, (worth, Word(f"pay.coupon.{coupon.status}"), when(coupon.created_at)))


def _offer(
    person: Person,
    name: str,
    act: Callable[[Person, PayerWish], Any],
    number: str,
    proof: str,
    tells: tuple[str, ...],
) -> Deed:
    """`number` of the bill."""
    given = {"person": f"p{person.index}", "number": number}
    return Deed(name, PayerWish, partial(act, person), given, of=number, proof=proof, tells=tells)
