"""Keeps orders in step with the event stream."""

from __future__ import annotations

from huayuan.commerce import api
from huayuan.commerce.contracts import ORDER_EVENTS
from huayuan.commerce.rules import fact_of
from huayuan.events.api import Projection
from huayuan.events.contracts import StoredEvent
from huayuan.kernel.services import Services
from huayuan.kernel.unit_of_work import UnitOfWork


def record_orders(services: Services, events: list[StoredEvent]) -> None:
    facts = [fact for event in events if (fact := fact_of(event)) is not None]
    if facts:
        with services.get(UnitOfWork).begin() as tx:
            api.record(tx, facts)


PROJECTION = Projection("commerce.orders", record_orders, events=tuple(ORDER_EVENTS))
