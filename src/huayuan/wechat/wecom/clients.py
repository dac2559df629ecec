"""The clients of this process: one per connection, sharing keep-alive connections per API address."""

from __future__ import annotations

import threading

from huayuan.kernel.clock import Clock
from huayuan.kernel.http import HttpClient
from huayuan.wechat.wecom.client import Pauses, WecomClient
from huayuan.wechat.wecom.connections import Connections
from huayuan.wechat.wecom.contracts import Connection
from huayuan.wechat.wecom.limits import CALL_SECONDS, WELCOME_CALL_SECONDS
from huayuan.wechat.wecom.tokens import Tokens


class Clients:
    """`urgent` clients give up after 5 s and have pooled connections of their own, for the welcome lane."""

    def __init__(self, connections: Connections, tokens: Tokens, clock: Clock) -> None:
        self._connections = connections
        self._tokens = tokens
        self._clock = clock
        self._lock = threading.Lock()
        self._http: dict[tuple[str, bool], HttpClient] = {}
        self._clients: dict[tuple[int, bool], WecomClient] = {}
        self._pauses: dict[int, Pauses] = {}

    def of(self, connection_id: int, *, urgent: bool = False) -> WecomClient:
        """Raises NotFound for an unknown connection."""
        connection = self._connections.by_id(connection_id)
        with self._lock:
            client = self._clients.get((connection_id, urgent))
            if client is None or client.connection != connection:
                pauses = self._pauses.setdefault(connection_id, Pauses(self._clock))
                http = self._pool(connection, urgent)
                client = WecomClient(connection, http, self._tokens, pauses, self._clock)
                self._clients[connection_id, urgent] = client
            return client

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

    def _pool(self, connection: Connection, urgent: bool) -> HttpClient:
        key = (connection.api_url, urgent)
        if key not in self._http:
            timeout = WELCOME_CALL_SECONDS if urgent else CALL_SECONDS
            self._http[key] = HttpClient(connection.api_url, timeout=timeout, connections=32)
        return self._http[key]
