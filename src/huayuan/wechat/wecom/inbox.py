"""Verified callbacks into the database, many in one commit. Whoever handed one in is answered after the
commit."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field

from huayuan.kernel.errors import Unavailable
from huayuan.kernel.logging import get_logger
from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.wechat.wecom import store
from huayuan.wechat.wecom.contracts import Arrival
from huayuan.wechat.wecom.metrics import CALLBACKS

log = get_logger("wecom.inbox")
MOST = 500


@dataclass(frozen=True, slots=True)
class _Handed:
    arrival: Arrival
    stored: Future[bool] = field(default_factory=Future)


@dataclass(frozen=True, slots=True)
class _Refused:
    connection_id: int
    kind: str


class Inbox:
    """One writer thread. While it commits, the next ones gather: under load the batches grow by
    themselves."""

    def __init__(self, uow: UnitOfWork, wake: Callable[[], None]) -> None:
        self._uow = uow
        self._wake = wake
        self._queue: queue.SimpleQueue[_Handed | _Refused | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._stopped = False

    def put(self, arrival: Arrival) -> Future[bool]:
        """The future answers when the callback is durable: True for a new one, False for a repeat."""
        handed = _Handed(arrival)
        self._hand(handed)
        return handed.stored

    def refused(self, connection_id: int, kind: str) -> None:
        """Count a callback that was not accepted (`refused` or `malformed`), some time."""
        self._hand(_Refused(connection_id, kind))

    def stop(self, timeout: float) -> None:
        """Commit what was handed in, refuse what comes after."""
        with self._lock:
            self._stopped = True
            thread = self._thread
        if thread is not None:
            self._queue.put(None)
            thread.join(timeout)

    def _hand(self, item: _Handed | _Refused) -> None:
        with self._lock:
            if self._stopped:
                raise Unavailable()
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="wecom-inbox", daemon=True)
                self._thread.start()
        self._queue.put(item)

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
        handed = [one for one in batch if isinstance(one, _Handed)]
        try:
            fresh = self._commit(handed, [one for one in batch if isinstance(one, _Refused)])
        except Exception:
            log.exception("wecom.inbox_failed", callbacks=len(handed))
            for one in handed:
                one.stored.set_exception(Unavailable())
            return
        for one, new in zip(handed, fresh, strict=True):
            CALLBACKS.labels(_kind(one.arrival, new)).inc()
            one.stored.set_result(new)
        if any(fresh):
            self._wake()

    def _commit(self, handed: list[_Handed], refused: list[_Refused]) -> list[bool]:
        with self._uow.begin(urgent=True) as tx:
            fresh = store.add_callbacks(tx.session, [one.arrival for one in handed]) if handed else []
            kinds = [
                (one.arrival.connection_id, _kind(one.arrival, new))
                for one, new in zip(handed, fresh, strict=True)
            ]
            store.count(tx.session, kinds + [(one.connection_id, one.kind) for one in refused], tx.now)
        return fresh


def _kind(arrival: Arrival, new: bool) -> str:
    if not new:
        return "repeat"
    return "accepted" if arrival.known else "unknown"
