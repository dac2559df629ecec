"""The lines of the customer list as rows: written in bulk, moved with their people, erased."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from huayuan.events.api import Totals
from huayuan.kernel.db import insert_new, upsert
from huayuan.profiles.contracts import Customer, OrderTotals
from huayuan.profiles.models import (
    PersonProfileRow,
    PersonTagRow,
    PersonTraitRow,
    StaffContactRow,
    TagAsideRow,
    TagHistoryRow,
    TagPushRow,
    TraitChangeRow,
    TraitEditItemRow,
    TraitValueRow,
)
from huayuan.profiles.store.batches import slices

CUSTOMER = (
    PersonProfileRow.person_id,
    PersonProfileRow.name,
    PersonProfileRow.avatar,
    PersonProfileRow.gender,
    PersonProfileRow.city,
    PersonProfileRow.phone_masked,
    PersonProfileRow.first_seen_at,
    PersonProfileRow.last_seen_at,
    PersonProfileRow.first_channel,
    PersonProfileRow.last_channel,
    PersonProfileRow.events,
    PersonProfileRow.orders,
    PersonProfileRow.gmv,
    PersonProfileRow.last_order_at,
    PersonProfileRow.stage,
)


def as_customer(row: Any) -> Customer:
    return Customer(*row)


_EMPTY: dict[str, Any] = {
    "name": "",
    "name_lower": "",
    "events": 0,
    "counted_up_to": 0,
    "orders": 0,
    "gmv": 0,
}
_OWNED = (
    PersonTagRow,
    TagAsideRow,
    TagHistoryRow,
    TagPushRow,
    PersonTraitRow,
    StaffContactRow,
    TraitChangeRow,
)


def ensure(session: Session, person_ids: Iterable[int], at: datetime) -> None:
    """A line for each person, empty where there was none."""
    ensure_each(session, dict.fromkeys(person_ids, at))


def ensure_each(session: Session, seen: Mapping[int, datetime]) -> None:
    """A line for each person, empty where there was none, seen first at their own time."""
    rows = [
        {"person_id": person, "first_seen_at": at, "last_seen_at": at} | _EMPTY
        for person, at in sorted(seen.items())  # in one order everywhere, or two writers wait for each other
    ]
    insert_new(session, PersonProfileRow, rows, on=["person_id"])


def lock(session: Session, person_ids: Iterable[int]) -> None:
    """Serialise writers about these people, in the order of their ids (SQLite has one writer anyway)."""
    if session.get_bind().dialect.name == "sqlite":
        return
    for part in slices(sorted(set(person_ids))):
        wanted = select(PersonProfileRow.person_id).where(PersonProfileRow.person_id.in_(part))
        session.execute(wanted.order_by(PersonProfileRow.person_id).with_for_update()).all()


def write_names(session: Session, rows: list[dict[str, Any]], at: datetime) -> None:
    """Columns that come from traits: name, avatar, gender, city. `rows` hold them and `person_id`."""
    full = [
        {"first_seen_at": at, "last_seen_at": at} | _EMPTY | row | {"name_lower": row["name"].lower()}
        for row in rows
    ]
    upsert(
        session,
        PersonProfileRow,
        full,
        on=["person_id"],
        update=["name", "name_lower", "avatar", "gender", "city"],
    )


@dataclass(frozen=True, slots=True)
class Line:
    """What a line says of somebody's events, and which commits it counts."""

    totals: Totals
    counted_up_to: int


_TOTALS = tuple(field.name for field in fields(Totals))


def lines(session: Session, person_ids: Iterable[int]) -> dict[int, Line]:
    columns = [getattr(PersonProfileRow, name) for name in _TOTALS]
    found: dict[int, Line] = {}
    for part in slices(person_ids):
        query = select(PersonProfileRow.counted_up_to, *columns).where(PersonProfileRow.person_id.in_(part))
        for counted_up_to, *values in session.execute(query):
            found[values[0]] = Line(Totals(*values), counted_up_to)
    return found


def write_seen(session: Session, totals: Sequence[Totals], up_to: int) -> None:
    """Columns that come from the event stream: first/last seen, first/last channel, number of events."""
    rows = [
        _EMPTY | {name: getattr(one, name) for name in _TOTALS} | {"counted_up_to": up_to}
        for one in sorted(totals, key=lambda one: one.person_id)
    ]
    upsert(session, PersonProfileRow, rows, on=["person_id"], update=[*_TOTALS[1:], "counted_up_to"])


