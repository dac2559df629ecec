"""Lists and who is on them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import numpy as np
from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from huayuan.kernel.db import insert_new
from huayuan.segments.lists.contracts import ListState, StaticList
from huayuan.segments.lists.models import StaticListMemberRow, StaticListRow

L, M = StaticListRow, StaticListMemberRow
CHUNK = 5_000
People = np.ndarray[Any, np.dtype[np.int64]]


def add(session: Session, values: Mapping[str, Any]) -> int:
    row = L(**values)
    session.add(row)
    session.flush()
    return row.id


def row_of(session: Session, list_id: int) -> StaticListRow | None:
    return session.get(L, list_id, populate_existing=True)


def get(session: Session, list_id: int) -> StaticList | None:
    row = row_of(session, list_id)
    return _list(row) if row else None


def every(session: Session, limit: int, offset: int) -> tuple[list[StaticList], int]:
    rows = session.scalars(select(L).order_by(L.id.desc()).limit(limit).offset(offset))
    return [_list(row) for row in rows], session.scalar(select(func.count()).select_from(L)) or 0


def names(session: Session) -> dict[int, str]:
    return {row.id: row.name for row in session.execute(select(L.id, L.name))}


def change(session: Session, list_id: int, **values: Any) -> None:
    session.execute(update(L).where(L.id == list_id).values(**values))


def advance(
    session: Session, list_id: int, before: int, counts: Mapping[str, int], report_bytes: int
) -> bool:
    """Add to the counts of a list that has read `before` rows; False when it was read on or removed meanwhile."""
    changed = session.execute(
        update(L)
        .where(L.id == list_id, L.rows == before, L.state == ListState.RUNNING.value)
        .values({getattr(L, name): getattr(L, name) + number for name, number in counts.items()})
        .values(report_bytes=report_bytes)
        .returning(L.id)
    )
    return changed.first() is not None


def add_members(session: Session, list_id: int, people: Iterable[int]) -> None:
    rows = [{"list_id": list_id, "origin_person_id": one, "person_id": one} for one in people]
    insert_new(session, M, rows, on=["list_id", "origin_person_id"])


def members(session: Session, list_id: int, among: Sequence[int] | None = None) -> People:
    """Person ids; somebody with whom another one of the list was merged comes twice."""
    mine = select(M.person_id).where(M.list_id == list_id)
    if among is None:
        return np.fromiter(session.scalars(mine), dtype=np.int64)
    found: list[int] = []
    for part in _parts(among):
        found += session.scalars(mine.where(M.person_id.in_(part)))
    return np.array(found, dtype=np.int64)


def lists_of(session: Session, person_id: int) -> list[str]:
    query = select(L.name).join(M, M.list_id == L.id).where(M.person_id == person_id)
    return list(session.scalars(query.distinct().order_by(L.name)))


def move(session: Session, moves: Mapping[int, int]) -> None:
    """`moves` says where each origin person belongs now."""
    lists = list(session.scalars(select(L.id)))
    targets: dict[int, list[int]] = {}
    for origin, target in moves.items():
        targets.setdefault(target, []).append(origin)
    for target, origins in targets.items():
        for part in _parts(origins):
            session.execute(
                update(M).where(M.list_id.in_(lists), M.origin_person_id.in_(part)).values(person_id=target),
                execution_options={"synchronize_session": False},
            )


def erase(session: Session, person_id: int) -> int:
    gone = session.execute(delete(M).where(M.person_id == person_id).returning(M.list_id))
    return len(gone.all())


def delete_list(session: Session, list_id: int) -> None:
    session.execute(delete(M).where(M.list_id == list_id), execution_options={"synchronize_session": False})
    session.execute(delete(L).where(L.id == list_id))


def with_files(session: Session, before: datetime) -> list[tuple[int, str | None, str | None]]:
    """(list, its file, its report) of those that were finished before."""
    query = select(L.id, L.path, L.report_path).where(
        L.finished_at < before, (L.path.is_not(None)) | (L.report_path.is_not(None))
    )
    return [(number, path, report) for number, path, report in session.execute(query)]


def _parts(ids: Collection[int]) -> Iterable[list[int]]:
    listed = list(ids)
    return (listed[start : start + CHUNK] for start in range(0, len(listed), CHUNK))


def _list(row: StaticListRow) -> StaticList:
    return StaticList(
        row.id, row.name, ListState(row.state), row.file_name, row.identifier, row.column, row.encoding,
        row.rows_expected, row.rows, row.matched, row.unmatched, row.ambiguous, row.duplicates, row.error,
        row.created_by, row.created_at, row.finished_at,
    )  # fmt: skip
