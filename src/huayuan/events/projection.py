"""Projections: state computed from the event stream by following its commits in order, at least once.

A feature declares one in its `projections.py`. `apply` must be idempotent: after a crash the last commits come again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from huayuan.events import store
from huayuan.events.contracts import StoredEvent
from huayuan.events.reader import EventReader
from huayuan.kernel.services import Services
from huayuan.kernel.unit_of_work import UnitOfWork

MAX_BATCHES = 500
MAX_EVENTS = 20_000
MAX_TOUCHES = 500_000  # events whose people are looked up together: only the people come back


@dataclass(frozen=True, slots=True)
class Projection:
    """Follows whole events: those named in `events`, or all."""

    name: str
    apply: Callable[[Services, list[StoredEvent]], None]
    events: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class PeopleProjection:
    """Follows who was touched: for state that is recomputed per person.

    People whose events changed hands (`api.touch`) come too; with `stream=False` only they come. Events named in
    `ignoring` touch nobody. `at_once`: how many people outside the stream are looked at in one round.
    """

    name: str
    apply: Callable[[Services, list[int]], None]
    stream: bool = True
    ignoring: tuple[str, ...] = ()
    at_once: int = 500


@dataclass(frozen=True, slots=True)
class Projections:
    """All projections of the process, collected by bootstrap."""

    all: Sequence[Projection | PeopleProjection]

    def following(self) -> tuple[str, ...]:
        """Names of those that follow the stream."""
        return tuple(one.name for one in self.all if isinstance(one, Projection) or one.stream)


def advance(services: Services, projection: Projection | PeopleProjection) -> bool:
    """Apply the next settled commits; True when there may be more."""
    again = isinstance(projection, PeopleProjection) and _look_again(services, projection)
    if isinstance(projection, PeopleProjection) and not projection.stream:
        return again
    return _follow(services, projection) or again


def _look_again(services: Services, projection: PeopleProjection) -> bool:
    """People who were touched outside the stream; the rows go once the projection has applied them."""
    uow = services.get(UnitOfWork)
    with uow.read() as tx:
        waiting = store.touches(tx, projection.name, projection.at_once)
    if not waiting:
        return False
    projection.apply(services, sorted({person for _, person in waiting}))
    with uow.begin() as tx:
        store.drop_touches(tx, [row for row, _ in waiting])
    return len(waiting) == projection.at_once


def _follow(services: Services, projection: Projection | PeopleProjection) -> bool:
    uow, reader = services.get(UnitOfWork), services.get(EventReader)
    with uow.read() as tx:
        settled = store.settled_batches(tx, store.cursor(tx, projection.name), MAX_BATCHES)
    most = MAX_EVENTS if isinstance(projection, Projection) else MAX_TOUCHES
    taken = _up_to(settled, most)
    if not taken:
        return False
    first, last = taken[0], taken[-1]
    if isinstance(projection, PeopleProjection):
        projection.apply(services, reader.people_of_batches(first, last, projection.ignoring))
    elif events := reader.of_batches(first, last, projection.events):
        projection.apply(services, events)
    with uow.begin() as tx:
        store.set_cursor(tx, projection.name, last)
    return len(settled) == MAX_BATCHES or len(taken) < len(settled)


def _up_to(settled: list[tuple[int, int]], limit: int) -> list[int]:
    taken: list[int] = []
    total = 0
    for batch_id, events in settled:
        if taken and total + events > limit:
            break
        taken.append(batch_id)
        total += events
    return taken
