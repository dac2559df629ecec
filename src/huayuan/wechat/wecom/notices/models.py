"""The table of app messages."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from huayuan.kernel.db import Base, BigId, Json, UtcDateTime


class NoticeRow(Base):
    """A notice to members of one corp. `state`: waiting, sent, failed; `missed`: those who could not get it."""

    __tablename__ = "wecom_notice"
    id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=True)
    key: Mapped[str] = mapped_column(String(200), unique=True)
    connection_id: Mapped[int] = mapped_column(BigInteger)
    userids: Mapped[list[str]] = mapped_column(Json)
    title: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    url: Mapped[str] = mapped_column(Text)
    button: Mapped[str] = mapped_column(String(16))
    state: Mapped[str] = mapped_column(String(8))
    missed: Mapped[list[str]] = mapped_column(Json)
    errcode: Mapped[int | None] = mapped_column(Integer)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
