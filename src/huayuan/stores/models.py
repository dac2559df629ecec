"""Tables of stores."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Boolean, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from huayuan.kernel.db import Base, BigId, UtcDateTime


class RegionRow(Base):
    """大区. `account` and `department_id` name the department of the corp that it mirrors."""

    __tablename__ = "region"
    id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=True)
    account: Mapped[str] = mapped_column(String(64), default="")
    department_id: Mapped[str] = mapped_column(String(64))
    name: Mapped[str] = mapped_column(String(120))

    __table_args__ = (Index("uq_region_department", "account", "department_id", unique=True),)


class StoreRow(Base):
    """门店."""

    __tablename__ = "store"
    id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=True)
    account: Mapped[str] = mapped_column(String(64), default="")
    department_id: Mapped[str] = mapped_column(String(64))
    name: Mapped[str] = mapped_column(String(120))
    region_id: Mapped[int | None] = mapped_column(ForeignKey("region.id"))

    __table_args__ = (Index("uq_store_department", "account", "department_id", unique=True),)


class StaffRow(Base):
    """导购: one account in one corp."""

    __tablename__ = "staff"
    id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=True)
    account: Mapped[str] = mapped_column(String(64))
    userid: Mapped[str] = mapped_column(String(64))
    name: Mapped[str] = mapped_column(String(120))
    alias: Mapped[str] = mapped_column(String(120), default="")
    store_id: Mapped[int | None] = mapped_column(ForeignKey("store.id"))
    active: Mapped[bool] = mapped_column(Boolean, default=True)
    serves: Mapped[bool] = mapped_column(Boolean, default=True)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (
        Index("uq_staff_account_userid", "account", "userid", unique=True),
        Index("ix_staff_store", "store_id"),
    )
