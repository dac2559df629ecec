"""Loops and tasks of the shop connector."""

from __future__ import annotations

from huayuan.kernel.jobs import Tasks, Work
from huayuan.kernel.loops import Loops
from huayuan.kernel.services import Services
from huayuan.wechat.channels.channels import Channels
from huayuan.wechat.channels.details import DetailReader
from huayuan.wechat.channels.limits import CALLBACK_BATCH, KIND
from huayuan.wechat.channels.sync import Sync
from huayuan.wechat.connections.api import Connections, on_callback

LOOPS = Loops("channels")
TASKS = Tasks("channels")

on_callback(KIND, lambda: LOOPS.wake("channels.callbacks"))


@LOOPS.loop("channels.callbacks", every=0.5, elected=True)
def receive(services: Services) -> bool:
    """Callbacks into wishes to ask about orders."""
    return services.get(Channels).backlog.round(CALLBACK_BATCH)


@LOOPS.loop("channels.details", every=0.5, elected=True)
def read_details(services: Services) -> bool:
    """Orders and after-sales, asked about and told as events."""
    return services.get(DetailReader).round()


@TASKS.task("channels.sync", max_attempts=20)
def sync(work: Work) -> None:
    """Everything since the last time; resumable."""
    connection_id = int(work.payload["connection_id"])
    work.services.get(Sync).everything(connection_id, lambda share, note: work.heartbeat(share, note))


@TASKS.every("channels.sync_hourly", cron="0 12 * * * *")
def sync_hourly(work: Work) -> None:
    """What callbacks missed, and the figures of broadcasts; one job a connection."""
    with work.begin() as tx:
        for connection in work.services.get(Connections).all(KIND):
            key = f"channels.sync:{connection.id}:{tx.now.strftime('%Y%m%d%H')}"
            tx.enqueue("channels.sync", {"connection_id": connection.id}, dedup_key=key)
