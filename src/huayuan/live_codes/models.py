"""The table of live codes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from huayuan.kernel.db import Base, BigId, Json, UtcDateTime


class LiveCodeRow(Base):
    """`issuing_at` is written before the platform is asked: with it and no `config_id`, an answer was
    lost."""

    __tablename__ = "live_code"
    id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=True)
    name: Mapped[str] = mapped_column(String(60))
    channel: Mapped[str] = mapped_column(String(60))
    connection_id: Mapped[int] = mapped_column(BigInteger)
    account: Mapped[str] = mapped_column(String(64))
    rotation: Mapped[str] = mapped_column(String(12))
    staff_ids: Mapped[list[int]] = mapped_column(Json)
    tag_ids: Mapped[list[int]] = mapped_column(Json)
    welcome_text: Mapped[str] = mapped_column(Text)
    welcome_attachments: Mapped[list[dict[str, Any]]] = mapped_column(Json, default=list)
    state: Mapped[str] = mapped_column(String(30), unique=True)
    status: Mapped[str] = mapped_column(String(12))
    config_id: Mapped[str | None] = mapped_column(String(64))
    url: Mapped[str | None] = mapped_column(Text)
    error: Mapped[dict[str, Any] | None] = mapped_column(Json)
    issuing_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (Index("ix_live_code_status", "status", "id"), Index("ix_live_code_channel", "channel"))
