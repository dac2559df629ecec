"""Tables of the WeCom connector."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Index, Integer, LargeBinary, SmallInteger, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from huayuan.kernel.db import Base, BigId, Json, UtcDateTime

WAITING = text("processed_at is null")


class ConnectionRow(Base):
    """One app of one corp. Secrets and the access token are sealed."""

    __tablename__ = "wecom_connection"
    id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=True)
    key: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    corp_id: Mapped[str] = mapped_column(String(64))
    agent_id: Mapped[int] = mapped_column(BigInteger)
    secret: Mapped[bytes] = mapped_column(LargeBinary)
    callback_token: Mapped[bytes] = mapped_column(LargeBinary)
    callback_aes_key: Mapped[bytes] = mapped_column(LargeBinary)
    api_url: Mapped[str] = mapped_column(String(200))
    status: Mapped[str] = mapped_column(String(12), default="new")
    status_detail: Mapped[str | None] = mapped_column(Text)
    checked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    welcome_text: Mapped[str] = mapped_column(Text, default="")
    access_token: Mapped[bytes | None] = mapped_column(LargeBinary)
    token_expires_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (Index("uq_wecom_connection_app", "corp_id", "agent_id", unique=True),)


class CallbackRow(Base):
    """A callback as it came, decrypted. Purged some weeks after it was processed."""

    __tablename__ = "wecom_callback"
    id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=True)
    connection_id: Mapped[int] = mapped_column(BigInteger)
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
        Index("uq_wecom_callback_dedup", "connection_id", "dedup_key", unique=True),
        Index("ix_wecom_callback_waiting", "id", sqlite_where=WAITING, postgresql_where=WAITING),
        Index("ix_wecom_callback_processed", "processed_at"),
    )


class CallbackCountRow(Base):
    """Callbacks of a kind that came to a connection in an hour: accepted, repeat, unknown, refused…"""

    __tablename__ = "wecom_callback_count"
    connection_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    hour: Mapped[datetime] = mapped_column(UtcDateTime, primary_key=True)
    kind: Mapped[str] = mapped_column(String(12), primary_key=True)
    number: Mapped[int] = mapped_column(BigInteger)
    last_at: Mapped[datetime] = mapped_column(UtcDateTime)


class WantedContactRow(Base):
    """A customer whose details are to be fetched. Gone once they were."""

    __tablename__ = "wecom_wanted_contact"
    connection_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    external_userid: Mapped[str] = mapped_column(String(64), primary_key=True)
    due: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    wanted_at: Mapped[datetime] = mapped_column(UtcDateTime)
    attempts: Mapped[int] = mapped_column(SmallInteger, default=0)


class CorpTagRow(Base):
    """Which of our tags a corp tag (企业标签) is."""

    __tablename__ = "wecom_tag"
    account: Mapped[str] = mapped_column(String(64), primary_key=True)
    external_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    tag_id: Mapped[int] = mapped_column(BigInteger, index=True)
    group_name: Mapped[str] = mapped_column(String(60))
    name: Mapped[str] = mapped_column(String(60))


class SyncRow(Base):
    """How far the full sync of a connection's customers has come: staff to do, place and page in them."""

    __tablename__ = "wecom_sync"
    connection_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    state: Mapped[str] = mapped_column(String(12))
    staff: Mapped[list[str]] = mapped_column(Json)
    position: Mapped[int] = mapped_column(Integer, default=0)
    cursor: Mapped[str] = mapped_column(Text, default="")
    relations: Mapped[int] = mapped_column(BigInteger, default=0)
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    facts: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)
