"""Table of an account's days. Nobody is named in it."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Date, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from huayuan.kernel.db import Base, Json


class AccountDayRow(Base):
    """A day of China as the platform counts it; null = not told. `reads_by_source` and `messages_by_kind` hold the
    parts of `readers` and `messages` by the platform's names."""

    __tablename__ = "official_account_day"
    account: Mapped[str] = mapped_column(String(64), primary_key=True)
    day: Mapped[date] = mapped_column(Date, primary_key=True)
    readers: Mapped[int | None] = mapped_column(Integer)
    sharers: Mapped[int | None] = mapped_column(Integer)
    likers: Mapped[int | None] = mapped_column(Integer)
    keepers: Mapped[int | None] = mapped_column(Integer)
    comments: Mapped[int | None] = mapped_column(Integer)
    published: Mapped[int | None] = mapped_column(Integer)
    reads_by_source: Mapped[dict[str, int]] = mapped_column(Json, default=dict)
    messages: Mapped[int | None] = mapped_column(Integer)
    messages_by_kind: Mapped[dict[str, int]] = mapped_column(Json, default=dict)
    callbacks: Mapped[int | None] = mapped_column(Integer)
    callback_failures: Mapped[int | None] = mapped_column(Integer)
    slowest_ms: Mapped[int | None] = mapped_column(Integer)
