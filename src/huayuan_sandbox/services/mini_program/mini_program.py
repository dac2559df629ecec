"""The mini program service as a whole: one app behind /mini_program, and its callbacks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from huayuan_sandbox.delivery import Faults, Push
from huayuan_sandbox.request_log import RequestLog
from huayuan_sandbox.services.mini_program.control import ProgramControl
from huayuan_sandbox.services.mini_program.http import WeixinApi
from huayuan_sandbox.services.mini_program.models import AppRecord
from huayuan_sandbox.services.mini_program.program import Program
from huayuan_sandbox.services.mini_program.push import Pusher
from huayuan_sandbox.services.mini_program.urls import ENDPOINTS, OPEN_PATHS, PREFIX
from huayuan_sandbox.wire import Wire
from huayuan_sandbox.world.clock import Clock
from huayuan_sandbox.world.people import Person, Population


class MiniProgram:
    """Fulfils `Service`; `program` is also the door of the world."""

    name = "mini_program"

    def __init__(self, program: Program, people: Population, clock: Clock, log: RequestLog) -> None:
        self.program = program
        self._control = ProgramControl(program, people, clock)
        self._clock = clock
        self._api = WeixinApi(
            PREFIX, ENDPOINTS, OPEN_PATHS, program, program.tokens, program.limit, clock, log
        )
        self._pusher = Pusher(program.credentials)
        self._callback_url = ""
        self._calls_per_minute = program.limit.per_minute
        self._send: Callable[[], None] = lambda: None

    def routes(self) -> list[Route]:
        pages = [
            Route(f"{PREFIX}/s/{{ticket}}", self.link_page),
            Route(f"{PREFIX}/c/{{number:int}}", self.code_page),
        ]
        return [*pages, *self._api.routes(), *self._control.routes(lambda: self._send())]

    def serve_at(self, base_url: str) -> None:
        self._api.base_url = base_url

    def call_back_at(self, url: str) -> None:
        self._callback_url = url

    def send_with(self, send: Callable[[], None]) -> None:
        self._send = send
        self._api.after_call = self._send_what_a_call_caused

    def credentials(self) -> dict[str, Any]:
        known = msgspec.to_builtins(self.program.credentials)
        return {**known, "base_url": self._api.base_url + PREFIX}

    def obey(self, faults: Faults) -> None:
        self.program.limit.per_minute = faults.calls_per_minute or self._calls_per_minute
        self.program.tokens.trusted_ips = frozenset(faults.trusted_ips)

    def invalidate_tokens(self) -> None:
        self.program.tokens.invalidate()

    async def verify(self, wire: Wire, url: str, now: float) -> str:
        return await self._pusher.verify(wire, url, now)

    def pushes(self, now: float) -> Iterator[Push]:
        callbacks = self.program.drain()
        if self._callback_url:
            for callback in callbacks:
                yield self._pusher.push(callback, self._callback_url, now)

    def callback_sent(self, mark: str, at: float) -> None:
        """Nothing here waits for a callback."""

    def record(self) -> msgspec.Raw:
        return msgspec.Raw(msgspec.json.encode(self.program.record()))

    def restore(self, record: msgspec.Raw, people: list[Person]) -> None:
        self.program.restore(msgspec.json.decode(record, type=AppRecord), people)

    # ---- pages behind links and codes, where the phone would open the app

    async def link_page(self, request: Request) -> Response:
        link = self.program.links.open(request.path_params["ticket"], self._clock.now())
        if link is None:
            return HTMLResponse("<p>链接已失效 · This link has ended.</p>", 404)
        return _page(link.path, link.query)

    async def code_page(self, request: Request) -> Response:
        code = self.program.links.codes.get(request.path_params["number"])
        if code is None:
            return HTMLResponse("<p>没有这个码 · No such code.</p>", 404)
        return _page(code.path, f"scene={code.scene}" if code.scene else "")

    def _send_what_a_call_caused(self) -> None:
        if self.program.outgoing:
            self._send()


def _page(path: str, query: str) -> HTMLResponse:
    target = escape(f"{path or 'pages/index/index'}{'?' if query else ''}{query}")
    return HTMLResponse(f"<p>在微信中打开小程序 · Opens the mini program:</p><p><code>{target}</code></p>")
