"""Tables of connections and of what comes in through them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, Date, Index, Integer, LargeBinary, SmallInteger, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from huayuan.kernel.db import Base, BigId, Json, UtcDateTime

WAITING = text("processed_at is null")


class ConnectionRow(Base):
    """One app, account or merchant. `secrets` (a JSON object) and the access token are sealed."""

    __tablename__ = "connection"
    id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=True)
    key: Mapped[str] = mapped_column(String(40), unique=True)
    kind: Mapped[str] = mapped_column(String(24))
    name: Mapped[str] = mapped_column(String(120))
    account: Mapped[str] = mapped_column(String(64))
    app: Mapped[str] = mapped_column(String(32), default="")
    secrets: Mapped[bytes] = mapped_column(LargeBinary)
    retired_secrets: Mapped[bytes | None] = mapped_column(LargeBinary)
    retired_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    settings: Mapped[dict[str, Any]] = mapped_column(Json)
    api_url: Mapped[str] = mapped_column(String(200))
    status: Mapped[str] = mapped_column(String(12), default="new")
    status_detail: Mapped[str | None] = mapped_column(Text)
    checked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    switched_off_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    access_token: Mapped[bytes | None] = mapped_column(LargeBinary)
    token_expires_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (Index("uq_connection_app", "kind", "account", "app", unique=True),)


class CallbackRow(Base):
    """A callback as it came, decrypted. Purged some weeks after it was processed."""

    __tablename__ = "connection_callback"
    id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=True)
    connection_id: Mapped[int] = mapped_column(BigInteger)
    kind: Mapped[str] = mapped_column(String(24))
    dedup_key: Mapped[str] = mapped_column(String(80))
    event: Mapped[str] = mapped_column(String(60))
    change_type: Mapped[str] = mapped_column(String(60))
    payload: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)
    due: Mapped[datetime] = mapped_column(UtcDateTime)
    processed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    outcome: Mapped[str | None] = mapped_column(String(12))
    attempts: Mapped[int] = mapped_column(SmallInteger, default=0)
    error: Mapped[str | None] = mapped_column(Text)

    __table_args__ = (
        Index("uq_connection_callback_dedup", "connection_id", "dedup_key", unique=True),
        Index("ix_connection_callback_waiting", "kind", "id", sqlite_where=WAITING, postgresql_where=WAITING),
        Index("ix_connection_callback_processed", "processed_at"),
        Index("ix_connection_callback_of", "connection_id", "id"),
    )


class CallbackCountRow(Base):
    """Callbacks of a kind that came to a connection in an hour: accepted, repeat, unknown, refused…"""

    __tablename__ = "connection_callback_count"
    connection_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    hour: Mapped[datetime] = mapped_column(UtcDateTime, primary_key=True)
    kind: Mapped[str] = mapped_column(String(12), primary_key=True)
    number: Mapped[int] = mapped_column(BigInteger)
    last_at: Mapped[datetime] = mapped_column(UtcDateTime)


class CallCountRow(Base):
    """Calls of one interface on one day of the organisation's zone."""

    __tablename__ = "connection_call_count"
    connection_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    day: Mapped[date] = mapped_column(Date, primary_key=True)
    path: Mapped[str] = mapped_column(String(120), primary_key=True)
    calls: Mapped[int] = mapped_column(BigInteger)
    refused: Mapped[int] = mapped_column(BigInteger)
    last_errcode: Mapped[int | None] = mapped_column(Integer)
