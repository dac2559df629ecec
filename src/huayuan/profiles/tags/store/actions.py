"""Rows of actions that give tags."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from huayuan.profiles.models import TagActionRow

T = TypeVar("T")
A = TagActionRow
_COLUMNS = ("name", "kind", "match", "value", "days", "active", "created_at")


def all_actions(session: Session, made: Callable[..., T]) -> list[T]:
    rows = session.scalars(select(A).order_by(A.id))
    return [
        made(id=row.id, tags=tuple(row.tags), **{name: getattr(row, name) for name in _COLUMNS})
        for row in rows
    ]


def save(session: Session, one: Any) -> int:
    row = (session.get(A, one.id) if one.id else None) or A()
    row.tags = list(one.tags)
    for name in _COLUMNS:
        setattr(row, name, getattr(one, name))
    session.add(row)
    session.flush()
    return row.id


def drop(session: Session, action_id: int) -> None:
    session.execute(delete(A).where(A.id == action_id), execution_options={"synchronize_session": False})
