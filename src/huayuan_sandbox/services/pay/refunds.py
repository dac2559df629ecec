"""Refunds: accepted at once, arrived a few seconds later."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from huayuan_sandbox.services.pay.call import Call
from huayuan_sandbox.services.pay.errors import PayError, bad_parameter, not_enough, not_found, refused
from huayuan_sandbox.services.pay.models import Notice, Payment, Refund
from huayuan_sandbox.services.pay.times import rfc3339

if TYPE_CHECKING:
    from huayuan_sandbox.services.pay.merchant import Merchant

ARRIVES_AFTER = 3.0
_PARTS = 50
_YEAR = 365 * 86_400


class RefundDesk:
    def __init__(self, merchant: Merchant) -> None:
        self._merchant = merchant
        self.rows: dict[str, Refund] = {}
        self._waiting: list[Refund] = []

    def ask(self, call: Call) -> Refund:
        """The same number with the same parameters gives the same refund; otherwise RESOURCE_ALREADY_EXISTS."""
        number = call.text("out_refund_no", 64, pattern=r"[0-9A-Za-z_\-|*@]{1,64}")
        payment = self._payment(call)
        amount = call.part("amount")
        wanted = call.money(amount.get("refund"), "amount.refund")
        if call.money(amount.get("total"), "amount.total") != payment.amount:
            raise bad_parameter("amount.total", "订单金额与原订单不一致")
        if amount.get("currency") != "CNY":
            raise bad_parameter("amount.currency")
        known = self.rows.get(number)
        if known is not None:
            if known.fingerprint != call.fingerprint():
                raise PayError(400, "RESOURCE_ALREADY_EXISTS", "退款单号已存在，且参数不一致")
            return known
        self._check(payment, wanted, call.now)
        url = call.url("notify_url")
        refund = self.enter(payment, number, wanted, call.text("reason", 80, required=False), url, call.now)
        refund.fingerprint = call.fingerprint()
        return refund

    def enter(self, payment: Payment, number: str, amount: int, reason: str, url: str, at: float) -> Refund:
        refund = Refund(
            number, self._merchant.number("50300", 29), payment.out_trade_no, amount, reason, url, at, ""
        )
        payment.refunded += amount
        payment.refunds += 1
        payment.state = "REFUND"
        self._merchant.balance -= amount
        self.rows[number] = refund
        self._waiting.append(refund)
        return refund

    def known(self, number: str) -> Refund:
        """Raises RESOURCE_NOT_EXISTS."""
        if number not in self.rows:
            raise not_found("退款单")
        return self.rows[number]

    def pass_time(self, now: float) -> None:
        waiting, self._waiting = self._waiting, []
        for refund in waiting:
            if now < refund.created_at + ARRIVES_AFTER:
                self._waiting.append(refund)
                continue
            refund.status, refund.done_at = "SUCCESS", refund.created_at + ARRIVES_AFTER
            self._merchant.notify(
                Notice(
                    refund.done_at,
                    refund.notify_url,
                    "REFUND.SUCCESS",
                    "refund",
                    "退款成功",
                    self._told(refund),
                )
            )

    def restore(self, refunds: list[Refund]) -> None:
        self.rows = {one.out_refund_no: one for one in refunds}
        self._waiting = [one for one in refunds if one.status == "PROCESSING"]

    def shown(self, refund: Refund) -> dict[str, Any]:
        payment = self._merchant.payments.rows[refund.out_trade_no]
        shown: dict[str, Any] = {
            "refund_id": refund.refund_id, "out_refund_no": refund.out_refund_no,
            "transaction_id": payment.transaction_id, "out_trade_no": refund.out_trade_no,
            "channel": "ORIGINAL", "user_received_account": "支付用户零钱", "funds_account": "AVAILABLE",
            "status": refund.status, "create_time": rfc3339(refund.created_at),
            "amount": {
                "total": payment.amount, "refund": refund.amount, "currency": "CNY",
                "payer_total": payment.payer_total, "payer_refund": min(refund.amount, payment.payer_total),
                "settlement_total": payment.amount, "settlement_refund": refund.amount, "discount_refund": 0,
            },
        }  # fmt: skip
        if refund.done_at:
            shown["success_time"] = rfc3339(refund.done_at)
        return shown

    def _told(self, refund: Refund) -> dict[str, Any]:
        """The notification has other names than the query: refund_status, and less of the amount."""
        shown, payment = self.shown(refund), self._merchant.payments.rows[refund.out_trade_no]
        amount = {"total": payment.amount, "refund": refund.amount, "payer_total": payment.payer_total,
                  "payer_refund": min(refund.amount, payment.payer_total)}  # fmt: skip
        kept = (
            "transaction_id",
            "out_trade_no",
            "refund_id",
            "out_refund_no",
            "user_received_account",
            "success_time",
        )
        return {
            "mchid": self._merchant.mchid, "refund_status": refund.status, "amount": amount,
            **{name: shown[name] for name in kept},
        }  # fmt: skip

    def _payment(self, call: Call) -> Payment:
        number, transaction = (
            call.text("out_trade_no", 32, required=False),
            call.text("transaction_id", 32, required=False),
        )
        if not number and not transaction:
            raise bad_parameter("transaction_id, out_trade_no")
        desk = self._merchant.payments
        return desk.by_transaction(transaction) if transaction else desk.known(number)

    def _check(self, payment: Payment, wanted: int, now: float) -> None:
        if payment.state not in ("SUCCESS", "REFUND"):
            raise refused("订单未支付")
        if now > payment.paid_at + _YEAR:
            raise refused("订单已超过可退款的最大期限")
        if payment.refunded + wanted > payment.amount:
            raise refused("退款金额大于支付金额")
        if payment.refunds >= _PARTS:
            raise refused("部分退款次数超过限制")
        if wanted > self._merchant.balance:
            raise not_enough()
