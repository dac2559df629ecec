"""What WeChat Pay stores for one merchant. Plain data, so a state file can hold it. Money is 分."""

from __future__ import annotations

from typing import Any

import msgspec


class Credentials(msgspec.Struct, frozen=True):
    """What an administrator copies from the merchant console, and the certificate of the platform."""

    mchid: str
    api_v3_key: str
    merchant_serial: str
    merchant_private_key: str
    platform_serial: str
    platform_certificate: str
    public_key_id: str
    public_key: str
    appids: list[str]


class Payment(msgspec.Struct):
    """An order. `notify_url` is empty for those that the world only entered in the books."""

    out_trade_no: str
    transaction_id: str
    appid: str
    openid: str
    person: int
    description: str
    amount: int
    attach: str
    notify_url: str
    prepay_id: str
    created_at: float
    expires_at: float
    fingerprint: str
    state: str = "NOTPAY"
    paid_at: float = 0.0
    payer_total: int = 0
    refunded: int = 0
    refunds: int = 0
    coupon_id: str = ""
    coupon_amount: int = 0


class Refund(msgspec.Struct):
    out_refund_no: str
    refund_id: str
    out_trade_no: str
    amount: int
    reason: str
    notify_url: str
    created_at: float
    fingerprint: str
    status: str = "PROCESSING"
    done_at: float = 0.0


class Transfer(msgspec.Struct):
    out_bill_no: str
    transfer_bill_no: str
    appid: str
    openid: str
    person: int
    scene: str
    amount: int
    remark: str
    notify_url: str
    created_at: float
    updated_at: float
    fingerprint: str
    state: str = "WAIT_USER_CONFIRM"
    package_info: str = ""
    fail_reason: str = ""


class Stock(msgspec.Struct):
    """A coupon batch. `rule` is the stock_use_rule as it was given."""

    stock_id: str
    name: str
    out_request_no: str
    begins_at: str
    ends_at: str
    rule: dict[str, Any]
    amount: int
    minimum: int
    no_cash: bool
    created_at: float
    status: str = "unactivated"
    started_at: float = 0.0
    stopped_at: float = 0.0
    sent: int = 0


class Coupon(msgspec.Struct):
    coupon_id: str
    stock_id: str
    appid: str
    openid: str
    out_request_no: str
    created_at: float
    status: str = "SENDED"
    used_at: float = 0.0
    transaction_id: str = ""


class Notice(msgspec.Struct, frozen=True):
    """A notification before it is sealed. `probe` = sent with a false signature that must be refused."""

    at: float
    url: str
    event_type: str
    original_type: str
    summary: str
    resource: dict[str, Any]
    probe: bool = False


class MerchantRecord(msgspec.Struct):
    payments: list[Payment]
    refunds: list[Refund]
    transfers: list[Transfer]
    stocks: list[Stock]
    coupons: list[Coupon]
    balance: int
    coupon_url: str
    made: int
