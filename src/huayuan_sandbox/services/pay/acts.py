"""What a payer or receiver can be made to do by hand: the control API and the pages do it through here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from huayuan_sandbox.services.pay.merchant import Merchant
from huayuan_sandbox.world.clock import Clock
from huayuan_sandbox.world.people import Person


class PayerWish(msgspec.Struct, forbid_unknown_fields=True):
    """`number`: out_trade_no for `pay`, out_bill_no for `confirm`; empty = the oldest that waits."""

    person: str
    number: str = ""


class PayerActs:
    """Raise LookupError when nothing waits."""

    def __init__(self, merchant: Merchant, clock: Clock) -> None:
        self.merchant = merchant
        self.clock = clock

    def all(self) -> dict[str, Callable[[Person, PayerWish], dict[str, Any]]]:
        return {"pay": self.pay, "confirm": self.confirm}

    def pay(self, person: Person, wish: PayerWish) -> dict[str, Any]:
        """The person confirms a prepared order on the phone."""
        desk = self.merchant.payments
        for payment in desk.waiting():
            if payment.person == person.index and wish.number in ("", payment.out_trade_no):
                paid = desk.pay(payment, self.clock.now())
                return {
                    "paid": paid,
                    "out_trade_no": payment.out_trade_no,
                    "payer_total": payment.payer_total,
                }
        raise LookupError("nothing to pay")

    def confirm(self, person: Person, wish: PayerWish) -> dict[str, Any]:
        """The person takes the money of a transfer."""
        for bill in self.merchant.transfers.rows.values():
            mine = bill.person == person.index and bill.state == "WAIT_USER_CONFIRM"
            if mine and wish.number in ("", bill.out_bill_no):
                confirmed = self.merchant.transfers.confirm(bill, self.clock.now())
                return {"confirmed": confirmed, "out_bill_no": bill.out_bill_no}
        raise LookupError("nothing to confirm")
