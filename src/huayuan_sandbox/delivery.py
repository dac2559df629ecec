"""Posts callbacks: 5 s timeout, up to 3 retries, and on request the sins of a real network.

WeCom promises neither order nor uniqueness nor delivery; `Faults` makes each of them happen.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from random import Random

import msgspec

from huayuan_sandbox.wire import Wire, WireError
from huayuan_sandbox.world.clock import Clock

TIMEOUT_SECONDS = 5.0
RETRIES = 3


class Faults(msgspec.Struct, forbid_unknown_fields=True):
    """Probabilities per callback. `retry_statuses`: any answer but 200 (document 90238; 90930 differs)."""

    duplicate: float = 0.0
    lose: float = 0.0
    delay_ms: float = 0.0
    reorder: float = 0.0
    retry_statuses: bool = True
    retry_pause_ms: float = 1000.0
    timeout_s: float = TIMEOUT_SECONDS
    calls_per_minute: int | None = None
    trusted_ips: list[str] = []


class Push(msgspec.Struct, frozen=True):
    """One callback, sealed. `mark` is handed to `on_first_sent` (the welcome code, if it carries one).

    `accepted` judges status and body of an answer where the platform does more than look for 200: pay takes
    204 as well, 公众号 reads a reply. It is asked once per attempt that was answered.
    """

    url: str
    body: bytes
    content_type: str
    mark: str | None = None
    headers: dict[str, str] = {}
    accepted: Callable[[int, bytes], bool] | None = None


class Counts(msgspec.Struct):
    sent: int = 0
    failed: int = 0
    retried: int = 0
    duplicated: int = 0
    lost: int = 0
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
        faults, rng = self.faults, self._rng
        if rng.random() < faults.lose:
            self.counts.lost += 1
            return False
        self.counts.waiting += 1
        try:
            if faults.delay_ms:
                await asyncio.sleep(faults.delay_ms / 1000)
            if rng.random() < faults.reorder:
                await self._let_another_pass()
            arrived = await self._attempts(push)
            if arrived and rng.random() < faults.duplicate:
                self.counts.duplicated += 1
                await self._attempts(push)
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

    async def _attempts(self, push: Push) -> bool:
        for attempt in range(1 + RETRIES):
            if attempt:
                self.counts.retried += 1
                await asyncio.sleep(self.faults.retry_pause_ms / 1000)
            if push.mark is not None:
                self.on_first_sent(push.mark, self._clock.now())
            try:
                headers = {"Content-Type": push.content_type, **push.headers}
                answer = await self._wire.request("POST", push.url, push.body, headers, self.faults.timeout_s)
            except WireError:
                continue
            if push.accepted(answer.status, answer.body) if push.accepted else answer.status == 200:
                return True
            if not self.faults.retry_statuses:
                return False
        return False
