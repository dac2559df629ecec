"""Web login: a code for five minutes and one use, a user token for two hours."""

from __future__ import annotations

import hashlib

import msgspec

from huayuan_sandbox.services.official_account.errors import OfficialAccountError
from huayuan_sandbox.services.official_account.models import UserToken

LIFETIME = 7200
_CODE_SECONDS = 300
_REFRESH_SECONDS = 30 * 86_400


class LoginCode(msgspec.Struct):
    openid: str
    scope: str
    until: float
    used: bool = False


class WebLogin:
    """Codes and user tokens; a restart forgets them, so people log in again."""

    def __init__(self, secret: str) -> None:
        self._secret = secret
        self._made = 0
        self.codes: dict[str, LoginCode] = {}
        self.tokens: dict[str, UserToken] = {}

    def code(self, openid: str, scope: str, now: float) -> str:
        code = self._text("code", now)
        self.codes[code] = LoginCode(openid, scope, now + _CODE_SECONDS)
        return code

    def exchange(self, code: str, now: float) -> UserToken:
        """Raises 41008, 40029, 40163 (used) and 42003 (too late)."""
        if not code:
            raise OfficialAccountError(41008)
        known = self.codes.get(code)
        if known is None:
            raise OfficialAccountError(40029)
        if known.used:
            raise OfficialAccountError(40163)
        if known.until <= now:
            raise OfficialAccountError(42003)
        known.used = True
        return self._issue(known.openid, known.scope, now)

    def refresh(self, refresh: str, now: float) -> UserToken:
        """Raises 40030 and 42002."""
        token = next((one for one in self.tokens.values() if one.refresh == refresh), None)
        if token is None:
            raise OfficialAccountError(40030)
        if token.until - LIFETIME + _REFRESH_SECONDS <= now:
            raise OfficialAccountError(42002)
        token.until = now + LIFETIME
        return token

    def check(self, text: str, openid: str, now: float) -> UserToken:
        """Raises 40001, 42001 and 40003."""
        token = self.tokens.get(text)
        if token is None:
            raise OfficialAccountError(40001)
        if token.until <= now:
            raise OfficialAccountError(42001)
        if token.openid != openid:
            raise OfficialAccountError(40003)
        return token

    def _issue(self, openid: str, scope: str, now: float) -> UserToken:
        text = self._text("token", now)
        token = UserToken(openid, scope, text, self._text("refresh", now), now + LIFETIME)
        self.tokens[text] = token
        return token

    def _text(self, kind: str, now: float) -> str:
        self._made += 1
        return hashlib.sha384(f"{self._secret}|{kind}|{now}|{self._made}".encode()).hexdigest()
