"""Calls per minute (45011) and per day (45009), counted per path; days begin at midnight in China."""

from __future__ import annotations

from collections import deque
from datetime import datetime

from huayuan_sandbox.services.official_account.errors import OfficialAccountError
from huayuan_sandbox.world.clock import CHINA, local_midnight

# Calls a day where the platform publishes a number; every other path has `usual`.
DAILY = {
    "cgi-bin/token": 2_000,
    "cgi-bin/stable_token": 500_000,
    "cgi-bin/message/template/send": 100_000,
    "cgi-bin/message/mass/sendall": 100,
    "cgi-bin/message/mass/send": 100,
    "cgi-bin/menu/addconditional": 2_000,
    "cgi-bin/menu/delconditional": 2_000,
    "cgi-bin/menu/trymatch": 20_000,
}
USUAL = 5_000_000
_PER_MINUTE = {"cgi-bin/message/mass/sendall": 60, "cgi-bin/message/mass/send": 60}
_CLEARINGS_PER_MONTH = 10


class Quota:
    """`per_minute` holds for every path without a limit of its own."""

    def __init__(self, per_minute: int) -> None:
        self.per_minute = per_minute
        self.usual = USUAL
        self._minute, self._in_minute = 0, dict[str, int]()
        self._day, self._in_day = 0.0, dict[str, int]()
        self._cleared: deque[str] = deque(maxlen=_CLEARINGS_PER_MONTH)

    def count(self, path: str, now: float) -> None:
        """Raises 45011 and 45009."""
        self._turn(now)
        self._in_minute[path] = self._in_minute.get(path, 0) + 1
        if self._in_minute[path] > min(self.per_minute, _PER_MINUTE.get(path, self.per_minute)):
            raise OfficialAccountError(45011)
        used = self._in_day.get(path, 0)
        if used >= self.daily(path):
            raise OfficialAccountError(45009)
        self._in_day[path] = used + 1

    def daily(self, path: str) -> int:
        return min(DAILY.get(path, self.usual), self.usual)

    def used(self, path: str, now: float) -> int:
        self._turn(now)
        return self._in_day.get(path, 0)

    def clear(self, now: float) -> None:
        """Raises 48006 when it was done ten times this month."""
        month = datetime.fromtimestamp(now, CHINA).strftime("%Y-%m")
        if self._cleared.count(month) >= _CLEARINGS_PER_MONTH:
            raise OfficialAccountError(48006)
        self._cleared.append(month)
        self._in_day.clear()

    def _turn(self, now: float) -> None:
        if int(now // 60) != self._minute:
            self._minute = int(now // 60)
            self._in_minute.clear()
        if local_midnight(now) != self._day:
            self._day = local_midnight(now)
            self._in_day.clear()
