"""Connections of this process, opened and cached for a few seconds."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime, timedelta

from huayuan.kernel.clock import Clock
from huayuan.kernel.crypto import Vault
from huayuan.kernel.errors import NotFound
from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.wechat.wecom import store
from huayuan.wechat.wecom.contracts import Connection

_Test = Callable[[Connection], bool]
KEPT = timedelta(seconds=5)  # another process may have changed the connection


class Connections:
    """Thread-safe. Every look-up raises NotFound for a connection that does not exist."""

    def __init__(self, uow: UnitOfWork, vault: Vault, clock: Clock) -> None:
        self._uow = uow
        self._vault = vault
        self._clock = clock
        self._lock = threading.Lock()
        self._known: list[Connection] = []
        self._read_at: datetime | None = None

    def all(self) -> list[Connection]:
        known = self.cached()
        if known is not None:
            return known
        with self._uow.read() as tx:
            loaded = store.connections(tx.session, self._vault)
            read_at = tx.now
        with self._lock:
            self._known, self._read_at = loaded, read_at
        return loaded

    def cached(self) -> list[Connection] | None:
        """The list when it is fresh, without touching the database."""
        with self._lock:
            fresh = self._read_at is not None and self._clock.now() - self._read_at < KEPT
            return self._known if fresh else None

    def by_key(self, key: str) -> Connection:
        return self._find(lambda one: one.key == key)

    def by_id(self, connection_id: int) -> Connection:
        return self._find(lambda one: one.id == connection_id)

    def forget(self) -> None:
        """After a change: read again at the next look-up."""
        with self._lock:
            self._read_at = None

    def _find(self, wanted: _Test) -> Connection:
        found = next((one for one in self.all() if wanted(one)), None)
        if found is None:
            raise NotFound(what="wecom connection")
        return found
