"""Days of a zone inside queries. Both engines bucket alike, whatever their own zone data say."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np

FIRST_YEAR, LAST_YEAR = 2000, 2045


def local_day(column: Any, zone: ZoneInfo) -> Any:
    """Ibis expression: days since 1970-01-01 of a UTC timestamp column, in `zone`."""
    import ibis

    seconds = column.epoch_seconds()
    *earlier, (_, last) = _stretches(zone.key)
    offset = (
        ibis.cases(*[(seconds < end, offset) for end, offset in earlier], else_=last) if earlier else last
    )
    return ((seconds + offset) / 86400).floor().cast("int64")


@lru_cache
def _stretches(zone_name: str) -> list[tuple[int, int]]:
    """(end in seconds since 1970, offset in seconds) of each stretch of constant offset, to the hour."""
    zone = ZoneInfo(zone_name)
    moment, end = datetime(FIRST_YEAR, 1, 1, tzinfo=UTC), datetime(LAST_YEAR, 1, 1, tzinfo=UTC)
    stretches: list[tuple[int, int]] = []
    while moment < end:
        until = moment + timedelta(days=1)
        if _offset(moment, zone) == _offset(until, zone):
            _extend(stretches, until, _offset(moment, zone))
        else:
            for hour in range(1, 25):
                _extend(
                    stretches,
                    moment + timedelta(hours=hour),
                    _offset(moment + timedelta(hours=hour - 1), zone),
                )
        moment = until
    return stretches


def _extend(stretches: list[tuple[int, int]], until: datetime, offset: int) -> None:
    if stretches and stretches[-1][1] == offset:
        stretches.pop()
    stretches.append((int(until.timestamp()), offset))


def _offset(moment: datetime, zone: ZoneInfo) -> int:
    offset = moment.astimezone(zone).utcoffset()
    return int(offset.total_seconds()) if offset else 0


def days_of(microseconds: np.ndarray[Any, Any], zone: ZoneInfo) -> np.ndarray[Any, Any]:
    """`local_day` of microseconds since 1970, in memory."""
    stretches = _stretches(zone.key)
    ends = np.array([end for end, _ in stretches[:-1]], dtype=np.int64) * 1_000_000
    offsets = np.array([offset for _, offset in stretches], dtype=np.int64) * 1_000_000
    local: np.ndarray[Any, Any] = microseconds + offsets[np.searchsorted(ends, microseconds, side="right")]
    return local // 86_400_000_000
