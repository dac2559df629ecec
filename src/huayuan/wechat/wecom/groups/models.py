"""Tables of the groups of WeCom: what is to be read, how far the list has come."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Integer, SmallInteger, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from huayuan.kernel.db import Base, Json, UtcDateTime


class WantedGroupRow(Base):
    """A group that is to be read, gone once it was. `hints` is what callbacks told of its members meanwhile,
    `stale_versions` the versions of the list of members that those callbacks made old."""

    __tablename__ = "wecom_wanted_group"
    connection_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    chat_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    due: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    wanted_at: Mapped[datetime] = mapped_column(UtcDateTime)
    attempts: Mapped[int] = mapped_column(SmallInteger, default=0)
    revision: Mapped[int] = mapped_column(Integer, default=0)
    status: Mapped[int | None] = mapped_column(SmallInteger)
    stale_versions: Mapped[list[str]] = mapped_column(Json)
    hints: Mapped[list[dict[str, Any]]] = mapped_column(Json)


class GroupSyncRow(Base):
    """How far the listing of a connection's groups has come: owners to do, place and page in them."""

    __tablename__ = "wecom_group_sync"
    connection_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    state: Mapped[str] = mapped_column(String(12))
    owners: Mapped[list[str]] = mapped_column(Json)
    position: Mapped[int] = mapped_column(Integer, default=0)
    cursor: Mapped[str] = mapped_column(Text, default="")
    found: Mapped[int] = mapped_column(Integer, default=0)
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
