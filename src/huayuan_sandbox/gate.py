"""Stands in front of every service: keeps what arrived, and makes calls go wrong on request."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.utils import formatdate
from random import Random
from typing import Any
from urllib.parse import parse_qsl

import msgspec
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from huayuan_sandbox.faults import CallFault
from huayuan_sandbox.request_log import RequestLog, Row, shown_body, without_secrets
from huayuan_sandbox.troubles import Trouble
from huayuan_sandbox.world.clock import Clock

_ERRCODE = re.compile(rb'"errcode":\s*(-?\d+)')
_CURSORS = {"next_cursor": "cursor", "next_openid": "next_openid", "next_key": "next_key"}
_OF_FURTHER_PAGES = ("token", "cursor")


@dataclass
class Faulty:
    """What all gates share; `calls` is replaced through the control API, `left` counts down those with `times`."""

    clock: Clock
    log: RequestLog
    rng: Random
    send_callbacks: Callable[[], None]
    tells_date: bool = False
    calls: list[CallFault] = field(default_factory=list)

    def wish(self, calls: list[CallFault]) -> None:
        self.calls = [msgspec.structs.replace(one) for one in calls]

    def struck(self, service: str, asked: Asked) -> dict[str, CallFault]:
        """The first of each kind that happens to this call."""
        found: dict[str, CallFault] = {}
        for one in self.calls:
            if one.fault in found or not one.concerns(service, asked.path):
                continue
            if one.fault in _OF_FURTHER_PAGES and not asked.cursor:
                continue
            if self._strikes(one):
                found[one.fault] = one
        return found

    def _strikes(self, one: CallFault) -> bool:
        """Rolls; a fault that has happened `times` is gone."""
        if self.rng.random() >= one.chance or one.times == 0:
            return False
        if one.times is not None:
            one.times -= 1
        return True


@dataclass
class Asked:
    """One call as it came, and what becomes of it."""

    method: str
    path: str
    query_string: str
    body: bytes
    status: int = 0
    headers: list[tuple[bytes, bytes]] = field(default_factory=list)
    answer: bytes = b""
    faults: list[str] = field(default_factory=list)

    @property
    def query(self) -> Mapping[str, str]:
        return dict(parse_qsl(self.query_string))

    @property
    def cursor(self) -> str:
        """Empty when the call does not ask for a further page."""
        given = self.query
        if self.body[:1] == b"{":
            given = {**given, **_object(self.body)}
        return next((str(given[name]) for name in _CURSORS.values() if given.get(name)), "")


class Gate:
    """ASGI application around the API of one service."""

    def __init__(
        self, name: str, trouble: Trouble, forget_tokens: Callable[[], None], inner: ASGIApp, faulty: Faulty
    ) -> None:
        self._name = name
        self._trouble = trouble
        self._forget_tokens = forget_tokens
        self._inner = inner
        self._faulty = faulty

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        began, now = time.perf_counter(), self._faulty.clock.now()
        asked = Asked(scope["method"], scope["path"], scope["query_string"].decode("latin-1"), b"")
        asked.body = await _body(receive)
        struck = self._faulty.struck(self._name, asked)
        await self._before(asked, struck, now)
        if not asked.status and "cut" not in asked.faults:
            await self._inner(scope, _given(asked.body), _collected(asked))
            self._after(asked, struck, now)
        self._keep(asked, now, began)
        await self._answer(asked, send)

    async def _before(self, asked: Asked, struck: dict[str, CallFault], now: float) -> None:
        """What happens instead of the call. At most one of refuse, status and cut; each may come after a wait."""
        if slow := struck.get("slow"):
            asked.faults.append("slow")
            await asyncio.sleep(slow.seconds)
        if "token" in struck:
            asked.faults.append("token")
            self._forget_tokens()
        if "cut" in struck:
            asked.faults.append("cut")
        elif failed := struck.get("status"):
            asked.faults.append("status")
            asked.status, asked.headers = failed.status, [(b"content-type", b"text/html")]
            asked.answer = b"<html><body><h1>injected</h1></body></html>"
        elif refused := struck.get("refuse"):
            asked.faults.append("refuse")
            status, body = self._trouble.refusal(refused.code, refused.status, asked.path, now)
            asked.status, asked.answer = status, msgspec.json.encode(body)
            asked.headers = [(b"content-type", b"application/json; charset=UTF-8")]

    def _after(self, asked: Asked, struck: dict[str, CallFault], now: float) -> None:
        if "lose_answer" in struck:
            asked.faults.append("lose_answer")
        if ("cursor" not in struck and "vanish" not in struck) or asked.answer[:1] != b"{":
            return
        answer = _object(asked.answer)
        if "cursor" in struck:
            repeated = {name: asked.cursor for name in _CURSORS if answer.get(name)}
            if repeated:
                asked.faults.append("cursor")
                asked.answer = msgspec.json.encode({**answer, **repeated})
        if "vanish" in struck and self._trouble.vanish(
            asked.path, asked.query, answer, self._faulty.rng, now
        ):
            asked.faults.append("vanish")
            self._faulty.send_callbacks()

    def _keep(self, asked: Asked, now: float, began: float) -> None:
        cut = "cut" in asked.faults
        found = None if cut else _ERRCODE.search(asked.answer[:200])
        errcode = int(found[1]) if found else asked.status * (asked.status >= 400)
        took = round((time.perf_counter() - began) * 1000, 3)
        query, body = without_secrets(asked.query_string), shown_body(asked.body)
        self._faulty.log.keep(
            Row(now, self._name, asked.method, asked.path, query, body, asked.status, errcode, took,
                " ".join(asked.faults))
        )  # fmt: skip

    async def _answer(self, asked: Asked, send: Send) -> None:
        """A cut connection is an answer that promises more than it brings: the server then closes it."""
        lost = "cut" in asked.faults or "lose_answer" in asked.faults
        headers = [one for one in asked.headers if one[0] not in (b"content-length", b"date")]
        headers.append((b"content-length", str(len(asked.answer) + 100 * lost).encode()))
        if self._faulty.tells_date:
            headers.append((b"date", formatdate(self._faulty.clock.now(), usegmt=True).encode()))
        await send({"type": "http.response.start", "status": asked.status or 200, "headers": headers})
        body = asked.answer[: len(asked.answer) // 2] if lost else asked.answer
        await send({"type": "http.response.body", "body": body, "more_body": lost})


async def _body(receive: Receive) -> bytes:
    parts = []
    while True:
        message = await receive()
        parts.append(message.get("body", b""))
        if not message.get("more_body"):
            return b"".join(parts)


def _given(body: bytes) -> Receive:
    waiting = [True]

    async def receive() -> Message:
        if waiting:
            waiting.clear()
            return {"type": "http.request", "body": body, "more_body": False}
        return {"type": "http.disconnect"}

    return receive


def _collected(asked: Asked) -> Send:
    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            asked.status, asked.headers = message["status"], list(message["headers"])
        else:
            asked.answer += message.get("body", b"")

    return send


def _object(raw: bytes) -> dict[str, Any]:
    try:
        found = msgspec.json.decode(raw)
    except msgspec.DecodeError:
        return {}
    return found if isinstance(found, dict) else {}
