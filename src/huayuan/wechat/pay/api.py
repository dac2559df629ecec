"""The door of the pay connector. What changes money calls the platform: `Cashier`, `Payouts`, `Vouchers` are services."""

from __future__ import annotations

from collections.abc import Sequence

from huayuan.kernel.privacy import PrivacyHooks
from huayuan.kernel.unit_of_work import Transaction
from huayuan.wechat.pay import store
from huayuan.wechat.pay.cashier import Cashier
from huayuan.wechat.pay.contracts import Coupon, Order, Refund, Stock, Transfer, Wanted
from huayuan.wechat.pay.models import PayCouponRow, PayOrderRow, PayRefundRow, PayStockRow, PayTransferRow
from huayuan.wechat.pay.payees import payee_of, people_of
from huayuan.wechat.pay.payouts import Payouts
from huayuan.wechat.pay.vouchers import Vouchers

__all__ = [
    "PRIVACY", "Cashier", "Payouts", "Vouchers", "coupons", "coupons_by_stock",
    "orders", "payee_of", "people_of", "refunds", "stocks", "transfers",
]  # fmt: skip


def orders(
    tx: Transaction, connection_id: int, wanted: Wanted, limit: int, offset: int
) -> tuple[list[Order], int]:
    """Newest first, and the number of all; so are the others."""
    rows, total = store.page(tx.session, PayOrderRow, connection_id, wanted, limit, offset)
    return [store.order(row) for row in rows], total


def refunds(
    tx: Transaction, connection_id: int, wanted: Wanted, limit: int, offset: int
) -> tuple[list[Refund], int]:
    rows, total = store.page(tx.session, PayRefundRow, connection_id, wanted, limit, offset)
    return [store.refund(row) for row in rows], total


def transfers(
    tx: Transaction, connection_id: int, wanted: Wanted, limit: int, offset: int
) -> tuple[list[Transfer], int]:
    rows, total = store.page(tx.session, PayTransferRow, connection_id, wanted, limit, offset)
    return [store.transfer(row) for row in rows], total


def stocks(
    tx: Transaction, connection_id: int, wanted: Wanted, limit: int, offset: int
) -> tuple[list[Stock], int]:
    rows, total = store.page(tx.session, PayStockRow, connection_id, wanted, limit, offset)
    return [store.stock(row) for row in rows], total


def coupons(
    tx: Transaction, connection_id: int, wanted: Wanted, limit: int, offset: int
) -> tuple[list[Coupon], int]:
    rows, total = store.page(tx.session, PayCouponRow, connection_id, wanted, limit, offset)
    return [store.coupon(row) for row in rows], total


def coupons_by_stock(
    tx: Transaction, connection_id: int, stock_ids: Sequence[str]
) -> dict[tuple[str, str], int]:
    """(batch of the platform, state) → coupons."""
    return store.coupons_by_stock(tx.session, connection_id, stock_ids)


# Payments stand in the person's events and orders.
PRIVACY = PrivacyHooks.without_rows("wechat.pay")


@PRIVACY.forget
def _forget(tx: Transaction, identifiers: Sequence[tuple[str, str, str]]) -> int:
    """Whose payments they were; the entries stay for the books."""
    known = [(account, value) for kind, value, account in identifiers if kind in ("mp_openid", "oa_openid")]
    return sum(store.forget_openid(tx.session, account, value) for account, value in known)
