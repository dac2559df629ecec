"""The platform in this process, on the data folder of `people.py`, with the clock standing still: nothing runs by itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from people import World

from huayuan.bootstrap.makers import House, make_house
from huayuan.kernel.clock import ManualClock
from huayuan.kernel.settings import Settings


@contextmanager
def house_on(made: World, memory: str) -> Iterator[House]:
    settings = Settings(data_dir=made.folder, warehouse_memory=memory, log_level="WARNING")
    house = make_house(settings, clock=ManualClock(made.now))
    try:
        yield house
    finally:
        house.stop()
