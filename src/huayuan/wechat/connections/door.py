"""The door for callbacks: verified before anything is decrypted, answered after it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Future

from huayuan.kernel.clock import Clock
from huayuan.kernel.errors import HuayuanError, NotFound
from huayuan.wechat.connections import crypto
from huayuan.wechat.connections.connections import Connections
from huayuan.wechat.connections.contracts import Connection, Options, Reply
from huayuan.wechat.connections.errors import CallbackForbidden, CallbackMalformed
from huayuan.wechat.connections.inbox import Inbox
from huayuan.wechat.connections.kinds import CallbackReader, Kinds, Request
from huayuan.wechat.connections.metrics import CALLBACKS

_LONGEST_PARAMETER = 128


class CallbackDoor:
    def __init__(self, kinds: Kinds, connections: Connections, inbox: Inbox, clock: Clock) -> None:
        self._kinds = kinds
        self._connections = connections
        self._inbox = inbox
        self._clock = clock

    def prepared(self, kind: str, key: str) -> bool:
        """Whether the connection is at hand, so that the next call does not touch the database."""
        return self._connections.remembered(kind, key) is not None

    def stale(self) -> bool:
        """Whether what is at hand should be read again, some time soon."""
        return self._connections.cached() is None

    def prepare(self) -> None:
        """Read the connections."""
        self._connections.every()

    def echo(self, kind: str, key: str, query: Mapping[str, str], headers: Mapping[str, str]) -> Reply:
        """Verification of the address by the platform.

        Raises NotFound, CallbackForbidden, CallbackMalformed.
        """
        connection, reader = self._addressed(kind, key)
        return reader.echo(connection, Request(query, headers, b"", self._clock.now()))

    def accept(
        self, kind: str, key: str, query: Mapping[str, str], headers: Mapping[str, str], body: bytes
    ) -> tuple[Reply, Future[bool] | None]:
        """A pushed message: the reply, and what to wait for before it is given: that the message is durable (None:
        nothing is kept). Raises as `echo` does, and Unavailable."""
        connection, reader = self._addressed(kind, key)
        try:
            incoming = reader.read(connection, Request(query, headers, body, self._clock.now()))
        except CallbackForbidden:
            self._refuse(connection, "refused")
            raise
        except CallbackMalformed:
            self._refuse(connection, "malformed")
            raise
        return incoming.reply, self._inbox.put(incoming.arrival) if incoming.arrival else None

    def _addressed(self, kind: str, key: str) -> tuple[Connection, CallbackReader]:
        connection = self._connections.remembered(kind, key)
        if connection is None:
            raise NotFound(what="connection")
        reader = self._kinds.of(kind).reader
        if reader is None:
            raise CallbackForbidden(reason="kind")
        return connection, reader

    def _refuse(self, connection: Connection, outcome: str) -> None:
        CALLBACKS.labels(connection.kind, outcome).inc()
        self._inbox.refused(connection.id, outcome)


class SealedEnvelope:
    """What a `CallbackReader` of the encrypted envelope shares: signature, age of the time stamp, decryption."""

    def __init__(self, options: Options) -> None:
        self._window = options.callback_window_seconds

    def open(self, connection: Connection, request: Request, encrypted: str) -> bytes:
        """The message inside. Tries the seal that is being replaced too. Raises CallbackForbidden, CallbackMalformed."""
        timestamp, nonce, given = (
            request.query.get(name, "") for name in ("timestamp", "nonce", "msg_signature")
        )
        if max(len(timestamp), len(nonce), len(given)) > _LONGEST_PARAMETER or not encrypted:
            raise CallbackMalformed(reason="parameters")
        message = self._unseal(connection, given, timestamp, nonce, encrypted)
        self.check_age(timestamp, request)
        return message

    def check_age(self, timestamp: str, request: Request) -> None:
        """An old envelope may be a replay. Younger ones that come again are caught by their dedup key."""
        try:
            age = abs(request.received_at.timestamp() - int(timestamp))
        except ValueError:
            raise CallbackMalformed(reason="timestamp") from None
        if age > self._window:
            raise CallbackForbidden(reason="timestamp")

    def _unseal(
        self, connection: Connection, given: str, timestamp: str, nonce: str, encrypted: str
    ) -> bytes:
        refusal: HuayuanError = CallbackForbidden(reason="no_seal")
        for number, seal in enumerate(connection.seals):
            try:
                return crypto.open_message(seal, given, timestamp, nonce, encrypted)
            except (CallbackForbidden, CallbackMalformed) as error:  # malformed: same token, but another key
                refusal = refusal if number else error  # what the current seal said is what matters
        raise refusal
