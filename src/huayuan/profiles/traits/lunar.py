"""Days of the lunar calendar (农历), 1900 to 2100."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from borax.calendars.lunardate import InvalidLunarDateError, LunarDate


class LunarDay(NamedTuple):
    """A day of the lunar year; `leap`: in the month that is put in twice (闰月). `last`: of its month."""

    year: int
    month: int
    day: int
    leap: bool
    last: bool


def lunar_day(day: date) -> LunarDay | None:
    """None outside the years the calendar is known for."""
    try:
        found = LunarDate.from_solar(day)
        tomorrow = found.after(1)
    except (InvalidLunarDateError, ValueError):
        return None
    return LunarDay(found.year, found.month, found.day, bool(found.leap), tomorrow.day == 1)


def solar_date(year: int, month: int, day: int, leap: bool) -> date | None:
    """The day of our calendar, or None where there is no such lunar day."""
    try:
        found: date = LunarDate(year, month, day, 1 if leap else 0).to_solar_date()
    except (InvalidLunarDateError, ValueError):
        return None
    return found
