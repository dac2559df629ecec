"""How often each interface of a platform was called today: counted in memory, written every few seconds."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from huayuan.kernel.clock import Clock
from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.wechat.connections.store import connections as store


@dataclass(slots=True)
class Tally:
    calls: int = 0
    refused: int = 0
    last_errcode: int | None = None


class CallCounter:
    """Thread-safe. A crash loses the counts of the last seconds: they steer nobody's money."""

    def __init__(self, clock: Clock, zone: ZoneInfo) -> None:
        self._clock = clock
        self.zone = zone
        self._lock = threading.Lock()
        self._tallies: dict[tuple[int, date, str], Tally] = {}

    def add(self, connection_id: int, path: str, errcode: int | None) -> None:
        """`errcode` None: the platform could not be reached."""
        day = self._clock.now().astimezone(self.zone).date()
        with self._lock:
            tally = self._tallies.setdefault((connection_id, day, path), Tally())
            tally.calls += 1
            if errcode:
                tally.refused += 1
                tally.last_errcode = errcode

    def flush(self, uow: UnitOfWork) -> None:
        with self._lock:
            taken, self._tallies = self._tallies, {}
        if taken:
            with uow.begin() as tx:
                store.add_calls(tx.session, taken)
