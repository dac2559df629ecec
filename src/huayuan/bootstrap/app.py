"""The web application: routes of all features, errors, metrics, the console's files."""

from __future__ import annotations

import asyncio
import secrets
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import anyio.to_thread
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

import huayuan
from huayuan.bootstrap import registry
from huayuan.bootstrap.console import mount_console
from huayuan.bootstrap.health import router as health_router
from huayuan.bootstrap.makers import House
from huayuan.kernel.clock import monotonic
from huayuan.kernel.errors import HuayuanError, Invalid, NotFound, Unavailable
from huayuan.kernel.logging import get_logger
from huayuan.kernel.metrics import REQUEST_SECONDS

log = get_logger("web")


def make_app(house: House, *, manage: bool = True) -> FastAPI:
    """The ASGI app of a house. With `manage`, the house starts and stops with the app."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        anyio.to_thread.current_default_thread_limiter().total_tokens = house.settings.threads
        app.state.shutting_down = asyncio.Event()
        if manage:
            await asyncio.to_thread(house.start)
            threading.Thread(target=house.warehouse.warm_up, daemon=True).start()
        yield
        app.state.shutting_down.set()
        if manage:
            await asyncio.to_thread(house.stop)

    app = FastAPI(
        title="Huayuan",
        version=huayuan.__version__,
        lifespan=lifespan,
        openapi_url="/api/openapi.json",
        docs_url="/api/docs",
        redoc_url=None,
        separate_input_output_schemas=False,
    )
    app.state.services = house.services
    app.state.house = house
    app.include_router(health_router)
    if house.settings.role in ("all", "web"):
        app.router.routes += registry.intake()
        for router in registry.routers():
            app.include_router(router)
        mount_console(app)
    app.add_exception_handler(HuayuanError, _refuse)
    app.add_exception_handler(RequestValidationError, _refuse_form)
    app.add_exception_handler(HTTPException, _refuse_http)
    app.add_exception_handler(Exception, _fail)
    app.add_middleware(RequestRecorder)
    return app


class RequestRecorder:
    """Pure ASGI: request number, security headers, answer times."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started, status = monotonic(), 500
        request_id = scope.setdefault("state", {}).setdefault("request_id", secrets.token_hex(8))

        async def send_with_headers(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message.setdefault("headers", []).extend(
                    [*_SECURITY_HEADERS, (b"x-request-id", request_id.encode())]
                )
            await send(message)

        try:
            await self.app(scope, receive, send_with_headers)
        finally:
            route = scope.get("route")
            path = getattr(route, "path", "other")
            REQUEST_SECONDS.labels(path, scope["method"], status).observe(monotonic() - started)


_SECURITY_HEADERS = [
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"x-frame-options", b"SAMEORIGIN"),
]


def _answer(request: Request, error: HuayuanError) -> JSONResponse:
    body: dict[str, Any] = {"error": error.as_dict() | {"request_id": request.state.request_id}}
    pause = getattr(error, "retry_after", 2 if error.status == 503 else None)
    headers = {"Retry-After": str(round(pause))} if pause else {}
    if error.status in (408, 413):
        headers["Connection"] = "close"  # of what was not read, nothing more is taken
    if request.url.path == "/v1/events":
        headers["Access-Control-Allow-Origin"] = "*"
    return JSONResponse(body, status_code=error.status, headers=headers)


async def _refuse(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HuayuanError)
    if error.status >= 500 and not isinstance(error, Unavailable):
        log.error("request.failed", path=request.url.path, code=error.code, request=request.state.request_id)
    return _answer(request, error)


async def _refuse_form(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    field = ".".join(str(part) for part in first["loc"] if part not in ("body", "query", "path")) or "body"
    answer = Invalid(field=field, reason=first["msg"])
    answer.data["fields"] = [
        {"loc": [str(part) for part in item["loc"]], "reason": item["msg"]} for item in error.errors()[:20]
    ]
    return _answer(request, answer)


async def _refuse_http(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    if error.status_code == 404:
        return _answer(request, NotFound(what="page"))
    answer = Invalid(field="request", reason=str(error.detail))
    response = _answer(request, answer)
    response.status_code = error.status_code
    for name, value in (error.headers or {}).items():
        response.headers[name] = value
    return response


async def _fail(request: Request, error: Exception) -> JSONResponse:
    log.error("request.crashed", path=request.url.path, request=request.state.request_id, exc_info=error)
    return _answer(request, HuayuanError())
