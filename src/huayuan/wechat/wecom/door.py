"""The door for callbacks: verified before anything is decrypted, answered after it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Future

from huayuan.kernel.clock import Clock
from huayuan.wechat.wecom import callbacks, crypto
from huayuan.wechat.wecom.connections import Connections
from huayuan.wechat.wecom.contracts import Arrival, Connection, Options
from huayuan.wechat.wecom.errors import CallbackForbidden, CallbackMalformed
from huayuan.wechat.wecom.inbox import Inbox
from huayuan.wechat.wecom.metrics import CALLBACKS

_LONGEST_PARAMETER = 128


class CallbackDoor:
    def __init__(self, connections: Connections, inbox: Inbox, clock: Clock, options: Options) -> None:
        self._connections = connections
        self._inbox = inbox
        self._clock = clock
        self._window = options.callback_window_seconds

    def prepared(self) -> bool:
        """Whether the connections are at hand, so that the next call does not touch the database."""
        return self._connections.cached() is not None

    def prepare(self) -> None:
        """Read the connections."""
        self._connections.all()

    def echo(self, key: str, query: Mapping[str, str]) -> bytes:
        """Verification of the address: the decrypted `echostr`, bare.

        Raises NotFound, CallbackForbidden, CallbackMalformed.
        """
        connection = self._connections.by_key(key)
        return self._open(connection, query, query.get("echostr", ""))

    def accept(self, key: str, query: Mapping[str, str], body: bytes) -> Future[bool]:
        """A pushed message; the future answers when it is durable. Raises as `echo` does."""
        connection = self._connections.by_key(key)
        try:
            message = self._open(connection, query, callbacks.encrypted_part(body))
            callback, text = callbacks.read_message(message)
            if callback.get("ToUserName") != connection.corp_id:
                raise CallbackForbidden(reason="corp_id")
            arrival = Arrival(
                connection.id, callback.dedup_key, callback.event, callback.change_type, callback.known,
                callback.created_at, self._clock.now(), text,
            )  # fmt: skip
        except CallbackForbidden:
            self._refuse(connection, "refused")
            raise
        except CallbackMalformed:
            self._refuse(connection, "malformed")
            raise
        return self._inbox.put(arrival)

    def _open(self, connection: Connection, query: Mapping[str, str], encrypted: str) -> bytes:
        timestamp, nonce, given = (query.get(name, "") for name in ("timestamp", "nonce", "msg_signature"))
        if max(len(timestamp), len(nonce), len(given)) > _LONGEST_PARAMETER or not encrypted:
            raise CallbackMalformed(reason="parameters")
        message = crypto.open_message(connection.seal, given, timestamp, nonce, encrypted)
        self._check_age(timestamp)
        return message

    def _check_age(self, timestamp: str) -> None:
        """An old envelope may be a replay. Younger ones that come again are caught by their dedup key."""
        try:
            age = abs(self._clock.now().timestamp() - int(timestamp))
        except ValueError:
            raise CallbackMalformed(reason="timestamp") from None
        if age > self._window:
            raise CallbackForbidden(reason="timestamp")

    def _refuse(self, connection: Connection, kind: str) -> None:
        CALLBACKS.labels(kind).inc()
        self._inbox.refused(connection.id, kind)
