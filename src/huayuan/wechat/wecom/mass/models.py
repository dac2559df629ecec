"""Tables of mass messages."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Boolean, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from huayuan.kernel.db import Base, BigId, Json, UtcDateTime


class MassRow(Base):
    __tablename__ = "wecom_mass"
    id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=True)
    key: Mapped[str] = mapped_column(String(100), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    connection_id: Mapped[int] = mapped_column(BigInteger)
    account: Mapped[str] = mapped_column(String(64))
    chat_type: Mapped[str] = mapped_column(String(8))
    text: Mapped[str] = mapped_column(Text)
    attachments: Mapped[list[dict[str, Any]]] = mapped_column(Json)
    allow_select: Mapped[bool] = mapped_column(Boolean)
    audience: Mapped[dict[str, Any]] = mapped_column(Json)
    state: Mapped[str] = mapped_column(String(12), index=True)
    error: Mapped[dict[str, Any] | None] = mapped_column(Json)
    reminded_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    read_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_by: Mapped[str] = mapped_column(String(120), default="")
    send_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class MassPartRow(Base):
    """A task at the platform. `asked_at` with no `msgid`: the answer was lost, or has yet to come."""

    __tablename__ = "wecom_mass_part"
    id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=True)
    mass_id: Mapped[int] = mapped_column(ForeignKey("wecom_mass.id"), index=True)
    sender: Mapped[str] = mapped_column(String(64))
    state: Mapped[str] = mapped_column(String(12))
    msgid: Mapped[str | None] = mapped_column(String(128), unique=True)
    asked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class MassTargetRow(Base):
    """One recipient of a mass message, once however many friends they have on the staff."""

    __tablename__ = "wecom_mass_target"
    id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=True)
    mass_id: Mapped[int] = mapped_column(ForeignKey("wecom_mass.id"))
    part_id: Mapped[int] = mapped_column(ForeignKey("wecom_mass_part.id"))
    recipient: Mapped[str] = mapped_column(String(64))
    person_id: Mapped[int | None] = mapped_column(BigInteger)
    origin_person_id: Mapped[int | None] = mapped_column(BigInteger)
    state: Mapped[str] = mapped_column(String(12))
    reason: Mapped[str | None] = mapped_column(String(40))
    at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    __table_args__ = (
        Index("uq_wecom_mass_target", "mass_id", "recipient", unique=True),
        Index("ix_wecom_mass_target_part", "part_id", "state"),
        Index("ix_wecom_mass_target_person", "person_id"),
        Index("ix_wecom_mass_target_origin", "origin_person_id"),
    )
