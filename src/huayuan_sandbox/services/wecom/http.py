"""HTTP in, HTTP out: reads a call, checks token, address and quota, answers JSON with errcode."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import msgspec
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from huayuan_sandbox.request_log import RequestLog
from huayuan_sandbox.services.wecom.call import Call
from huayuan_sandbox.services.wecom.corp import Corp
from huayuan_sandbox.services.wecom.errors import WeComError
from huayuan_sandbox.services.wecom.urls import ENDPOINTS, NO_TOKEN, PREFIX
from huayuan_sandbox.world.clock import Clock

_ENCODER = msgspec.json.Encoder()
_CUSTOMER_CONTACT = ("externalcontact/", "idconvert/")
_NOT_FOUND = b'{"errcode":404,"errmsg":"path not found in this sandbox"}'


class WeComApi:
    """The one Starlette endpoint below /cgi-bin/."""

    def __init__(self, corp: Corp, clock: Clock, log: RequestLog) -> None:
        self._corp = corp
        self._clock = clock
        self._log = log
        self.base_url = ""
        self.send: Callable[[], None] = lambda: None

    def routes(self) -> list[Route]:
        return [Route(PREFIX + "{path:path}", self.answer, methods=["GET", "POST"])]

    async def answer(self, request: Request) -> Response:
        began = time.perf_counter()
        path, now = request.path_params["path"], self._clock.now()
        if path not in ENDPOINTS:
            return Response(_NOT_FOUND, 404, media_type="application/json")
        ip = request.client.host if request.client else ""
        try:
            answer, code = await self._run(request, path, ip, now), 0
        except WeComError as refusal:
            answer, code = {"errcode": refusal.code, "errmsg": refusal.message(ip)}, refusal.code
        took = round((time.perf_counter() - began) * 1000, 3)
        self._log.add(now, request.method, PREFIX + path, code, took)
        if isinstance(answer, Response):
            return answer
        body = _ENCODER.encode({"errcode": 0, "errmsg": "ok", **answer})
        return Response(body, media_type="application/json; charset=UTF-8")

    async def _run(self, request: Request, path: str, ip: str, now: float) -> dict[str, Any] | Response:
        method, endpoint = ENDPOINTS[path]
        self._corp.limit.count(path, ip, now)
        query = request.query_params
        if path not in NO_TOKEN:
            self._corp.tokens.check(query.get("access_token"), ip, now)
        if path.startswith(_CUSTOMER_CONTACT) and not self._corp.rules.customer_contact:
            raise WeComError(48002)
        call = Call(self._corp, now, ip, self.base_url, query)
        if method == "POST":
            if request.method != "POST":
                raise WeComError(43002)
            await self._read(request, call)
        waiting = len(self._corp.outgoing)
        try:
            self._corp.parts.pass_time(now)
            return endpoint(call)
        finally:
            if len(self._corp.outgoing) > waiting:
                self.send()

    async def _read(self, request: Request, call: Call) -> None:
        if request.headers.get("content-type", "").startswith("multipart/"):
            async with request.form(max_files=1, max_fields=10) as form:
                media = form.get("media")
                if isinstance(media, UploadFile):
                    call.upload, call.upload_name = await media.read(), media.filename or ""
            return
        try:
            body = msgspec.json.decode(await request.body() or b"{}")
        except msgspec.DecodeError as problem:
            raise WeComError(47001) from problem
        if not isinstance(body, dict):
            raise WeComError(47001)
        call.body = body
