"""Connections of this process, opened and cached for a few seconds."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime, timedelta

from huayuan.kernel.clock import Clock
from huayuan.kernel.crypto import Vault
from huayuan.kernel.errors import NotFound
from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.wechat.connections.contracts import AccountOption, Connection
from huayuan.wechat.connections.store import connections as store

_Test = Callable[[Connection], bool]
KEPT = timedelta(seconds=5)  # another process may have changed the connection


class Connections:
    """Thread-safe. `by_id` raises NotFound for a connection that does not exist."""

    def __init__(self, uow: UnitOfWork, vault: Vault, clock: Clock) -> None:
        self._uow = uow
        self._vault = vault
        self._clock = clock
        self._lock = threading.Lock()
        self._known: list[Connection] = []
        self._read_at: datetime | None = None

    def all(self, kind: str) -> list[Connection]:
        """Those of a kind that are switched on."""
        return [one for one in self.every(kind) if not one.off]

    def every(self, kind: str | None = None) -> list[Connection]:
        """Those that are switched off too."""
        known = self.cached()
        if known is None:
            known = self._load()
        return [one for one in known if kind is None or one.kind == kind]

    def options(self, *kinds: str) -> list[AccountOption]:
        """Of these kinds, oldest first."""
        found = sorted((one for kind in kinds for one in self.all(kind)), key=lambda one: one.id)
        return [AccountOption(one.id, one.name, one.account) for one in found]

    def cached(self) -> list[Connection] | None:
        """The list when it is fresh, without touching the database."""
        with self._lock:
            fresh = self._read_at is not None and self._clock.now() - self._read_at < KEPT
            return self._known if fresh else None

    def remembered(self, kind: str, key: str) -> Connection | None:
        """From memory, however old: a callback must not wait for a database that is busy."""
        with self._lock:
            return next((one for one in self._known if one.key == key and one.kind == kind), None)

    def by_id(self, connection_id: int) -> Connection:
        return self._find(lambda one: one.id == connection_id)

    def forget(self) -> None:
        """After a change: read again at the next look-up."""
        with self._lock:
            self._read_at = None

    def _load(self) -> list[Connection]:
        with self._uow.read() as tx:
            loaded = store.connections(tx.session, self._vault, tx.now)
            read_at = tx.now
        with self._lock:
            self._known, self._read_at = loaded, read_at
        return loaded

    def _find(self, wanted: _Test) -> Connection:
        found = next((one for one in self.every() if wanted(one)), None)
        if found is None:
            raise NotFound(what="connection")
        return found
