"""Callbacks of an app on api.weixin.qq.com: the address is proved by token, time and nonce; messages are sealed."""

from __future__ import annotations

from collections.abc import Collection

from huayuan.wechat.connections.api import Incoming, Request, SealedEnvelope, WeixinCallbacks
from huayuan.wechat.connections.contracts import Arrival, Connection
from huayuan.wechat.mini_program import callbacks


class WeixinAppCallbacks(WeixinCallbacks):
    """Safe or compatible mode, JSON or XML. In the clear nothing is taken: the signature would cover no content."""

    def __init__(self, envelope: SealedEnvelope, kind: str, known: Collection[str]) -> None:
        super().__init__(envelope)
        self._kind = kind
        self._known = known

    def read(self, connection: Connection, request: Request) -> Incoming:
        message = self._envelope.open(connection, request, callbacks.encrypted_of(request.body))
        callback, text = callbacks.read_message(message)
        return Incoming(
            Arrival(
                connection.id, self._kind, callback.dedup_key, callback.event, "", callback.event in self._known,
                callback.created_at, request.received_at, text,
            )
        )  # fmt: skip
