"""Tables of RFM."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Boolean, Index, Integer, SmallInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from huayuan.kernel.db import Base, BigId, Json, UtcDateTime


class PersonRfmRow(Base):
    """The cell of a person who bought within the window, and what it rests on. `revenue` in 分.

    `due_at`: when to look again although nothing was bought, not later than anything may change. Both it and
    `last_order_at` in microseconds since 1970. `computed_at`: when this line was last written.
    """

    __tablename__ = "person_rfm"
    person_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    r: Mapped[int] = mapped_column(SmallInteger)
    f: Mapped[int] = mapped_column(SmallInteger)
    m: Mapped[int] = mapped_column(SmallInteger)
    orders: Mapped[int] = mapped_column(Integer)
    revenue: Mapped[int] = mapped_column(BigInteger)
    last_order_at: Mapped[int] = mapped_column(BigInteger)
    due_at: Mapped[int] = mapped_column(BigInteger)
    computed_at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (
        Index("ix_person_rfm_cell", "r", "f", "m", "revenue", "person_id"),
        Index("ix_person_rfm_due", "due_at"),
    )


class RfmSnapshotRow(Base):
    """Thresholds as they were taken at `at`; the newest holds until the next, so that cells do not jitter."""

    __tablename__ = "rfm_snapshot"
    id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    thresholds: Mapped[dict[str, Any]] = mapped_column(Json)
    window_days: Mapped[int] = mapped_column(Integer)
    people: Mapped[int] = mapped_column(Integer)
    counted: Mapped[bool] = mapped_column(Boolean)  # everybody has been scored with it

    __table_args__ = (Index("ix_rfm_snapshot_at", "at"),)


class RfmSettingsRow(Base):
    """One row: the settings as they were last changed."""

    __tablename__ = "rfm_settings"
    id: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    version: Mapped[int] = mapped_column(BigInteger)
    settings: Mapped[dict[str, Any]] = mapped_column(Json)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_by: Mapped[str] = mapped_column(String(120))
