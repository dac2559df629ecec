"""Keeps everybody in their cell: people who bought, people whose time has come, or everybody with new thresholds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from huayuan.events.api import EventReader
from huayuan.identity import api as identity
from huayuan.kernel.loops import breathe
from huayuan.kernel.services import Services
from huayuan.kernel.unit_of_work import Transaction, UnitOfWork
from huayuan.profiles import api as profiles
from huayuan.segments.purchases import Among, Ints, paid_orders
from huayuan.segments.rfm import store
from huayuan.segments.rfm.contracts import FOLLOWING
from huayuan.segments.rfm.rules import DAY_US, Buyers, Cells, buyers_of, cells_of, thresholds_of
from huayuan.segments.turns import turn

PEOPLE_AT_ONCE = 5_000  # between two of these the loop rests, and others get the turn
PEOPLE_IN_A_SLICE = 100_000  # one pass over the orders each; for so long nobody else has the turn
PEOPLE_PER_TRANSACTION = 1_000  # the collector waits for SQLite's one writer too
DUE_AT_ONCE = 5_000
LAST_PERSON = 1 << 61


def look_again(services: Services, people: Sequence[int]) -> None:
    """Score these people again. Before the first snapshot there is nothing to score with."""
    asked = sorted(set(people))
    for start in range(0, len(asked), PEOPLE_AT_ONCE):
        part = asked[start : start + PEOPLE_AT_ONCE]
        with turn(services, FOLLOWING):
            _look(services, Among(part))
        breathe()


def advance_time(services: Services) -> bool:
    """Look at people whose cell may have changed because time passed; True when there are more."""
    with services.get(UnitOfWork).read() as tx:
        people = store.due(tx.session, _us(tx), DUE_AT_ONCE)
    look_again(services, people)
    return len(people) == DUE_AT_ONCE


def refresh(services: Services, progress: Callable[[float], None]) -> None:
    """Take thresholds from everybody who bought, and score everybody with them.

    From the first moment on, whoever is looked at is scored with the new ones.
    """
    uow = services.get(UnitOfWork)
    with uow.read() as tx:
        settings, now = store.kept_settings(tx.session).settings, _us(tx)
    window = settings.window_days * DAY_US
    orders = paid_orders(services.get(EventReader), Among(high=LAST_PERSON), since=now - window)
    buyers = buyers_of(orders, window, now)
    with uow.begin() as tx:
        thresholds = thresholds_of(buyers, settings, now)
        taken = store.add_snapshot(tx.session, tx.now, thresholds, settings.window_days, len(buyers.people))
    bounds = [0, *buyers.people[PEOPLE_IN_A_SLICE::PEOPLE_IN_A_SLICE].tolist(), LAST_PERSON + 1]
    for step, (low, high) in enumerate(pairwise(bounds), start=1):
        with turn(services, FOLLOWING):
            _look(services, Among(low=low, high=high - 1))
        progress(step / (len(bounds) - 1))
    with uow.begin() as tx:
        store.note_counted(tx.session, taken)


def _look(services: Services, among: Among) -> None:
    uow = services.get(UnitOfWork)
    with uow.read() as tx:
        snapshot, now = store.newest_snapshot(tx.session), _us(tx)
    if snapshot is None:
        return
    window = snapshot.window_days * DAY_US
    orders = paid_orders(services.get(EventReader), among, since=now - window)
    cells = cells_of(buyers_of(orders, window, now), snapshot.thresholds, window, now)
    with uow.read() as tx:
        held = store.held(tx.session, among.people, among.low, among.high)
    _write(uow, _Differences(cells, held, now))


def _write(uow: UnitOfWork, found: _Differences) -> None:
    for name in ("moved", "stayed", "gone"):
        chosen = getattr(found, name)
        for start in range(0, len(chosen), PEOPLE_PER_TRANSACTION):
            with uow.begin() as tx:
                getattr(found, f"write_{name}")(tx, chosen[start : start + PEOPLE_PER_TRANSACTION])


class _Differences:
    """What is to be written: buyers in another cell than before, buyers of whom only the numbers are new, and people
    who are buyers no more."""

    def __init__(self, cells: Cells, held: Sequence[Any], now: int) -> None:
        self.cells = cells
        buyers = cells.buyers
        columns = np.asarray([tuple(row) for row in held], dtype=np.int64).reshape(-1, 8).T
        who, r, f, m, orders, revenue, last, due = columns
        at, known = _places(buyers, who)
        before = np.zeros((7, len(buyers.people)), dtype=np.int64)
        before[:, at] = np.stack([r, f, m, orders, revenue, last, due])[:, known]
        moved = (before[0] != cells.r) | (before[1] != cells.f) | (before[2] != cells.m)
        # A later due date need not be written: looking too early does no harm.
        earlier = (cells.due_at < before[6]) | ((before[6] <= now) & (before[6] != cells.due_at))
        other = (before[3] != buyers.orders) | (before[4] != buyers.revenue) | (before[5] != buyers.last_at)
        self.moved = np.flatnonzero(moved)
        self.stayed = np.flatnonzero((other | earlier) & ~moved)
        self.gone = who[~known]

    def write_moved(self, tx: Transaction, chosen: Ints) -> None:
        profiles.changed(tx, self._write(tx, chosen))

    def write_stayed(self, tx: Transaction, chosen: Ints) -> None:
        self._write(tx, chosen)

    def write_gone(self, tx: Transaction, chosen: Ints) -> None:
        store.erase(tx.session, chosen.tolist())
        profiles.changed(tx, chosen.tolist())

    def _write(self, tx: Transaction, chosen: Ints) -> list[int]:
        # Someone who was merged or erased since the orders were read must not get a line again.
        people = self.cells.buyers.people[chosen].tolist()
        current = identity.current_persons(tx, people)
        rows = [self._row(i) for i in chosen.tolist()]
        rows = [row for row in rows if current.get(row["person_id"]) == row["person_id"]]
        store.write(tx.session, rows, tx.now)
        return [row["person_id"] for row in rows]

    def _row(self, i: int) -> dict[str, int]:
        cells, buyers = self.cells, self.cells.buyers
        return {
            "person_id": int(buyers.people[i]),
            "r": int(cells.r[i]),
            "f": int(cells.f[i]),
            "m": int(cells.m[i]),
            "orders": int(buyers.orders[i]),
            "revenue": int(buyers.revenue[i]),
            "last_order_at": int(buyers.last_at[i]),
            "due_at": int(cells.due_at[i]),
        }


def _places(buyers: Buyers, who: Ints) -> tuple[Ints, Any]:
    """Where the people of stored rows stand among the buyers, and of which rows they do."""
    if not len(buyers.people) or not len(who):
        return np.empty(0, dtype=np.int64), np.zeros(len(who), dtype=np.bool_)
    at = np.minimum(np.searchsorted(buyers.people, who), len(buyers.people) - 1)
    known = buyers.people[at] == who
    return at[known], known


def _us(tx: Transaction) -> int:
    return round(tx.now.timestamp() * 1_000_000)
