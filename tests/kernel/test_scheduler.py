"""Schedules: to the second, once, in the organisation's zone."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from kernel.conftest import Bench

from huayuan.bootstrap.schedule import scheduler_loops
from huayuan.kernel.clock import ManualClock
from huayuan.kernel.jobs import Schedule
from huayuan.kernel.scheduler import any_due, next_tick, tick
from huayuan.kernel.services import Services
from huayuan.kernel.unit_of_work import UnitOfWork

SHANGHAI, NEW_YORK = ZoneInfo("Asia/Shanghai"), ZoneInfo("America/New_York")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def ticks(cron: str, start: str, zone: ZoneInfo, count: int) -> list[str]:
    """The next `count` times as the zone's clocks show them."""
    found, now = [], at(start)
    for _ in range(count):
        now = next_tick(cron, now, zone)
        found.append(now.astimezone(zone).isoformat(timespec="seconds"))
    return found


def test_the_second_is_kept() -> None:
    assert ticks("15 30 9 * * *", "2026-03-02T09:30:14+08:00", SHANGHAI, 2) == [
        "2026-03-02T09:30:15+08:00",
        "2026-03-03T09:30:15+08:00",
    ]


def test_a_tick_is_strictly_later() -> None:
    assert next_tick("0 0 9 * * *", at("2026-03-02T09:00:00+08:00"), SHANGHAI) == at(
        "2026-03-03T09:00:00+08:00"
    )


def test_the_hour_is_the_organisations() -> None:
    assert next_tick("0 0 3 * * *", at("2026-03-01T20:00:00+00:00"), SHANGHAI) == at(
        "2026-03-02T19:00:00+00:00"
    )


def test_a_local_hour_keeps_its_place_over_the_change_of_clocks() -> None:
    assert ticks("0 0 9 * * *", "2026-03-07T12:00:00-05:00", NEW_YORK, 3) == [
        "2026-03-08T09:00:00-04:00",
        "2026-03-09T09:00:00-04:00",
        "2026-03-10T09:00:00-04:00",
    ]
    assert ticks("0 0 9 * * *", "2026-10-31T12:00:00-04:00", NEW_YORK, 2) == [
        "2026-11-01T09:00:00-05:00",
        "2026-11-02T09:00:00-05:00",
    ]


def test_an_hour_that_a_day_does_not_have_is_not_lost() -> None:
    """On 8 March 2026 New York has no 02:30; a nightly task still runs that day."""
    days = [text[:10] for text in ticks("0 30 2 * * *", "2026-03-07T12:00:00-05:00", NEW_YORK, 3)]
    assert days == ["2026-03-08", "2026-03-09", "2026-03-10"]


def test_an_hour_that_a_day_has_twice_counts_once() -> None:
    """On 1 November 2026 New York has 01:30 twice."""
    days = [text[:10] for text in ticks("0 30 1 * * *", "2026-10-31T12:00:00-04:00", NEW_YORK, 3)]
    assert days == ["2026-11-01", "2026-11-02", "2026-11-03"]


def test_every_hour_means_both_of_the_hour_that_comes_twice() -> None:
    assert ticks("0 30 * * * *", "2026-11-01T00:45:00-04:00", NEW_YORK, 3) == [
        "2026-11-01T01:30:00-04:00",
        "2026-11-01T01:30:00-05:00",
        "2026-11-01T02:30:00-05:00",
    ]


def test_a_schedule_first_seen_waits_for_its_time(bench: Bench, clock: ManualClock) -> None:
    schedules = [Schedule("nightly", "0 0 3 * * *")]
    assert any_due(bench.uow, schedules)
    assert tick(bench.uow, schedules, SHANGHAI) == 0
    assert not any_due(bench.uow, schedules)
    clock.advance(hours=17)  # 03:00 in Shanghai
    assert any_due(bench.uow, schedules)
    assert tick(bench.uow, schedules, SHANGHAI) == 1
    assert tick(bench.uow, schedules, SHANGHAI) == 0
    assert (bench.row().task, bench.row().payload) == ("nightly", {"due": "2026-03-02T19:00:00+00:00"})


def test_ticks_missed_while_nothing_ran_are_made_up_once(bench: Bench, clock: ManualClock) -> None:
    schedules = [Schedule("minutely", "0 * * * * *")]
    tick(bench.uow, schedules, SHANGHAI)
    clock.advance(hours=5, seconds=7)
    assert tick(bench.uow, schedules, SHANGHAI) == 1
    assert tick(bench.uow, schedules, SHANGHAI) == 0
    clock.advance(seconds=53)
    assert tick(bench.uow, schedules, SHANGHAI) == 1


def test_two_schedulers_at_the_same_second_enqueue_once(bench: Bench, clock: ManualClock) -> None:
    schedules = [Schedule(f"s{n}", "0 0 3 * * *") for n in range(5)]
    tick(bench.uow, schedules, SHANGHAI)
    clock.advance(hours=17)
    answers: list[int] = []
    threads = [
        threading.Thread(target=lambda: answers.append(tick(bench.uow, schedules, SHANGHAI)))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [0, 0, 0, 5]
    assert len(bench.rows()) == 5


def test_two_schedulers_may_meet_a_new_schedule_at_once(bench: Bench) -> None:
    failures: list[BaseException] = []

    def look() -> None:
        try:
            tick(bench.uow, [Schedule("new", "0 0 3 * * *")], SHANGHAI)
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=look) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def test_a_changed_time_takes_effect_at_once(bench: Bench, clock: ManualClock) -> None:
    tick(bench.uow, [Schedule("nightly", "0 0 3 * * *")], SHANGHAI)
    changed = [Schedule("nightly", "0 30 10 * * *")]
    assert any_due(bench.uow, changed)
    assert tick(bench.uow, changed, SHANGHAI) == 0
    clock.advance(minutes=30)
    assert tick(bench.uow, changed, SHANGHAI) == 1


def test_the_loop_puts_what_is_due_in_the_queue(bench: Bench, clock: ManualClock) -> None:
    services = Services()
    services.put(UnitOfWork, bench.uow)
    (loop,) = scheduler_loops([Schedule("nightly", "0 0 3 * * *")], SHANGHAI).all
    assert (loop.elected, loop.role) == (True, "scheduler")
    loop.run(services)
    clock.advance(hours=17)
    loop.run(services)
    assert bench.row().task == "nightly"


@pytest.mark.parametrize("seconds", [1, 59, 3599])
def test_the_next_tick_is_never_further_than_the_period(seconds: int) -> None:
    start = at("2026-03-02T00:00:00+08:00") + timedelta(seconds=seconds)
    assert next_tick("0 0 * * * *", start, SHANGHAI) - start <= timedelta(hours=1)
