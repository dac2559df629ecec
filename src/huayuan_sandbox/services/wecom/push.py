"""Turns a callback into what is posted, and proves a callback URL the way WeCom does."""

from __future__ import annotations

import secrets
from urllib.parse import urlencode

from huayuan_sandbox.delivery import Push
from huayuan_sandbox.services.wecom.callbacks import envelope, to_xml
from huayuan_sandbox.services.wecom.crypto import CallbackCipher
from huayuan_sandbox.services.wecom.models import Callback, Credentials
from huayuan_sandbox.wire import Wire, WireError

_VERIFY_SECONDS = 5.0


class Pusher:
    """Seals callbacks for one corp."""

    def __init__(self, credentials: Credentials) -> None:
        self._credentials = credentials
        self._cipher = CallbackCipher(credentials.token, credentials.encoding_aes_key, credentials.corp_id)

    def push(self, callback: Callback, url: str, now: float) -> Push:
        encrypted = self._cipher.encrypt(to_xml(callback, self._credentials.corp_id))
        body = envelope(self._credentials.corp_id, self._credentials.agent_id, encrypted)
        return Push(self._signed(url, encrypted, now), body, "text/xml", callback.welcome_code)

    async def verify(self, wire: Wire, url: str, now: float) -> str:
        """Empty when the URL echoes the decrypted text; otherwise what went wrong, in words."""
        plain = str(secrets.randbelow(10**19))
        encrypted = self._cipher.encrypt(plain.encode())
        target = self._signed(url, encrypted, now, echostr=encrypted)
        try:
            answer = await wire.request("GET", target, timeout=_VERIFY_SECONDS)
        except WireError as problem:
            return f"no answer: {problem}"
        if answer.status != 200:
            return f"answered with HTTP {answer.status}"
        if answer.body != plain.encode():
            return "answered with another text than the decrypted echostr"
        return ""

    def _signed(self, url: str, encrypted: str, now: float, **more: str) -> str:
        timestamp, nonce = str(int(now)), str(secrets.randbelow(10**10))
        query = {"msg_signature": self._cipher.sign(timestamp, nonce, encrypted), "timestamp": timestamp,
                 "nonce": nonce, **more}  # fmt: skip
        return f"{url}{'&' if '?' in url else '?'}{urlencode(query)}"
