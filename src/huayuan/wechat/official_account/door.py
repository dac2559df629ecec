"""Callbacks of a 公众号: signed, and sealed unless the connection says that they come in the clear."""

from __future__ import annotations

import hmac

from huayuan.wechat.connections.api import Incoming, Request, SealedEnvelope, encrypted_part, signature
from huayuan.wechat.connections.contracts import Arrival, Connection, Reply
from huayuan.wechat.connections.errors import CallbackForbidden, CallbackMalformed
from huayuan.wechat.official_account import callbacks, replies
from huayuan.wechat.official_account.callbacks import Callback
from huayuan.wechat.official_account.limits import KIND

MODE, PLAIN = "callback_mode", "plain"
_LONGEST_ECHO = 128


class OfficialAccountCallbacks:
    """Safe and compatible mode by default. In the clear the signature covers no content, so that mode must be wished."""

    def __init__(self, envelope: SealedEnvelope) -> None:
        self._envelope = envelope

    def echo(self, connection: Connection, request: Request) -> Reply:
        """The `echostr` as it came."""
        self._signed(connection, request)
        echo = request.query.get("echostr", "")
        if not echo or len(echo) > _LONGEST_ECHO or not echo.isalnum():
            raise CallbackMalformed(reason="echostr")
        return Reply(echo)

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
        text = replies.text_for(connection, callback, request.received_at)
        return (
            replies.reply(connection, callback, text, seal, int(request.received_at.timestamp()))
            if text
            else Reply()
        )

    def _signed(self, connection: Connection, request: Request) -> None:
        """`signature` is made of token, time and nonce alone. Raises CallbackForbidden, CallbackMalformed."""
        given, timestamp, nonce = (
            request.query.get(name, "") for name in ("signature", "timestamp", "nonce")
        )
        expected = [signature(seal.token, timestamp, nonce, "") for seal in connection.seals]
        if not any(hmac.compare_digest(one.encode(), given.encode("utf-8", "replace")) for one in expected):
            raise CallbackForbidden(reason="signature" if connection.seals else "no_seal")
        self._envelope.check_age(timestamp, request)

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
