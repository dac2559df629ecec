"""The table of acquisition links."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Boolean, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from huayuan.kernel.db import Base, BigId, Json, UtcDateTime


class AcquisitionLinkRow(Base):
    """获客链接. A deleted one is kept: who came through it keeps the channel. `asked_at` without a `link_id`: an answer was
    lost."""

    __tablename__ = "wecom_acquisition_link"
    id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=True)
    connection_id: Mapped[int] = mapped_column(BigInteger)
    account: Mapped[str] = mapped_column(String(64))
    name: Mapped[str] = mapped_column(String(30))
    channel: Mapped[str] = mapped_column(String(60))
    staff_ids: Mapped[list[int]] = mapped_column(Json)
    skip_verify: Mapped[bool] = mapped_column(Boolean)
    state: Mapped[str] = mapped_column(String(30), unique=True)
    status: Mapped[str] = mapped_column(String(12))
    link_id: Mapped[str | None] = mapped_column(String(64))
    url: Mapped[str | None] = mapped_column(Text)
    customers: Mapped[int] = mapped_column(Integer, default=0)
    asked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    error: Mapped[dict[str, Any] | None] = mapped_column(Json)
    read_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (Index("ix_wecom_acquisition_link_id", "account", "link_id"),)
