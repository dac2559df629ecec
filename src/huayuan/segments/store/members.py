"""Who is in which segment: snapshots, and the changes since."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from pyroaring import BitMap
from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from huayuan.kernel.db import upsert
from huayuan.segments.contracts import Cause, Change, SizePoint
from huayuan.segments.models import SegmentChangeRow, SegmentProgressRow, SegmentSizeRow, SegmentSnapshotRow

ROWS_AT_ONCE = 5_000


def snapshot(session: Session, segment_id: int) -> tuple[int, BitMap] | None:
    """(the change it was taken after, members)."""
    query = select(SegmentSnapshotRow.after_change, SegmentSnapshotRow.people)
    row = session.execute(query.where(SegmentSnapshotRow.segment_id == segment_id)).first()
    return (row[0], BitMap.deserialize(row[1])) if row else None


def snapshot_place(session: Session, segment_id: int) -> int | None:
    query = select(SegmentSnapshotRow.after_change).where(SegmentSnapshotRow.segment_id == segment_id)
    return session.scalar(query)


def snapshot_places(session: Session) -> dict[int, int]:
    """segment → the change its snapshot was taken after."""
    rows = session.execute(select(SegmentSnapshotRow.segment_id, SegmentSnapshotRow.after_change))
    return {segment_id: place for segment_id, place in rows}  # noqa: C416  # rows are no pairs to a type checker


def all_since(session: Session, after: int) -> dict[int, list[tuple[int, int, bool]]]:
    """segment → (change, person, entered), in order."""
    query = select(
        SegmentChangeRow.segment_id, SegmentChangeRow.id, SegmentChangeRow.person_id, SegmentChangeRow.entered
    ).where(SegmentChangeRow.id > after)
    found: dict[int, list[tuple[int, int, bool]]] = {}
    for segment_id, number, person, entered in session.execute(query.order_by(SegmentChangeRow.id)):
        found.setdefault(segment_id, []).append((number, person, entered))
    return found


def keep_snapshot(session: Session, segment_id: int, people: BitMap, after_change: int, at: datetime) -> None:
    people.run_optimize()
    row = {"segment_id": segment_id, "after_change": after_change, "people": people.serialize(), "at": at}
    upsert(session, SegmentSnapshotRow, [row], on=["segment_id"], update=["after_change", "people", "at"])


def newest_change(session: Session) -> int:
    return session.scalar(select(func.max(SegmentChangeRow.id))) or 0


def since(session: Session, segment_id: int, after: int) -> list[tuple[int, int, bool]]:
    """(change, person, entered) of one segment, in order."""
    query = select(SegmentChangeRow.id, SegmentChangeRow.person_id, SegmentChangeRow.entered)
    query = query.where(SegmentChangeRow.segment_id == segment_id, SegmentChangeRow.id > after)
    return [
        (number, person, entered)
        for number, person, entered in session.execute(query.order_by(SegmentChangeRow.id))
    ]


def changes(
    session: Session, after: int, limit: int, *, segment_id: int | None = None, person_id: int | None = None
) -> list[Change]:
    query = select(SegmentChangeRow).where(SegmentChangeRow.id > after)
    if segment_id is not None:
        query = query.where(SegmentChangeRow.segment_id == segment_id)
    if person_id is not None:
        query = query.where(SegmentChangeRow.person_id == person_id)
    rows = session.scalars(query.order_by(SegmentChangeRow.id).limit(limit))
    return [
        Change(row.id, row.segment_id, row.version, row.person_id, row.entered, row.at, Cause(row.cause))
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class Moves:
    """Who entered and who left one segment, and its size after that."""

    segment_id: int
    version: int
    entered: Sequence[int]
    left: Sequence[int]
    size: int
    cause: Cause


def record(session: Session, moves: Sequence[Moves], at: datetime) -> None:
    """Write the changes in this order, and add them to the lines of the hour."""
    rows = [row for one in moves for row in _rows(one, at)]
    for start in range(0, len(rows), ROWS_AT_ONCE):
        part = rows[start : start + ROWS_AT_ONCE]
        session.execute(insert(SegmentChangeRow.__table__), part)  # type: ignore[arg-type]  # a table, as its class is not typed
    _count_hour(session, moves, at.replace(minute=0, second=0, microsecond=0))


def _rows(one: Moves, at: datetime) -> Iterator[dict[str, Any]]:
    for people, entered in ((one.entered, True), (one.left, False)):
        for person in people:
            yield {
                "segment_id": one.segment_id,
                "version": one.version,
                "person_id": person,
                "entered": entered,
                "at": at,
                "cause": one.cause.value,
            }


def _count_hour(session: Session, moves: Sequence[Moves], hour: datetime) -> None:
    P = SegmentSizeRow
    query = select(P.segment_id, P.entered, P.left).where(P.at == hour)
    known = session.execute(query.where(P.segment_id.in_({one.segment_id for one in moves})))
    counts = {segment_id: (0, entered, left) for segment_id, entered, left in known}
    for one in moves:
        _, entered, left = counts.get(one.segment_id, (0, 0, 0))
        counts[one.segment_id] = one.size, entered + len(one.entered), left + len(one.left)
    lines = [
        {"segment_id": segment_id, "at": hour, "size": size, "entered": entered, "left": left}
        for segment_id, (size, entered, left) in counts.items()
    ]
    upsert(session, P, lines, on=["segment_id", "at"], update=["size", "entered", "left"])


def sizes(
    session: Session, segment_ids: Sequence[int], first: datetime, last: datetime
) -> dict[int, list[SizePoint]]:
    """segment → its hours in [first, last], in order."""
    query = select(SegmentSizeRow).where(
        SegmentSizeRow.segment_id.in_(segment_ids),
        SegmentSizeRow.at >= first - timedelta(hours=1),
        SegmentSizeRow.at <= last,
    )
    found: dict[int, list[SizePoint]] = {segment_id: [] for segment_id in segment_ids}
    for row in session.scalars(query.order_by(SegmentSizeRow.at)):
        found[row.segment_id].append(SizePoint(row.at, row.size, row.entered, row.left))
    return found


def progress(session: Session, name: str) -> int | None:
    return session.scalar(select(SegmentProgressRow.value).where(SegmentProgressRow.name == name))


def set_progress(session: Session, name: str, value: int) -> None:
    upsert(session, SegmentProgressRow, [{"name": name, "value": value}], on=["name"], update=["value"])


def changes_of_person(session: Session, person_id: int) -> int:
    return session.scalar(select(func.count()).where(SegmentChangeRow.person_id == person_id)) or 0


def forget_old(session: Session, before: datetime, up_to: int) -> int:
    """Drop changes that are old and no longer needed by a snapshot or a follower; answers how many."""
    gone = session.execute(
        delete(SegmentChangeRow)
        .where(SegmentChangeRow.at < before, SegmentChangeRow.id <= up_to)
        .returning(SegmentChangeRow.id)
    )
    return len(gone.all())


def least_needed(session: Session) -> int:
    """Changes after this one are still needed to know who is in some segment."""
    return session.scalar(select(func.min(SegmentSnapshotRow.after_change))) or 0


def forget_person(session: Session, person_id: int) -> int:
    gone = session.execute(
        delete(SegmentChangeRow).where(SegmentChangeRow.person_id == person_id).returning(SegmentChangeRow.id)
    )
    return len(gone.all())


def forget_in_snapshots(session: Session, person_id: int, at: datetime) -> None:
    for segment_id in snapshot_places(session):
        found = snapshot(session, segment_id)
        if found and person_id in found[1]:
            found[1].discard(person_id)
            keep_snapshot(session, segment_id, found[1], found[0], at)
