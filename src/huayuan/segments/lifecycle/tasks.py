"""Background work of the lifecycle: time passes, and thresholds change."""

from __future__ import annotations

from huayuan.kernel.jobs import Tasks, Work
from huayuan.kernel.loops import Loops
from huayuan.kernel.services import Services
from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.segments.lifecycle import keeping, store

TASKS = Tasks("segments.lifecycle")
LOOPS = Loops("segments.lifecycle")


@LOOPS.loop("lifecycle.lapses", every=2.0, share=0.2)
def lapses(services: Services) -> bool:
    """People who fall asleep, are new no longer …; and everybody, once, before the first of them."""
    uow = services.get(UnitOfWork)
    with uow.read() as tx:
        kept = store.kept_settings(tx.session)
    if kept.counted_version < 0:
        with uow.begin() as tx:
            tx.enqueue("lifecycle.recount", {}, dedup_key="lifecycle.recount:first")
        return False
    return keeping.advance_time(services)


@TASKS.task("lifecycle.recount", lease_seconds=300)
def recount(work: Work) -> None:
    """Look at everybody: the thresholds changed, or the server is new."""
    keeping.recount(work.services, lambda share: work.heartbeat(progress=share))
