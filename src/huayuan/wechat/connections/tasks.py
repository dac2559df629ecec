"""Loops and tasks of connections."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from huayuan.kernel.jobs import Tasks, Work
from huayuan.kernel.loops import Loops
from huayuan.kernel.services import Services
from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.wechat.connections.calls import CallCounter
from huayuan.wechat.connections.connections import Connections
from huayuan.wechat.connections.contracts import Options
from huayuan.wechat.connections.store import callbacks as callbacks_store

LOOPS = Loops("connections")
TASKS = Tasks("connections")
_WAKERS: dict[str, Callable[[], None]] = {}


def on_callback(kind: str, wake_loop: Callable[[], None]) -> None:
    """Have `wake_loop` called when callbacks of a kind have been stored by this process."""
    _WAKERS[kind] = wake_loop


def wake(kind: str) -> None:
    """Called by the inbox after each commit."""
    if kind in _WAKERS:
        _WAKERS[kind]()


def once_a_day(work: Work, kind: str, *tasks: str) -> None:
    """Queue each task for every connection of a kind that is switched on; a second call on the same day adds nothing."""
    with work.begin() as tx:
        for connection in work.services.get(Connections).all(kind):
            for task in tasks:
                key = f"{task}:{connection.id}:{tx.now.date().isoformat()}"
                tx.enqueue(task, {"connection_id": connection.id}, dedup_key=key)


@LOOPS.loop("connections.calls", every=5.0, elected=False)
def write_calls(services: Services) -> bool:
    """What this process called, into the day's counts."""
    services.get(CallCounter).flush(services.get(UnitOfWork))
    return False


@TASKS.every("connections.purge", cron="0 10 4 * * *")
def purge(work: Work) -> None:
    """Processed callbacks and old counters."""
    days = work.services.get(Options).callback_days
    with work.begin() as tx:
        callbacks_store.purge(tx.session, tx.now - timedelta(days=days))
