"""What the platform tells of orders, refunds, transfers and coupons, written once and told once.

Notifications and questions say the same things in any order and more than once: a final state is not left again, and
every event and topic follows the step into it.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from huayuan.events import api as events
from huayuan.events.contracts import NewEvent
from huayuan.kernel.ids import event_uuid
from huayuan.kernel.unit_of_work import Transaction
from huayuan.wechat.connections.api import Connections
from huayuan.wechat.pay import store, wire
from huayuan.wechat.pay.contracts import (
    COUPON_USED,
    ORDER_PAID,
    REFUND_DONE,
    TRANSFER_ENDED,
    TRANSFER_FINAL,
    Payee,
)
from huayuan.wechat.pay.limits import ASK_AFTER
from huayuan.wechat.pay.models import PayCouponRow, PayOrderRow, PayRefundRow, PayTransferRow

_PAID = ("SUCCESS", "REFUND")
_OVER = ("CLOSED", "REVOKED", "PAYERROR")
_REFUND_FINAL = ("SUCCESS", "CLOSED")


class Books:
    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    # ---- what is told

    def placed(self, tx: Transaction, connection_id: int, row: PayOrderRow) -> None:
        amount = {
            "order_no": row.number,
            "amount": row.amount,
            "items": [{"name": row.description, "quantity": 1, "price": row.amount}],
        }
        self._tell(
            tx, connection_id, "order_placed", row.number, _payee(row), row.created_at, amount, row.amount
        )

    def transaction(self, tx: Transaction, connection_id: int, told: wire.Transaction) -> None:
        """An order's state. Orders that we did not prepare are none of ours."""
        row = store.locked(tx.session, PayOrderRow, connection_id, told.out_trade_no)
        if row is None or row.state in _PAID:
            if row is not None and told.trade_state == "REFUND":
                row.state = "REFUND"
            return
        if told.trade_state in _PAID:
            row.state, row.transaction_id = told.trade_state, told.transaction_id
            row.payer_total, row.paid_at = told.amount.payer_total, told.success_time or tx.now
            row.ask_at = None
            self._paid(tx, connection_id, row)
        elif told.trade_state in _OVER:
            row.state, row.ask_at = told.trade_state, None
            properties = {"order_no": row.number, "reason": told.trade_state.lower()}
            self._tell(tx, connection_id, "order_cancelled", row.number, _payee(row), tx.now, properties)
        else:
            row.ask_at = tx.now + _longer(tx.now - row.created_at)

    def refund(self, tx: Transaction, connection_id: int, told: wire.Refund) -> None:
        row = store.locked(tx.session, PayRefundRow, connection_id, told.out_refund_no)
        if row is None or row.status in _REFUND_FINAL:
            return
        row.status = told.status or told.refund_status
        row.ask_at = None if row.status in _REFUND_FINAL else tx.now + _longer(tx.now - row.created_at)
        order = store.locked(tx.session, PayOrderRow, connection_id, row.order_number)
        if order is None:
            return
        if row.status == "SUCCESS":
            row.done_at = told.success_time or tx.now
            order.state = "REFUND"
            properties = {
                "order_no": order.number, "refund_no": row.number, "amount": row.amount, "reason": row.reason,
            }  # fmt: skip
            self._tell(
                tx,
                connection_id,
                "order_refunded",
                row.number,
                _payee(order),
                row.done_at,
                properties,
                row.amount,
            )
            _publish(tx, REFUND_DONE, connection_id, row.number, row.amount, _payee(order))
        elif row.status == "CLOSED":
            order.refunded -= row.amount

    def transfer(self, tx: Transaction, connection_id: int, told: wire.Transfer) -> None:
        row = store.locked(tx.session, PayTransferRow, connection_id, told.out_bill_no)
        if row is None or row.state in TRANSFER_FINAL:
            return
        row.state, row.fail_reason = told.state, told.fail_reason[:64]
        row.package_info = told.package_info or row.package_info
        row.updated_at = told.update_time or tx.now
        row.ask_at = None if row.state in TRANSFER_FINAL else tx.now + _longer(tx.now - row.created_at)
        if row.state not in TRANSFER_FINAL:
            return
        row.package_info = ""
        if row.state == "SUCCESS":
            properties = {"kind": "wechat_transfer", "reward_id": row.number, "amount": row.amount}
            self._tell(
                tx,
                connection_id,
                "reward_delivered",
                row.number,
                _payee(row),
                row.updated_at,
                properties,
                row.amount,
            )
        _publish(tx, TRANSFER_ENDED, connection_id, row.number, row.amount, _payee(row), state=row.state)

    def coupon_sent(self, tx: Transaction, connection_id: int, row: PayCouponRow) -> None:
        properties = {"coupon_id": row.coupon_id, "stock_id": row.stock_id, "kind": "wechat"}
        self._tell(tx, connection_id, "coupon_issued", row.number, _payee(row), row.created_at, properties)

    def coupon_used(self, tx: Transaction, connection_id: int, told: wire.Coupon) -> None:
        row = store.coupon_by_id(tx.session, connection_id, told.coupon_id)
        if row is None or row.state == "USED":
            return
        row.state, row.used_at = "USED", told.consume_information.consume_time or tx.now
        properties = {
            "coupon_id": row.coupon_id, "stock_id": row.stock_id, "kind": "wechat",
            "transaction_id": told.consume_information.transaction_id,
        }  # fmt: skip
        self._tell(tx, connection_id, "coupon_redeemed", row.number, _payee(row), row.used_at, properties)
        _publish(tx, COUPON_USED, connection_id, row.number, 0, _payee(row))

    # ---- inside

    def _paid(self, tx: Transaction, connection_id: int, row: PayOrderRow) -> None:
        assert row.paid_at is not None
        properties = {
            "order_no": row.number, "amount": row.amount, "payment": "wechat", "paid_by_customer": row.payer_total,
            "items": [{"name": row.description, "quantity": 1, "price": row.amount}],
        }  # fmt: skip
        self._tell(
            tx, connection_id, "order_paid", row.number, _payee(row), row.paid_at, properties, row.amount
        )
        _publish(tx, ORDER_PAID, connection_id, row.number, row.amount, _payee(row))

    def _tell(
        self,
        tx: Transaction,
        connection_id: int,
        name: str,
        number: str,
        payee: Payee,
        at: datetime,
        properties: dict[str, Any],
        amount: int | None = None,
    ) -> None:
        """Of an app, since its openids are; nothing when the payee has been erased."""
        if not payee.openid:
            return
        account = self._connections.by_id(connection_id).account
        kind = "oa_openid" if self._is_official_account(payee.appid) else "mp_openid"
        events.publish(
            tx,
            NewEvent(
                event_id=event_uuid("pay", name, account, number),
                event=name,
                occurred_at=at,
                ids={kind: payee.openid},
                account=payee.appid,
                channel="wechat_pay",
                amount=amount,
                properties=properties,
            ),
        )

    def _is_official_account(self, appid: str) -> bool:
        return any(one.account == appid for one in self._connections.every("official_account"))


def _payee(row: PayOrderRow | PayTransferRow | PayCouponRow) -> Payee:
    return Payee(row.appid, row.openid)


def _longer(age: Any) -> Any:
    """Asked about at growing distances: after three minutes, then as long again as it has waited."""
    return max(age, ASK_AFTER)


def _publish(
    tx: Transaction, topic: str, connection_id: int, number: str, amount: int, payee: Payee, **more: str
) -> None:
    payload = {"connection_id": connection_id, "number": number, "amount": amount, "appid": payee.appid,
               "openid": payee.openid, **more}  # fmt: skip
    tx.publish(topic, payload)
