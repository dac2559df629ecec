"""Carries what the world does to the platform: a day of history at once, or as it happens."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import TypeVar

import msgspec

from huayuan_sandbox.collector import BATCH, Collector
from huayuan_sandbox.delivery import Delivery, Push
from huayuan_sandbox.services import Service
from huayuan_sandbox.world.clock import Clock
from huayuan_sandbox.world.effects import Event

_CALLBACKS_AT_ONCE = 12
_BATCHES_AT_ONCE = 2
_Item = TypeVar("_Item")


class Postman:
    """Sends what came out of a stretch of life."""

    def __init__(
        self, services: Sequence[Service], delivery: Delivery, collector: Collector, clock: Clock
    ) -> None:
        self._services = services
        self._delivery = delivery
        self._collector = collector
        self._clock = clock

    async def send_day(self, events: list[Event]) -> None:
        """Events and the callbacks of the same day side by side, each in time order with a few in flight."""
        batches = [events[start : start + BATCH] for start in range(0, len(events), BATCH)]
        pushes = chain.from_iterable(self._pushes(service) for service in self._services)
        await asyncio.gather(
            _each(batches, self._collector.send, _BATCHES_AT_ONCE),
            _each(pushes, self._delivery.deliver, _CALLBACKS_AT_ONCE),
        )

    def send_callbacks(self) -> None:
        """Everything people just did, in the background."""
        for service in self._services:
            for push in self._pushes(service):
                self._delivery.start(push)

    def _pushes(self, service: Service) -> Iterator[Push]:
        """With the name of the service, since each may have faults of its own."""
        for push in service.pushes(self._clock.now()):
            yield msgspec.structs.replace(push, service=service.name)

    async def send_events(self, events: list[Event]) -> None:
        for start in range(0, len(events), BATCH):
            await self._collector.send(events[start : start + BATCH])


async def _each(items: Iterable[_Item], send: Callable[[_Item], Awaitable[bool]], at_once: int) -> None:
    """Workers that share one iterator keep the order of starting."""
    waiting = iter(items)

    async def work() -> None:
        for item in waiting:
            await send(item)

    await asyncio.gather(*(work() for _ in range(at_once)))
