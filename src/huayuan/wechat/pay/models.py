"""Tables of the pay connector. Money is 分. An openid is emptied when its person is erased; the entry stays."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from huayuan.kernel.db import Base, UtcDateTime


class PayOrderRow(Base):
    __tablename__ = "pay_order"
    connection_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    number: Mapped[str] = mapped_column(String(32), primary_key=True)
    appid: Mapped[str] = mapped_column(String(32))
    openid: Mapped[str] = mapped_column(String(64))
    description: Mapped[str] = mapped_column(String(127))
    amount: Mapped[int] = mapped_column(BigInteger)
    state: Mapped[str] = mapped_column(String(16))
    prepay_id: Mapped[str] = mapped_column(String(64), default="")
    transaction_id: Mapped[str] = mapped_column(String(40), default="")
    payer_total: Mapped[int] = mapped_column(BigInteger, default=0)
    refunded: Mapped[int] = mapped_column(BigInteger, default=0)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    paid_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ask_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    __table_args__ = (Index("ix_pay_order_ask", "ask_at"), Index("ix_pay_order_of", "openid"))


class PayRefundRow(Base):
    __tablename__ = "pay_refund"
    connection_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    number: Mapped[str] = mapped_column(String(64), primary_key=True)
    order_number: Mapped[str] = mapped_column(String(32))
    amount: Mapped[int] = mapped_column(BigInteger)
    reason: Mapped[str] = mapped_column(String(80))
    status: Mapped[str] = mapped_column(String(16))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    done_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ask_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    __table_args__ = (
        Index("ix_pay_refund_ask", "ask_at"),
        Index("ix_pay_refund_of", "connection_id", "order_number"),
    )


class PayTransferRow(Base):
    __tablename__ = "pay_transfer"
    connection_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    number: Mapped[str] = mapped_column(String(32), primary_key=True)
    appid: Mapped[str] = mapped_column(String(32))
    openid: Mapped[str] = mapped_column(String(64))
    amount: Mapped[int] = mapped_column(BigInteger)
    remark: Mapped[str] = mapped_column(String(32))
    scene: Mapped[str] = mapped_column(String(36))
    state: Mapped[str] = mapped_column(String(20))
    package_info: Mapped[str] = mapped_column(Text, default="")
    fail_reason: Mapped[str] = mapped_column(String(64), default="")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ask_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    __table_args__ = (Index("ix_pay_transfer_ask", "ask_at"), Index("ix_pay_transfer_of", "openid"))


class PayStockRow(Base):
    """A batch of coupons. `stock_id` is empty until the platform has made it."""

    __tablename__ = "pay_stock"
    connection_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    number: Mapped[str] = mapped_column(String(64), primary_key=True)
    stock_id: Mapped[str] = mapped_column(String(20), default="")
    name: Mapped[str] = mapped_column(String(20))
    amount: Mapped[int] = mapped_column(BigInteger)
    minimum: Mapped[int] = mapped_column(BigInteger)
    count: Mapped[int] = mapped_column(Integer)
    per_user: Mapped[int] = mapped_column(Integer)
    begins_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime)
    status: Mapped[str] = mapped_column(String(16))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class PayCouponRow(Base):
    __tablename__ = "pay_coupon"
    connection_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    number: Mapped[str] = mapped_column(String(64), primary_key=True)
    stock_id: Mapped[str] = mapped_column(String(20))
    coupon_id: Mapped[str] = mapped_column(String(40), default="")
    appid: Mapped[str] = mapped_column(String(32))
    openid: Mapped[str] = mapped_column(String(64))
    state: Mapped[str] = mapped_column(String(16))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    __table_args__ = (
        Index("ix_pay_coupon_id", "connection_id", "coupon_id"),
        Index("ix_pay_coupon_of", "openid"),
    )


class PayCertificateRow(Base):
    """A certificate of the platform, by which answers and notifications are verified."""

    __tablename__ = "pay_certificate"
    connection_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    serial: Mapped[str] = mapped_column(String(64), primary_key=True)
    pem: Mapped[str] = mapped_column(Text)
    learnt_at: Mapped[datetime] = mapped_column(UtcDateTime)
