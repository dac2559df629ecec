"""Keeps the customer list in step with the event stream.

What a person's line says is computed again from all their events each time they are touched, so seeing a
commit twice, or out of step with a merge, changes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from huayuan.events.api import EventReader, PeopleProjection
from huayuan.identity import api as identity
from huayuan.kernel.services import Services
from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.profiles import api
from huayuan.profiles.contracts import SUMMARY

# One scan of the events serves them all, so many at once are cheaper than few.
PEOPLE_AT_ONCE = 20_000
# The collector waits for SQLite's one writer too, so no transaction of ours is longer than this many people.
PEOPLE_PER_TRANSACTION = 500


def recompute(services: Services, person_ids: Sequence[int]) -> None:
    """First and last seen, channels and number of events of these people, from the warehouse."""
    people = sorted(set(person_ids))
    for start in range(0, len(people), PEOPLE_AT_ONCE):
        part = people[start : start + PEOPLE_AT_ONCE]
        totals = services.get(EventReader).person_totals(part)
        _save(services, part, totals)


def _save(services: Services, people: Sequence[int], totals: pa.Table) -> None:
    """Write in small steps; `people` and the rows of `totals` are both in the order of person_id."""
    persons = totals.column("person_id").to_numpy()
    for start in range(0, len(people), PEOPLE_PER_TRANSACTION):
        part = people[start : start + PEOPLE_PER_TRANSACTION]
        first, end = np.searchsorted(persons, [part[0], part[-1] + 1])
        by_person = {row["person_id"]: row for row in totals.slice(first, end - first).to_pylist()}
        with services.get(UnitOfWork).begin() as tx:
            # Someone who was merged or erased since the totals were read must not get a line again.
            current = identity.current_persons(tx, part)
            alive = [person for person in part if current.get(person) == person]
            api.refresh_people(tx, alive, [by_person[person] for person in alive if person in by_person])


PROJECTIONS = (PeopleProjection(SUMMARY, recompute),)
