"""Tables about tags changed for many at once."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from huayuan.kernel.db import Base, BigId, Json, UtcDateTime


class TagEditRow(Base):
    """Tags changed for many at once, so that it can be undone. State: running, done, undoing, undone."""

    __tablename__ = "tag_edit"
    id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=True)
    add: Mapped[list[int]] = mapped_column(Json)
    remove: Mapped[list[int]] = mapped_column(Json)
    state: Mapped[str] = mapped_column(String(10))
    people: Mapped[int] = mapped_column(Integer, default=0)
    changed: Mapped[int] = mapped_column(Integer, default=0)
    by: Mapped[str | None] = mapped_column(String(80))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class TagEditPartRow(Base):
    """What a step of an edit changed: {"added": {tag: [people]}, "removed": {…}, "sources": [[person, tag, source]]}.

    `done`: how many people the edit had been through. Parts go a month after the edit.
    """

    __tablename__ = "tag_edit_part"
    edit_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    done: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    changes: Mapped[dict[str, Any]] = mapped_column(Json)
