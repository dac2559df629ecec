"""Rows of RFM in, values out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, and_, delete, false, func, or_, select, update
from sqlalchemy.orm import Session

from huayuan.kernel.db import upsert
from huayuan.kernel.decoding import convert_to
from huayuan.segments.rfm.contracts import Buyer, Cell, KeptSettings, RfmSettings, Snapshot, Thresholds
from huayuan.segments.rfm.models import PersonRfmRow, RfmSettingsRow, RfmSnapshotRow
from huayuan.segments.store.choosing import People, chosen, slices

SNAPSHOTS_KEPT = 100
P = PersonRfmRow
_ONLY = 1  # the id of the one row of settings
_HELD = (P.person_id, P.r, P.f, P.m, P.orders, P.revenue, P.last_order_at, P.due_at)
_COLUMNS = (
    "person_id", "r", "f", "m", "orders", "revenue", "last_order_at", "due_at", "computed_at",
)  # fmt: skip


def people_in_cells(
    session: Session, cells: Iterable[tuple[int, int, int]], among: Sequence[int] | None
) -> People:
    return chosen(session, select(P.person_id).where(_in_cells(cells)), P.person_id, among)


def _in_cells(cells: Iterable[tuple[int, int, int]]) -> ColumnElement[bool]:
    return or_(false(), *(and_(P.r == r, P.f == f, P.m == m) for r, f, m in sorted(set(cells))))


def held(session: Session, people: Sequence[int] | None, low: int, high: int) -> list[Any]:
    """Rows (person, r, f, m, orders, revenue, last order, due) of these people, or of all from `low` to `high`."""
    if people is None:
        return list(session.execute(select(*_HELD).where(P.person_id.between(low, high))))
    return [
        row for part in slices(people) for row in session.execute(select(*_HELD).where(P.person_id.in_(part)))
    ]


def due(session: Session, now: int, limit: int) -> list[int]:
    """People to look at again, the longest due first."""
    return list(session.scalars(select(P.person_id).where(P.due_at <= now).order_by(P.due_at).limit(limit)))


def write(session: Session, rows: Sequence[dict[str, Any]], now: datetime) -> None:
    full = [row | {"computed_at": now} for row in rows]
    upsert(
        session, PersonRfmRow, full, on=["person_id"], update=[key for key in _COLUMNS if key != "person_id"]
    )


def people(session: Session) -> int:
    """How many have a cell."""
    return session.scalar(select(func.count()).select_from(P)) or 0


def cells(session: Session, visible: Any | None) -> list[Cell]:
    """Cells that hold anybody; `visible`: of those a caller may see."""
    query = select(P.r, P.f, P.m, func.count(), func.sum(P.revenue)).group_by(P.r, P.f, P.m)
    if visible is not None:
        query = query.where(P.person_id.in_(visible))
    return [Cell(r, f, m, count, int(revenue)) for r, f, m, count, revenue in session.execute(query)]


def cell_people(
    session: Session, wanted: Iterable[tuple[int, int, int]], visible: Any | None, limit: int, offset: int
) -> tuple[list[Buyer], int]:
    """People of these cells by revenue, highest first, and how many there are."""
    conditions = [_in_cells(wanted)] + ([P.person_id.in_(visible)] if visible is not None else [])
    rows = session.execute(
        select(P.person_id, P.r, P.f, P.m, P.orders, P.revenue, P.last_order_at)
        .where(*conditions)
        .order_by(P.revenue.desc(), P.person_id)
        .limit(limit)
        .offset(offset)
    )
    total = session.scalar(select(func.count()).select_from(P).where(*conditions)) or 0
    return [Buyer(*row[:6], _moment(row.last_order_at)) for row in rows], total


def add_snapshot(
    session: Session, at: datetime, thresholds: Thresholds, window_days: int, people: int
) -> int:
    row = RfmSnapshotRow(
        at=at,
        thresholds=msgspec.to_builtins(thresholds),
        window_days=window_days,
        people=people,
        counted=False,
    )
    session.add(row)
    session.flush()
    return row.id


def note_counted(session: Session, snapshot: int) -> None:
    session.execute(update(RfmSnapshotRow).where(RfmSnapshotRow.id == snapshot).values(counted=True))
    session.execute(delete(RfmSnapshotRow).where(RfmSnapshotRow.id <= snapshot - SNAPSHOTS_KEPT))


def newest_snapshot(session: Session) -> Snapshot | None:
    row = session.scalars(select(RfmSnapshotRow).order_by(RfmSnapshotRow.id.desc()).limit(1)).first()
    if row is None:
        return None
    thresholds = convert_to(row.thresholds, Thresholds)
    return Snapshot(row.id, row.at, thresholds, row.window_days, row.people, row.counted)


def kept_settings(session: Session) -> KeptSettings:
    row = session.get(RfmSettingsRow, _ONLY)
    if row is None:
        return KeptSettings(RfmSettings())
    settings = convert_to(row.settings, RfmSettings)
    return KeptSettings(settings, row.version, row.changed_at, row.changed_by)


def keep_settings(session: Session, kept: KeptSettings, now: datetime) -> None:
    row = {
        "id": _ONLY,
        "version": kept.version,
        "settings": msgspec.to_builtins(kept.settings),
        "changed_at": kept.changed_at or now,
        "changed_by": kept.changed_by,
    }
    upsert(session, RfmSettingsRow, [row], on=["id"], update=[key for key in row if key != "id"])


def _moment(microseconds: int) -> datetime:
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=microseconds)


def exported(session: Session, person_id: int) -> dict[str, Any] | None:
    row = session.execute(
        select(P.r, P.f, P.m, P.orders, P.revenue, P.last_order_at).where(P.person_id == person_id)
    ).first()
    return None if row is None else row._asdict() | {"last_order_at": _moment(row.last_order_at).isoformat()}


def erase(session: Session, person_ids: Sequence[int]) -> int:
    """Take away the lines of these people. Answers how many there were."""
    removed = 0
    for part in slices(person_ids):
        gone = session.execute(delete(PersonRfmRow).where(PersonRfmRow.person_id.in_(part)))
        removed += gone.rowcount  # type: ignore[attr-defined]
    return removed
