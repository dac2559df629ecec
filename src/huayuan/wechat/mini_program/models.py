"""Tables of the mini program connector."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import BigInteger, Date, Float, Index, Integer, LargeBinary, SmallInteger, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from huayuan.kernel.db import Base, BigId, UtcDateTime


class AcceptanceRow(Base):
    """How many messages of a template a visitor still allows, as far as the platform told us."""

    __tablename__ = "mini_program_acceptance"
    connection_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    openid: Mapped[str] = mapped_column(String(64), primary_key=True)
    template_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    left: Mapped[int] = mapped_column(Integer, default=0)
    refused_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)


class TemplateRow(Base):
    """A subscribe message template of the account. `content` names its fields."""

    __tablename__ = "mini_program_template"
    connection_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    template_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    title: Mapped[str] = mapped_column(String(120))
    content: Mapped[str] = mapped_column(Text)
    example: Mapped[str] = mapped_column(Text)
    kind: Mapped[int] = mapped_column(SmallInteger)
    gone: Mapped[bool] = mapped_column(default=False)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)


class LinkRow(Base):
    """A link or code that leads into the mini program. `image` only for codes."""

    __tablename__ = "mini_program_link"
    id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=True)
    connection_id: Mapped[int] = mapped_column(BigInteger)
    kind: Mapped[str] = mapped_column(String(12))
    name: Mapped[str] = mapped_column(String(120))
    path: Mapped[str] = mapped_column(String(200))
    query: Mapped[str] = mapped_column(String(1024))
    url: Mapped[str] = mapped_column(String(300))
    image: Mapped[bytes | None] = mapped_column(LargeBinary)
    expires_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (Index("ix_mini_program_link_of", "connection_id", "id"),)


class DayRow(Base):
    """The platform's figures of one day, in Chinese days."""

    __tablename__ = "mini_program_day"
    connection_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    day: Mapped[date] = mapped_column(Date, primary_key=True)
    sessions: Mapped[int] = mapped_column(BigInteger)
    page_views: Mapped[int] = mapped_column(BigInteger)
    visitors: Mapped[int] = mapped_column(BigInteger)
    new_visitors: Mapped[int] = mapped_column(BigInteger)
    seconds_per_visitor: Mapped[float] = mapped_column(Float)
    shares: Mapped[int] = mapped_column(BigInteger)
    sharers: Mapped[int] = mapped_column(BigInteger)
    visitors_ever: Mapped[int] = mapped_column(BigInteger)
