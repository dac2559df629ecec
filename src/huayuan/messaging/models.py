"""The ledger of everything said."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Index, Integer, SmallInteger, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from huayuan.kernel.db import Base, BigId, Json, UtcDateTime

OPEN = text("state in ('queued', 'held', 'sending', 'unknown')")
LEFT = text("state in ('sending', 'unknown', 'sent')")
UNSETTLED = text("state in ('queued', 'held', 'sending', 'unknown', 'entrusted')")


class MessageRow(Base):
    """One message to one person: intent, verdict and outcome. `due` is when the ledger looks again."""

    __tablename__ = "message"
    id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=True)
    key: Mapped[str] = mapped_column(String(200), unique=True)
    channel: Mapped[str] = mapped_column(String(40))
    purpose: Mapped[str] = mapped_column(String(20))
    account: Mapped[str] = mapped_column(String(64))
    person_id: Mapped[int] = mapped_column(BigInteger)
    origin_person_id: Mapped[int] = mapped_column(BigInteger)
    staff_id: Mapped[int | None] = mapped_column(BigInteger)
    text: Mapped[str] = mapped_column(Text)
    address: Mapped[dict[str, Any]] = mapped_column(Json)
    context: Mapped[dict[str, Any]] = mapped_column(Json)
    state: Mapped[str] = mapped_column(String(12))
    reason: Mapped[str | None] = mapped_column(String(60))
    code: Mapped[int | None] = mapped_column(Integer)
    attempts: Mapped[int] = mapped_column(SmallInteger, default=0)
    due: Mapped[datetime | None] = mapped_column(UtcDateTime)
    caused_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    __table_args__ = (
        Index("ix_message_open", "due", sqlite_where=OPEN, postgresql_where=OPEN),
        Index("ix_message_person", "person_id", "created_at"),
        Index("ix_message_origin", "origin_person_id"),
    )
