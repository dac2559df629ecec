"""Tasks of an account's days."""

from __future__ import annotations

from huayuan.kernel.jobs import Tasks, Work
from huayuan.kernel.warehouse import Warehouse
from huayuan.wechat.connections.api import Connections
from huayuan.wechat.official_account.days.reading import DayReader
from huayuan.wechat.official_account.limits import KIND

TASKS = Tasks("official_account.days")


@TASKS.task("official_account.read_days", max_attempts=8)
def read(work: Work) -> None:
    reader, warehouse = work.services.get(DayReader), work.services.get(Warehouse)
    reader.read(int(work.payload["connection_id"]), warehouse)


@TASKS.every("official_account.days_daily", cron="0 35 8 * * *")
def read_daily(work: Work) -> None:
    """The platform has the figures of yesterday from eight o'clock on."""
    with work.begin() as tx:
        for connection in work.services.get(Connections).all(KIND):
            key = f"official_account.read_days:{connection.id}:{tx.now.date().isoformat()}"
            tx.enqueue("official_account.read_days", {"connection_id": connection.id}, dedup_key=key)
