"""Background work of RFM: thresholds each night and on demand; cells that change because time passes."""

from __future__ import annotations

from huayuan.kernel.jobs import Tasks, Work
from huayuan.kernel.loops import Loops
from huayuan.kernel.services import Services
from huayuan.kernel.unit_of_work import Transaction, UnitOfWork
from huayuan.segments.rfm import keeping, store

TASKS = Tasks("segments.rfm")
LOOPS = Loops("segments.rfm")


@TASKS.every("rfm.refresh", cron="0 40 3 * * *")
def refresh(work: Work) -> None:
    """Take thresholds again and score everybody with them."""
    keeping.refresh(work.services, lambda share: work.heartbeat(progress=share))


@LOOPS.loop("rfm.lapses", every=10.0, share=0.2)
def lapses(services: Services) -> bool:
    """People whose last order grows old; and new thresholds where there are none, or far more buyers than they saw."""
    uow = services.get(UnitOfWork)
    with uow.read() as tx:
        wanted = _refresh_wanted(tx)
    if wanted:
        with uow.begin() as tx:
            tx.enqueue("rfm.refresh", {}, dedup_key=wanted)
    return keeping.advance_time(services)


def _refresh_wanted(tx: Transaction) -> str | None:
    """A key that names the reason for new thresholds; the same reason counts once."""
    snapshot = store.newest_snapshot(tx.session)
    if snapshot is None:
        return "rfm.refresh:first"
    if snapshot.counted and store.people(tx.session) > 2 * snapshot.people:
        return f"rfm.refresh:after:{snapshot.id}"
    return None
