"""Where the sandbox reads the time. Everything else receives a `Clock`."""

from __future__ import annotations

import time
from datetime import timedelta, timezone
from typing import Protocol

# China has had one zone without daylight saving since 1991, so a fixed offset is exact.
CHINA = timezone(timedelta(hours=8))
CHINA_OFFSET = 8 * 3600
DAY = 86_400


class Clock(Protocol):
    """Unix seconds as a float."""

    def now(self) -> float: ...


class SystemClock:
    """The wall clock."""

    def now(self) -> float:
        return time.time()


class ManualClock:
    """A clock that moves only when told to."""

    def __init__(self, at: float = 1_772_416_800.0) -> None:
        self._at = at

    def now(self) -> float:
        return self._at

    def advance(self, seconds: float) -> None:
        self._at += seconds


def local_midnight(at: float) -> float:
    """Unix seconds of the Chinese midnight that began the day of `at`."""
    return (at + CHINA_OFFSET) // DAY * DAY - CHINA_OFFSET


def weekday(midnight: float) -> int:
    """0 = Monday, for a Chinese midnight. The Unix epoch began on a Thursday."""
    return (int((midnight + CHINA_OFFSET) // DAY) + 3) % 7
