"""Keeps everybody in their layer: people something happened to, people whose time has come, or everybody.

All three take the turn, read facts and write what differs; so none of them overwrites what somebody learnt later.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

import numpy as np

from huayuan.events import api as events
from huayuan.events.contracts import NewEvent
from huayuan.kernel.ids import event_uuid
from huayuan.kernel.loops import breathe
from huayuan.kernel.services import Services
from huayuan.kernel.unit_of_work import Transaction, UnitOfWork
from huayuan.profiles import api as profiles
from huayuan.segments.lifecycle import store
from huayuan.segments.lifecycle.contracts import LAYERS, PROJECTION, Cause, KeptSettings
from huayuan.segments.lifecycle.facts import everybody, friend_states, gather, known
from huayuan.segments.lifecycle.rules import Ints, Places, place
from huayuan.segments.purchases import Among
from huayuan.segments.turns import turn

PEOPLE_AT_ONCE = 5_000  # between two of these the loop rests, and others get the turn
# Everybody is looked at in slices: each is one pass over the events, and for so long nobody else has the turn.
PEOPLE_IN_A_SLICE = 50_000
# The collector waits for SQLite's one writer too, so no transaction of ours is longer than this many people.
PEOPLE_PER_TRANSACTION = 1_000
DUE_AT_ONCE = 5_000
_STRANGER = -1  # the place of a layer for people without one


def look_again(services: Services, people: Sequence[int], cause: Cause = "events") -> None:
    """Put these people where they belong now."""
    asked = sorted(set(people))
    for start in range(0, len(asked), PEOPLE_AT_ONCE):
        part = asked[start : start + PEOPLE_AT_ONCE]
        with turn(services, PROJECTION):
            here = known(services, part)
            gone = np.setdiff1d(np.asarray(part, dtype=np.int64), here)
            if len(gone):
                with services.get(UnitOfWork).begin() as tx:
                    store.drop(tx.session, gone.tolist())
            if len(here):
                _look(services, here, Among(here.tolist()), cause)
        breathe()


def advance_time(services: Services) -> bool:
    """Look at people whose layer may have changed because time passed; True when there are more."""
    uow = services.get(UnitOfWork)
    with uow.read() as tx:
        people = store.due(tx.session, _us(tx.now), DUE_AT_ONCE)
    if people:
        look_again(services, people, "time")
    return len(people) == DUE_AT_ONCE


def recount(services: Services, progress: Callable[[float], None]) -> None:
    """Look at everybody with the thresholds as they are now."""
    uow = services.get(UnitOfWork)
    with uow.read() as tx:
        version = store.kept_settings(tx.session).version
    people = everybody(services)
    for start in range(0, len(people), PEOPLE_IN_A_SLICE):
        part = people[start : start + PEOPLE_IN_A_SLICE]
        with turn(services, PROJECTION):
            here = known(services, part.tolist())
            if len(here):
                _look(services, here, Among(low=int(here[0]), high=int(here[-1])), "recount")
        progress(min(1.0, (start + PEOPLE_IN_A_SLICE) / len(people)))
    _note_counted(services, version)


def _note_counted(services: Services, version: int) -> None:
    with services.get(UnitOfWork).begin() as tx:
        kept = store.kept_settings(tx.session)
        if kept.version == version:
            counted = KeptSettings(
                kept.settings, kept.version, kept.changed_at, kept.changed_by, version, tx.now
            )
            store.keep_settings(tx.session, counted, tx.now)


def _look(services: Services, people: Ints, among: Among, cause: Cause) -> None:
    uow = services.get(UnitOfWork)
    with uow.read() as tx:
        settings, now = store.kept_settings(tx.session).settings, tx.now
    friend = friend_states(services, people)
    places = place(gather(services, people, friend, settings, now, among), settings, _us(now))
    with uow.read() as tx:
        rows = store.held(tx.session, people.tolist(), between=among.people is None)
    changes = _Differences(places, friend, rows, _us(now))
    for start in range(0, len(changes.moved), PEOPLE_PER_TRANSACTION):
        with uow.begin() as tx:
            changes.write_moved(tx, changes.moved[start : start + PEOPLE_PER_TRANSACTION], cause)
    for start in range(0, len(changes.stayed), PEOPLE_PER_TRANSACTION):
        with uow.begin() as tx:
            changes.write_stayed(tx, changes.stayed[start : start + PEOPLE_PER_TRANSACTION])


class _Differences:
    """What is to be written: indices of people in another layer than before (or in none), and of those about whom
    something else is new."""

    def __init__(self, places: Places, friend: Ints, rows: Sequence[Any], now: int) -> None:
        self.places, self.friend = places, friend
        before = _Before(places.people, rows)
        self.before = before.layer
        moved = before.layer != places.layer
        # A later due date need not be written: looking too early does no harm, and most events only put it off.
        earlier = (places.due_at < before.due_at) | (before.due_at <= now)
        other = (
            (before.high_value != places.high_value)
            | (before.churn_risk != places.churn_risk)
            | (before.friend != friend)
            | (earlier & (before.due_at != places.due_at))
        )
        self.moved = np.flatnonzero(moved)
        self.stayed = np.flatnonzero(other & ~moved)

    def write_moved(self, tx: Transaction, chosen: Ints, cause: Cause) -> None:
        # Someone who was merged or erased since the facts were read must not get a line again.
        alive = set(profiles.all_people(tx, self.places.people[chosen].tolist()).tolist())
        chosen = np.asarray(
            [i for i in chosen.tolist() if int(self.places.people[i]) in alive], dtype=np.int64
        )
        rows = [self._row(i) | {"since": tx.now} for i in chosen.tolist()]
        store.write(tx.session, rows)
        came_from: dict[str | None, list[int]] = {}
        for i in chosen.tolist():
            came_from.setdefault(self._layer_before(i), []).append(int(self.places.people[i]))
        store.add_changes(tx.session, came_from, tx.now, cause)
        profiles.set_stages(tx, {row["person_id"]: row["layer"] for row in rows})
        if cause != "recount":
            now_in = {row["person_id"]: row["layer"] for row in rows}
            told = [(one, layer) for layer, people in came_from.items() if layer for one in people]
            events.publish_all(tx, [_event(one, layer, now_in[one], tx.now) for one, layer in told])

    def write_stayed(self, tx: Transaction, chosen: Ints) -> None:
        store.rewrite(tx.session, [self._row(i) for i in chosen.tolist()])

    def _layer_before(self, i: int) -> str | None:
        return None if self.before[i] == _STRANGER else str(LAYERS[self.before[i]])

    def _row(self, i: int) -> dict[str, Any]:
        places = self.places
        return {
            "person_id": int(places.people[i]),
            "layer": str(LAYERS[places.layer[i]]),
            "high_value": bool(places.high_value[i]),
            "churn_risk": bool(places.churn_risk[i]),
            "friend": int(self.friend[i]),
            "due_at": int(places.due_at[i]),
        }


class _Before:
    """What is stored about people, laid beside them; `layer` is _STRANGER of whoever has no line."""

    def __init__(self, people: Ints, rows: Sequence[Any]) -> None:
        number = {str(layer): i for i, layer in enumerate(LAYERS)}
        self.layer = np.full(len(people), _STRANGER, dtype=np.int8)
        self.high_value = np.zeros(len(people), dtype=np.bool_)
        self.churn_risk = np.zeros(len(people), dtype=np.bool_)
        self.friend = np.zeros(len(people), dtype=np.int64)
        self.due_at = np.zeros(len(people), dtype=np.int64)
        if not rows:
            return
        who, layer, high_value, churn_risk, friend, due_at = zip(*rows, strict=True)
        at = np.minimum(np.searchsorted(people, np.asarray(who)), len(people) - 1)
        mine = people[at] == np.asarray(who)
        at = at[mine]
        self.layer[at] = np.asarray([number[one] for one in layer], dtype=np.int8)[mine]
        self.high_value[at] = np.asarray(high_value, dtype=np.bool_)[mine]
        self.churn_risk[at] = np.asarray(churn_risk, dtype=np.bool_)[mine]
        self.friend[at] = np.asarray(friend, dtype=np.int64)[mine]
        self.due_at[at] = np.asarray(due_at, dtype=np.int64)[mine]


def _event(person: int, before: str, layer: str, now: datetime) -> NewEvent:
    return NewEvent(
        event_uuid("stage_changed", person, now.isoformat(), layer),
        "stage_changed", now, properties={"from": before, "to": layer}, person_id=person,
    )  # fmt: skip


def _us(at: datetime) -> int:
    return round(at.timestamp() * 1_000_000)
