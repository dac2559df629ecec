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
MAX_COUNTED = 100_000
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
class Commits:
    """The commits numbered `first` to `last`; those up to `follows` were given before."""

    follows: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class CommitsProjection:
    """Follows commits by their numbers and asks of them what it needs: for state that a commit can be added to.

    The same commits may come again, with others behind them. `look_again` counts people anew whose events changed
    hands (`api.touch`): all of their events up to the commit that is told.
    """

    name: str
    follow: Callable[[Services, Commits], None]
    look_again: Callable[[Services, list[int], int], None]
    at_once: int = 500


AnyProjection = Projection | PeopleProjection | CommitsProjection


@dataclass(frozen=True, slots=True)
class Projections:
    """All projections of the process, collected by bootstrap."""

    all: Sequence[AnyProjection]

    def following(self) -> tuple[str, ...]:
        """Names of those that follow the stream."""
        return tuple(one.name for one in self.all if not isinstance(one, PeopleProjection) or one.stream)


def advance(services: Services, projection: AnyProjection) -> bool:
    """Apply the next settled commits; True when there may be more."""
    again = not isinstance(projection, Projection) and _look_again(services, projection)
    if isinstance(projection, PeopleProjection) and not projection.stream:
        return again
    return _follow(services, projection) or again


def _look_again(services: Services, projection: PeopleProjection | CommitsProjection) -> bool:
    """People who were touched outside the stream; the rows go once the projection has applied them."""
    uow = services.get(UnitOfWork)
    with uow.read() as tx:
        waiting = store.touches(tx, projection.name, projection.at_once)
        up_to = store.cursor(tx, projection.name)
    if not waiting:
        return False
    people = sorted({person for _, person in waiting})
    if isinstance(projection, CommitsProjection):
        projection.look_again(services, people, up_to)
    else:
        projection.apply(services, people)
    with uow.begin() as tx:
        store.drop_touches(tx, [row for row, _ in waiting])
    return len(waiting) == projection.at_once


def _follow(services: Services, projection: AnyProjection) -> bool:
    uow = services.get(UnitOfWork)
    with uow.read() as tx:
        follows = store.cursor(tx, projection.name)
        settled = store.settled_batches(tx, follows, MAX_BATCHES)
    taken = _up_to(settled, _MOST[type(projection)])
    if not taken:
        return False
    first, last = taken[0], taken[-1]
    _apply(services, projection, Commits(follows, first, last))
    with uow.begin() as tx:
        store.set_cursor(tx, projection.name, last)
    return len(settled) == MAX_BATCHES or len(taken) < len(settled)


_MOST = {Projection: MAX_EVENTS, PeopleProjection: MAX_TOUCHES, CommitsProjection: MAX_COUNTED}


def _apply(services: Services, projection: AnyProjection, commits: Commits) -> None:
    reader = services.get(EventReader)
    match projection:
        case CommitsProjection():
            projection.follow(services, commits)
        case PeopleProjection():
            people = reader.people_of_batches(commits.first, commits.last, projection.ignoring)
            projection.apply(services, people)
        case Projection():
            if events := reader.of_batches(commits.first, commits.last, projection.events):
                projection.apply(services, events)


def _up_to(settled: list[tuple[int, int]], limit: int) -> list[int]:
    taken: list[int] = []
    total = 0
    for batch_id, events in settled:
        if taken and total + events > limit:
            break
        taken.append(batch_id)
        total += events
    return taken
