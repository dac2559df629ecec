"""The overview's numbers: alike on both engines, and as counted by hand, in zones with and without daylight saving."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from conformance.conftest import Readers
from conformance.generated import Given, generate

from huayuan.insights import api as insights
from huayuan.insights.contracts import Measures, Period
from huayuan.insights.overview import NEW_FRIEND, NOT_ACTIVITY, ORDER

# (zone, first day of the events, days, first and last day asked for)
PERIODS = {
    "shanghai": ("Asia/Shanghai", date(2026, 2, 27), 8, date(2026, 2, 28), date(2026, 3, 3)),
    "new york, an hour less": ("America/New_York", date(2026, 3, 6), 5, date(2026, 3, 7), date(2026, 3, 9)),
    "new york, an hour more": ("America/New_York", date(2026, 10, 30), 5, date(2026, 10, 31), date(2026, 11, 2)),
    "lord howe, half an hour": ("Australia/Lord_Howe", date(2026, 4, 3), 5, date(2026, 4, 4), date(2026, 4, 6)),
    "kathmandu, a quarter": ("Asia/Kathmandu", date(2026, 5, 1), 4, date(2026, 5, 1), date(2026, 5, 4)),
    "apia, a day that never was": ("Pacific/Apia", date(2011, 12, 28), 5, date(2011, 12, 28), date(2012, 1, 1)),
    "cairo, no midnight": ("Africa/Cairo", date(2026, 4, 22), 5, date(2026, 4, 23), date(2026, 4, 25)),
    "before there were events": ("Asia/Shanghai", date(2026, 2, 27), 3, date(2020, 1, 1), date(2020, 1, 3)),
    "one day": ("Asia/Shanghai", date(2026, 2, 27), 3, date(2026, 2, 28), date(2026, 2, 28)),
    "two years": ("Europe/London", date(2025, 3, 1), 400, date(2025, 1, 1), date(2026, 12, 31)),
}  # fmt: skip


def asked(name: str) -> tuple[Given, Period, ZoneInfo]:
    zone_name, start, days, first, last = PERIODS[name]
    zone = ZoneInfo(zone_name)
    given = generate(
        len(name), number=240, first=datetime(start.year, start.month, start.day, tzinfo=UTC), days=days
    )
    return given, insights.period(first, last, zone), zone


@pytest.mark.parametrize("name", PERIODS)
def test_overview(name: str, readers: Callable[[Given], Readers]) -> None:
    given, period, zone = asked(name)
    found = {engine: insights.overview(reader, period, zone) for engine, reader in readers(given).items()}
    assert found["duckdb"] == found["chdb"]
    overview, rows = found["duckdb"], given.current()
    inside = [row for row in rows if period.first <= local_day(row, zone) <= period.last]
    assert overview.total == measures(inside)
    assert list(overview.by_day) == [period.first + timedelta(days=number) for number in range(period.days)]
    first = min(local_day(row, zone) for row in rows)
    for day, counted in overview.by_day.items():
        expected = measures([row for row in inside if local_day(row, zone) == day]) if day >= first else None
        assert counted == expected, day
    assert overview.by_store == grouped(inside, lambda row: row["store_id"])
    firsts = first_channels(rows)
    assert overview.by_channel == grouped(inside, lambda row: firsts.get(row["person_id"]))
    before = [
        row
        for row in rows
        if period.first - timedelta(days=period.days) <= local_day(row, zone) < period.first
    ]
    assert overview.previous == measures(before)


def test_days_before_the_first_event_are_unknown_and_later_empty_ones_are_zero(
    readers: Callable[[Given], Readers],
) -> None:
    zone = ZoneInfo("Asia/Shanghai")
    given = generate(1, number=40, first=datetime(2026, 2, 27, tzinfo=UTC), days=2)
    period = insights.period(date(2026, 2, 20), date(2026, 3, 5), zone)
    first = min(local_day(row, zone) for row in given.current())
    for reader in readers(given).values():
        by_day = insights.overview(reader, period, zone).by_day
        assert [day for day, counted in by_day.items() if counted is None] == [
            day for day in by_day if day < first
        ]
        assert by_day[date(2026, 3, 5)] == Measures()
    for reader in readers(generate(1, number=0, first=datetime(2026, 2, 27, tzinfo=UTC), days=2)).values():
        assert set(insights.overview(reader, period, zone).by_day.values()) == {None}


def local_day(row: dict[str, Any], zone: ZoneInfo) -> date:
    at: datetime = row["occurred_at"]
    return at.astimezone(zone).date()


def measures(rows: list[dict[str, Any]]) -> Measures:
    paid = [row for row in rows if row["event"] == ORDER]
    return Measures(
        new_friends=len({row["person_id"] for row in rows if row["event"] == NEW_FRIEND}),
        active_people=len({row["person_id"] for row in rows if row["event"] not in NOT_ACTIVITY}),
        orders=len(paid),
        gmv=sum(row["amount"] or 0 for row in paid),
    )


def grouped(rows: list[dict[str, Any]], key: Callable[[dict[str, Any]], Any]) -> dict[Any, Measures]:
    return {
        value: measures([row for row in rows if key(row) == value]) for value in {key(row) for row in rows}
    }


def first_channels(rows: list[dict[str, Any]]) -> dict[int, str]:
    found: dict[int, str] = {}
    for row in sorted(rows, key=lambda row: (row["occurred_at"], row["event_key"])):
        if row["channel"] is not None:
            found.setdefault(row["person_id"], row["channel"])
    return found
