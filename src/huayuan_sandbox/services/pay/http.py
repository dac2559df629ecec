"""HTTP in, HTTP out: checks who signed a call, answers, and signs the answer."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from huayuan_sandbox.request_log import RequestLog
from huayuan_sandbox.services.pay import keys
from huayuan_sandbox.services.pay.call import Call, Empty
from huayuan_sandbox.services.pay.crypto import authorization_fields, sign, verifies
from huayuan_sandbox.services.pay.errors import PayError, bad_parameter, bad_signature
from huayuan_sandbox.services.pay.merchant import Merchant
from huayuan_sandbox.services.pay.urls import PREFIX, find
from huayuan_sandbox.world.clock import Clock

_SKEW = 300
_NONCES = 10_000


class PayApi:
    """Everything below /pay. `calls_per_minute` for each path, then FREQUENCY_LIMITED."""

    def __init__(self, merchant: Merchant, clock: Clock, log: RequestLog, calls_per_minute: int) -> None:
        self._merchant = merchant
        self._clock = clock
        self._log = log
        self.calls_per_minute = calls_per_minute
        self.trusted_ips: frozenset[str] = frozenset()
        self.after_call: Callable[[], None] = lambda: None
        self._minute: tuple[int, dict[str, int]] = (0, {})

    def routes(self) -> list[Route]:
        return [Route(PREFIX + "/{path:path}", self.answer, methods=["GET", "POST"])]

    async def answer(self, request: Request) -> Response:
        began, now = time.perf_counter(), self._clock.now()
        path, raw = "/" + request.path_params["path"], await request.body()
        found = find(request.method, path)
        internal = 0
        try:
            if found is None:
                raise PayError(404, "RESOURCE_NOT_EXISTS", "接口不存在")
            self._check(request, raw, now)
            self._count(request.method + path, now)
            self._merchant.pass_time(now)
            endpoint, parts = found
            body = endpoint(
                Call(self._merchant, now, _decoded(parts), request.query_params, _json(request, raw))
            )
            status, content = (204, b"") if isinstance(body, Empty) else (200, msgspec.json.encode(body))
        except PayError as refusal:
            internal = refusal.internal or refusal.status
            status = refusal.status
            content = msgspec.json.encode({"code": refusal.code, "message": refusal.message})
        milliseconds = round((time.perf_counter() - began) * 1000, 3)
        self._log.add(now, request.method, PREFIX + path, 0 if status < 300 else status, milliseconds)
        self.after_call()
        wanted = request.headers.get("wechatpay-serial", "")
        headers = self._signed(content, now, wanted) | {"Request-ID": f"{secrets.token_hex(16)}-{internal}"}
        return Response(content, status, headers, media_type="application/json" if content else None)

    def _check(self, request: Request, raw: bytes, now: float) -> None:
        """Raises SIGN_ERROR and PARAM_ERROR, NO_AUTH for an address that is not trusted."""
        if "json" not in request.headers.get("accept", "") and "*/*" not in request.headers.get("accept", ""):
            raise bad_parameter("Accept", "Http头缺少Accept")
        if not request.headers.get("user-agent"):
            raise bad_parameter("User-Agent", "Http头缺少User-Agent")
        fields = authorization_fields(request.headers.get("authorization", ""))
        if not {"mchid", "nonce_str", "signature", "timestamp", "serial_no"} <= fields.keys():
            raise bad_signature("Http头Authorization格式错误")
        if fields["mchid"] != self._merchant.mchid:
            raise bad_signature("商户号不存在")
        if fields["serial_no"] != self._merchant.merchant_serial:
            raise bad_signature("商户证书序列号有误")
        if not fields["timestamp"].isdigit() or abs(now - int(fields["timestamp"])) > _SKEW:
            raise bad_signature("Http头Authorization中的timestamp已过期")
        public = keys.private_key(self._merchant.merchant_key).public_key()
        lines = (
            request.method,
            _path_as_sent(request),
            fields["timestamp"],
            fields["nonce_str"],
            raw.decode("utf-8", "replace"),
        )
        if not verifies(public, fields["signature"], *lines):
            raise bad_signature("错误的签名，验签失败")
        ip = request.client.host if request.client else ""
        if self.trusted_ips and ip not in self.trusted_ips:
            raise PayError(403, "NO_AUTH", "IP地址不在白名单")

    def _count(self, path: str, now: float) -> None:
        if self._minute[0] != int(now // 60):
            self._minute = (int(now // 60), {})
        calls = self._minute[1]
        calls[path] = calls.get(path, 0) + 1
        if calls[path] > self.calls_per_minute:
            raise PayError(429, "FREQUENCY_LIMITED", "频率超限", 268_447_840)

    def _signed(self, content: bytes, now: float, wanted_serial: str) -> dict[str, str]:
        """Who names the public key in Wechatpay-Serial is answered with it, others with the certificate."""
        timestamp, nonce = str(int(now)), secrets.token_hex(16)
        key = keys.private_key(self._merchant.platform_key)
        public = wanted_serial == self._merchant.public_key_id
        return {
            "Wechatpay-Timestamp": timestamp,
            "Wechatpay-Nonce": nonce,
            "Wechatpay-Signature": sign(key, timestamp, nonce, content.decode()),
            "Wechatpay-Serial": self._merchant.public_key_id if public else self._merchant.platform_serial,
        }


def _path_as_sent(request: Request) -> str:
    """With its query and escapes, without the prefix that stands for the host."""
    raw = str(request.scope.get("raw_path", request.url.path.encode()), "latin-1").partition("?")[0]
    query = str(request.scope["query_string"], "latin-1")
    return raw.removeprefix(PREFIX) + (f"?{query}" if query else "")


def _decoded(parts: dict[str, str]) -> dict[str, str]:
    return {name: unquote(value) for name, value in parts.items()}


def _json(request: Request, raw: bytes) -> dict[str, Any]:
    if request.method != "POST" or not raw:
        return {}
    try:
        body = msgspec.json.decode(raw)
    except msgspec.DecodeError as problem:
        raise bad_parameter("body", "请求体不是合法的JSON") from problem
    if not isinstance(body, dict):
        raise bad_parameter("body")
    return body
