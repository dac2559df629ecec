"""Puts scheduled tasks in the queue at their second. Exactly one job a tick, however many processes look."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from croniter import croniter
from sqlalchemy import select

from huayuan.kernel.db import insert_new
from huayuan.kernel.jobs import Schedule
from huayuan.kernel.models import ScheduleRow
from huayuan.kernel.unit_of_work import UnitOfWork


def next_tick(cron: str, after: datetime, zone: ZoneInfo) -> datetime:
    """First time of `cron` (seconds first) strictly after `after`.

    When clocks go back, an hour comes twice: a named hour counts the first time only, `*` counts both.
    """
    step = croniter(cron, after.astimezone(zone), second_at_beginning=True)
    tick: datetime = step.get_next(datetime)
    hour = cron.split()[2]
    while not hour.startswith("*") and tick.astimezone(zone).fold:
        tick = step.get_next(datetime)
    return tick.astimezone(after.tzinfo)


def tick(uow: UnitOfWork, schedules: list[Schedule], zone: ZoneInfo) -> int:
    """Enqueue every schedule that is due; a tick missed while nothing ran is made up once. Answers how many."""
    enqueued = 0
    with uow.begin() as tx:
        fresh = [
            {"name": s.name, "cron": s.cron, "next_due": next_tick(s.cron, tx.now, zone)} for s in schedules
        ]
        insert_new(tx.session, ScheduleRow, fresh, on=["name"])
        rows = {row.name: row for row in tx.session.scalars(select(ScheduleRow).with_for_update())}
        for schedule in schedules:
            row = rows[schedule.name]
            if row.cron != schedule.cron:
                row.cron, row.next_due = schedule.cron, next_tick(schedule.cron, tx.now, zone)
            if row.next_due <= tx.now:
                tx.enqueue(
                    schedule.name,
                    {"due": row.next_due.isoformat()},
                    dedup_key=f"{schedule.name}@{row.next_due.isoformat()}",
                )
                row.next_due = next_tick(schedule.cron, tx.now, zone)
                enqueued += 1
    return enqueued


def any_due(uow: UnitOfWork, schedules: list[Schedule]) -> bool:
    """A cheap look before the write transaction of `tick`."""
    with uow.read() as tx:
        rows = {row.name: row for row in tx.session.scalars(select(ScheduleRow))}
        return any(
            s.name not in rows or rows[s.name].cron != s.cron or rows[s.name].next_due <= tx.now
            for s in schedules
        )
