"""The platform in this process, on the data folder of `people.py`, with the clock standing still: nothing runs by itself."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from people import COUNTED, World

from huayuan.bootstrap.makers import House, make_house
from huayuan.events.models import BatchRow, CursorRow
from huayuan.events.projection import Projections
from huayuan.events.tasks import index_by_person
from huayuan.kernel.clock import Clock, ManualClock
from huayuan.kernel.db import insert_new
from huayuan.kernel.settings import Settings
from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.segments.answering import answer
from huayuan.segments.contracts import Ask
from huayuan.segments.freshness import moment_of
from huayuan.segments.tree import leaves, parse


@contextmanager
def house_on(made: World, memory: str) -> Iterator[House]:
    settings = Settings(data_dir=made.folder, warehouse_memory=memory, log_level="WARNING")
    house = make_house(settings, clock=ManualClock(made.now))
    try:
        yield house
    finally:
        house.stop()


def settle(house: House, original: World) -> int:
    """As if the projections had followed the stored events to their last commit, whose number this answers."""
    with np.load(original.folder / COUNTED) as kept:
        last = int(kept["batches"])
    names = {*house.services.get(Projections).following(), "segments"}
    with house.services.get(UnitOfWork).begin() as tx:
        row = {"id": last, "state": "done", "writer": "benchmark", "events": 1, "started_at": tx.now}
        insert_new(tx.session, BatchRow, [row], on=["id"])
        cursors = [{"name": name, "batch_id": last, "updated_at": tx.now} for name in names]
        insert_new(tx.session, CursorRow, cursors, on=["name"])
    return last


def clock_of(house: House) -> ManualClock:
    clock = house.services.get(Clock)
    assert isinstance(clock, ManualClock)
    return clock


class Taken(NamedTuple):
    """Seconds on the clock, and seconds of processor time of all threads: what load of others does not change."""

    seconds: float
    cpu: float


def taken_by(what: str, work: Callable[[], Any]) -> Taken:
    """How long it took; said on the way, for benchmarks that run for long."""
    began, worked = time.perf_counter(), time.process_time()
    work()
    taken = Taken(time.perf_counter() - began, time.process_time() - worked)
    print(f"{what}: {taken.seconds:.2f} s, {taken.cpu:.2f} s of processor time", file=sys.stderr, flush=True)
    return taken


def with_index(house: House, trees: Sequence[dict[str, Any]]) -> Taken:
    """Let the index by person be built: asking the conditions of a few people tells it which columns it has to hold."""
    with house.services.get(UnitOfWork).read() as tx:
        ask = Ask(house.services, tx, moment_of(house.services, tx), range(1, 1_000))
        answer(ask, [leaf for tree in trees for _, leaf in leaves(parse(tree))])
    return taken_by("the index by person", lambda: index_by_person(house.services))


class MemoryWatch:
    """The most memory of this process's own, looked at ten times a second.

    Pages of mapped files are not counted: they are the system's cache, and go when others need the room.
    """

    def __enter__(self) -> MemoryWatch:
        self.peak_mb, self._done = 0, threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._done.wait(0.1):
            self.peak_mb = max(self.peak_mb, memory_mb("RssAnon"))


def memory_mb(field: str) -> int:
    """Of this process: VmRSS, VmHWM, RssAnon …"""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) >> 10 for line in lines if line.startswith(field + ":"))
