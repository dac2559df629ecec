"""Tables of the lifecycle."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Boolean, Index, SmallInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from huayuan.kernel.db import Base, BigId, Json, UtcDateTime


class PersonLayerRow(Base):
    """The layer a person is in.

    `due_at`: microseconds since 1970 at which to look again although nothing happened; not later than the moment at
    which something may change. `friend`: of a member of staff, 2 now, 1 formerly, 0 never.
    """

    __tablename__ = "person_layer"
    person_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    layer: Mapped[str] = mapped_column(String(12))
    high_value: Mapped[bool] = mapped_column(Boolean)
    churn_risk: Mapped[bool] = mapped_column(Boolean)
    friend: Mapped[int] = mapped_column(SmallInteger)
    since: Mapped[datetime] = mapped_column(UtcDateTime)
    due_at: Mapped[int] = mapped_column(BigInteger)

    __table_args__ = (
        Index("ix_person_layer_layer", "layer", "high_value", "churn_risk", "person_id"),
        Index("ix_person_layer_due", "due_at"),
    )


class LayerChangeRow(Base):
    """A person came from one layer (null: they were not known) into another.

    `cause` is events, time or recount (the thresholds changed, or everybody was looked at). Of people who were merged into somebody the rows rest: what counts
    in a flow is the history of those whose `person_id` is their `origin_person_id`.
    """

    __tablename__ = "layer_change"
    id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=True)
    origin_person_id: Mapped[int] = mapped_column(BigInteger)
    person_id: Mapped[int] = mapped_column(BigInteger)
    layer_from: Mapped[str | None] = mapped_column(String(12))
    layer_to: Mapped[str] = mapped_column(String(12))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    cause: Mapped[str] = mapped_column(String(12))

    __table_args__ = (
        Index("ix_layer_change_person", "person_id", "at"),
        Index("ix_layer_change_origin", "origin_person_id", "at", "id"),
        Index("ix_layer_change_at", "at", "id"),
    )


class LifecycleSettingsRow(Base):
    """One row: the thresholds as they were last changed, and with which of them everybody was looked at last."""

    __tablename__ = "lifecycle_settings"
    id: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    version: Mapped[int] = mapped_column(BigInteger)
    settings: Mapped[dict[str, Any]] = mapped_column(Json)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_by: Mapped[str] = mapped_column(String(120))
    counted_version: Mapped[int] = mapped_column(BigInteger)
    counted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
