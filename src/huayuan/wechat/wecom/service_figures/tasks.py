"""Tasks of figures."""

from __future__ import annotations

from huayuan.kernel.jobs import Tasks, Work
from huayuan.wechat.connections.api import Connections
from huayuan.wechat.wecom.limits import KIND
from huayuan.wechat.wecom.service_figures.reading import FigureReader

TASKS = Tasks("wecom.service_figures")


@TASKS.task("wecom.figures", max_attempts=6)
def read(work: Work) -> None:
    """Every member's days, then their groups."""
    reader, connection_id = work.services.get(FigureReader), int(work.payload["connection_id"])
    members = reader.members(connection_id)
    for place, userid in enumerate(members):
        reader.behavior(connection_id, userid)
        work.heartbeat(0.9 * place / max(len(members), 1), f"{place}/{len(members)}")
    reader.groups(connection_id, members)


@TASKS.every("wecom.figures_nightly", cron="0 15 8 * * *")
def read_nightly(work: Work) -> None:
    """In the morning: the platform counts a day during the night after it."""
    with work.begin() as tx:
        for connection in work.services.get(Connections).all(KIND):
            key = f"wecom.figures:{connection.id}:{tx.now.date().isoformat()}"
            tx.enqueue("wecom.figures", {"connection_id": connection.id}, dedup_key=key)
