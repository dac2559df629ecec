"""Keeps the customer list in step with the event stream.

What a person's line says is computed again from all their events each time they are touched, so seeing a
commit twice, or out of step with a merge, changes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from huayuan.events.api import EventReader, PeopleProjection
from huayuan.kernel.services import Services
from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.profiles import api

PEOPLE_AT_ONCE = 5_000


def recompute(services: Services, person_ids: Sequence[int]) -> None:
    """First and last seen, channels and number of events of these people, from the warehouse."""
    people = sorted(set(person_ids))
    for start in range(0, len(people), PEOPLE_AT_ONCE):
        part = people[start : start + PEOPLE_AT_ONCE]
        totals = services.get(EventReader).person_totals(part)
        with services.get(UnitOfWork).begin() as tx:
            api.refresh_people(tx, part, totals)


PROJECTION = PeopleProjection("profiles.summary", recompute)
