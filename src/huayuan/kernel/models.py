"""The kernel's own tables: jobs (which carry the outbox), schedules and leases."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Float, Index, Integer, SmallInteger, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from huayuan.kernel.db import Base, BigId, Json, UtcDateTime


class JobRow(Base):
    """One thing to do later: a task, or the delivery of a published message to one reaction."""

    __tablename__ = "job"
    id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=True)
    task: Mapped[str] = mapped_column(String(120))
    payload: Mapped[dict[str, Any]] = mapped_column(Json)
    state: Mapped[str] = mapped_column(String(12), default="ready")
    priority: Mapped[int] = mapped_column(SmallInteger, default=0)
    due: Mapped[datetime] = mapped_column(UtcDateTime)
    lease_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    lease_owner: Mapped[str | None] = mapped_column(String(60))
    attempts: Mapped[int] = mapped_column(Integer, default=0)
    max_attempts: Mapped[int] = mapped_column(Integer, default=10)
    dedup_key: Mapped[str | None] = mapped_column(String(200), unique=True)
    progress: Mapped[float | None] = mapped_column(Float)
    note: Mapped[str | None] = mapped_column(Text)
    error: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    __table_args__ = (
        Index(
            "ix_job_claim",
            "priority",
            "due",
            sqlite_where=text("state = 'ready'"),
            postgresql_where=text("state = 'ready'"),
        ),
        Index(
            "ix_job_lease",
            "lease_until",
            sqlite_where=text("state = 'running'"),
            postgresql_where=text("state = 'running'"),
        ),
        Index("ix_job_state_id", "state", "id"),
    )


class LeaseRow(Base):
    """Who runs an elected loop: the owner until `until`, then whoever takes it."""

    __tablename__ = "lease"
    name: Mapped[str] = mapped_column(String(120), primary_key=True)
    owner: Mapped[str] = mapped_column(String(60))
    until: Mapped[datetime] = mapped_column(UtcDateTime)


class ScheduleRow(Base):
    """When a scheduled task was last put in the queue."""

    __tablename__ = "schedule"
    name: Mapped[str] = mapped_column(String(120), primary_key=True)
    cron: Mapped[str] = mapped_column(String(60))
    next_due: Mapped[datetime] = mapped_column(UtcDateTime)
