"""The mini program service as a whole: one app behind /mini_program, and its callbacks."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

import msgspec
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from huayuan_sandbox.delivery import Push
from huayuan_sandbox.request_log import RequestLog
from huayuan_sandbox.services.mini_program import phone
from huayuan_sandbox.services.mini_program.acts import ProgramActs
from huayuan_sandbox.services.mini_program.control import ProgramControl
from huayuan_sandbox.services.mini_program.http import WeixinApi
from huayuan_sandbox.services.mini_program.models import AppRecord
from huayuan_sandbox.services.mini_program.one_app import OneApp
from huayuan_sandbox.services.mini_program.program import Program
from huayuan_sandbox.services.mini_program.urls import ENDPOINTS, OPEN_PATHS, PREFIX
from huayuan_sandbox.services.phone import Screen
from huayuan_sandbox.world.clock import Clock
from huayuan_sandbox.world.people import Person, Population


class MiniProgram(OneApp):
    """Fulfils `Service`; `program` is also the door of the world."""

    name = "mini_program"

    def __init__(self, program: Program, people: Population, clock: Clock, log: RequestLog) -> None:
        api = WeixinApi(PREFIX, ENDPOINTS, OPEN_PATHS, program, program.tokens, program.limit, clock, log)
        self._acts = ProgramActs(program, clock)
        super().__init__(program, api, ProgramControl(self._acts, people))
        self.program = program
        self._clock = clock

    def routes(self) -> list[Route]:
        pages = [
            Route(f"{PREFIX}/s/{{ticket}}", self.link_page),
            Route(f"{PREFIX}/c/{{number:int}}", self.code_page),
        ]
        return [*pages, *super().routes()]

    def pushes(self, now: float) -> Iterator[Push]:
        callbacks = self.program.drain()
        if self._callback_url:
            for callback in callbacks:
                yield self._pusher.push(callback, self._callback_url, now)

    def restore(self, record: msgspec.Raw, people: list[Person]) -> None:
        self.program.restore(msgspec.json.decode(record, type=AppRecord), people)

    def screen(self, person: Person) -> Screen:
        return phone.screen(self._acts, person, self._send)

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


def _page(path: str, query: str) -> HTMLResponse:
    target = escape(f"{path or 'pages/index/index'}{'?' if query else ''}{query}")
    return HTMLResponse(f"<p>在微信中打开小程序 · Opens the mini program:</p><p><code>{target}</code></p>")
