"""Tables of segments."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Boolean, Index, Integer, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from huayuan.kernel.db import Base, BigId, Json, UtcDateTime


class SegmentRow(Base):
    """`built_version` is the version that the members follow; 0: not evaluated yet."""

    __tablename__ = "segment"
    id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=True)
    name: Mapped[str] = mapped_column(String(120), unique=True)
    description: Mapped[str] = mapped_column(Text, default="")
    status: Mapped[str] = mapped_column(String(12))
    tree: Mapped[dict[str, Any]] = mapped_column(Json)
    version: Mapped[int] = mapped_column(Integer)
    built_version: Mapped[int] = mapped_column(Integer, default=0)
    problem: Mapped[str | None] = mapped_column(Text)  # why it could not be evaluated
    size: Mapped[int | None] = mapped_column(BigInteger)
    evaluated_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_by: Mapped[str] = mapped_column(String(120))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    updated_by: Mapped[str] = mapped_column(String(120))
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)


class SegmentVersionRow(Base):
    __tablename__ = "segment_version"
    segment_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    version: Mapped[int] = mapped_column(Integer, primary_key=True)
    tree: Mapped[dict[str, Any]] = mapped_column(Json)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    by: Mapped[str] = mapped_column(String(120))
    note: Mapped[str] = mapped_column(String(200), default="")


class SegmentSnapshotRow(Base):
    """The members as they were after the change numbered `after_change`: a Roaring bitmap, portable format."""

    __tablename__ = "segment_snapshot"
    segment_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    after_change: Mapped[int] = mapped_column(BigInteger)
    people: Mapped[bytes] = mapped_column(LargeBinary)
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class SegmentChangeRow(Base):
    """Someone entered or left. The first evaluation of a segment is a snapshot and no change."""

    __tablename__ = "segment_change"
    id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=True)
    segment_id: Mapped[int] = mapped_column(BigInteger)
    version: Mapped[int] = mapped_column(Integer)
    person_id: Mapped[int] = mapped_column(BigInteger)
    entered: Mapped[bool] = mapped_column(Boolean)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    cause: Mapped[str] = mapped_column(String(8))

    __table_args__ = (
        Index("ix_segment_change_segment", "segment_id", "id"),
        Index("ix_segment_change_person", "person_id"),
    )


class SegmentSizeRow(Base):
    """How many were in it at the end of an hour, and who came and went in it."""

    __tablename__ = "segment_size"
    segment_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime, primary_key=True)
    size: Mapped[int] = mapped_column(BigInteger)
    entered: Mapped[int] = mapped_column(BigInteger)
    left: Mapped[int] = mapped_column(BigInteger)


class SegmentProgressRow(Base):
    """How far a follower is: `clock` (microseconds since 1970 up to which time was looked at), `told` (change)."""

    __tablename__ = "segment_progress"
    name: Mapped[str] = mapped_column(String(20), primary_key=True)
    value: Mapped[int] = mapped_column(BigInteger)
