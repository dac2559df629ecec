"""Gives tags for what people do, as the event stream tells it."""

from __future__ import annotations

from huayuan.events.api import Projection
from huayuan.events.contracts import StoredEvent
from huayuan.kernel.services import Services
from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.profiles.tags import acting

AT_ONCE = 1_000


def act(services: Services, told: list[StoredEvent]) -> None:
    uow = services.get(UnitOfWork)
    with uow.read() as tx:
        if not any(one.active for one in acting.actions(tx)):
            return
    for start in range(0, len(told), AT_ONCE):
        with uow.begin() as tx:
            acting.act(tx, told[start : start + AT_ONCE])


PROJECTIONS = (Projection("profiles.tag_actions", act, events=acting.EVENTS),)
