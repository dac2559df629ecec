"""HTTP in, HTTP out: reads a call, checks token, address and quota, answers JSON."""

from __future__ import annotations

import secrets
import time
from typing import Any

import msgspec
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from huayuan_sandbox.request_log import RequestLog
from huayuan_sandbox.services.official_account.account import Account
from huayuan_sandbox.services.official_account.call import Call
from huayuan_sandbox.services.official_account.errors import OfficialAccountError
from huayuan_sandbox.services.official_account.urls import ENDPOINTS, NO_ESCAPES, NO_TOKEN, PREFIX
from huayuan_sandbox.world.clock import Clock

_ENCODER = msgspec.json.Encoder()
_NOT_FOUND = b'{"errcode":404,"errmsg":"path not found in this sandbox"}'
_TYPE = "application/json; encoding=utf-8"


class OfficialAccountApi:
    """The one Starlette endpoint below /official_account/ that answers JSON."""

    def __init__(self, account: Account, clock: Clock, log: RequestLog) -> None:
        self._account = account
        self._clock = clock
        self._log = log
        self.base_url = ""

    def routes(self) -> list[Route]:
        return [Route(PREFIX + "{path:path}", self.answer, methods=["GET", "POST"])]

    async def answer(self, request: Request) -> Response:
        began = time.perf_counter()
        path, now = request.path_params["path"], self._clock.now()
        if path not in ENDPOINTS:
            return Response(_NOT_FOUND, 404, media_type="application/json")
        try:
            answer = await self._run(request, path, now)
            code, body, kind = 0, *_encoded(answer)
        except OfficialAccountError as refusal:
            code = refusal.code
            rid = f"{int(now):x}-{secrets.token_hex(4)}-{secrets.token_hex(4)}"
            body, kind = _encoded({"errcode": code, "errmsg": refusal.message(rid), **refusal.more})
        self._log.add(
            now, request.method, PREFIX + path, code, round((time.perf_counter() - began) * 1000, 3)
        )
        return Response(body, media_type=kind)

    async def _run(self, request: Request, path: str, now: float) -> dict[str, Any]:
        method, endpoint = ENDPOINTS[path]
        ip = request.client.host if request.client else ""
        if path not in NO_TOKEN:
            self._account.tokens.check(request.query_params.get("access_token", ""), now)
        self._account.quota.count(path, now)
        call = Call(self._account, now, ip, self.base_url, request.query_params)
        if method == "POST":
            if request.method != "POST":
                raise OfficialAccountError(43002)
            await self._read(request, call, path)
        return endpoint(call)

    async def _read(self, request: Request, call: Call, path: str) -> None:
        if request.headers.get("content-type", "").startswith("multipart/"):
            async with request.form(max_files=1, max_fields=10) as form:
                media = form.get("media")
                if isinstance(media, UploadFile):
                    call.upload, call.upload_name = await media.read(), media.filename or ""
                call.body = {name: value for name, value in form.items() if isinstance(value, str)}
            return
        raw = await request.body()
        if path in NO_ESCAPES and b"\\u" in raw:
            raise OfficialAccountError(40033)
        try:
            body = msgspec.json.decode(raw or b"{}")
        except msgspec.DecodeError as problem:
            raise OfficialAccountError(47001) from problem
        if not isinstance(body, dict):
            raise OfficialAccountError(47001)
        call.body = body


def _encoded(answer: dict[str, Any]) -> tuple[bytes, str]:
    """An endpoint that answers with a file says {"file": bytes, "kind": media type}."""
    if isinstance(answer.get("file"), bytes):
        return answer["file"], str(answer["kind"])
    return _ENCODER.encode(answer), _TYPE
