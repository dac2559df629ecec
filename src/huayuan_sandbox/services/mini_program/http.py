"""HTTP in, HTTP out: reads a call, checks token, address and quota, answers JSON with errcode, or an image."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any, Generic

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from huayuan_sandbox.request_log import RequestLog
from huayuan_sandbox.services.mini_program.call import Call, Endpoint, Image, World
from huayuan_sandbox.services.mini_program.errors import WeixinError
from huayuan_sandbox.services.mini_program.tokens import CallLimit, TokenDesk
from huayuan_sandbox.world.clock import Clock

_ENCODER = msgspec.json.Encoder()
_NOT_FOUND = b'{"errcode":404,"errmsg":"path not found in this sandbox"}'
_LARGEST_BODY = 2 * 1024 * 1024


class WeixinApi(Generic[World]):
    """Everything below `prefix`. `open_paths` need no access_token; they check the secret themselves."""

    def __init__(
        self,
        prefix: str,
        endpoints: Mapping[str, tuple[str, Endpoint[World]]],
        open_paths: frozenset[str],
        app: World,
        tokens: TokenDesk,
        limit: CallLimit,
        clock: Clock,
        log: RequestLog,
    ) -> None:
        self.prefix = prefix
        self._endpoints = endpoints
        self._open_paths = open_paths
        self._app = app
        self._tokens = tokens
        self._limit = limit
        self._clock = clock
        self._log = log
        self.base_url = ""
        self.after_call: Callable[[], None] = lambda: None

    def routes(self) -> list[Route]:
        return [Route(self.prefix + "/{path:path}", self.answer, methods=["GET", "POST"])]

    async def answer(self, request: Request) -> Response:
        began = time.perf_counter()
        path, now = request.path_params["path"], self._clock.now()
        if path not in self._endpoints:
            return Response(_NOT_FOUND, 404, media_type="application/json")
        code = 0
        try:
            answer = await self._run(request, path, now)
            response = _shown(answer)
        except WeixinError as refusal:
            code = refusal.code
            body = _ENCODER.encode({"errcode": code, "errmsg": refusal.message(path, now)})
            response = Response(body, media_type="application/json; charset=UTF-8")
        milliseconds = round((time.perf_counter() - began) * 1000, 3)
        self._log.add(now, request.method, f"{self.prefix}/{path}", code, milliseconds)
        self.after_call()
        return response

    async def _run(self, request: Request, path: str, now: float) -> dict[str, Any] | Image:
        method, endpoint = self._endpoints[path]
        self._limit.count(path, now)
        query = request.query_params
        ip = request.client.host if request.client else ""
        if path not in self._open_paths:
            self._tokens.check(query.get("access_token"), ip, now)
        call = Call(self._app, now, ip, self.base_url, query)
        if method == "POST":
            if request.method != "POST":
                raise WeixinError(43002)
            call.body = await _body(request)
        return endpoint(call)


async def _body(request: Request) -> dict[str, Any]:
    raw = await request.body()
    if len(raw) > _LARGEST_BODY:
        raise WeixinError(45002)
    try:
        body = msgspec.json.decode(raw or b"{}")
    except msgspec.DecodeError as problem:
        raise WeixinError(47001) from problem
    if not isinstance(body, dict):
        raise WeixinError(47001)
    return body


def _shown(answer: dict[str, Any] | Image) -> Response:
    if isinstance(answer, Image):
        return Response(answer.content, media_type=answer.media_type)
    body = _ENCODER.encode({"errcode": 0, "errmsg": "ok", **answer})
    return Response(body, media_type="application/json; charset=UTF-8")
