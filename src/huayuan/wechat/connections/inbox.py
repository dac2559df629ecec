"""Verified callbacks into the database, many in one commit. Whoever handed one in is answered when it is durable.

Durable is the commit; when the database is too slow for the platform's patience, or fails, a line in the journal.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, InvalidStateError
from contextlib import suppress
from dataclasses import dataclass, field

from huayuan.kernel.clock import monotonic
from huayuan.kernel.errors import Unavailable
from huayuan.kernel.logging import get_logger
from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.wechat.connections.contracts import Arrival
from huayuan.wechat.connections.journal import Journal
from huayuan.wechat.connections.metrics import CALLBACKS
from huayuan.wechat.connections.store import callbacks as callbacks_store

log = get_logger("connections.inbox")
MOST = 500
MOST_HELD = (
    200_000  # callbacks in memory while the database is away; more are refused, and the platform repeats
)
LONGEST_PAUSE = 5.0
CROWD, CROWD_SECONDS = 50, 0.1


@dataclass(slots=True)
class _Handed:
    arrival: Arrival
    at: float
    stored: Future[bool] = field(default_factory=Future)
    journaled: bool = False

    def answer(self, new: bool) -> None:
        with suppress(InvalidStateError):  # answered from the journal already, or nobody waits any more
            self.stored.set_result(new)


@dataclass(frozen=True, slots=True)
class _Refused:
    connection_id: int
    kind: str


class Inbox:
    """One writer thread; while it commits, the next ones gather, so under load the batches grow by themselves. A second
    thread watches for those that have waited `patience` seconds and journals them."""

    def __init__(
        self, uow: UnitOfWork, wake: Callable[[str], None], journal: Journal, patience: float
    ) -> None:
        self._uow = uow
        self._wake = wake
        self._journal = journal
        self._patience = patience
        self._queue: queue.SimpleQueue[_Handed | _Refused | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._open: dict[int, _Handed] = {}  # not in the database yet, in the order of arrival
        self._stopping = threading.Event()
        self._threads: list[threading.Thread] = []
        self._pace = (0.0, 0)  # a moment, and how many were handed in since

    def start(self) -> None:
        """Also takes over what a process that died had journaled."""
        for path, arrivals in self._journal.orphans():
            log.warning("connections.journal_taken_over", callbacks=len(arrivals))
            for start in range(0, len(arrivals), MOST):
                self._commit([_Handed(one, 0.0) for one in arrivals[start : start + MOST]], [])
            self._journal.discard(path)

    def put(self, arrival: Arrival) -> Future[bool]:
        """The future answers when the callback is durable: True for a new one (or one that is only journaled yet),
        False for a repeat. Raises Unavailable when stopped or when too much waits."""
        handed = _Handed(arrival, monotonic())
        self._hand(handed)
        return handed.stored

    def refused(self, connection_id: int, kind: str) -> None:
        """Count a callback that was not accepted (`refused` or `malformed`), some time."""
        self._hand(_Refused(connection_id, kind))

    def stop(self, timeout: float) -> None:
        """Commit what was handed in, refuse what comes after. What the database does not take stays in the journal."""
        with self._lock:
            self._stopping.set()
            threads = list(self._threads)
        if threads:
            self._queue.put(None)
            for thread in threads:
                thread.join(timeout)
        self._journal_waiting(0.0)
        self._journal.close()

    def _hand(self, item: _Handed | _Refused) -> None:
        with self._lock:
            if self._stopping.is_set() or len(self._open) >= MOST_HELD:
                raise Unavailable()
            if not self._threads:
                for name, run in (("connections-inbox", self._run), ("connections-journal", self._watch)):
                    self._threads.append(threading.Thread(target=run, name=name, daemon=True))
                for thread in self._threads:
                    thread.start()
            if isinstance(item, _Handed):
                self._open[id(item)] = item
                since, number = self._pace
                self._pace = (since, number + 1) if item.at - since < CROWD_SECONDS else (item.at, 1)
        self._queue.put(item)

    @property
    def waiting(self) -> int:
        """How many were handed in and are not in the database yet, journaled ones included."""
        with self._lock:
            return len(self._open)

    @property
    def crowded(self) -> bool:
        """Whether callbacks come so fast that whoever has time should leave the processor to their answers."""
        since, number = self._pace
        return monotonic() - since < 2 * CROWD_SECONDS and number >= CROWD

    # ---- the writer

    def _run(self) -> None:
        while True:
            item = self._queue.get()
            batch = [item, *self._waiting()]
            self._write([one for one in batch if one is not None])
            if None in batch:
                return

    def _waiting(self) -> list[_Handed | _Refused | None]:
        found: list[_Handed | _Refused | None] = []
        while len(found) < MOST:
            try:
                found.append(self._queue.get_nowait())
            except queue.Empty:
                break
        return found

    def _write(self, batch: list[_Handed | _Refused]) -> None:
        """Until the database takes it; meanwhile the journal answers for it."""
        handed = [one for one in batch if isinstance(one, _Handed)]
        refused = [one for one in batch if isinstance(one, _Refused)]
        pause = 0.1
        while True:
            try:
                self._commit(handed, refused)
                break
            except Exception:
                log.exception("connections.inbox_failed", callbacks=len(handed))
            if self._stopping.wait(pause):
                return  # `stop` journals what is still open
            pause = min(pause * 2, LONGEST_PAUSE)
        with self._lock:
            for one in handed:
                self._open.pop(id(one), None)
            if not any(one.journaled for one in self._open.values()):
                self._journal.clear()

    def _commit(self, handed: Sequence[_Handed], refused: Sequence[_Refused]) -> None:
        with self._uow.begin(urgent=True) as tx:
            arrivals = [one.arrival for one in handed]
            fresh = callbacks_store.add_callbacks(tx.session, arrivals) if arrivals else []
            kinds = [
                (one.connection_id, _outcome(one, new)) for one, new in zip(arrivals, fresh, strict=True)
            ]
            callbacks_store.count(
                tx.session, kinds + [(one.connection_id, one.kind) for one in refused], tx.now
            )
        for one, new in zip(handed, fresh, strict=True):
            CALLBACKS.labels(one.arrival.kind, _outcome(one.arrival, new)).inc()
            one.answer(new)
        for kind in {one.kind for one, new in zip(arrivals, fresh, strict=True) if new}:
            self._wake(kind)

    # ---- the watch

    def _watch(self) -> None:
        while not self._stopping.wait(self._patience / 4):
            self._journal_waiting(self._patience)

    def _journal_waiting(self, patience: float) -> None:
        """Journal those that wait too long, with one force to disk, and answer them."""
        before = monotonic() - patience
        with self._lock:
            late = [one for one in self._open.values() if one.at <= before and not one.journaled]
            if not late:
                return
            try:
                self._journal.keep([one.arrival for one in late])
            except OSError:
                log.exception("connections.journal_failed", callbacks=len(late))
                return
            for one in late:
                one.journaled = True
        for one in late:
            CALLBACKS.labels(one.arrival.kind, "journaled").inc()
            one.answer(True)


def _outcome(arrival: Arrival, new: bool) -> str:
    if not new:
        return "repeat"
    return "accepted" if arrival.known else "unknown"
