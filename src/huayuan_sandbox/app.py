"""The ASGI application: services, control API and pages."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette

from huayuan_sandbox.control import Control
from huayuan_sandbox.control_wecom import ControlWeCom
from huayuan_sandbox.pages import Pages
from huayuan_sandbox.pages_wecom import WeComPages
from huayuan_sandbox.sandbox import Sandbox


def create_app(sandbox: Sandbox) -> Starlette:
    """Service routes first: they are called most."""

    @asynccontextmanager
    async def life(_: Starlette) -> AsyncIterator[None]:
        await sandbox.start()
        yield
        await sandbox.close()

    routes = [route for service in sandbox.services.all for route in service.routes()]
    routes += [
        *Control(sandbox).routes(),
        *ControlWeCom(sandbox).routes(),
        *Pages(sandbox).routes(),
        *WeComPages(sandbox).routes(),
    ]
    return Starlette(routes=routes, lifespan=life)
