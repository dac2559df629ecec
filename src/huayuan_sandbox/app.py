"""The ASGI application: services, control API and pages."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.routing import Route

from huayuan_sandbox.control import Control
from huayuan_sandbox.control_faults import ControlFaults
from huayuan_sandbox.control_wecom import ControlWeCom
from huayuan_sandbox.gate import Gate
from huayuan_sandbox.pages import Pages
from huayuan_sandbox.pages_faults import FaultPages
from huayuan_sandbox.pages_phones import PhonePages
from huayuan_sandbox.pages_wecom import WeComPages
from huayuan_sandbox.sandbox import Sandbox
from huayuan_sandbox.services import Service
from huayuan_sandbox.troubles import troubles


def create_app(sandbox: Sandbox, tells_date: bool = False) -> Starlette:
    """Service routes first: they are called most. `tells_date`: answers carry the Date of the world's clock, for a
    server that adds none of its own."""
    sandbox.faulty.tells_date = tells_date

    @asynccontextmanager
    async def life(_: Starlette) -> AsyncIterator[None]:
        await sandbox.start()
        yield
        await sandbox.close()

    routes = [route for service in sandbox.services.all for route in _guarded(sandbox, service)]
    routes += [
        *Control(sandbox).routes(),
        *ControlFaults(sandbox).routes(),
        *ControlWeCom(sandbox).routes(),
        *Pages(sandbox).routes(),
        *FaultPages(sandbox).routes(),
        *PhonePages(sandbox).routes(),
        *WeComPages(sandbox).routes(),
    ]
    return Starlette(routes=routes, lifespan=life)


def _guarded(sandbox: Sandbox, service: Service) -> list[Route]:
    """Its routes; the gate stands in front of its API, which is the one that takes every path."""
    routes, trouble = service.routes(), troubles(sandbox.services, sandbox.people)[service.name]
    for route in routes:
        if route.path.endswith("{path:path}"):
            route.app = Gate(service.name, trouble, service.invalidate_tokens, route.app, sandbox.faulty)
    return routes
