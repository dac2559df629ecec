"""Actions on the people of segments, and files of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from huayuan.kernel.db import insert_new
from huayuan.segments.members.models import SegmentActionPartRow, SegmentActionRow, SegmentExportRow

A, P, E = SegmentActionRow, SegmentActionPartRow, SegmentExportRow


def add_action(session: Session, values: Mapping[str, Any]) -> int:
    row = A(**values)
    session.add(row)
    session.flush()
    return row.id


def action(session: Session, action_id: int) -> SegmentActionRow | None:
    return session.get(A, action_id, populate_existing=True)


def actions(session: Session, limit: int, offset: int) -> tuple[list[SegmentActionRow], int]:
    """Newest first, and how many there are."""
    rows = session.scalars(select(A).order_by(A.id.desc()).limit(limit).offset(offset))
    return list(rows), session.scalar(select(func.count()).select_from(A)) or 0


def change_action(session: Session, action_id: int, **values: Any) -> None:
    session.execute(update(A).where(A.id == action_id).values(**values))


def keep_part(session: Session, action_id: int, last: int, changes: Mapping[str, Any]) -> None:
    insert_new(
        session,
        P,
        [{"action_id": action_id, "last": last, "changes": dict(changes)}],
        on=["action_id", "last"],
    )


def next_part(session: Session, action_id: int) -> SegmentActionPartRow | None:
    """The latest that is not undone."""
    query = select(P).where(P.action_id == action_id).order_by(P.last.desc()).limit(1)
    return session.scalars(query).first()


def drop_part(session: Session, part: SegmentActionPartRow) -> None:
    session.execute(delete(P).where(P.action_id == part.action_id, P.last == part.last))


def drop_parts(session: Session, before: datetime) -> None:
    """Parts of actions that ended before can no longer be undone."""
    old = select(A.id).where(A.finished_at < before)
    session.execute(delete(P).where(P.action_id.in_(old)), execution_options={"synchronize_session": False})


def add_export(session: Session, values: Mapping[str, Any]) -> int:
    row = E(**values)
    session.add(row)
    session.flush()
    return row.id


def export(session: Session, export_id: int) -> SegmentExportRow | None:
    return session.get(E, export_id, populate_existing=True)


def exports(
    session: Session, by: tuple[str, int] | None, limit: int, offset: int
) -> tuple[list[SegmentExportRow], int]:
    """Newest first, those of one caller or all, and how many there are."""
    mine = [] if by is None else [E.by_kind == by[0], E.by_id == by[1]]
    rows = session.scalars(select(E).where(*mine).order_by(E.id.desc()).limit(limit).offset(offset))
    return list(rows), session.scalar(select(func.count()).select_from(E).where(*mine)) or 0


def change_export(session: Session, export_id: int, **values: Any) -> None:
    session.execute(update(E).where(E.id == export_id).values(**values))


def old_files(session: Session, before: datetime) -> list[tuple[int, str]]:
    query = select(E.id, E.path).where(E.finished_at < before, E.path.is_not(None))
    return [(number, path) for number, path in session.execute(query) if path]
