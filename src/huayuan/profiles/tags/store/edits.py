"""Tags changed for many at once, and what each step changed of whom."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from huayuan.profiles.tags.models import TagEditPartRow, TagEditRow

_QUIET = {"synchronize_session": False}
E, P = TagEditRow, TagEditPartRow


def add(session: Session, values: Mapping[str, Any]) -> int:
    row = E(**values)
    session.add(row)
    session.flush()
    return row.id


def find(session: Session, edit_id: int) -> TagEditRow | None:
    return session.get(E, edit_id, populate_existing=True)


def change(session: Session, edit_id: int, **values: Any) -> None:
    session.execute(update(E).where(E.id == edit_id).values(**values))


def keep_part(session: Session, edit_id: int, done: int, changes: Mapping[str, Any]) -> None:
    """`done`: how many people the edit has been through with this step."""
    session.add(P(edit_id=edit_id, done=done, changes=dict(changes)))
    session.flush()


def next_part(session: Session, edit_id: int) -> TagEditPartRow | None:
    """The latest that is not undone."""
    return session.scalars(select(P).where(P.edit_id == edit_id).order_by(P.done.desc()).limit(1)).first()


def drop_part(session: Session, part: TagEditPartRow) -> None:
    session.execute(delete(P).where(P.edit_id == part.edit_id, P.done == part.done), execution_options=_QUIET)


def drop_parts(session: Session, before: datetime) -> None:
    """Those of edits that ended before can no longer be undone."""
    old = select(E.id).where(E.finished_at < before)
    session.execute(delete(P).where(P.edit_id.in_(old)), execution_options=_QUIET)
