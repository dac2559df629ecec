"""Posts callbacks: 5 s timeout, 3 retries (15 of WeChat Pay's), and on request the sins of a real network.

WeCom promises neither order nor uniqueness nor delivery; `CallbackFaults` makes each of them happen.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from random import Random

import msgspec

from huayuan_sandbox.drip import drip
from huayuan_sandbox.faults import CallbackFaults, Faults
from huayuan_sandbox.wire import Wire, WireError
from huayuan_sandbox.world.clock import Clock

__all__ = ["Counts", "Delivery", "Faults", "Push"]

RETRIES = 3


class Push(msgspec.Struct, frozen=True):
    """One callback, sealed. `mark` is handed to `on_first_sent` (the welcome code, if it carries one).

    `accepted` judges status and body of an answer where the platform does more than look for 200: pay takes
    204 as well, 公众号 reads a reply. It is asked once per attempt that was answered.
    `retries` is how often the platform tries again before it gives up.
    """

    url: str
    body: bytes
    content_type: str
    mark: str | None = None
    headers: dict[str, str] = {}
    service: str = ""
    accepted: Callable[[int, bytes], bool] | None = None
    retries: int = RETRIES


class Counts(msgspec.Struct):
    sent: int = 0
    failed: int = 0
    retried: int = 0
    duplicated: int = 0
    lost: int = 0
    unheard: int = 0
    dripped: int = 0
    waiting: int = 0


class Delivery:
    """Bounded by the connection pool; `deliver` returns when the receiver has the callback or never will."""

    def __init__(self, wire: Wire, clock: Clock, seed: int) -> None:
        self._wire = wire
        self._clock = clock
        self._rng = Random(f"{seed}|faults")
        self._background: set[asyncio.Task[bool]] = set()
        self._overtaken = asyncio.Event()
        self.faults = Faults()
        self.counts = Counts()
        self.on_first_sent: Callable[[str, float], None] = lambda mark, at: None

    def start(self, push: Push) -> None:
        """Deliver in the background."""
        task = asyncio.create_task(self.deliver(push))
        self._background.add(task)
        task.add_done_callback(self._background.discard)

    async def settle(self) -> None:
        """Wait for everything that was started."""
        while self._background:
            await asyncio.gather(*self._background, return_exceptions=True)

    async def deliver(self, push: Push) -> bool:
        faults, rng = self.faults.of_callbacks(push.service), self._rng
        if rng.random() < faults.lose:
            self.counts.lost += 1
            return False
        self.counts.waiting += 1
        try:
            wait = faults.delay_ms / 1000 + faults.late_s * (rng.random() < faults.late)
            if wait:
                await asyncio.sleep(wait)
            if rng.random() < faults.reorder:
                await self._let_another_pass()
            arrived = await self._attempts(push, faults)
            if arrived and rng.random() < faults.duplicate:
                self.counts.duplicated += 1
                await self._attempts(push, faults)
        finally:
            self.counts.waiting -= 1
        self._overtaken.set()
        self.counts.sent += arrived
        self.counts.failed += not arrived
        return arrived

    async def _let_another_pass(self) -> None:
        """At most two seconds: at quiet times there may be nobody to overtake."""
        self._overtaken.clear()
        try:
            await asyncio.wait_for(self._overtaken.wait(), 2.0)
        except TimeoutError:
            return

    async def _attempts(self, push: Push, faults: CallbackFaults) -> bool:
        for attempt in range(1 + push.retries):
            if attempt:
                self.counts.retried += 1
                await asyncio.sleep(faults.retry_pause_ms / 1000)
            if push.mark is not None:
                self.on_first_sent(push.mark, self._clock.now())
            try:
                status, body = await self._post(push, faults)
            except WireError:
                continue
            if push.accepted(status, body) if push.accepted else status == 200:
                if self._rng.random() < faults.unheard and attempt < push.retries:
                    self.counts.unheard += 1
                    continue
                return True
            if not faults.retry_statuses:
                return False
        return False

    async def _post(self, push: Push, faults: CallbackFaults) -> tuple[int, bytes]:
        headers = {"Content-Type": push.content_type, **push.headers}
        if self._rng.random() < faults.drip:
            self.counts.dripped += 1
            return await drip(push.url, push.body, headers, faults.drip_s, faults.timeout_s)
        answer = await self._wire.request("POST", push.url, push.body, headers, faults.timeout_s)
        return answer.status, answer.body
