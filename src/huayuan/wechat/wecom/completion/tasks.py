"""Tasks of completing identities."""

from __future__ import annotations

from huayuan.kernel.jobs import Tasks, Work
from huayuan.wechat.connections.api import Connections
from huayuan.wechat.wecom.completion.completing import IdentityCompletion
from huayuan.wechat.wecom.limits import KIND

TASKS = Tasks("wecom.completion")


@TASKS.task("wecom.complete_identities", max_attempts=4)
def complete(work: Work) -> None:
    found = work.services.get(IdentityCompletion).run(int(work.payload["connection_id"]))
    work.heartbeat(1.0, "48002" if found is None else f"{found}")


@TASKS.every("wecom.complete_identities_nightly", cron="0 30 4 * * *")
def complete_nightly(work: Work) -> None:
    with work.begin() as tx:
        for connection in work.services.get(Connections).all(KIND):
            key = f"wecom.complete_identities:{connection.id}:{tx.now.date().isoformat()}"
            tx.enqueue("wecom.complete_identities", {"connection_id": connection.id}, dedup_key=key)
