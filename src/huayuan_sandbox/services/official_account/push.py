"""Seals callbacks in plain, compatible or safe mode, proves a callback URL, and opens passive replies."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from urllib.parse import urlencode

from huayuan_sandbox.delivery import Push
from huayuan_sandbox.services.official_account.callbacks import parse_reply, render, to_xml, with_encrypted
from huayuan_sandbox.services.official_account.models import Callback, Credentials, Mode
from huayuan_sandbox.services.wecom.crypto import CallbackCipher, CryptoError
from huayuan_sandbox.wire import Wire, WireError

_VERIFY_SECONDS = 5.0


class Pusher:
    """For one account. The cipher is that of WeCom; the id behind the message is the appid."""

    def __init__(self, credentials: Credentials) -> None:
        self._credentials = credentials
        self._cipher = CallbackCipher(credentials.token, credentials.encoding_aes_key, credentials.appid)

    def push(
        self, callback: Callback, url: str, now: float, mode: Mode, read: Callable[[Callback, bytes], None]
    ) -> Push:
        """`read` gets the body of every 200 answer, once per attempt."""
        plain = to_xml(callback, self._credentials.original_id)
        query = {**self._signed(now), "openid": callback.openid}
        body = plain
        if mode != "plain":
            encrypted = self._cipher.encrypt(plain)
            signature = self._cipher.sign(query["timestamp"], query["nonce"], encrypted)
            query |= {"encrypt_type": "aes", "msg_signature": signature}
            short = render((("ToUserName", self._credentials.original_id), ("Encrypt", encrypted)))
            body = with_encrypted(plain, encrypted) if mode == "compatible" else short

        def accepted(status: int, answer: bytes) -> bool:
            if status == 200:
                read(callback, answer)
            return status == 200

        return Push(_joined(url, query), body, "text/xml", accepted=accepted)

    async def verify(self, wire: Wire, url: str, now: float) -> str:
        """Empty when the URL returns the echostr; otherwise what went wrong, in words."""
        echo = str(secrets.randbelow(10**19))
        target = _joined(url, {**self._signed(now), "echostr": echo})
        try:
            answer = await wire.request("GET", target, timeout=_VERIFY_SECONDS)
        except WireError as problem:
            return f"no answer: {problem}"
        if answer.status != 200:
            return f"answered with HTTP {answer.status}"
        return "" if answer.body == echo.encode() else "answered with another text than the echostr"

    def open_reply(self, body: bytes, mode: Mode) -> dict[str, object] | None:
        """The fields of a reply; None when it is unreadable, or not encrypted although the mode asks for it."""
        reply = parse_reply(body)
        if reply is None or mode == "plain" or (mode == "compatible" and "Encrypt" not in reply):
            return reply
        signed = [str(reply.get(name, "")) for name in ("MsgSignature", "TimeStamp", "Nonce", "Encrypt")]
        try:
            return parse_reply(self._cipher.open(*signed))
        except (CryptoError, ValueError):
            return None

    def _signed(self, now: float) -> dict[str, str]:
        timestamp, nonce = str(int(now)), str(secrets.randbelow(10**10))
        parts = "".join(sorted((self._credentials.token, timestamp, nonce)))
        signature = hashlib.sha1(parts.encode(), usedforsecurity=False).hexdigest()
        return {"signature": signature, "timestamp": timestamp, "nonce": nonce}


def _joined(url: str, query: dict[str, str]) -> str:
    return f"{url}{'&' if '?' in url else '?'}{urlencode(query)}"
