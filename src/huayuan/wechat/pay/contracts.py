"""Values that cross the door of the pay connector. Money is 分."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

# Topics for features that wait for money; payload: connection_id, number, amount, openid, appid (and state of a transfer)
ORDER_PAID, REFUND_DONE, TRANSFER_ENDED, COUPON_USED = (
    "pay.order_paid", "pay.refund_done", "pay.transfer_ended", "pay.coupon_used",
)  # fmt: skip
TRANSFER_FINAL = frozenset({"SUCCESS", "FAIL", "CANCELLED"})


@dataclass(frozen=True, slots=True)
class Payee:
    """Somebody in one app."""

    appid: str
    openid: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries of a list: in one of `states` (empty: any), with a number that begins so."""

    states: tuple[str, ...] = ()
    number: str = ""


@dataclass(frozen=True, slots=True)
class NewOrder:
    """`number` is ours: 6 to 32 letters, digits, _ - | *; the same number is the same order."""

    number: str
    payer: Payee
    amount: int
    description: str


@dataclass(frozen=True, slots=True)
class Order:
    """`state`: preparing, NOTPAY, SUCCESS, REFUND, CLOSED, PAYERROR; `refunded` counts what was asked for."""

    number: str
    payer: Payee
    amount: int
    description: str
    state: str
    prepay_id: str
    transaction_id: str
    payer_total: int
    refunded: int
    created_at: datetime
    expires_at: datetime
    paid_at: datetime | None


@dataclass(frozen=True, slots=True)
class NewRefund:
    number: str
    order_number: str
    amount: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Refund:
    """`status`: asking, PROCESSING, SUCCESS, CLOSED, ABNORMAL, refused."""

    number: str
    order_number: str
    amount: int
    reason: str
    status: str
    created_at: datetime
    done_at: datetime | None


@dataclass(frozen=True, slots=True)
class NewTransfer:
    """`number`: letters and digits only. `report`: (name, text) as the scene demands; `real_name` from 2,000 yuan."""

    number: str
    payee: Payee
    amount: int
    remark: str
    scene: str
    report: tuple[tuple[str, str], ...]
    real_name: str = ""


@dataclass(frozen=True, slots=True)
class Transfer:
    """`state`: asking, ACCEPTED, PROCESSING, WAIT_USER_CONFIRM, TRANSFERING, SUCCESS, FAIL, CANCELING, CANCELLED, refused.

    `package_info` opens the page on which the receiver takes the money (wx.requestMerchantTransfer).
    """

    number: str
    payee: Payee
    amount: int
    remark: str
    state: str
    package_info: str
    fail_reason: str
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class NewStock:
    """A batch of coupons: `amount` off from `minimum` on; `count` in all, `per_user` each."""

    number: str
    name: str
    amount: int
    minimum: int
    count: int
    per_user: int
    begins_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Stock:
    number: str
    stock_id: str
    name: str
    amount: int
    minimum: int
    count: int
    per_user: int
    begins_at: datetime
    ends_at: datetime
    status: str


@dataclass(frozen=True, slots=True)
class Coupon:
    """`state`: asking, SENDED, USED, refused."""

    number: str
    stock_id: str
    coupon_id: str
    payee: Payee
    state: str
    created_at: datetime
    used_at: datetime | None
