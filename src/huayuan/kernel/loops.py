"""Background loops: small rounds repeated for as long as the process lives (pumps, projections, the scheduler).

An elected loop runs in one process at a time: its holder renews a lease in the database; when the holder dies the
lease lapses and another takes over. A round must be idempotent up to its own commit.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import select

from huayuan.kernel.clock import monotonic
from huayuan.kernel.db import insert_new
from huayuan.kernel.logging import get_logger
from huayuan.kernel.metrics import LOOP_FAILURES, LOOP_LAG
from huayuan.kernel.models import LeaseRow
from huayuan.kernel.services import Services
from huayuan.kernel.unit_of_work import UnitOfWork

log = get_logger("loops")
LEASE_SECONDS = 10

Round = Callable[[Services], bool]


@dataclass
class Loop:
    """`run` does one round and answers whether there is more to do at once.

    `share` is the part of the time that rounds may take: one of 0.25 rests three times as long as it worked, so that
    catching up cannot starve the requests of the same process. A long round rests in between, too (`breathe`).
    """

    name: str
    run: Round
    every_seconds: float
    elected: bool
    role: str = "worker"
    share: float = 1.0
    wake: threading.Event = field(default_factory=threading.Event)


@dataclass
class Loops:
    """The loops of one feature: `@LOOPS.loop("events.pump", every=0.2)`."""

    feature: str
    all: list[Loop] = field(default_factory=list)

    def loop(
        self, name: str, *, every: float, elected: bool = True, role: str = "worker", share: float = 1.0
    ) -> Callable[[Round], Round]:
        def register(function: Round) -> Round:
            self.all.append(Loop(name, function, every, elected, role, share))
            return function

        return register

    def wake(self, name: str) -> None:
        """Make a loop of this process look at once instead of at its next tick."""
        for loop in self.all:
            if loop.name == name:
                loop.wake.set()


_running = threading.local()


def breathe() -> None:
    """Between two steps of a long round, outside of transactions and locks: rests now as long as the loop's share asks
    for the work since the last rest, instead of all at the end. Does nothing outside of a loop."""
    if pace := getattr(_running, "pace", None):
        pace.breathe()


class LoopRunner:
    """One thread a loop."""

    def __init__(self, uow: UnitOfWork, services: Services, loops: list[Loop], owner: str) -> None:
        self._uow = uow
        self._services = services
        self._loops = loops
        self._owner = owner
        self._stopping = threading.Event()
        self._renew_at: dict[str, datetime] = {}
        self._threads: list[threading.Thread] = []

    def start(self) -> None:
        for loop in self._loops:
            thread = threading.Thread(target=self._run, args=(loop,), name=f"loop:{loop.name}", daemon=True)
            self._threads.append(thread)
            thread.start()

    def stop(self, timeout: float) -> None:
        self._stopping.set()
        for loop in self._loops:
            loop.wake.set()
        deadline = monotonic() + timeout
        for thread in self._threads:
            thread.join(max(0.0, deadline - monotonic()))
        self._release(
            [
                loop.name
                for loop, thread in zip(self._loops, self._threads, strict=False)
                if not thread.is_alive()
            ]
        )

    def _run(self, loop: Loop) -> None:
        while not self._stopping.is_set():
            more = False
            pace = _running.pace = _Pace(loop, self._stopping, self._hold)
            try:
                if not loop.elected or self._hold(loop.name):
                    more = loop.run(self._services)
                    LOOP_LAG.labels(loop.name).set_to_current_time()
            except Exception:
                LOOP_FAILURES.labels(loop.name).inc()
                log.exception("loop.failed", loop=loop.name)
                self._stopping.wait(1.0)
            pace.rest()
            if not more:
                loop.wake.wait(loop.every_seconds)
                loop.wake.clear()

    def _hold(self, name: str) -> bool:
        """Whether this process holds the loop's lease; takes or renews it when due."""
        now = self._uow.clock.now()
        if self._renew_at.get(name, now) > now:
            return True  # nobody can take a lease before it lapses, so there is nothing to ask
        with self._uow.read() as tx:
            row = tx.session.execute(
                select(LeaseRow.owner, LeaseRow.until).where(LeaseRow.name == name)
            ).first()
        if row and row.owner != self._owner and row.until > now:
            return False
        held = hold_lease(self._uow, name, self._owner, LEASE_SECONDS)
        if held:
            self._renew_at[name] = now + timedelta(seconds=LEASE_SECONDS / 2)
        return held

    def _release(self, names: list[str]) -> None:
        """Let others take over at once; a round that has not ended keeps its lease until it lapses."""
        with self._uow.begin() as tx:
            mine = select(LeaseRow).where(LeaseRow.owner == self._owner, LeaseRow.name.in_(names))
            for row in tx.session.scalars(mine):
                row.until = tx.now


class _Pace:
    """Work and rest of one round."""

    def __init__(self, loop: Loop, stopping: threading.Event, hold: Callable[[str], bool]) -> None:
        self._loop, self._stopping, self._hold = loop, stopping, hold
        self._since = monotonic()

    def breathe(self) -> None:
        """A rest during which the loop stays ours."""
        self.rest()
        if self._loop.elected and not self._stopping.is_set():
            self._hold(self._loop.name)

    def rest(self) -> None:
        if self._loop.share < 1:
            self._stopping.wait((monotonic() - self._since) * (1 / self._loop.share - 1))
        self._since = monotonic()


def hold_lease(uow: UnitOfWork, name: str, owner: str, seconds: float) -> bool:
    """Take or renew the lease `name`; False while someone else holds it."""
    with uow.begin() as tx:
        insert_new(tx.session, LeaseRow, [{"name": name, "owner": owner, "until": tx.now}], on=["name"])
        row = tx.session.scalars(select(LeaseRow).where(LeaseRow.name == name).with_for_update()).one()
        if row.owner != owner and row.until > tx.now:
            return False
        row.owner, row.until = owner, tx.now + timedelta(seconds=seconds)
    return True
