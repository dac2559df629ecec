"""Tables of the WeCom connector."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Integer, SmallInteger, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from huayuan.kernel.db import Base, Json, UtcDateTime


class WantedContactRow(Base):
    """A customer whose details are to be fetched. Gone once they were."""

    __tablename__ = "wecom_wanted_contact"
    connection_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    external_userid: Mapped[str] = mapped_column(String(64), primary_key=True)
    due: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    wanted_at: Mapped[datetime] = mapped_column(UtcDateTime)
    attempts: Mapped[int] = mapped_column(SmallInteger, default=0)


class RelationTagRow(Base):
    """Which corp tags (企业标签) a friendship wears at WeCom, as read or told last: what differs is news."""

    __tablename__ = "wecom_relation_tag"
    account: Mapped[str] = mapped_column(String(64), primary_key=True)
    external_userid: Mapped[str] = mapped_column(String(64), primary_key=True)
    userid: Mapped[str] = mapped_column(String(64), primary_key=True)
    tags: Mapped[list[str]] = mapped_column(Json, default=list)


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
