"""Stored callbacks of one kind, taken in order and processed many at a time; one that fails holds up no other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Generic, TypeVar

from huayuan.kernel.clock import monotonic
from huayuan.kernel.logging import get_logger
from huayuan.kernel.unit_of_work import Transaction, UnitOfWork
from huayuan.wechat.connections.contracts import StoredCallback
from huayuan.wechat.connections.limits import CALLBACK_ATTEMPTS, CALLBACK_PAUSE_SECONDS
from huayuan.wechat.connections.metrics import ROUND_SECONDS
from huayuan.wechat.connections.store import callbacks as store

log = get_logger("connections.backlog")
D = TypeVar("D")
LONGEST_REST = 0.5


class Backlog(Generic[D]):
    """`handle` does the work of a batch inside its transaction and answers what is to follow the commit; `follow` does
    that. Callbacks are done with the commit of what they caused, so each acts once."""

    def __init__(
        self,
        uow: UnitOfWork,
        kind: str,
        handle: Callable[[Transaction, Sequence[StoredCallback]], D],
        follow: Callable[[D], None] = lambda _: None,
        crowded: Callable[[], bool] = lambda: False,
    ) -> None:
        self._uow = uow
        self._kind = kind
        self._handle = handle
        self._follow = follow
        self._crowded = crowded

    def any_waiting(self) -> bool:
        with self._uow.read() as tx:
            return store.any_waiting(tx.session, self._kind, tx.now)

    def round(self, limit: int) -> bool:
        """One round of the kind's loop; True when there is more to do at once. While callbacks crowd in, it works half
        of the time: they are kept already, and whoever pushes them waits for an answer."""
        if not self.any_waiting():
            return False
        began = monotonic()
        more = self.process(limit) == limit
        if more and self._crowded():
            self._uow.clock.sleep(min(monotonic() - began, LONGEST_REST))
        return more

    def process(self, limit: int) -> int:
        """Take up to `limit` callbacks; answers how many were taken.

        When one of them breaks the transaction, they are taken one by one.
        """
        try:
            with ROUND_SECONDS.labels(self._kind).time(), self._uow.begin() as tx:
                batch = store.take_waiting(tx.session, self._kind, tx.now, limit)
                done = self._run(tx, batch)
        except Exception:
            log.exception("connections.batch_failed", kind=self._kind)
            return self._one_by_one(limit)
        if done is not None:
            self._follow(done)
        return len(batch)

    def _run(self, tx: Transaction, batch: Sequence[StoredCallback]) -> D | None:
        if not batch:
            return None
        done = self._handle(tx, batch)
        store.finish(tx.session, [one.id for one in batch], "done", tx.now)
        return done

    def _one_by_one(self, limit: int) -> int:
        with self._uow.read() as tx:
            ids = [one.id for one in store.take_waiting(tx.session, self._kind, tx.now, limit)]
        for callback_id in ids:
            try:
                with self._uow.begin() as tx:
                    stored = store.take_one(tx.session, callback_id)
                    done = self._run(tx, [stored] if stored else [])
                if done is not None:
                    self._follow(done)
            except Exception as error:
                self._put_off(callback_id, error)
        return len(ids)

    def _put_off(self, callback_id: int, error: Exception) -> None:
        log.warning("connections.callback_failed", callback=callback_id, error=str(error))
        with self._uow.begin() as tx:
            stored = store.take_one(tx.session, callback_id)
            if stored is None:
                return
            attempts = stored.attempts + 1
            if attempts >= CALLBACK_ATTEMPTS:
                store.give_up(tx.session, callback_id, attempts, repr(error), tx.now)
                store.count(tx.session, [(stored.connection_id, "failed")], tx.now)
            else:
                due = tx.now + timedelta(seconds=min(2.0**attempts, CALLBACK_PAUSE_SECONDS))
                store.postpone(tx.session, callback_id, due, attempts, repr(error))
