"""Payments as the console and the brand's systems see them. Money is 分; openids are not shown."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, Field

from huayuan.wechat.connections.contracts import AccountOption
from huayuan.wechat.pay.contracts import Coupon, Order, Transfer
from huayuan.wechat.pay.limits import COUPONS_PER_USER, TRANSFER_LEAST

Move = Literal["start", "pause", "restart"]
Money = Annotated[int, Field(ge=1, le=100_000_000_00)]
OrderNumber = Annotated[str, Field(min_length=6, max_length=32, pattern=r"^[0-9A-Za-z_\-|*]+$")]
RefundNumber = Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[0-9A-Za-z_\-|*@]+$")]
BillNumber = Annotated[str, Field(min_length=1, max_length=32, pattern=r"^[0-9A-Za-z]+$")]


class Paid(BaseModel):
    """Somebody who pays or is paid, as far as the caller may see them."""

    person_id: int | None = None
    person_name: str | None = None


class Merchants(BaseModel):
    """The merchant numbers, and the apps in which people pay and are paid."""

    items: list[AccountOption]
    apps: list[AccountOption]


class TransferScene(BaseModel):
    """`report`: what must be said about a transfer of this scene, in this order."""

    scene: str
    report: list[str]


class TransferScenes(BaseModel):
    items: list[TransferScene]
    name_from: int


class PayeeIn(BaseModel):
    """Somebody in one app: by openid, or by the number of their person."""

    appid: Annotated[str, Field(min_length=4, max_length=32)]
    openid: Annotated[str, Field(max_length=64)] = ""
    person_id: int | None = None


class OrderIn(PayeeIn):
    number: OrderNumber
    amount: Money
    description: Annotated[str, Field(min_length=1, max_length=127)]


class PayOrderOut(Paid):
    number: str
    appid: str
    amount: int
    description: str
    state: str
    transaction_id: str
    payer_total: int
    refunded: int
    created_at: datetime
    expires_at: datetime
    paid_at: datetime | None

    @classmethod
    def of(cls, one: Order) -> "PayOrderOut":
        return cls(
            number=one.number, appid=one.payer.appid, amount=one.amount, description=one.description, state=one.state,
            transaction_id=one.transaction_id, payer_total=one.payer_total, refunded=one.refunded,
            created_at=one.created_at, expires_at=one.expires_at, paid_at=one.paid_at,
        )  # fmt: skip


class OrderPage(BaseModel):
    items: list[PayOrderOut]
    total: int


class Prepared(BaseModel):
    order: PayOrderOut
    client: dict[str, str]


class RefundIn(BaseModel):
    number: RefundNumber
    order_number: OrderNumber
    amount: Money
    reason: Annotated[str, Field(max_length=80)] = ""


class RefundOut(BaseModel):
    number: str
    order_number: str
    amount: int
    reason: str
    status: str
    created_at: datetime
    done_at: datetime | None


class RefundPage(BaseModel):
    items: list[RefundOut]
    total: int


class ReportIn(BaseModel):
    name: Annotated[str, Field(min_length=1, max_length=15)]
    text: Annotated[str, Field(min_length=1, max_length=32)]


class PayTransferIn(PayeeIn):
    """`scene` as approved by WeChat Pay (1000 cash marketing, 1005 commission, 1011 compensation …)."""

    number: BillNumber
    amount: Annotated[int, Field(ge=TRANSFER_LEAST, le=100_000_000_00)]
    remark: Annotated[str, Field(min_length=1, max_length=32)]
    scene: Annotated[str, Field(min_length=1, max_length=36)]
    report: Annotated[list[ReportIn], Field(max_length=6)]
    real_name: Annotated[str, Field(max_length=64)] = ""


class PayTransferOut(Paid):
    number: str
    appid: str
    amount: int
    remark: str
    state: str
    package_info: str
    fail_reason: str
    created_at: datetime
    updated_at: datetime

    @classmethod
    def of(cls, one: Transfer) -> "PayTransferOut":
        return cls(
            number=one.number, appid=one.payee.appid, amount=one.amount, remark=one.remark, state=one.state,
            package_info=one.package_info, fail_reason=one.fail_reason, created_at=one.created_at,
            updated_at=one.updated_at,
        )  # fmt: skip


class PayTransferPage(BaseModel):
    items: list[PayTransferOut]
    total: int


class StockIn(BaseModel):
    """A batch of coupons: `amount` off from `minimum` on."""

    number: RefundNumber
    name: Annotated[str, Field(min_length=1, max_length=20)]
    amount: Money
    minimum: Money
    count: Annotated[int, Field(ge=1, le=10_000_000)]
    per_user: Annotated[int, Field(ge=1, le=COUPONS_PER_USER)] = 1
    begins_at: AwareDatetime
    ends_at: AwareDatetime


class StockOut(BaseModel):
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
    sent: int = 0
    used: int = 0


class StockPage(BaseModel):
    items: list[StockOut]
    total: int


class CouponIn(PayeeIn):
    number: RefundNumber
    stock_number: RefundNumber


class CouponOut(Paid):
    number: str
    stock_id: str
    coupon_id: str
    appid: str
    state: str
    created_at: datetime
    used_at: datetime | None

    @classmethod
    def of(cls, one: Coupon) -> "CouponOut":
        return cls(
            number=one.number, stock_id=one.stock_id, coupon_id=one.coupon_id, appid=one.payee.appid, state=one.state,
            created_at=one.created_at, used_at=one.used_at,
        )  # fmt: skip


class CouponPage(BaseModel):
    items: list[CouponOut]
    total: int
