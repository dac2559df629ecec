"""Tasks of acquisition links."""

from __future__ import annotations

from huayuan.kernel.jobs import Tasks, Work
from huayuan.wechat.connections.api import Connections
from huayuan.wechat.wecom.acquisition import store
from huayuan.wechat.wecom.acquisition.desk import LinkDesk
from huayuan.wechat.wecom.limits import KIND

TASKS = Tasks("wecom.acquisition")


@TASKS.task("wecom.link_customers", max_attempts=5)
def read_customers(work: Work) -> None:
    """Whom the links of a connection brought."""
    work.services.get(LinkDesk).read_customers(int(work.payload["connection_id"]))


@TASKS.every("wecom.link_customers_nightly", cron="0 15 4 * * *")
def read_nightly(work: Work) -> None:
    """One job for each connection that has links."""
    with work.begin() as tx:
        for connection in work.services.get(Connections).all(KIND):
            if store.living(tx.session, connection.id):
                key = f"wecom.link_customers:{connection.id}:{tx.now.date().isoformat()}"
                tx.enqueue("wecom.link_customers", {"connection_id": connection.id}, dedup_key=key)
