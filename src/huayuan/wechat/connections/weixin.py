"""What accounts on api.weixin.qq.com have in common: the stable token, and how the platform proves a callback address."""

from __future__ import annotations

import hmac
from typing import ClassVar

from huayuan.wechat.connections.client import Answer, PlatformClient
from huayuan.wechat.connections.contracts import Connection, Reply
from huayuan.wechat.connections.crypto import signature
from huayuan.wechat.connections.door import SealedEnvelope
from huayuan.wechat.connections.errors import (
    CallbackForbidden,
    CallbackMalformed,
    ErrorTable,
    Reaction,
    Refused,
)
from huayuan.wechat.connections.kinds import Request
from huayuan.wechat.connections.tokens import FreshToken

_STABLE_TOKEN = "/cgi-bin/stable_token"
_LONGEST_ECHO = 128


class _Token(Answer):
    access_token: str = ""
    expires_in: int = 0


class WeixinClient(PlatformClient):
    """An account with an AppID and a secret: 公众号, mini programs, and shops.

    `token_errors` sorts the codes of the token's own interface, where "no such token" means the secret.
    """

    token_errors: ClassVar[ErrorTable]

    def fetch_token(self) -> FreshToken:
        """The stable token: the same for everyone who asks, so that nobody takes it away from another."""
        body = {
            "grant_type": "client_credential", "appid": self.connection.account,
            "secret": self.connection.secret, "force_refresh": False,
        }  # fmt: skip
        try:
            answer = self._without_token("POST", _STABLE_TOKEN, {}, _Token, json=body)
        except Refused as refusal:
            told = Refused(self.token_errors, refusal.errcode, _STABLE_TOKEN)
            if told.reaction is Reaction.STOP_CONNECTION:
                self.pauses.stop()
            raise told from refusal
        return FreshToken(answer.access_token, answer.expires_in)


class WeixinCallbacks:
    """The part of a `CallbackReader` for addresses that token, time and nonce prove. `signature` covers no content."""

    def __init__(self, envelope: SealedEnvelope) -> None:
        self._envelope = envelope

    def echo(self, connection: Connection, request: Request) -> Reply:
        """The `echostr` as it came. Raises CallbackForbidden, CallbackMalformed."""
        self._signed(connection, request)
        echo = request.query.get("echostr", "")
        if not echo or len(echo) > _LONGEST_ECHO or not echo.isalnum():
            raise CallbackMalformed(reason="echostr")
        return Reply(echo)

    def _signed(self, connection: Connection, request: Request) -> None:
        """Raises CallbackForbidden, CallbackMalformed."""
        given, timestamp, nonce = (
            request.query.get(name, "") for name in ("signature", "timestamp", "nonce")
        )
        expected = [signature(seal.token, timestamp, nonce, "") for seal in connection.seals]
        if not any(hmac.compare_digest(one.encode(), given.encode("utf-8", "replace")) for one in expected):
            raise CallbackForbidden(reason="signature" if connection.seals else "no_seal")
        self._envelope.check_age(timestamp, request)
