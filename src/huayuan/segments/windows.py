"""Windows of time in a rule, and what they are at a moment. Pure."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

import msgspec

from huayuan.events.api import ALL_TIME
from huayuan.events.api import Window as Bounds
from huayuan.segments.contracts import Moment
from huayuan.segments.errors import EmptyWindow

Unit = Literal["minute", "hour", "day", "week"]
CalendarUnit = Literal["day", "week", "month", "quarter", "year"]
SECONDS = {"minute": 60, "hour": 3600, "day": 86_400, "week": 604_800}
LONGEST_DAYS = 36_600
A_MOMENT = timedelta(microseconds=1)
Count = msgspec.Meta(ge=1, le=1_000_000)


class Span(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    n: int
    unit: Unit

    @property
    def length(self) -> timedelta:
        return timedelta(seconds=min(self.n * SECONDS[self.unit], LONGEST_DAYS * 86_400))


class Ever(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="ever"):
    pass


class Last(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="last"):
    """The last n units, rolling, to the second."""

    n: int
    unit: Unit


class Before(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="before"):
    """Longer ago than n units."""

    n: int
    unit: Unit


class Between(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="between"):
    """Days of the organisation's zone, both included."""

    from_: date = msgspec.field(name="from")
    to: date


class This(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="this"):
    """This day, week (from Monday), month, quarter, year so far."""

    unit: CalendarUnit


class Previous(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="previous"):
    unit: CalendarUnit


Window = Ever | Last | Before | Between | This | Previous
EVER = Ever()


def check(window: Window) -> None:
    """Raises EmptyWindow."""
    if isinstance(window, Between) and not (
        date(1990, 1, 1) <= window.from_ <= window.to <= date(2190, 1, 1)
    ):
        raise EmptyWindow(window=f"{window.from_} … {window.to}")
    if isinstance(window, Last | Before) and not 1 <= window.n <= 1_000_000:
        raise EmptyWindow(window=f"{window.n} {window.unit}")


def bounds(window: Window, moment: Moment) -> Bounds:
    """What the window is at the moment; what has yet to happen is never inside."""
    end = moment.now + A_MOMENT
    match window:
        case Ever():
            return Bounds(ALL_TIME.start, end)
        case Last(n, unit):
            return Bounds(moment.now - Span(n, unit).length, end)
        case Before(n, unit):
            return Bounds(ALL_TIME.start, moment.now - Span(n, unit).length)
        case Between(first, last):
            return _up_to(
                end, _midnight(first, moment.zone), _midnight(last + timedelta(days=1), moment.zone)
            )
        case This(unit):
            return Bounds(_midnight(_start(unit, _today(moment)), moment.zone), end)
        case Previous(unit):
            this = _start(unit, _today(moment))
            return _up_to(
                end,
                _midnight(_start(unit, this - timedelta(days=1)), moment.zone),
                _midnight(this, moment.zone),
            )
    raise TypeError(window)


def _up_to(latest: datetime, start: datetime, end: datetime) -> Bounds:
    return Bounds(min(start, latest), min(end, latest))


def _today(moment: Moment) -> date:
    return moment.now.astimezone(moment.zone).date()


def _start(unit: CalendarUnit, day: date) -> date:
    match unit:
        case "day":
            return day
        case "week":
            return day - timedelta(days=day.weekday())
        case "month":
            return day.replace(day=1)
        case "quarter":
            return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
        case "year":
            return day.replace(month=1, day=1)


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)


def difference(earlier: Bounds, later: Bounds) -> list[Bounds]:
    """Where one window lies and the other does not: an event there may change the answer."""
    ends = ((earlier.start, later.start), (earlier.end, later.end))
    return [Bounds(min(one, other), max(one, other)) for one, other in ends if one != other]