def forget_events(session: Session, person_ids: Iterable[int]) -> None:
    """These people have no events (any more); when we learnt of them stays."""
    for part in slices(person_ids):
        session.execute(
            update(PersonProfileRow)
            .where(PersonProfileRow.person_id.in_(part))
            .values(
                events=0, first_channel=None, last_channel=None, first_channel_at=None, last_channel_at=None
            )
        )


def phones(session: Session, person_ids: Iterable[int]) -> dict[int, str | None]:
    """person → the masked phone shown now, of those who have a line."""
    found: dict[int, str | None] = {}
    for part in slices(person_ids):
        query = select(PersonProfileRow.person_id, PersonProfileRow.phone_masked)
        for person, phone in session.execute(query.where(PersonProfileRow.person_id.in_(part))):
            found[person] = phone
    return found


def write_phones(session: Session, phones: Mapping[int, str | None]) -> None:
    changes = [{"person_id": person, "phone_masked": phone} for person, phone in phones.items()]
    if changes:
        session.execute(update(PersonProfileRow), changes)


def write_orders(session: Session, totals: Sequence[OrderTotals], at: datetime) -> None:
    """Columns that come from orders. Someone without orders gets zeros, but no line of their own for it."""
    bought = [row for row in totals if row.orders or row.gmv or row.last_order_at]
    full = [
        {"first_seen_at": row.last_order_at or at, "last_seen_at": row.last_order_at or at}
        | _EMPTY
        | {
            "person_id": row.person_id,
            "orders": row.orders,
            "gmv": row.gmv,
            "last_order_at": row.last_order_at,
        }
        for row in bought
    ]
    upsert(session, PersonProfileRow, full, on=["person_id"], update=["orders", "gmv", "last_order_at"])
    none = [row.person_id for row in totals if not (row.orders or row.gmv or row.last_order_at)]
    for part in slices(none):
        session.execute(
            update(PersonProfileRow)
            .where(PersonProfileRow.person_id.in_(part))
            .values(orders=0, gmv=0, last_order_at=None)
        )


def write_stages(session: Session, stages: Mapping[int, str | None]) -> None:
    people: dict[str | None, list[int]] = {}
    for person, stage in sorted(stages.items()):
        people.setdefault(stage, []).append(person)
    for stage, listed in people.items():
        for part in slices(listed):
            session.execute(
                update(PersonProfileRow).where(PersonProfileRow.person_id.in_(part)).values(stage=stage),
                execution_options={"synchronize_session": False},
            )


def names(session: Session, person_ids: Iterable[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    for part in slices(person_ids):
        query = select(PersonProfileRow.person_id, PersonProfileRow.name).where(
            PersonProfileRow.person_id.in_(part)
        )
        found.update({person: name for person, name in session.execute(query) if name})
    return found


def known(session: Session, person_ids: Iterable[int]) -> dict[int, Customer]:
    found: dict[int, Customer] = {}
    for part in slices(person_ids):
        for row in session.execute(select(*CUSTOMER).where(PersonProfileRow.person_id.in_(part))):
            found[row.person_id] = as_customer(row)
    return found


def move(session: Session, moves: Mapping[int, int]) -> set[int]:
    """Re-point everything recorded for an origin person. Answers whose lines to compute again."""
    touched = set(moves) | set(moves.values())
    for table in _OWNED:
        for part in slices(moves):
            touched.update(
                session.scalars(select(table.person_id).where(table.origin_person_id.in_(part)).distinct())
            )
        for origin, target in moves.items():
            session.execute(
                update(table)
                .where(table.origin_person_id == origin, table.person_id != target)
                .values(person_id=target),
                execution_options={"synchronize_session": False},
            )
    return touched


def drop(session: Session, person_ids: Iterable[int]) -> None:
    """Take away the lines of people who are someone else now."""
    for part in slices(person_ids):
        session.execute(delete(PersonProfileRow).where(PersonProfileRow.person_id.in_(part)))


def erase(session: Session, person_id: int) -> int:
    """Remove every row about a person. Answers how many."""
    stated = select(PersonTraitRow.origin_person_id).where(PersonTraitRow.person_id == person_id)
    of_edits = delete(TraitEditItemRow).where(
        TraitEditItemRow.origin_person_id.in_(stated) | (TraitEditItemRow.origin_person_id == person_id)
    )
    removed: int = session.execute(of_edits).rowcount  # type: ignore[attr-defined]
    for table in (*_OWNED, TraitValueRow, PersonProfileRow):
        gone = session.execute(delete(table).where(table.person_id == person_id))
        removed += gone.rowcount  # type: ignore[attr-defined]
    return removed
