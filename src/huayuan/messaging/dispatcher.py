"""Carries committed messages to their channels in a few threads, and hands the outcomes back in batches."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime

from huayuan.kernel.clock import Clock
from huayuan.kernel.logging import get_logger
from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.messaging import outcomes, rules
from huayuan.messaging.contracts import ChannelRegistry, MessageState, Outcome, Outgoing

log = get_logger("messaging")
RECORD_AT_MOST = 500


class Dispatcher:
    """`submit` returns at once; `record` writes what is known so far in one transaction.

    A message that was submitted and not recorded when the process dies is found by its lapsed `due` and
    reconciled.
    """

    def __init__(
        self, uow: UnitOfWork, channels: ChannelRegistry, clock: Clock, *, threads: int = 16
    ) -> None:
        self._uow = uow
        self._channels = channels
        self._clock = clock
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="message")
        self._done: deque[tuple[Outgoing, Outcome, datetime]] = deque()
        self._recording = threading.Lock()
        self._open: set[Future[None]] = set()

    def submit(self, messages: Iterable[Outgoing], *, reconcile: bool = False) -> None:
        for message in messages:
            future = self._pool.submit(self._carry, message, reconcile)
            self._open.add(future)
            future.add_done_callback(self._open.discard)

    def record(self) -> bool:
        """Write the outcomes that came in; True when there are more."""
        with self._recording:
            batch = [self._done.popleft() for _ in range(min(len(self._done), RECORD_AT_MOST))]
            if not batch:
                return False
            try:
                with self._uow.begin() as tx:
                    outcomes.record(tx, batch)
            except BaseException:
                self._done.extendleft(reversed(batch))
                raise
        return bool(self._done)

    def wait(self, timeout: float) -> None:
        """Until everything submitted so far has an outcome (tests, shutdown)."""
        for future in list(self._open):
            future.exception(timeout)

    def stop(self, timeout: float) -> None:
        """Let running calls end and write their outcomes; what waits stays in the ledger."""
        self._pool.shutdown(wait=False, cancel_futures=True)
        for future in list(self._open):
            if not future.cancelled():
                future.exception(timeout)
        while self.record():
            pass

    def _carry(self, message: Outgoing, reconcile: bool) -> None:
        outcome = self._call(message, reconcile)
        self._done.append((message, outcome, self._clock.now()))

    def _call(self, message: Outgoing, reconcile: bool) -> Outcome:
        if not reconcile and rules.has_expired(message.expires_at, self._clock.now()):
            return Outcome(MessageState.BLOCKED, "expired")
        channel = self._channels.find(message.channel)
        if channel is None:
            return Outcome(MessageState.QUEUED, "no_channel", retry_in=30.0)
        try:
            return channel.reconcile(message) if reconcile else channel.deliver(message)
        except Exception:
            log.exception("messaging.channel_failed", channel=message.channel, message=message.id)
            return Outcome(MessageState.UNKNOWN, "channel_failed")
