"""Tables of `events` in the records database: batches, events on their way to the warehouse, rejections, cursors."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, Integer, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from huayuan.kernel.db import Base, BigId, Json, UtcDateTime


class BatchRow(Base):
    """One group commit. Numbers are the order in which projections follow the stream.

    `writing` is set before the rows go to the warehouse and `done` after; a batch whose writer died stays `writing`
    until its lease lapses, and counts then with whatever rows arrived.
    """

    __tablename__ = "event_batch"
    id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=True)
    state: Mapped[str] = mapped_column(String(8))
    writer: Mapped[str] = mapped_column(String(60))
    events: Mapped[int] = mapped_column(Integer)
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)


class PendingRow(Base):
    """An event told inside a transaction, waiting for the pump to carry it to the warehouse."""

    __tablename__ = "event_pending"
    id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=True)
    body: Mapped[bytes] = mapped_column(LargeBinary)


class RejectionRow(Base):
    """An event that was refused, with the reason and a masked sample, so that its sender can be put right."""

    __tablename__ = "event_rejection"
    id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    source: Mapped[str] = mapped_column(String(80))
    event: Mapped[str | None] = mapped_column(String(64))
    code: Mapped[str] = mapped_column(String(60))
    message: Mapped[dict[str, str]] = mapped_column(Json)
    sample: Mapped[str] = mapped_column(Text)

    __table_args__ = (Index("ix_event_rejection_at", "at"),)


class CursorRow(Base):
    """How far a projection has followed the stream."""

    __tablename__ = "event_cursor"
    name: Mapped[str] = mapped_column(String(120), primary_key=True)
    batch_id: Mapped[int] = mapped_column(BigId)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)


class MoveRow(Base):
    """The person an identifier's stored events belong to now, until the warehouse rows themselves are rewritten."""

    __tablename__ = "event_move"
    identifier_id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)
    person_id: Mapped[int] = mapped_column(BigId)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    folded_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class TouchRow(Base):
    """A person whose events changed hands, for a projection to look at again."""

    __tablename__ = "event_touch"
    id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=True)
    projection: Mapped[str] = mapped_column(String(60))
    person_id: Mapped[int] = mapped_column(BigId)

    __table_args__ = (Index("ix_event_touch_projection", "projection", "id"),)
