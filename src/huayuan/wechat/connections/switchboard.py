"""The parts of all connections in one process, put together. Connectors register their kind here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from huayuan.kernel.clock import Clock
from huayuan.kernel.crypto import Vault
from huayuan.kernel.services import Services
from huayuan.kernel.unit_of_work import Transaction, UnitOfWork
from huayuan.wechat.connections.backlog import Backlog
from huayuan.wechat.connections.calls import CallCounter
from huayuan.wechat.connections.client import PlatformClient
from huayuan.wechat.connections.clients import ClientPool
from huayuan.wechat.connections.connections import Connections
from huayuan.wechat.connections.contracts import Connection, Options, StoredCallback
from huayuan.wechat.connections.door import CallbackDoor
from huayuan.wechat.connections.inbox import Inbox
from huayuan.wechat.connections.journal import Journal
from huayuan.wechat.connections.kinds import Kind, Kinds
from huayuan.wechat.connections.tasks import wake
from huayuan.wechat.connections.tokens import Tokens

D = TypeVar("D")
P = TypeVar("P", bound=ClientPool[Any])


class Switchboard:
    """`put_into` fills the services; `stop` loses nothing that was accepted.

    `folder` is where callbacks are journaled while the database is slow; `name` tells this process from others.
    """

    def __init__(
        self,
        uow: UnitOfWork,
        vault: Vault,
        clock: Clock,
        options: Options,
        *,
        folder: Path,
        name: str,
        zone: ZoneInfo,
    ) -> None:
        self.uow, self.vault, self.clock, self.options = uow, vault, clock, options
        self.kinds = Kinds()
        self.connections = Connections(uow, vault, clock)
        self.tokens = Tokens(uow, vault, clock)
        self.counter = CallCounter(clock, zone)
        self.inbox = Inbox(uow, wake, Journal(folder, name), options.journal_after_seconds)
        self.door = CallbackDoor(self.kinds, self.connections, self.inbox, clock)
        self._pools: dict[str, ClientPool[Any]] = {}

    def register(self, kind: Kind) -> None:
        self.kinds.register(kind)

    def pool(self, kind: str, pool: type[P], client: type[PlatformClient]) -> P:
        """The clients of a kind; one pool in the process, of a class of its own so that services can be asked for it."""
        made = pool(client, self.connections, self.tokens, self.clock, self.counter)
        self._pools[kind] = made
        return made

    def backlog(
        self,
        kind: str,
        handle: Callable[[Transaction, Sequence[StoredCallback]], D],
        follow: Callable[[D], None] = lambda _: None,
    ) -> Backlog[D]:
        """What is to be processed of a kind; it gives way while callbacks crowd in."""
        return Backlog(self.uow, kind, handle, follow, lambda: self.inbox.crowded)

    def client(self, connection: Connection) -> PlatformClient | None:
        """The client of a connection of any kind that has one."""
        pool = self._pools.get(connection.kind)
        return pool.of(connection.id) if pool else None

    def trial(self, connection: Connection) -> PlatformClient | None:
        """A client for a connection that is not kept (yet)."""
        pool = self._pools.get(connection.kind)
        return pool.trial(connection) if pool else None

    def forget(self, connection: Connection | int) -> None:
        """After a change: new secret, new token, no pause."""
        connection_id = connection if isinstance(connection, int) else connection.id
        self.connections.forget()
        for pool in self._pools.values():
            pool.forget(connection_id)

    def put_into(self, services: Services) -> None:
        services.put(Switchboard, self)
        services.put(Options, self.options)
        services.put(Kinds, self.kinds)
        services.put(Connections, self.connections)
        services.put(CallCounter, self.counter)
        services.put(CallbackDoor, self.door)

    def start(self) -> None:
        self.inbox.start()

    def stop(self, timeout: float = 5.0) -> None:
        """After the web server and the loops have stopped."""
        self.inbox.stop(timeout)
        self.counter.flush(self.uow)

    def close(self) -> None:
        for pool in self._pools.values():
            pool.close()
