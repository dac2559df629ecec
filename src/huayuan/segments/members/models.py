"""Tables about what was done with the people of segments."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from huayuan.kernel.db import Base, BigId, Json, UtcDateTime


class SegmentActionRow(Base):
    """Tags or an assignment for everybody in a segment. `after`: people up to this id are done (or undone)."""

    __tablename__ = "segment_action"
    id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=True)
    kind: Mapped[str] = mapped_column(String(12))
    segment_id: Mapped[int] = mapped_column(BigInteger, index=True)
    segment_name: Mapped[str] = mapped_column(String(120))
    wish: Mapped[dict[str, Any]] = mapped_column(Json)
    state: Mapped[str] = mapped_column(String(12))
    after: Mapped[int] = mapped_column(BigInteger, default=0)
    people: Mapped[int] = mapped_column(Integer, default=0)
    changed: Mapped[int] = mapped_column(Integer, default=0)
    trait_edit: Mapped[int | None] = mapped_column(BigInteger)
    tag_edit: Mapped[int | None] = mapped_column(BigInteger)
    by_id: Mapped[int] = mapped_column(BigInteger)
    by: Mapped[str] = mapped_column(String(120))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class SegmentExportRow(Base):
    """A file of people: of a segment, or of `whom`. It goes after a week, `whom` when it is written; who took what and
    why stays."""

    __tablename__ = "segment_export"
    id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=True)
    of: Mapped[str] = mapped_column(String(10))
    segment_id: Mapped[int | None] = mapped_column(BigInteger)
    segment_name: Mapped[str | None] = mapped_column(String(120))
    whom: Mapped[dict[str, Any] | None] = mapped_column(Json)
    fields: Mapped[list[str]] = mapped_column(Json)
    language: Mapped[str] = mapped_column(String(2))
    reason: Mapped[str] = mapped_column(Text)
    scope: Mapped[list[Any]] = mapped_column(Json)
    state: Mapped[str] = mapped_column(String(12))
    rows: Mapped[int | None] = mapped_column(Integer)
    path: Mapped[str | None] = mapped_column(Text)
    by_kind: Mapped[str] = mapped_column(String(12))
    by_id: Mapped[int] = mapped_column(BigInteger)
    by: Mapped[str] = mapped_column(String(120))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    __table_args__ = (Index("ix_segment_export_by", "by_kind", "by_id", "id"),)
