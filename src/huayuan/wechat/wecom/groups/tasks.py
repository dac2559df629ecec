"""Loop and tasks of groups."""

from __future__ import annotations

from huayuan.kernel.jobs import Tasks, Work
from huayuan.kernel.loops import Loops
from huayuan.kernel.services import Services
from huayuan.wechat.connections.api import Connections
from huayuan.wechat.wecom.groups.reader import GroupReader
from huayuan.wechat.wecom.groups.sync import GroupSync
from huayuan.wechat.wecom.limits import KIND

LOOPS = Loops("wecom.groups")
TASKS = Tasks("wecom.groups")


@LOOPS.loop("wecom.groups", every=0.5, elected=True)
def read_groups(services: Services) -> bool:
    """Groups that callbacks told of, once the platform had time to settle."""
    return services.get(GroupReader).round()


@TASKS.task("wecom.sync_groups", max_attempts=20)
def sync_groups(work: Work) -> None:
    """All groups of a connection; resumable."""
    connection_id = int(work.payload["connection_id"])
    work.services.get(GroupSync).run(connection_id, lambda share, note: work.heartbeat(share, note))


@TASKS.every("wecom.sync_groups_nightly", cron="0 45 3 * * *")
def sync_groups_nightly(work: Work) -> None:
    """What callbacks missed, one job for each connection."""
    with work.begin() as tx:
        for connection in work.services.get(Connections).all(KIND):
            key = f"wecom.sync_groups:{connection.id}:{tx.now.date().isoformat()}"
            tx.enqueue("wecom.sync_groups", {"connection_id": connection.id}, dedup_key=key)
