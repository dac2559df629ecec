"""The platform in this process, on the data folder of `people.py`, with the clock standing still: nothing runs by itself."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import numpy as np
from people import COUNTED, World
from sqlalchemy import insert

from huayuan.bootstrap.makers import House, make_house
from huayuan.events.models import BatchRow, CursorRow
from huayuan.events.projection import Projections
from huayuan.kernel.clock import Clock, ManualClock
from huayuan.kernel.settings import Settings
from huayuan.kernel.unit_of_work import UnitOfWork


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
        tx.session.execute(insert(BatchRow), [row])
        tx.session.execute(
            insert(CursorRow), [{"name": name, "batch_id": last, "updated_at": tx.now} for name in names]
        )
    return last


def clock_of(house: House) -> ManualClock:
    clock = house.services.get(Clock)  # type: ignore[type-abstract]
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
