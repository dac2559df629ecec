"""Keeps the customer list in step with the event stream.

A commit is added to the lines of the people in it, so its cost is its own size and not that of all their events.
People whose events changed hands are counted anew, up to the commit that the lines have reached.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from huayuan.events.api import Commits, CommitsProjection, EventReader, Totals, added
from huayuan.identity import api as identity
from huayuan.kernel.loops import breathe
from huayuan.kernel.services import Services
from huayuan.kernel.unit_of_work import Transaction, UnitOfWork
from huayuan.profiles import api
from huayuan.profiles.contracts import SUMMARY
from huayuan.profiles.store.batches import slices

PEOPLE_AT_ONCE = 20_000  # one scan of the events serves them all
# The collector waits for SQLite's one writer too, so no transaction of ours is longer than this many people.
PEOPLE_PER_TRANSACTION = 500


def follow(services: Services, commits: Commits) -> None:
    """Add what happened in these commits to the lines of its people."""
    uow = services.get(UnitOfWork)
    totals = services.get(EventReader).commit_totals(commits.first, commits.last)
    with uow.read() as tx:
        found = _of_current(tx, totals)
    anew: list[int] = []
    for part in slices(sorted(found), PEOPLE_PER_TRANSACTION):
        with uow.begin() as tx:
            rows = [found[person] for person in _alive(tx, part)]
            anew += api.count_on(tx, rows, commits.follows, commits.last)
        breathe()
    look_again(services, anew, commits.last)


def look_again(services: Services, person_ids: Sequence[int], up_to: int) -> None:
    """Count all events of these people in the commits up to that one."""
    for part in slices(sorted(set(person_ids)), PEOPLE_AT_ONCE):
        totals = services.get(EventReader).person_totals(part, up_to)
        for few in slices(part, PEOPLE_PER_TRANSACTION):
            with services.get(UnitOfWork).begin() as tx:
                alive = _alive(tx, few)
                api.count_anew(tx, alive, {one: totals[one] for one in alive if one in totals}, up_to)
            breathe()


def _of_current(tx: Transaction, totals: dict[int, Totals]) -> dict[int, Totals]:
    """What came of somebody who is part of another person by now is that person's."""
    found: dict[int, Totals] = {}
    for person, current in identity.current_persons(tx, list(totals)).items():
        one = replace(totals[person], person_id=current)
        found[current] = added(found[current], one) if current in found else one
    return found


def _alive(tx: Transaction, people: Sequence[int]) -> list[int]:
    """Someone who was merged or erased since their events were read must not get a line again."""
    current = identity.current_persons(tx, people)
    return [person for person in people if current.get(person) == person]


PROJECTIONS = (CommitsProjection(SUMMARY, follow, look_again),)
