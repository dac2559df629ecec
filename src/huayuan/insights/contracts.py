"""Values of `insights`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Period:
    """Whole days of the organisation's zone, both inclusive, with their bounds in UTC (end exclusive)."""

    first: date
    last: date
    start: datetime
    end: datetime

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True)
class Measures:
    """The four numbers of the overview. `gmv` in 分."""

    new_friends: int = 0
    active_people: int = 0
    orders: int = 0
    gmv: int = 0


@dataclass(frozen=True, slots=True)
class Overview:
    """`by_day`: None for days before the first event there is: of those nothing is known, which is not zero."""

    period: Period
    total: Measures
    previous: Measures
    by_day: dict[date, Measures | None]
    by_channel: dict[str | None, Measures]
    by_store: dict[str | None, Measures]
