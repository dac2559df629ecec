"""Tables of the shop connector. Orders themselves are events, and rows of `commerce`."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Index, Integer, SmallInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from huayuan.kernel.db import Base, UtcDateTime


class WantedRow(Base):
    """An order or after-sale whose state is to be asked for at the platform."""

    __tablename__ = "channels_wanted"
    connection_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    what: Mapped[str] = mapped_column(String(12), primary_key=True)
    number: Mapped[str] = mapped_column(String(40), primary_key=True)
    due: Mapped[datetime] = mapped_column(UtcDateTime)
    wanted_at: Mapped[datetime] = mapped_column(UtcDateTime)
    attempts: Mapped[int] = mapped_column(SmallInteger)

    __table_args__ = (Index("ix_channels_wanted_due", "due"),)


class SyncRow(Base):
    """Up to when a part has been read. A part that was interrupted goes on from here."""

    __tablename__ = "channels_sync"
    connection_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    part: Mapped[str] = mapped_column(String(12), primary_key=True)
    read_until: Mapped[datetime] = mapped_column(UtcDateTime)


class LiveRow(Base):
    """A broadcast that has ended, with the platform's figures."""

    __tablename__ = "channels_live"
    connection_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    export_id: Mapped[str] = mapped_column(String(120), primary_key=True)
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    seconds: Mapped[int] = mapped_column(Integer)
    audience: Mapped[int] = mapped_column(BigInteger)
    most_at_once: Mapped[int] = mapped_column(BigInteger)
    seconds_per_viewer: Mapped[int] = mapped_column(Integer)
    cheers: Mapped[int] = mapped_column(BigInteger)
    comments: Mapped[int] = mapped_column(BigInteger)
    forwards: Mapped[int] = mapped_column(BigInteger)
    new_follows: Mapped[int] = mapped_column(BigInteger)
    leads: Mapped[int] = mapped_column(BigInteger, default=0)

    __table_args__ = (Index("ix_channels_live_started", "connection_id", "started_at"),)
