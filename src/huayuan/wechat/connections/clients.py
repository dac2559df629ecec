"""The clients of one kind in this process: one per connection, sharing keep-alive connections per API address."""

from __future__ import annotations

import threading
from typing import Generic, TypeVar

from huayuan.kernel.clock import Clock
from huayuan.kernel.http import HttpClient
from huayuan.wechat.connections.calls import CallCounter
from huayuan.wechat.connections.client import Pauses, PlatformClient, SwitchedOff
from huayuan.wechat.connections.connections import Connections
from huayuan.wechat.connections.contracts import Connection
from huayuan.wechat.connections.limits import CALL_SECONDS, URGENT_CALL_SECONDS
from huayuan.wechat.connections.tokens import Tokens

C = TypeVar("C", bound=PlatformClient)


class ClientPool(Generic[C]):
    """`urgent` clients give up after 5 s and have pooled connections of their own, for the welcome lane."""

    def __init__(
        self, make: type[C], connections: Connections, tokens: Tokens, clock: Clock, counter: CallCounter
    ) -> None:
        self._make = make
        self._connections = connections
        self._tokens = tokens
        self._clock = clock
        self._counter = counter
        self._lock = threading.Lock()
        self._http: dict[tuple[str, bool], HttpClient] = {}
        self._clients: dict[tuple[int, bool], C] = {}
        self._pauses: dict[int, Pauses] = {}

    def of(self, connection_id: int, *, urgent: bool = False) -> C:
        """Raises NotFound for an unknown connection."""
        connection = self._connections.by_id(connection_id)
        with self._lock:
            client = self._clients.get((connection_id, urgent))
            if client is None or client.connection != connection:
                pauses = self._pauses.setdefault(connection_id, Pauses(self._clock))
                client = self._clients[connection_id, urgent] = self._client(connection, urgent, pauses)
            return client

    def trial(self, connection: Connection) -> C:
        """A client for secrets that are not kept yet: to see whether the platform takes them."""
        with self._lock:
            return self._client(connection, True, Pauses(self._clock))

    def forget(self, connection_id: int) -> None:
        """After the connection was changed: new secret, new token, no pause."""
        self._connections.forget()
        self._tokens.forget(connection_id)
        with self._lock:
            self._pauses.pop(connection_id, None)
            for urgent in (True, False):
                self._clients.pop((connection_id, urgent), None)

    def close(self) -> None:
        for http in self._http.values():
            http.close()

    def _client(self, connection: Connection, urgent: bool, pauses: Pauses) -> C:
        http = self._pool(connection, urgent)
        if connection.off:
            pauses = SwitchedOff(self._clock, connection.name)
        return self._make(connection, http, self._tokens, pauses, self._clock, self._counter)

    def _pool(self, connection: Connection, urgent: bool) -> HttpClient:
        key = (connection.api_url, urgent)
        if key not in self._http:
            timeout = URGENT_CALL_SECONDS if urgent else CALL_SECONDS
            self._http[key] = HttpClient(connection.api_url, timeout=timeout, connections=32)
        return self._http[key]
