"""Segments and their versions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from huayuan.segments.contracts import Segment, SegmentVersion, Status
from huayuan.segments.models import (
    SegmentChangeRow,
    SegmentRow,
    SegmentSizeRow,
    SegmentSnapshotRow,
    SegmentVersionRow,
)

_SORTS = {"name": SegmentRow.name, "size": SegmentRow.size, "updated_at": SegmentRow.updated_at, "created_at": SegmentRow.created_at}  # fmt: skip


def add(session: Session, *, name: str, description: str, tree: dict[str, Any], by: str, at: datetime) -> int:
    row = SegmentRow(
        name=name, description=description, status=Status.ACTIVE.value, tree=tree, version=1, built_version=0,
        created_by=by, created_at=at, updated_by=by, updated_at=at,
    )  # fmt: skip
    session.add(row)
    session.flush()
    session.add(SegmentVersionRow(segment_id=row.id, version=1, tree=tree, at=at, by=by, note=""))
    session.flush()
    return row.id


def get(session: Session, segment_id: int) -> Segment | None:
    row = session.get(SegmentRow, segment_id, populate_existing=True)
    return _segment(row) if row else None


def with_name(session: Session, name: str) -> int | None:
    return session.scalar(select(SegmentRow.id).where(SegmentRow.name == name))


def page(
    session: Session, *, q: str | None, status: str | None, sort: str, limit: int, offset: int
) -> tuple[list[Segment], int]:
    query = select(SegmentRow)
    if q:
        query = query.where(func.lower(SegmentRow.name).contains(q.lower(), autoescape=True))
    if status:
        query = query.where(SegmentRow.status == status)
    total = session.scalar(select(func.count()).select_from(query.subquery())) or 0
    column = _SORTS[sort.lstrip("-")]
    order = column.desc().nulls_last() if sort.startswith("-") else column.asc().nulls_last()
    rows = session.scalars(query.order_by(order, SegmentRow.id).limit(limit).offset(offset))
    return [_segment(row) for row in rows], total


def sorts() -> Sequence[str]:
    return list(_SORTS)


def active_versions(session: Session) -> dict[int, tuple[int, int]]:
    """active segment → (version, the version its members follow)."""
    query = select(SegmentRow.id, SegmentRow.version, SegmentRow.built_version)
    rows = session.execute(query.where(SegmentRow.status == Status.ACTIVE.value).order_by(SegmentRow.id))
    return {number: (version, built) for number, version, built in rows}


def some(session: Session, segment_ids: Sequence[int]) -> list[Segment]:
    query = select(SegmentRow).where(SegmentRow.id.in_(segment_ids)).order_by(SegmentRow.id)
    return [_segment(row) for row in session.scalars(query, execution_options={"populate_existing": True})]


def all_trees(session: Session) -> list[tuple[int, str, dict[str, Any]]]:
    """(id, name, tree) of every segment, archived ones too."""
    query = select(SegmentRow.id, SegmentRow.name, SegmentRow.tree).order_by(SegmentRow.id)
    return [tuple(row) for row in session.execute(query)]


def evaluated(session: Session, sizes: Mapping[int, int], at: datetime) -> None:
    rows = [{"id": number, "size": size, "evaluated_at": at} for number, size in sizes.items()]
    if rows:
        session.execute(update(SegmentRow), rows)


def change(session: Session, segment_id: int, **values: Any) -> None:
    session.execute(update(SegmentRow).where(SegmentRow.id == segment_id).values(**values))


def raise_version(
    session: Session, segment_id: int, expected: int, tree: dict[str, Any], by: str, at: datetime, note: str
) -> bool:
    """Save a new version on top of `expected`; False when another one was saved meanwhile."""
    changed = session.execute(
        update(SegmentRow)
        .where(SegmentRow.id == segment_id, SegmentRow.version == expected)
        .values(tree=tree, version=expected + 1, updated_by=by, updated_at=at)
        .returning(SegmentRow.id)
    ).first()
    if changed is None:
        return False
    session.add(
        SegmentVersionRow(segment_id=segment_id, version=expected + 1, tree=tree, at=at, by=by, note=note)
    )
    session.flush()
    return True


def versions(session: Session, segment_id: int) -> list[SegmentVersion]:
    query = select(SegmentVersionRow).where(SegmentVersionRow.segment_id == segment_id)
    rows = session.scalars(query.order_by(SegmentVersionRow.version.desc()))
    return [SegmentVersion(row.version, row.tree, row.at, row.by, row.note) for row in rows]


def delete_segment(session: Session, segment_id: int) -> None:
    for model in (SegmentChangeRow, SegmentSizeRow, SegmentSnapshotRow, SegmentVersionRow):
        session.execute(delete(model).where(model.segment_id == segment_id))
    session.execute(delete(SegmentRow).where(SegmentRow.id == segment_id))


def _segment(row: SegmentRow) -> Segment:
    return Segment(
        row.id, row.name, row.description, Status(row.status), row.tree, row.version, row.size, row.evaluated_at,
        row.created_by, row.created_at, row.updated_by, row.updated_at,
    )  # fmt: skip
