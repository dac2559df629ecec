"""The scheduler as an elected loop: one process of many puts the due schedules in the queue."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from huayuan.kernel import scheduler
from huayuan.kernel.jobs import Schedule
from huayuan.kernel.loops import Loops
from huayuan.kernel.services import Services
from huayuan.kernel.unit_of_work import UnitOfWork


def scheduler_loops(schedules: list[Schedule], zone: ZoneInfo) -> Loops:
    loops = Loops("bootstrap")

    @loops.loop("scheduler", every=0.5, role="scheduler")
    def _tick(services: Services) -> bool:
        uow = services.get(UnitOfWork)
        if schedules and scheduler.any_due(uow, schedules):
            scheduler.tick(uow, schedules, zone)
        return False

    return loops
