"""Tables of commerce."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from huayuan.kernel.db import Base, BigId, Json, UtcDateTime


class OrderRow(Base):
    """An order of a shop (`source`). `said` holds the first statement of each kind; the rest follows."""

    __tablename__ = "orders"
    id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=True)
    source: Mapped[str] = mapped_column(String(128))
    order_no: Mapped[str] = mapped_column(String(120))
    person_id: Mapped[int] = mapped_column(BigInteger)
    origin_person_id: Mapped[int] = mapped_column(BigInteger)
    status: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    placed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    paid_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    shipped_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    received_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    cancelled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    amount: Mapped[int] = mapped_column(BigInteger)
    refunded: Mapped[int] = mapped_column(BigInteger)
    store_id: Mapped[str | None] = mapped_column(String(128))
    staff_id: Mapped[str | None] = mapped_column(String(128))
    channel: Mapped[str | None] = mapped_column(String(128))
    items: Mapped[list[Any]] = mapped_column(Json)
    said: Mapped[dict[str, Any]] = mapped_column(Json)

    __table_args__ = (
        Index("uq_orders_source_order_no", "source", "order_no", unique=True),
        Index("ix_orders_person_at", "person_id", "at"),
        Index("ix_orders_origin", "origin_person_id"),
        Index("ix_orders_at", "at", "id"),
        Index("ix_orders_status_at", "status", "at"),
        Index("ix_orders_amount", "amount", "id"),
        Index("ix_orders_order_no", "order_no"),
    )


class RefundRow(Base):
    """Money given back for an order; `refund_no` is the shop's, or the event id where it gives none."""

    __tablename__ = "refund"
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id", ondelete="CASCADE"), primary_key=True)
    refund_no: Mapped[str] = mapped_column(String(120), primary_key=True)
    amount: Mapped[int | None] = mapped_column(BigInteger)
    refunded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    said: Mapped[dict[str, Any]] = mapped_column(Json)
