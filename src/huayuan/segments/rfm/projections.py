"""Scores people again whose orders changed, or changed hands."""

from __future__ import annotations

from huayuan.events.api import PeopleProjection, Projection
from huayuan.events.contracts import StoredEvent
from huayuan.kernel.services import Services
from huayuan.segments.purchases import ORDER_EVENTS
from huayuan.segments.rfm.contracts import AGAIN, FOLLOWING
from huayuan.segments.rfm.keeping import look_again


def follow_orders(services: Services, events: list[StoredEvent]) -> None:
    look_again(services, [event.person_id for event in events])


PROJECTIONS = (
    Projection(FOLLOWING, follow_orders, events=ORDER_EVENTS),
    PeopleProjection(AGAIN, look_again, stream=False),
)
