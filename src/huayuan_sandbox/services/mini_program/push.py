"""Turns a callback into what is posted, and proves a callback URL the way WeChat does (安全模式)."""

from __future__ import annotations

import hashlib
import secrets
from typing import Any
from urllib.parse import urlencode

import msgspec

from huayuan_sandbox.delivery import Push
from huayuan_sandbox.services.mini_program.models import Callback, Credentials
from huayuan_sandbox.services.wecom.crypto import CallbackCipher
from huayuan_sandbox.wire import Wire, WireError

_VERIFY_SECONDS = 5.0


class Pusher:
    """Seals callbacks for one app, as JSON or XML as its administrator chose."""

    def __init__(self, credentials: Credentials) -> None:
        self._credentials = credentials
        self._cipher = CallbackCipher(credentials.token, credentials.encoding_aes_key, credentials.appid)

    def push(self, callback: Callback, url: str, now: float) -> Push:
        message = message_of(callback, self._credentials.original_id)
        in_json = self._credentials.callback_format == "json"
        encrypted = self._cipher.encrypt(msgspec.json.encode(message) if in_json else to_xml(message))
        sealed = {"ToUserName": self._credentials.original_id, "Encrypt": encrypted}
        body = msgspec.json.encode(sealed) if in_json else to_xml(sealed)
        timestamp, nonce = str(int(now)), str(secrets.randbelow(10**10))
        query = {
            "signature": self._plain_signature(timestamp, nonce),
            "timestamp": timestamp,
            "nonce": nonce,
            "openid": callback.openid,
            "encrypt_type": "aes",
            "msg_signature": self._cipher.sign(timestamp, nonce, encrypted),
        }
        return Push(_with(url, query), body, "application/json" if in_json else "text/xml")

    async def verify(self, wire: Wire, url: str, now: float) -> str:
        """Empty when the URL echoes; otherwise what went wrong, in words."""
        timestamp, nonce = str(int(now)), str(secrets.randbelow(10**10))
        echo = str(secrets.randbelow(10**19))
        query = {
            "signature": self._plain_signature(timestamp, nonce),
            "echostr": echo,
            "timestamp": timestamp,
            "nonce": nonce,
        }
        try:
            answer = await wire.request("GET", _with(url, query), timeout=_VERIFY_SECONDS)
        except WireError as problem:
            return f"no answer: {problem}"
        if answer.status != 200:
            return f"answered with HTTP {answer.status}"
        return "" if answer.body == echo.encode() else "answered with another text than echostr"

    def _plain_signature(self, timestamp: str, nonce: str) -> str:
        parts = "".join(sorted((self._credentials.token, timestamp, nonce)))
        return hashlib.sha1(parts.encode(), usedforsecurity=False).hexdigest()


def message_of(callback: Callback, original_id: str) -> dict[str, Any]:
    """The message before encryption."""
    message: dict[str, Any] = {
        "ToUserName": original_id,
        "FromUserName": callback.openid,
        "CreateTime": int(callback.at),
        "MsgType": callback.message_type,
    }
    if callback.event:
        message["Event"] = callback.event
    return {**message, **callback.fields}


def to_xml(message: dict[str, Any]) -> bytes:
    return f"<xml>{_elements(message)}</xml>".encode()


def _elements(fields: dict[str, Any]) -> str:
    return "".join(_element(name, value) for name, value in fields.items())


def _element(name: str, value: Any) -> str:
    """A list repeats its element, as WeChat writes them."""
    if isinstance(value, list):
        return "".join(_element(name, one) for one in value)
    if isinstance(value, dict):
        return f"<{name}>{_elements(value)}</{name}>"
    if isinstance(value, int):
        return f"<{name}>{value}</{name}>"
    return f"<{name}><![CDATA[" + str(value).replace("]]>", "]]]]><![CDATA[>") + f"]]></{name}>"


def _with(url: str, query: dict[str, str]) -> str:
    return f"{url}{'&' if '?' in url else '?'}{urlencode(query)}"
