"""Tables of figures. They are about staff; no customer is in them."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Date, Float, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from huayuan.kernel.db import Base


class StaffDayRow(Base):
    """A member's day of China. Counts of chats and groups as the platform tells them; null = not told."""

    __tablename__ = "wecom_staff_day"
    account: Mapped[str] = mapped_column(String(64), primary_key=True)
    userid: Mapped[str] = mapped_column(String(64), primary_key=True)
    day: Mapped[date] = mapped_column(Date, primary_key=True, index=True)
    chats: Mapped[int | None] = mapped_column(Integer)
    messages: Mapped[int | None] = mapped_column(Integer)
    reply_percentage: Mapped[float | None] = mapped_column(Float)
    reply_minutes: Mapped[int | None] = mapped_column(Integer)
    blocked_by: Mapped[int | None] = mapped_column(Integer)
    applied: Mapped[int | None] = mapped_column(Integer)
    new_friends: Mapped[int | None] = mapped_column(Integer)
    groups: Mapped[int | None] = mapped_column(Integer)
    groups_talking: Mapped[int | None] = mapped_column(Integer)
    group_members: Mapped[int | None] = mapped_column(Integer)
    group_joined: Mapped[int | None] = mapped_column(Integer)
    groups_new: Mapped[int | None] = mapped_column(Integer)
    group_speakers: Mapped[int | None] = mapped_column(Integer)
    group_messages: Mapped[int | None] = mapped_column(Integer)
