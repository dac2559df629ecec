"""The table of transfers."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Boolean, Index, Integer, String, text
from sqlalchemy.orm import Mapped, mapped_column

from huayuan.kernel.db import Base, BigId, UtcDateTime

OPEN = text("state in ('asking', 'waiting')")


class TransferRow(Base):
    """One customer on the way from one member of staff to another; at most one open one of a friendship."""

    __tablename__ = "wecom_transfer"
    id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=True)
    connection_id: Mapped[int] = mapped_column(BigInteger)
    account: Mapped[str] = mapped_column(String(64))
    resigned: Mapped[bool] = mapped_column(Boolean)
    handover: Mapped[str] = mapped_column(String(64))
    takeover: Mapped[str] = mapped_column(String(64))
    external_userid: Mapped[str] = mapped_column(String(64))
    person_id: Mapped[int | None] = mapped_column(BigInteger, index=True)
    origin_person_id: Mapped[int | None] = mapped_column(BigInteger, index=True)
    message: Mapped[str] = mapped_column(String(200), default="")
    state: Mapped[str] = mapped_column(String(12))
    errcode: Mapped[int | None] = mapped_column(Integer)
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    __table_args__ = (
        Index(
            "uq_wecom_transfer_open",
            "account",
            "handover",
            "external_userid",
            unique=True,
            sqlite_where=OPEN,
            postgresql_where=OPEN,
        ),
        Index("ix_wecom_transfer_pair", "connection_id", "handover", "takeover", "state"),
    )
