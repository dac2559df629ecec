"""Callbacks of an app on api.weixin.qq.com: the address is proved by token, time and nonce; messages are sealed."""

from __future__ import annotations

import hmac
from collections.abc import Collection

from huayuan.wechat.connections.api import Incoming, Request, SealedEnvelope, signature
from huayuan.wechat.connections.contracts import Arrival, Connection, Reply
from huayuan.wechat.connections.errors import CallbackForbidden, CallbackMalformed
from huayuan.wechat.mini_program import callbacks

_LONGEST_ECHO = 128


class WeixinAppCallbacks:
    """Safe or compatible mode, JSON or XML. In the clear nothing is taken: the signature would cover no content."""

    def __init__(self, envelope: SealedEnvelope, kind: str, known: Collection[str]) -> None:
        self._envelope = envelope
        self._kind = kind
        self._known = known

    def echo(self, connection: Connection, request: Request) -> Reply:
        """The `echostr` as it came."""
        given, timestamp, nonce = (
            request.query.get(name, "") for name in ("signature", "timestamp", "nonce")
        )
        expected = [signature(seal.token, timestamp, nonce, "") for seal in connection.seals]
        if not any(hmac.compare_digest(one.encode(), given.encode("utf-8", "replace")) for one in expected):
            raise CallbackForbidden(reason="signature" if connection.seals else "no_seal")
        self._envelope.check_age(timestamp, request)
        echo = request.query.get("echostr", "")
        if not echo or len(echo) > _LONGEST_ECHO or not echo.isalnum():
            raise CallbackMalformed(reason="echostr")
        return Reply(echo)

    def read(self, connection: Connection, request: Request) -> Incoming:
        message = self._envelope.open(connection, request, callbacks.encrypted_of(request.body))
        callback, text = callbacks.read_message(message)
        return Incoming(
            Arrival(
                connection.id, self._kind, callback.dedup_key, callback.event, "", callback.event in self._known,
                callback.created_at, request.received_at, text,
            )
        )  # fmt: skip
