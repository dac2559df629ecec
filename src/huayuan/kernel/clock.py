"""The one place that reads the wall clock. Everything else is handed a `Clock`, or a `now`."""

from __future__ import annotations

import threading
import time
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Tells the time. `now()` is an aware UTC datetime; `sleep` waits in the clock's own time."""

    def now(self) -> datetime: ...

    def sleep(self, seconds: float) -> None: ...


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)

    def sleep(self, seconds: float) -> None:
        time.sleep(seconds)


class ManualClock:
    """A clock for tests: stands still until told to move."""

    def __init__(self, now: datetime) -> None:
        if now.tzinfo is None:
            raise ValueError("ManualClock needs a time with a zone")
        self._now = now.astimezone(UTC)
        self._lock = threading.Lock()

    def now(self) -> datetime:
        with self._lock:
            return self._now

    def sleep(self, seconds: float) -> None:
        self.advance(seconds=seconds)

    def advance(self, **duration: float) -> datetime:
        """Move forward by a `timedelta(**duration)`; answers the new time."""
        with self._lock:
            self._now += timedelta(**duration)
            return self._now


def monotonic() -> float:
    """Seconds from an arbitrary start, for measuring durations only."""
    return time.monotonic()
