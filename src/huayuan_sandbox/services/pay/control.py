"""Acting as a payer or receiver by hand, under /sandbox/control/pay."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
from starlette.routing import Route

from huayuan_sandbox.services.mini_program.hands import acting_routes
from huayuan_sandbox.services.pay.merchant import Merchant
from huayuan_sandbox.world.clock import Clock
from huayuan_sandbox.world.people import Person, Population


class PayerWish(msgspec.Struct, forbid_unknown_fields=True):
    """`number`: out_trade_no for `pay`, out_bill_no for `confirm`; empty = the oldest that waits."""

    person: str
    number: str = ""


class MerchantControl:
    def __init__(self, merchant: Merchant, people: Population, clock: Clock) -> None:
        self._merchant = merchant
        self._people = people
        self._clock = clock

    def routes(self, send: Callable[[], None]) -> list[Route]:
        acts: dict[str, Callable[[Person, PayerWish], dict[str, Any]]] = {
            "pay": self._pay,
            "confirm": self._confirm,
        }
        return acting_routes("pay", PayerWish, acts, self._people, lambda: self._merchant.appids, send)

    def _pay(self, person: Person, wish: PayerWish) -> dict[str, Any]:
        """The person confirms a prepared order on the phone."""
        desk = self._merchant.payments
        for payment in desk.waiting():
            if payment.person == person.index and wish.number in ("", payment.out_trade_no):
                paid = desk.pay(payment, self._clock.now())
                return {
                    "paid": paid,
                    "out_trade_no": payment.out_trade_no,
                    "payer_total": payment.payer_total,
                }
        raise LookupError("nothing to pay")

    def _confirm(self, person: Person, wish: PayerWish) -> dict[str, Any]:
        """The person takes the money of a transfer."""
        for bill in self._merchant.transfers.rows.values():
            mine = bill.person == person.index and bill.state == "WAIT_USER_CONFIRM"
            if mine and wish.number in ("", bill.out_bill_no):
                confirmed = self._merchant.transfers.confirm(bill, self._clock.now())
                return {"confirmed": confirmed, "out_bill_no": bill.out_bill_no}
        raise LookupError("nothing to confirm")
