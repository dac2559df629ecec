"""Callbacks of a 公众号: signed, and sealed unless the connection says that they come in the clear."""

from __future__ import annotations

from huayuan.wechat.connections.api import Incoming, Request, WeixinCallbacks, encrypted_part, signature
from huayuan.wechat.connections.contracts import Arrival, Connection, Reply
from huayuan.wechat.official_account import callbacks, replies
from huayuan.wechat.official_account.callbacks import Callback
from huayuan.wechat.official_account.limits import KIND

MODE, PLAIN = "callback_mode", "plain"


class OfficialAccountCallbacks(WeixinCallbacks):
    """Safe and compatible mode by default. In the clear the signature covers no content, so that mode must be wished."""

    def read(self, connection: Connection, request: Request) -> Incoming:
        if connection.settings.get(MODE) == PLAIN and request.query.get("encrypt_type", "raw") == "raw":
            self._signed(connection, request)
            message, seal = request.body, None
        else:
            encrypted = encrypted_part(request.body)
            message = self._envelope.open(connection, request, encrypted)
            seal = self._seal(connection, request, encrypted)
        callback, text = callbacks.read_message(message)
        arrival = Arrival(
            connection.id, KIND, callback.dedup_key, callback.event, "", callback.known, callback.created_at,
            request.received_at, text,
        )  # fmt: skip
        return Incoming(arrival, self._reply(connection, callback, seal, request))

    def _reply(self, connection: Connection, callback: Callback, seal: int | None, request: Request) -> Reply:
        if connection.off:
            return Reply()
        text = replies.text_for(connection, callback, request.received_at)
        return (
            replies.reply(connection, callback, text, seal, int(request.received_at.timestamp()))
            if text
            else Reply()
        )

    def _seal(self, connection: Connection, request: Request, encrypted: str) -> int:
        """Which of `connection.seals` this callback came with: during a change of keys the platform may still use the old one."""
        given, timestamp, nonce = (
            request.query.get(name, "") for name in ("msg_signature", "timestamp", "nonce")
        )
        fits = (
            number
            for number, one in enumerate(connection.seals)
            if signature(one.token, timestamp, nonce, encrypted) == given
        )
        return next(fits, 0)
