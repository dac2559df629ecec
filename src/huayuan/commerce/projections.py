"""Keeps orders in step with the event stream."""

from __future__ import annotations

from dataclasses import replace

from huayuan.commerce import api
from huayuan.commerce.contracts import ORDER_EVENTS, REREAD
from huayuan.commerce.rules import fact_of
from huayuan.events.api import EventReader, PeopleProjection, Projection
from huayuan.events.contracts import StoredEvent
from huayuan.identity import api as identity
from huayuan.kernel.services import Services
from huayuan.kernel.unit_of_work import UnitOfWork

# The collector waits for SQLite's one writer too, so no transaction of ours is longer than this many facts.
FACTS_PER_TRANSACTION = 500


def record_orders(services: Services, events: list[StoredEvent]) -> None:
    facts = [fact for event in events if (fact := fact_of(event)) is not None]
    # What was told of one order comes together, so that it is written once.
    facts.sort(key=lambda fact: (fact.source, fact.order_no))
    for start in range(0, len(facts), FACTS_PER_TRANSACTION):
        part = facts[start : start + FACTS_PER_TRANSACTION]
        with services.get(UnitOfWork).begin() as tx:
            # Someone merged since the events were read is somebody else; someone erased has no orders.
            current = identity.current_persons(tx, {fact.person_id for fact in part})
            known = [
                replace(fact, person_id=current[fact.person_id]) for fact in part if fact.person_id in current
            ]
            api.record(tx, known)


def reread_orders(services: Services, people: list[int]) -> None:
    """Give orders to whom their events belong now.

    A split hands events back by their identifier. An order that came while two people were one was recorded for the
    two together; only its events know whose it really is.
    """
    record_orders(services, services.get(EventReader).of_people(people, events=tuple(ORDER_EVENTS)))


PROJECTIONS = (
    Projection("commerce.orders", record_orders, events=tuple(ORDER_EVENTS)),
    PeopleProjection(REREAD, reread_orders, stream=False),
)
