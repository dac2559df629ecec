"""Days of the organisation's zone, as values and inside queries. Pure."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from huayuan.insights.contracts import Period
from huayuan.insights.errors import BadPeriod

MAX_DAYS = 731
_EPOCH = date(1970, 1, 1)


def period(first: date, last: date, zone: ZoneInfo) -> Period:
    """Raises BadPeriod when it ends before it starts or is longer than two years."""
    if last < first:
        raise BadPeriod(reason=f"{last} < {first}", limit=MAX_DAYS)
    if (last - first).days >= MAX_DAYS or first.year < 1990 or last.year > 2200:
        raise BadPeriod(reason=f"{first} … {last}", limit=MAX_DAYS)
    return Period(first, last, _midnight(first, zone), _midnight(last + timedelta(days=1), zone))


def days_until(last: date, days: int, zone: ZoneInfo) -> Period:
    """The period of so many days that ends with `last`."""
    if last.toordinal() <= days:
        raise BadPeriod(reason=str(last), limit=MAX_DAYS)
    return period(last - timedelta(days=days - 1), last, zone)


def before(given: Period, zone: ZoneInfo) -> Period:
    """The period of the same length that ends where `given` starts."""
    return period(given.first - timedelta(days=given.days), given.first - timedelta(days=1), zone)


def days_of(given: Period) -> list[date]:
    return [given.first + timedelta(days=number) for number in range(given.days)]


def local_day(column: Any, given: Period, zone: ZoneInfo) -> Any:
    """Ibis expression: days since 1970-01-01 of a UTC timestamp column, in `zone`, for times inside `given`.

    The offset of the zone is looked up here and written into the query per stretch of constant offset, so that both
    engines bucket alike whatever their own zone data say.
    """
    seconds = column.epoch_seconds()
    shifted = seconds + _offset_inside(seconds, _offsets(given, zone))
    return (shifted / 86400).floor().cast("int64")


def day_of(number: int) -> date:
    return _EPOCH + timedelta(days=number)


def day_at(epoch_seconds: int, zone: ZoneInfo) -> date:
    return datetime.fromtimestamp(epoch_seconds, zone).date()


def _offset_inside(seconds: Any, stretches: list[tuple[datetime, int]]) -> Any:
    import ibis

    *earlier, (_, last) = stretches
    if not earlier:
        return last
    return ibis.cases(*[(seconds < int(end.timestamp()), offset) for end, offset in earlier], else_=last)


def _offsets(given: Period, zone: ZoneInfo) -> list[tuple[datetime, int]]:
    """(end of the stretch, offset in seconds) for each stretch of constant offset in the period, to the hour."""
    stretches: list[tuple[datetime, int]] = []
    moment = given.start
    while moment < given.end:
        offset = _offset(moment, zone)
        moment += timedelta(hours=1)
        if stretches and stretches[-1][1] == offset:
            stretches[-1] = (moment, offset)
        else:
            stretches.append((moment, offset))
    return stretches


def _offset(moment: datetime, zone: ZoneInfo) -> int:
    offset = moment.astimezone(zone).utcoffset()
    return int(offset.total_seconds()) if offset else 0


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)
