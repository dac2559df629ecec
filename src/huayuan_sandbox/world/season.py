"""What kind of day it is: weekday, holiday, shopping festival."""

from __future__ import annotations

from bisect import bisect
from dataclasses import dataclass
from datetime import date, datetime
from itertools import accumulate
from random import Random

from huayuan_sandbox.world.clock import CHINA, CHINA_OFFSET, DAY, local_midnight, weekday
from huayuan_sandbox.world.parameters import Festival, Parameters

_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Weather:
    """Factors of one day against an average one. `hours` is the running sum of the weights of its 24 hours."""

    visits: float
    buying: float
    stores: float
    free: bool
    festival: bool
    hours: tuple[float, ...]

    def second_of_day(self, rng: Random) -> float:
        return 3600 * (bisect(self.hours, rng.random() * self.hours[-1]) + rng.random())


class Season:
    """The calendar of the parameters; remembers the days it was asked for."""

    def __init__(self, parameters: Parameters) -> None:
        self._weekdays = parameters.weekday_factor
        self._festivals = parameters.festivals
        self._working_hours = tuple(accumulate(parameters.hour_weight))
        self._free_hours = tuple(accumulate(parameters.hour_weight_free))
        self._known: dict[int, Weather] = {}

    def of(self, at: float) -> Weather:
        """The Chinese day in which second `at` lies."""
        number = day_number(at)
        found = self._known.get(number)
        if found is None:
            found = self._known[number] = self._look_up(local_midnight(at))
        return found

    def _look_up(self, midnight: float) -> Weather:
        day = datetime.fromtimestamp(midnight, CHINA).date()
        today = [one for one in self._festivals if is_within(one, day)]
        visits, buying, stores = self._weekdays[weekday(midnight)], 1.0, 1.0
        for festival in today:
            visits, buying, stores = (
                visits * festival.visits, buying * festival.buying, stores * festival.stores
            )  # fmt: skip
        free = weekday(midnight) >= _SATURDAY or any(one.free for one in today)
        hours = self._free_hours if free else self._working_hours
        return Weather(visits, buying, stores, free, any(one.buying > 1 for one in today), hours)


def is_within(festival: Festival, day: date) -> bool:
    """A festival without a year comes every year; none of them runs over New Year's Eve."""
    text = day.isoformat()
    return festival.first <= text[-len(festival.first) :] <= festival.last


def day_number(at: float) -> int:
    """Chinese days since 1970, the same for every second of a day."""
    return int((at + CHINA_OFFSET) // DAY)
