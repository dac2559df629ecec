"""Actions on the people of segments, and files of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from huayuan.segments.members.models import SegmentActionRow, SegmentExportRow
from huayuan.segments.models import SegmentChangeRow

A, E, C = SegmentActionRow, SegmentExportRow, SegmentChangeRow


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


def moved(session: Session, segment_id: int, first: datetime, end: datetime, entered: bool) -> list[int]:
    """Who entered, or left, from `first` until `end`; each once."""
    theirs = (C.segment_id == segment_id) & (C.entered.is_(entered)) & (C.at >= first) & (C.at <= end)
    return list(session.scalars(select(C.person_id).where(theirs).distinct().order_by(C.person_id)))


def since(session: Session, segment_id: int, moment: datetime) -> list[tuple[int, bool]]:
    """(person, entered) of every change after a moment, in order."""
    query = select(C.person_id, C.entered).where(C.segment_id == segment_id, C.at > moment).order_by(C.id)
    return [(person, entered) for person, entered in session.execute(query)]
