"""Computed traits (计算属性): measured of events for whoever was touched, on a timer for windows, and for everybody."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np

from huayuan.events.api import EventReader, EventSlice, Said, measure
from huayuan.identity import api as identity
from huayuan.kernel.services import Services
from huayuan.kernel.settings import Settings
from huayuan.kernel.unit_of_work import Transaction, UnitOfWork
from huayuan.profiles.contracts import TraitDefinition, TraitKind, TraitUpdate
from huayuan.profiles.store import trait_definitions as store
from huayuan.profiles.store import traits as statements
from huayuan.profiles.traiting import set_many_traits
from huayuan.profiles.traits.computed import SOURCE, ZERO, Computed
from huayuan.profiles.traits.defining import definitions

PEOPLE_PER_TRANSACTION = 500
PEOPLE_AT_ONCE = 10_000
Values = dict[int, dict[str, Any]]  # person → key → value, None where there is none (any more)


def computed_definitions(tx: Transaction) -> dict[str, TraitDefinition]:
    return {key: one for key, one in definitions(tx).items() if one.computed is not None}


def recompute(services: Services, person_ids: Sequence[int]) -> None:
    """All computed traits of these people, as their events are now."""
    with services.get(UnitOfWork).read() as tx:
        wanted = computed_definitions(tx)
        now = tx.now
    if not wanted:
        return
    people = sorted(set(person_ids))
    for start in range(0, len(people), PEOPLE_AT_ONCE):
        part = people[start : start + PEOPLE_AT_ONCE]
        _save(services, part, _measured(services, wanted, now, part), now)


def compute(services: Services, key: str) -> Iterator[tuple[int, int]]:
    """One trait for everybody, those who have a value and no events any more included: (people done, of how many)."""
    with services.get(UnitOfWork).read() as tx:
        one, now = computed_definitions(tx).get(key), tx.now
        had = statements.people_with_statement(tx.session, key, SOURCE)
    if one is None:
        return
    parsed, zone = Computed.parse(key, one.computed or {}), _zone(services)
    done = 0
    for part in measure(services.get(EventReader), {0: parsed.measure(now, zone)}, zone):
        without = np.setdiff1d(np.asarray(had, dtype=np.int64), part.people)
        people, number = part.people.tolist(), len(part.people) + len(without)
        for start in range(0, len(people), PEOPLE_PER_TRANSACTION):
            some = slice(start, start + PEOPLE_PER_TRANSACTION)
            told = zip(people[some], part.values[0][some].tolist(), strict=True)
            found = {person: {key: _value(value, parsed, one.kind)} for person, value in told}
            _save(services, people[some], found, now)
            done += len(found)
            yield done, number
        for start in range(0, len(without), PEOPLE_PER_TRANSACTION):
            gone = without[start : start + PEOPLE_PER_TRANSACTION].tolist()
            _save(services, gone, {person: {key: None} for person in gone}, now)
            done += len(gone)
            yield done, number
    with services.get(UnitOfWork).begin() as tx:
        store.set_computed_at(tx.session, key, now)


def lapse(services: Services) -> None:
    """Traits of the last so many days, for whomever an event left the window of since the last time."""
    with services.get(UnitOfWork).read() as tx:
        wanted, now = computed_definitions(tx), tx.now
        since = {key: store.computed_at(tx.session, key) for key in wanted}
    touched: set[int] = set()
    done: list[str] = []
    for key, one in wanted.items():
        before = since[key]
        if before is None or one.computed is None:
            continue  # computed for everybody first
        # A second more than it was: two clocks may differ by as much.
        leaving = Computed.parse(key, one.computed).lapsing(before - timedelta(seconds=1), now)
        if leaving is None:
            continue
        done.append(key)
        for part in measure(services.get(EventReader), {0: leaving}, _zone(services)):
            touched.update(part.people[part.values[0] > 0].tolist())
    recompute(services, sorted(touched))
    with services.get(UnitOfWork).begin() as tx:
        for key in done:
            store.set_computed_at(tx.session, key, now)


def _measured(
    services: Services, wanted: Mapping[str, TraitDefinition], now: datetime, given: Sequence[int]
) -> Values:
    """What was measured of the people given; None where they have none of it."""
    zone, keys = _zone(services), list(wanted)
    parsed = {key: Computed.parse(key, wanted[key].computed or {}) for key in keys}
    measures = {place: parsed[key].measure(now, zone) for place, key in enumerate(keys)}
    found: Values = {person: dict.fromkeys(keys) for person in given}
    said = services.find(Said) or services.put(Said, Said())
    for part in EventSlice(services.get(EventReader), given, measures).measure(measures, zone, said):
        for place, values in part.values.items():
            key = keys[place]
            for person, value in zip(part.people.tolist(), values.tolist(), strict=True):
                found[person][key] = _value(value, parsed[key], wanted[key].kind)
    return found


def _value(value: Any, one: Computed, kind: TraitKind) -> Any:
    """As it is stated; None where there is nothing to state. A count of 0 is what everybody has who has no value."""
    if value is None or (isinstance(value, float) and not np.isfinite(value)):
        return None
    if kind is TraitKind.TEXT:
        return str(value)
    if kind is TraitKind.TIME:
        return datetime.fromtimestamp(value / 1_000_000, UTC).isoformat()
    if one.of in ZERO and value == 0:
        return None
    number = round(value, 6)
    if kind is TraitKind.MONEY:
        return round(number)
    return int(number) if float(number).is_integer() else number


def _save(services: Services, people: Sequence[int], found: Values, now: datetime) -> None:
    """`now` is when was measured: what was measured later and written before stays."""
    for start in range(0, len(people), PEOPLE_PER_TRANSACTION):
        part = people[start : start + PEOPLE_PER_TRANSACTION]
        with services.get(UnitOfWork).begin() as tx:
            # Someone who was merged, erased or whose trait was deleted meanwhile gets nothing again.
            current, known = identity.current_persons(tx, part), definitions(tx)
            newer = {
                (person, key)
                for (person, key, _), said in statements.said_by(tx.session, part, [SOURCE]).items()
                if said.updated_at > now
            }
            updates = []
            for person in part:
                values = {
                    key: value
                    for key, value in found.get(person, {}).items()
                    if key in known and (person, key) not in newer
                }
                if values and current.get(person) == person:
                    updates.append(TraitUpdate(person, values, SOURCE, now))
            set_many_traits(tx, updates)


def _zone(services: Services) -> ZoneInfo:
    return ZoneInfo(services.get(Settings).timezone)
