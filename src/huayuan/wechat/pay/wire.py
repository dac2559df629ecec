"""What goes over the wire, as far as we read it. Unknown fields are ignored; absent ones are neutral. Money is 分."""

from __future__ import annotations

from datetime import datetime

import msgspec


class Said(msgspec.Struct):
    """A refusal."""

    code: str = ""
    message: str = ""


class Prepared(msgspec.Struct):
    prepay_id: str = ""


class Amount(msgspec.Struct):
    total: int = 0
    payer_total: int = 0
    refund: int = 0


class Payer(msgspec.Struct):
    openid: str = ""


class Promotion(msgspec.Struct):
    coupon_id: str = ""
    stock_id: str = ""
    amount: int = 0


class Transaction(msgspec.Struct):
    """`trade_state`: SUCCESS, REFUND, NOTPAY, CLOSED, REVOKED, USERPAYING, PAYERROR, ACCEPT."""

    out_trade_no: str
    trade_state: str
    transaction_id: str = ""
    appid: str = ""
    success_time: datetime | None = None
    payer: Payer = msgspec.field(default_factory=Payer)
    amount: Amount = msgspec.field(default_factory=Amount)
    promotion_detail: list[Promotion] = []


class Refund(msgspec.Struct):
    """An answer has `status`, a notification `refund_status`: SUCCESS, CLOSED, PROCESSING, ABNORMAL."""

    out_refund_no: str
    out_trade_no: str = ""
    refund_id: str = ""
    status: str = ""
    refund_status: str = ""
    success_time: datetime | None = None
    amount: Amount = msgspec.field(default_factory=Amount)


class Transfer(msgspec.Struct):
    """`state`: ACCEPTED, PROCESSING, WAIT_USER_CONFIRM, TRANSFERING, SUCCESS, FAIL, CANCELING, CANCELLED."""

    out_bill_no: str
    state: str
    transfer_bill_no: str = ""
    package_info: str = ""
    fail_reason: str = ""
    update_time: datetime | None = None


class MadeStock(msgspec.Struct):
    stock_id: str


class Stock(msgspec.Struct):
    """`status`: unactivated, audit, running, stoped, paused."""

    stock_id: str
    status: str = ""
    distributed_coupons: int = 0


class SentCoupon(msgspec.Struct):
    coupon_id: str


class Consumed(msgspec.Struct):
    consume_time: datetime | None = None
    transaction_id: str = ""


class Coupon(msgspec.Struct):
    coupon_id: str
    stock_id: str = ""
    status: str = ""
    consume_information: Consumed = msgspec.field(default_factory=Consumed)


class SealedCertificate(msgspec.Struct):
    nonce: str
    ciphertext: str
    associated_data: str = ""
    algorithm: str = "AEAD_AES_256_GCM"


class Certificate(msgspec.Struct):
    serial_no: str
    encrypt_certificate: SealedCertificate


class Certificates(msgspec.Struct):
    data: list[Certificate] = []


class CallbackAddress(msgspec.Struct):
    notify_url: str = ""


class Nothing(msgspec.Struct):
    """HTTP 204."""
