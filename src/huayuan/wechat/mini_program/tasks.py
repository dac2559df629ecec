"""Loops and tasks of the mini program connector."""

from __future__ import annotations

from huayuan.kernel.jobs import Tasks, Work
from huayuan.kernel.loops import Loops
from huayuan.kernel.services import Services
from huayuan.wechat.connections.api import on_callback, once_a_day
from huayuan.wechat.mini_program import store
from huayuan.wechat.mini_program.client import Clients
from huayuan.wechat.mini_program.limits import CALLBACK_BATCH, KIND
from huayuan.wechat.mini_program.mini_program import MiniProgram
from huayuan.wechat.mini_program.statistics import Statistics

LOOPS = Loops("mini_program")
TASKS = Tasks("mini_program")

on_callback(KIND, lambda: LOOPS.wake("mini_program.callbacks"))


@LOOPS.loop("mini_program.callbacks", every=0.5, elected=True)
def receive(services: Services) -> bool:
    """Callbacks into acceptances and events."""
    return services.get(MiniProgram).backlog.round(CALLBACK_BATCH)


@TASKS.task("mini_program.sync", max_attempts=8)
def sync(work: Work) -> None:
    """Subscribe message templates, then the figures of the days that are not known yet."""
    connection_id = int(work.payload["connection_id"])
    work.heartbeat(0.0, "templates")
    found = work.services.get(Clients).of(connection_id).templates()
    with work.begin() as tx:
        store.write_templates(tx.session, connection_id, found, tx.now)
    work.heartbeat(0.5, "statistics")
    work.services.get(Statistics).fetch(connection_id)


@TASKS.every("mini_program.sync_daily", cron="0 40 8 * * *")
def sync_daily(work: Work) -> None:
    """After eight, when the platform has counted yesterday; one job a connection."""
    once_a_day(work, KIND, "mini_program.sync")
