"""Callbacks of WeCom: the encrypted envelope around XML. The receive id of a self-built app is the corp id."""

from __future__ import annotations

from huayuan.wechat.connections.api import Incoming, Request, SealedEnvelope, encrypted_part
from huayuan.wechat.connections.contracts import Arrival, Connection, Reply
from huayuan.wechat.connections.errors import CallbackForbidden
from huayuan.wechat.wecom import callbacks
from huayuan.wechat.wecom.limits import KIND


class WecomCallbacks:
    def __init__(self, envelope: SealedEnvelope) -> None:
        self._envelope = envelope

    def echo(self, connection: Connection, request: Request) -> Reply:
        """The decrypted `echostr`, bare."""
        opened = self._envelope.open(connection, request, request.query.get("echostr", ""))
        return Reply(opened.decode("utf-8", "replace"))

    def read(self, connection: Connection, request: Request) -> Incoming:
        message = self._envelope.open(connection, request, encrypted_part(request.body))
        callback, text = callbacks.read_message(message)
        if callback.get("ToUserName") != connection.account:
            raise CallbackForbidden(reason="corp_id")
        return Incoming(
            Arrival(
                connection.id, KIND, callback.dedup_key, callback.event, callback.change_type, callback.known,
                callback.created_at, request.received_at, text,
            )
        )  # fmt: skip
