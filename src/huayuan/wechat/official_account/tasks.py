"""Loops and tasks of the 公众号 connector."""

from __future__ import annotations

from datetime import timedelta

from huayuan.kernel.jobs import Tasks, Work
from huayuan.kernel.loops import Loops
from huayuan.kernel.services import Services
from huayuan.kernel.warehouse import Warehouse
from huayuan.wechat.connections.api import Connections, on_callback, once_a_day
from huayuan.wechat.official_account.details import TAKEN_TASK, DetailReader
from huayuan.wechat.official_account.figures import Figures
from huayuan.wechat.official_account.limits import CALLBACK_BATCH, KIND, RESULT_HOURS
from huayuan.wechat.official_account.mass import MassSender
from huayuan.wechat.official_account.official_account import OfficialAccount
from huayuan.wechat.official_account.store import belongings
from huayuan.wechat.official_account.sync import Sync

LOOPS = Loops("official_account")
TASKS = Tasks("official_account")


on_callback(KIND, lambda: LOOPS.wake("official_account.callbacks"))


@LOOPS.loop("official_account.callbacks", every=0.2, elected=True)
def receive(services: Services) -> bool:
    """Callbacks into followers, events and results."""
    backlog = services.get(OfficialAccount).backlog
    return backlog.any_waiting() and backlog.process(CALLBACK_BATCH) == CALLBACK_BATCH


@LOOPS.loop("official_account.details", every=0.5, elected=True)
def read_details(services: Services) -> bool:
    """Follower details, when no callback waits."""
    if services.get(OfficialAccount).backlog.any_waiting():
        return False
    return services.get(DetailReader).round()


@TASKS.task("official_account.sync", max_attempts=20)
def sync_everything(work: Work) -> None:
    """Tags, then all followers; resumable."""
    sync, connection_id = work.services.get(Sync), int(work.payload["connection_id"])
    work.heartbeat(0.0, "tags")
    sync.tags(connection_id)
    sync.followers(connection_id, lambda share, note: work.heartbeat(share, note))


@TASKS.task("official_account.sync_tags", max_attempts=5)
def sync_tags(work: Work) -> None:
    work.services.get(Sync).tags(int(work.payload["connection_id"]))


@TASKS.task(TAKEN_TASK, max_attempts=8)
def tags_taken(work: Work) -> None:
    """Tags that followers no longer wear at the account are taken off here."""
    work.services.get(Sync).tag_sync.told(work.payload)


@LOOPS.loop("official_account.push_tags", every=1.0, elected=True)
def push_tags(services: Services) -> bool:
    """What changed about tags here, told to the accounts."""
    return services.get(Sync).tag_sync.round()


@TASKS.task("official_account.send_mass", max_attempts=6)
def send_mass(work: Work) -> None:
    work.services.get(MassSender).send(int(work.payload["mass_id"]))


@TASKS.task("official_account.figures", max_attempts=8)
def read_figures(work: Work) -> None:
    """Followers and articles of the days before `day`."""
    warehouse = work.services.get(Warehouse)
    work.services.get(Figures).read(int(work.payload["connection_id"]), str(work.payload["day"]), warehouse)


@TASKS.every("official_account.nightly", cron="0 40 3 * * *")
def nightly(work: Work) -> None:
    """What callbacks missed is found by reading everything again; results that never came are asked for."""
    with work.begin() as tx:
        belongings.drop_awaited(tx.session, tx.now - timedelta(hours=RESULT_HOURS))
    once_a_day(work, KIND, "official_account.sync")
    work.services.get(MassSender).ask_for_results()


@TASKS.every("official_account.figures_daily", cron="0 30 8 * * *")
def figures_daily(work: Work) -> None:
    """The platform has the figures of yesterday from eight o'clock on."""
    with work.begin() as tx:
        for connection in work.services.get(Connections).all(KIND):
            day = tx.now.date().isoformat()
            payload = {"connection_id": connection.id, "day": day}
            key = f"official_account.figures:{connection.id}:{day}"
            tx.enqueue("official_account.figures", payload, dedup_key=key)
