"""代金券: batches, coupons sent to people, and their use at payment."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from huayuan_sandbox.services.pay.call import Call
from huayuan_sandbox.services.pay.errors import PayError, bad_parameter, not_enough, not_found, refused
from huayuan_sandbox.services.pay.models import Coupon, Notice, Stock
from huayuan_sandbox.services.pay.times import rfc3339

if TYPE_CHECKING:
    from huayuan_sandbox.services.pay.merchant import Merchant

_LONGEST = 90 * 86_400
_PER_USER = 60


class CouponDesk:
    def __init__(self, merchant: Merchant) -> None:
        self._merchant = merchant
        self.stocks: dict[str, Stock] = {}
        self.coupons: dict[str, Coupon] = {}
        self.notify_url = ""
        self._by_request: dict[str, str] = {}

    def create_stock(self, call: Call) -> Stock:
        """Raises PARAM_ERROR, and INVALID_REQUEST when the rules contradict each other."""
        number = call.text("out_request_no", 128)
        for stock in self.stocks.values():
            if stock.out_request_no == number:
                return stock
        begins, ends = call.time("available_begin_time"), call.time("available_end_time")
        if not begins or not begins < ends <= begins + _LONGEST:
            raise bad_parameter("available_begin_time, available_end_time")
        rule, use = call.part("stock_use_rule"), call.part("coupon_use_rule")
        amount, minimum = self._coupon_rule(call, use)
        self._check_rule(call, rule, amount)
        stock = Stock(
            self._merchant.number("10", 8), call.text("stock_name", 20), number,
            str(call.body["available_begin_time"]), str(call.body["available_end_time"]), rule, amount, minimum,
            bool(call.body.get("no_cash")), call.now,
        )  # fmt: skip
        self.stocks[stock.stock_id] = stock
        return stock

    def move(self, stock: Stock, to: str, now: float) -> None:
        """unactivated → running → paused → running. Raises INVALID_REQUEST."""
        allowed = {("unactivated", "running"), ("running", "paused"), ("paused", "running")}
        if (stock.status, to) not in allowed:
            raise refused("批次状态不允许")
        stock.status = to
        if to == "running":
            stock.started_at = stock.started_at or now
        else:
            stock.stopped_at = now

    def send(self, call: Call, openid: str) -> Coupon:
        """The same out_request_no gives the same coupon."""
        stock = self.stock(call.text("stock_id", 20))
        appid = call.text("appid", 128)
        self._merchant.payer(appid, openid)
        number = call.text("out_request_no", 128, pattern=r"[0-9A-Za-z_\-|*@]{1,128}")
        if number in self._by_request:
            return self.coupons[self._by_request[number]]
        if call.text("stock_creator_mchid", 20, required=False) not in ("", self._merchant.mchid):
            raise PayError(403, "NO_AUTH", "没有该批次的发放权限")
        if stock.status != "running":
            raise refused("批次未激活或已暂停")
        if stock.sent >= int(stock.rule["max_coupons"]):
            raise not_enough()
        owned = sum(one.openid == openid and one.stock_id == stock.stock_id for one in self.coupons.values())
        if owned >= int(stock.rule["max_coupons_per_user"]):
            raise PayError(403, "RULE_LIMIT", "用户已达领取上限")
        coupon = Coupon(self._merchant.number("98", 10), stock.stock_id, appid, openid, number, call.now)
        self.coupons[coupon.coupon_id] = coupon
        self._by_request[number] = coupon.coupon_id
        stock.sent += 1
        return coupon

    def usable(self, openid: str, amount: int, at: float) -> Coupon | None:
        """The most valuable coupon of this person that fits the amount."""
        fitting = []
        for coupon in self.coupons.values():
            stock = self.stocks[coupon.stock_id]
            lasts = _unix(stock.begins_at) <= at <= _unix(stock.ends_at)
            if coupon.openid == openid and coupon.status == "SENDED" and lasts and amount >= stock.minimum:
                fitting.append(coupon)
        return max(fitting, key=lambda one: self.stocks[one.stock_id].amount, default=None)

    def use(self, coupon: Coupon, transaction_id: str, at: float) -> None:
        coupon.status, coupon.used_at, coupon.transaction_id = "USED", at, transaction_id
        self._merchant.notify(
            Notice(at, self.notify_url, "COUPON.USE", "coupon", "代金券核销通知", self.shown(coupon))
        )

    def stock(self, stock_id: str) -> Stock:
        """Raises RESOURCE_NOT_EXISTS."""
        if stock_id not in self.stocks:
            raise not_found("批次")
        return self.stocks[stock_id]

    def coupon(self, coupon_id: str, openid: str) -> Coupon:
        """Raises RESOURCE_NOT_EXISTS."""
        found = self.coupons.get(coupon_id)
        if found is None or found.openid != openid:
            raise not_found("代金券")
        return found

    def restore(self, stocks: list[Stock], coupons: list[Coupon], notify_url: str) -> None:
        self.stocks = {one.stock_id: one for one in stocks}
        self.coupons = {one.coupon_id: one for one in coupons}
        self._by_request = {one.out_request_no: one.coupon_id for one in coupons}
        self.notify_url = notify_url

    def shown(self, coupon: Coupon) -> dict[str, Any]:
        stock = self.stocks[coupon.stock_id]
        shown: dict[str, Any] = {
            "coupon_id": coupon.coupon_id, "stock_id": coupon.stock_id,
            "stock_creator_mchid": self._merchant.mchid, "coupon_name": stock.name, "coupon_type": "NORMAL",
            "out_request_no": coupon.out_request_no, "status": coupon.status, "description": "",
            "available_begin_time": stock.begins_at, "available_end_time": stock.ends_at,
            "create_time": rfc3339(coupon.created_at), "no_cash": stock.no_cash, "singleitem": False,
            "normal_coupon_information": {
                "coupon_amount": stock.amount, "transaction_minimum": stock.minimum,
            },
        }  # fmt: skip
        if coupon.used_at:
            shown["consume_information"] = {
                "consume_time": rfc3339(coupon.used_at), "consume_mchid": self._merchant.mchid,
                "transaction_id": coupon.transaction_id,
            }  # fmt: skip
        return shown

    def shown_stock(self, stock: Stock) -> dict[str, Any]:
        rule = {
            **stock.rule,
            "fixed_normal_coupon": {"coupon_amount": stock.amount, "transaction_minimum": stock.minimum},
            "coupon_type": "NORMAL",
        }
        shown: dict[str, Any] = {
            "stock_id": stock.stock_id, "stock_name": stock.name, "stock_type": "NORMAL",
            "stock_creator_mchid": self._merchant.mchid, "status": stock.status, "description": "",
            "available_begin_time": stock.begins_at, "available_end_time": stock.ends_at, "stock_use_rule": rule,
            "distributed_coupons": stock.sent, "no_cash": stock.no_cash, "singleitem": False,
            "create_time": rfc3339(stock.created_at),
        }  # fmt: skip
        if stock.started_at:
            shown["start_time"] = rfc3339(stock.started_at)
        return shown

    @staticmethod
    def _coupon_rule(call: Call, use: dict[str, Any]) -> tuple[int, int]:
        fixed = use.get("fixed_normal_coupon")
        if not isinstance(fixed, dict):
            raise bad_parameter("coupon_use_rule.fixed_normal_coupon")
        amount = call.money(fixed.get("coupon_amount"), "coupon_amount")
        minimum = call.money(fixed.get("transaction_minimum"), "transaction_minimum")
        if minimum <= amount:
            raise bad_parameter("transaction_minimum", "门槛须大于面额")
        return amount, minimum

    @staticmethod
    def _check_rule(call: Call, rule: dict[str, Any], amount: int) -> None:
        coupons = call.money(rule.get("max_coupons"), "max_coupons")
        budget = call.money(rule.get("max_amount"), "max_amount")
        per_user = call.money(rule.get("max_coupons_per_user"), "max_coupons_per_user")
        if per_user > _PER_USER:
            raise bad_parameter("max_coupons_per_user")
        if budget != coupons * amount:
            raise refused("预算须等于面额乘以数量")


def _unix(text: str) -> float:
    return datetime.fromisoformat(text).timestamp()
