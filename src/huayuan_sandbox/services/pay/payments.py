"""Orders: prepared by the platform, confirmed by the payer, closed, or never paid."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from huayuan_sandbox.services.pay.call import Call
from huayuan_sandbox.services.pay.errors import PayError, bad_parameter, no_order
from huayuan_sandbox.services.pay.models import Notice, Payment
from huayuan_sandbox.services.pay.times import rfc3339
from huayuan_sandbox.world.people import Person

if TYPE_CHECKING:
    from huayuan_sandbox.services.pay.merchant import Merchant

_VALID_SECONDS = 7 * 86_400
_TEXTS = {"SUCCESS": "支付成功", "NOTPAY": "订单未支付", "CLOSED": "订单已关闭", "REFUND": "转入退款"}


class PaymentDesk:
    def __init__(self, merchant: Merchant) -> None:
        self._merchant = merchant
        self.rows: dict[str, Payment] = {}
        self._open: dict[str, Payment] = {}
        self._by_transaction: dict[str, Payment] = {}

    def prepare(self, call: Call) -> str:
        """A prepay_id. The same number with the same parameters gives the same one."""
        amount, payer = call.part("amount"), call.part("payer")
        total = call.money(amount.get("total"), "amount.total")
        number = call.text("out_trade_no", 32, pattern=r"[0-9A-Za-z_\-|*]{6,32}")
        if call.text("mchid", 32) != self._merchant.mchid:
            raise PayError(400, "PARAM_ERROR", "商户号不一致", 268_447_843)
        if amount.get("currency", "CNY") != "CNY":
            raise bad_parameter("amount.currency")
        appid, openid = call.text("appid", 32), str(payer.get("openid", ""))
        if not openid:
            raise PayError(400, "PARAM_ERROR", "缺少openid", 268_501_013)
        person = self._merchant.payer(appid, openid)
        known = self.rows.get(number)
        if known is not None:
            return self._again(known, call.fingerprint())
        payment = Payment(
            number, "", appid, openid, person.index, call.text("description", 127), total,
            call.text("attach", 128, required=False), call.url("notify_url", required=True),
            "wx" + self._merchant.number("2026", 34), call.now,
            call.time("time_expire") or call.now + _VALID_SECONDS, call.fingerprint(),
        )  # fmt: skip
        self.rows[number] = self._open[number] = payment
        return payment.prepay_id

    def pay(self, payment: Payment, at: float) -> bool:
        """The payer confirms; a coupon that fits is used. False when it is not open any more."""
        if payment.state != "NOTPAY" or at > payment.expires_at:
            return False
        coupon = self._merchant.coupons.usable(payment.openid, payment.amount, at)
        payment.state, payment.paid_at = "SUCCESS", at
        payment.transaction_id = self._merchant.number("42000", 28)
        self._by_transaction[payment.transaction_id] = payment
        if coupon is not None:
            stock = self._merchant.coupons.stocks[coupon.stock_id]
            payment.coupon_id, payment.coupon_amount = coupon.coupon_id, min(stock.amount, payment.amount - 1)
            self._merchant.coupons.use(coupon, payment.transaction_id, at)
        payment.payer_total = payment.amount - payment.coupon_amount
        self._merchant.balance += payment.amount
        self._open.pop(payment.out_trade_no, None)
        self._merchant.notify(
            Notice(
                at, payment.notify_url, "TRANSACTION.SUCCESS", "transaction", "支付成功", self.shown(payment)
            )
        )
        return True

    def enter(self, person: Person, number: str, amount: int, appid: str, at: float) -> Payment:
        """A payment that the platform did not prepare; it stands in the books and nobody is told."""
        payment = Payment(
            number, self._merchant.number("42000", 28), appid, person.openid(appid), person.index, "", amount,
            "", "", "", at, at, "", "SUCCESS", at, amount,
        )  # fmt: skip
        self.rows[number] = self._by_transaction[payment.transaction_id] = payment
        self._merchant.balance += amount
        return payment

    def close(self, number: str) -> None:
        """Closing again is no fault. Raises ORDER_NOT_EXIST and ORDER_PAID."""
        payment = self.known(number)
        if payment.state in ("SUCCESS", "REFUND"):
            raise PayError(400, "ORDER_PAID", "该订单已支付", 268_449_538)
        payment.state = "CLOSED"
        self._open.pop(number, None)

    def known(self, number: str) -> Payment:
        """Raises ORDER_NOT_EXIST."""
        if number not in self.rows:
            raise no_order()
        return self.rows[number]

    def by_transaction(self, transaction_id: str) -> Payment:
        """Raises ORDER_NOT_EXIST."""
        if transaction_id not in self._by_transaction:
            raise no_order()
        return self._by_transaction[transaction_id]

    def waiting(self) -> list[Payment]:
        return list(self._open.values())

    def pass_time(self, now: float) -> None:
        for payment in [one for one in self._open.values() if now > one.expires_at]:
            payment.state = "CLOSED"
            del self._open[payment.out_trade_no]

    def restore(self, payments: list[Payment]) -> None:
        self.rows = {one.out_trade_no: one for one in payments}
        self._by_transaction = {one.transaction_id: one for one in payments if one.transaction_id}
        self._open = {one.out_trade_no: one for one in payments if one.state == "NOTPAY"}

    def shown(self, payment: Payment) -> dict[str, Any]:
        shown: dict[str, Any] = {
            "mchid": self._merchant.mchid, "appid": payment.appid, "out_trade_no": payment.out_trade_no,
            "trade_type": "JSAPI", "trade_state": payment.state, "trade_state_desc": _TEXTS[payment.state],
            "attach": payment.attach,
            "amount": {"total": payment.amount, "currency": "CNY"},
        }  # fmt: skip
        if payment.paid_at:
            shown |= {
                "transaction_id": payment.transaction_id, "bank_type": "OTHERS",
                "success_time": rfc3339(payment.paid_at), "payer": {"openid": payment.openid},
            }  # fmt: skip
            shown["amount"] |= {"payer_total": payment.payer_total, "payer_currency": "CNY"}
        if payment.coupon_id:
            shown["promotion_detail"] = [self._promotion(payment)]
        return shown

    def _promotion(self, payment: Payment) -> dict[str, Any]:
        coupon = self._merchant.coupons.coupons[payment.coupon_id]
        stock = self._merchant.coupons.stocks[coupon.stock_id]
        return {
            "coupon_id": coupon.coupon_id, "name": stock.name, "scope": "GLOBAL", "type": "CASH",
            "amount": payment.coupon_amount, "stock_id": stock.stock_id, "wechatpay_contribute": 0,
            "merchant_contribute": payment.coupon_amount, "other_contribute": 0, "currency": "CNY",
        }  # fmt: skip

    @staticmethod
    def _again(known: Payment, fingerprint: str) -> str:
        if known.state in ("SUCCESS", "REFUND"):
            raise PayError(400, "ORDERPAID", "该订单已支付", 268_498_689)
        if known.state == "CLOSED":
            raise PayError(400, "ORDER_CLOSED", "订单已关闭", 268_447_914)
        if known.fingerprint != fingerprint:
            raise PayError(400, "INVALID_REQUEST", "请求重入时，参数与首次请求时不一致。", 268_498_688)
        return known.prepay_id
