"""The history of traits: which value counted until when, and what took its place."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from huayuan.profiles.models import TraitChangeRow

if TYPE_CHECKING:
    from huayuan.profiles.traiting import Change

C = TraitChangeRow


def record(session: Session, changes: Sequence[Change], by: str | None, at: datetime) -> None:
    rows = [
        {
            "person_id": one.person_id,
            "origin_person_id": one.person_id,
            "key": one.key,
            "old": one.old.value if one.old else None,
            "new": one.new.value if one.new else None,
            "source": (one.new or one.old).source if one.new or one.old else "",  # type: ignore[union-attr]
            "by": by,
            "at": at,
        }
        for one in changes
    ]
    if rows:
        session.execute(insert(C), rows)


def of_person(session: Session, person_id: int, key: str | None, limit: int) -> list[dict[str, Any]]:
    """Newest first."""
    query = select(C.id, C.key, C.old, C.new, C.source, C.by, C.at).where(C.person_id == person_id)
    if key is not None:
        query = query.where(C.key == key)
    rows = session.execute(query.order_by(C.at.desc(), C.id.desc()).limit(limit))
    return [dict(row._mapping) for row in rows]
