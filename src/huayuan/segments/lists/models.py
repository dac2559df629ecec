"""Tables of static lists."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from huayuan.kernel.db import Base, BigId, Json, UtcDateTime


class StaticListRow(Base):
    """A list and how far its file is read. `report_bytes`: so much of the file of unmatched rows is committed."""

    __tablename__ = "static_list"
    id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=True)
    name: Mapped[str] = mapped_column(String(120))
    state: Mapped[str] = mapped_column(String(12))
    file_name: Mapped[str] = mapped_column(String(200))
    path: Mapped[str | None] = mapped_column(Text)
    report_path: Mapped[str | None] = mapped_column(Text)
    report_bytes: Mapped[int] = mapped_column(BigInteger, default=0)
    identifier: Mapped[str] = mapped_column(String(40))
    account: Mapped[str | None] = mapped_column(String(120))
    column: Mapped[str | None] = mapped_column(String(200))
    encoding: Mapped[str | None] = mapped_column(String(20))
    rows_expected: Mapped[int] = mapped_column(Integer, default=0)
    rows: Mapped[int] = mapped_column(Integer, default=0)
    matched: Mapped[int] = mapped_column(Integer, default=0)
    unmatched: Mapped[int] = mapped_column(Integer, default=0)
    ambiguous: Mapped[int] = mapped_column(Integer, default=0)
    duplicates: Mapped[int] = mapped_column(Integer, default=0)
    error: Mapped[dict[str, Any] | None] = mapped_column(Json)
    created_by: Mapped[str] = mapped_column(String(120))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    __table_args__ = (Index("ix_static_list_created", "created_at"),)


class StaticListMemberRow(Base):
    """Somebody on a list. `origin_person_id` is whom the file named, `person_id` who that is now."""

    __tablename__ = "static_list_member"
    list_id: Mapped[int] = mapped_column(ForeignKey("static_list.id"), primary_key=True)
    origin_person_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    person_id: Mapped[int] = mapped_column(BigInteger)

    __table_args__ = (
        Index("ix_static_list_member_person", "person_id", "list_id"),
        {"sqlite_with_rowid": False},
    )
