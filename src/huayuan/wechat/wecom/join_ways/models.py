"""The table of join ways."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Boolean, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from huayuan.kernel.db import Base, BigId, Json, UtcDateTime


class JoinWayRow(Base):
    """群活码. A deleted one is kept: a printed code is scanned long after, and its joins still have a channel."""

    __tablename__ = "wecom_join_way"
    id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=True)
    connection_id: Mapped[int] = mapped_column(BigInteger)
    account: Mapped[str] = mapped_column(String(64))
    name: Mapped[str] = mapped_column(String(60))
    channel: Mapped[str] = mapped_column(String(60))
    group_ids: Mapped[list[int]] = mapped_column(Json)
    auto_create: Mapped[bool] = mapped_column(Boolean)
    base_name: Mapped[str] = mapped_column(String(40))
    state: Mapped[str] = mapped_column(String(30), unique=True)
    status: Mapped[str] = mapped_column(String(12))
    config_id: Mapped[str | None] = mapped_column(String(64))
    url: Mapped[str | None] = mapped_column(Text)
    error: Mapped[dict[str, Any] | None] = mapped_column(Json)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
