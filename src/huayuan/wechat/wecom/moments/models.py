"""Tables of moments. None has a person: who reacted stands in the events."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Boolean, ForeignKey, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from huayuan.kernel.db import Base, BigId, Json, UtcDateTime


class MomentRow(Base):
    """客户朋友圈. `asked_at` without a `jobid`: an answer was lost."""

    __tablename__ = "wecom_moment"
    id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=True)
    key: Mapped[str] = mapped_column(String(100), unique=True)
    connection_id: Mapped[int] = mapped_column(BigInteger)
    account: Mapped[str] = mapped_column(String(64))
    text: Mapped[str] = mapped_column(Text)
    attachments: Mapped[list[dict[str, Any]]] = mapped_column(Json)
    staff_ids: Mapped[list[int]] = mapped_column(Json)
    tag_ids: Mapped[list[int]] = mapped_column(Json)
    state: Mapped[str] = mapped_column(String(12), index=True)
    jobid: Mapped[str | None] = mapped_column(String(64))
    moment_id: Mapped[str | None] = mapped_column(String(128), unique=True)
    asked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    error: Mapped[dict[str, Any] | None] = mapped_column(Json)
    read_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_by: Mapped[str] = mapped_column(String(120), default="")


class MomentMemberRow(Base):
    __tablename__ = "wecom_moment_member"
    moment: Mapped[int] = mapped_column(ForeignKey("wecom_moment.id"), primary_key=True)
    userid: Mapped[str] = mapped_column(String(64), primary_key=True)
    published: Mapped[bool] = mapped_column(Boolean)
    likes: Mapped[int] = mapped_column(Integer, default=0)
    comments: Mapped[int] = mapped_column(Integer, default=0)
