"""Tables of 微信客服."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Boolean, Index, Integer, SmallInteger, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from huayuan.kernel.db import Base, BigId, UtcDateTime


class KfAccountRow(Base):
    """An account and how far its messages were read. `due`: when to read on, null when nothing is known to wait."""

    __tablename__ = "wecom_kf_account"
    connection_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    open_kfid: Mapped[str] = mapped_column(String(64), primary_key=True)
    name: Mapped[str] = mapped_column(String(64), default="")
    avatar: Mapped[str] = mapped_column(Text, default="")
    active: Mapped[bool] = mapped_column(Boolean, default=True)
    cursor: Mapped[str] = mapped_column(String(200), default="")
    token: Mapped[str] = mapped_column(String(200), default="")
    due: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)
    attempts: Mapped[int] = mapped_column(SmallInteger, default=0)
    revision: Mapped[int] = mapped_column(Integer, default=0)
    read_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class KfSessionRow(Base):
    """A customer at an account. `sent`: messages of ours since the customer's last one."""

    __tablename__ = "wecom_kf_session"
    __table_args__ = (
        Index("ix_wecom_kf_session_customer", "connection_id", "open_kfid", "external_userid", unique=True),
    )
    id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=True)
    connection_id: Mapped[int] = mapped_column(BigInteger)
    open_kfid: Mapped[str] = mapped_column(String(64))
    external_userid: Mapped[str] = mapped_column(String(64))
    person_id: Mapped[int] = mapped_column(BigInteger, index=True)
    origin_person_id: Mapped[int] = mapped_column(BigInteger, index=True)
    state: Mapped[int] = mapped_column(SmallInteger, default=0)
    servicer: Mapped[str] = mapped_column(String(64), default="")
    scene: Mapped[str] = mapped_column(String(64), default="")
    entered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    asked_at: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    sent: Mapped[int] = mapped_column(SmallInteger, default=0)


class KfMessageRow(Base):
    """A line of a conversation. It goes with its session, and by itself after a month."""

    __tablename__ = "wecom_kf_message"
    __table_args__ = (Index("ix_wecom_kf_message_number", "session_id", "number", unique=True),)
    id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=True)
    session_id: Mapped[int] = mapped_column(BigInteger)
    number: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    speaker: Mapped[int] = mapped_column(SmallInteger)
    kind: Mapped[str] = mapped_column(String(24))
    text: Mapped[str] = mapped_column(Text, default="")
    servicer: Mapped[str] = mapped_column(String(64), default="")
    key: Mapped[str] = mapped_column(String(200), default="")
