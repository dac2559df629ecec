"""Rows of the lifecycle in, values out: who is in which layer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Select, String, case, delete, func, insert, literal, select, update
from sqlalchemy.orm import Session, aliased

from huayuan.kernel.db import UtcDateTime, upsert
from huayuan.kernel.decoding import convert_to
from huayuan.segments.lifecycle.contracts import FlowLink, KeptSettings, Layer, LayerSize, LifecycleSettings
from huayuan.segments.lifecycle.models import LayerChangeRow, LifecycleSettingsRow, PersonLayerRow
from huayuan.segments.store.choosing import People, chosen, slices

P = PersonLayerRow
_HELD = (P.person_id, P.layer, P.high_value, P.churn_risk, P.friend, P.due_at)
_ONLY = 1  # the id of the one row of settings


def people_in_layers(session: Session, layers: Sequence[str], among: Sequence[int] | None) -> People:
    return chosen(session, select(P.person_id).where(P.layer.in_(layers)), P.person_id, among)


def held(session: Session, people: Sequence[int], *, between: bool = False) -> list[Any]:
    """Rows (person, layer, high value, churn risk, friend, due) of these people; `between`: of all from the first
    person to the last."""
    if not len(people):
        return []
    if between:
        return list(session.execute(select(*_HELD).where(P.person_id.between(people[0], people[-1]))))
    return [
        row for part in slices(people) for row in session.execute(select(*_HELD).where(P.person_id.in_(part)))
    ]


def friend_states(session: Session, people: Sequence[int]) -> dict[int, int]:
    """person → `friend`, of those who have a layer."""
    query = select(P.person_id, P.friend)
    return {
        person: friend
        for part in slices(people)
        for person, friend in session.execute(query.where(P.person_id.in_(part)))
    }


def due(session: Session, now: int, limit: int) -> list[int]:
    """People to look at again, the longest due first."""
    return list(session.scalars(select(P.person_id).where(P.due_at <= now).order_by(P.due_at).limit(limit)))


def write(session: Session, rows: Sequence[Mapping[str, Any]]) -> None:
    """Lines of people who are new or in another layer."""
    columns = ("layer", "high_value", "churn_risk", "friend", "since", "due_at")
    upsert(session, PersonLayerRow, [dict(row) for row in rows], on=["person_id"], update=columns)


def rewrite(session: Session, rows: Sequence[Mapping[str, Any]]) -> None:
    """Lines of people whose layer is the same: what else is said of them."""
    if rows:
        session.execute(update(PersonLayerRow), [dict(row) for row in rows])


def add_changes(
    session: Session, came_from: Mapping[str | None, Sequence[int]], now: datetime, cause: str
) -> None:
    """People whose lines were just written came from these layers (None: they are new) into that of their line."""
    columns = ("origin_person_id", "person_id", "layer_from", "layer_to", "at", "cause")
    for layer, people in came_from.items():
        for part in slices(people):
            said = (literal(layer, String), P.layer, literal(now, UtcDateTime), literal(cause))
            lines = select(P.person_id, P.person_id, *said).where(P.person_id.in_(part)).order_by(P.person_id)
            session.execute(insert(LayerChangeRow).from_select(columns, lines))


def drop(session: Session, people: Sequence[int]) -> None:
    """People who are nobody of their own any more; their changes stay with whoever they belong to now."""
    for part in slices(people):
        session.execute(delete(PersonLayerRow).where(P.person_id.in_(part)))


def move(session: Session, moves: Mapping[int, int]) -> None:
    """Changes recorded for an origin person belong to whom that person is now."""
    for origin, target in moves.items():
        session.execute(
            update(LayerChangeRow)
            .where(LayerChangeRow.origin_person_id == origin, LayerChangeRow.person_id != target)
            .values(person_id=target),
            execution_options={"synchronize_session": False},
        )


def sizes(session: Session, visible: Any | None) -> list[LayerSize]:
    """People of each layer that has any; `visible`: of those a caller may see."""
    query = select(P.layer, P.high_value, P.churn_risk, func.count()).group_by(
        P.layer, P.high_value, P.churn_risk
    )
    if visible is not None:
        query = query.where(P.person_id.in_(visible))
    found: dict[str, list[int]] = {}
    for layer, high_value, churn_risk, people in session.execute(query):
        counts = found.setdefault(layer, [0, 0, 0])
        counts[0] += people
        counts[1] += people if high_value else 0
        counts[2] += people if churn_risk else 0
    return [LayerSize(Layer(layer), *counts) for layer, counts in found.items()]


def layer_people(
    session: Session, layer: str | None, flag: str | None, visible: Any | None, limit: int, offset: int
) -> tuple[list[tuple[int, datetime]], int]:
    """(person, since when), latest first, and how many there are."""
    wanted = [P.layer == layer] if layer else []
    wanted += [getattr(P, flag).is_(True)] if flag else []
    wanted += [P.person_id.in_(visible)] if visible is not None else []
    rows = session.execute(
        select(P.person_id, P.since)
        .where(*wanted)
        .order_by(P.since.desc(), P.person_id)
        .limit(limit)
        .offset(offset)
    )
    total = session.scalar(select(func.count()).select_from(P).where(*wanted)) or 0
    return [(row.person_id, row.since) for row in rows], total


def flow(session: Session, start: datetime, end: datetime | None, visible: Any | None) -> list[FlowLink]:
    """Who was in which layer at `start` and is in which at `end` (None: now), counted by both."""
    first, last, query = _journeys(start, end, visible)
    rows = session.execute(query.with_only_columns(first, last, func.count()).group_by(first, last))
    return [FlowLink(Layer(a) if a else None, Layer(b), people) for a, b, people in rows if b]


def flow_people(
    session: Session, start: datetime, end: datetime | None, link: tuple[str | None, str], visible: Any | None,
    limit: int, offset: int,
) -> tuple[list[tuple[int, datetime]], int]:  # fmt: skip
    """The people of one link: (person, since when in the layer they are in now), latest first; and how many."""
    first, last, query = _journeys(start, end, visible)
    query = query.where(first.is_(None) if link[0] is None else first == link[0], last == link[1])
    total = session.scalar(query.with_only_columns(func.count())) or 0
    rows = session.execute(query.order_by(P.since.desc(), P.person_id).limit(limit).offset(offset))
    return [(row.person_id, row.since) for row in rows], total


def _journeys(start: datetime, end: datetime | None, visible: Any | None) -> tuple[Any, Any, Select[Any]]:
    """The layer at either moment as columns, and the select of all people with them.

    A layer at a moment is where the first later change came from; without one, it is the layer now.
    """
    first, first_change, first_row = _layer_at(start)
    joined = P.__table__.outerjoin(first_change, first_change.c.person == P.person_id)
    joined = joined.outerjoin(first_row, first_row.id == first_change.c.id)
    last: Any = P.layer
    if end is not None:
        last, last_change, last_row = _layer_at(end)
        joined = joined.outerjoin(last_change, last_change.c.person == P.person_id)
        joined = joined.outerjoin(last_row, last_row.id == last_change.c.id)
    query: Any = select(P.person_id, P.since).select_from(joined)
    return first, last, query if visible is None else query.where(P.person_id.in_(visible))


def _layer_at(moment: datetime) -> tuple[Any, Any, Any]:
    C = LayerChangeRow
    later = (
        select(C.origin_person_id.label("person"), func.min(C.id).label("id"))
        .where(C.at >= moment, C.person_id == C.origin_person_id)
        .group_by(C.origin_person_id)
        .subquery()
    )
    row = aliased(C)
    return case((later.c.id.is_(None), P.layer), else_=row.layer_from), later, row


def kept_settings(session: Session) -> KeptSettings:
    row = session.get(LifecycleSettingsRow, _ONLY)
    if row is None:
        return KeptSettings(LifecycleSettings())
    return KeptSettings(
        convert_to(row.settings, LifecycleSettings),
        row.version, row.changed_at, row.changed_by, row.counted_version, row.counted_at,
    )  # fmt: skip


def keep_settings(session: Session, kept: KeptSettings, now: datetime) -> None:
    row = {
        "id": _ONLY,
        "version": kept.version,
        "settings": msgspec.to_builtins(kept.settings),
        "changed_at": kept.changed_at or now,
        "changed_by": kept.changed_by,
        "counted_version": kept.counted_version,
        "counted_at": kept.counted_at,
    }
    upsert(session, LifecycleSettingsRow, [row], on=["id"], update=[key for key in row if key != "id"])


def exported(session: Session, person_id: int) -> dict[str, Any]:
    """The layer a person is in and how they came there."""
    row = session.execute(select(P.layer, P.since).where(P.person_id == person_id)).first()
    C = LayerChangeRow
    changes = session.execute(
        select(C.layer_from, C.layer_to, C.at).where(C.person_id == person_id).order_by(C.at, C.id)
    )
    return {
        "layer": row.layer if row else None,
        "since": row.since.isoformat() if row else None,
        "changes": [{"from": c.layer_from, "to": c.layer_to, "at": c.at.isoformat()} for c in changes],
    }


def erase(session: Session, person_id: int) -> int:
    """Remove every row about a person. Answers how many."""
    removed = 0
    for table in (PersonLayerRow, LayerChangeRow):
        gone = session.execute(delete(table).where(table.person_id == person_id))
        removed += gone.rowcount  # type: ignore[attr-defined]
    return removed
