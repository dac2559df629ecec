"""A brand on loopback: the sandbox as its platforms, our connectors in front of it, one clock for both."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import httpx
import msgspec
from asgi_server import Server
from fastapi import APIRouter, FastAPI
from sqlalchemy import select
from wechat.conftest import written

from huayuan.access.contracts import PERMISSION_CODES
from huayuan.events.models import PendingRow
from huayuan.identity.resolver import Resolver
from huayuan.kernel.caller import Caller, DataScope
from huayuan.kernel.clock import Clock, ManualClock
from huayuan.kernel.crypto import Vault
from huayuan.kernel.jobs import Tasks
from huayuan.kernel.routes import Authenticator
from huayuan.kernel.services import Services
from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.kernel.worker import Worker
from huayuan.messaging import tasks as messaging_tasks
from huayuan.messaging.contracts import ChannelRegistry
from huayuan.messaging.dispatcher import Dispatcher
from huayuan.wechat.connections import api, routes
from huayuan.wechat.connections.administration import ConnectionView
from huayuan.wechat.connections.contracts import Options
from huayuan.wechat.connections.switchboard import Switchboard
from huayuan_sandbox.app import create_app
from huayuan_sandbox.sandbox import Sandbox
from huayuan_sandbox.state import Settings as Wish

ADMIN = Caller("user", 1, "管理员", frozenset(PERMISSION_CODES), DataScope("all", ()))


class SandboxClock:
    """Our clock as the sandbox reads time."""

    def __init__(self, clock: ManualClock) -> None:
        self._clock = clock

    def now(self) -> float:
        return self._clock.now().timestamp()


@dataclass
class Brand:
    uow: UnitOfWork
    vault: Vault
    clock: ManualClock
    services: Services
    board: Switchboard
    channels: ChannelRegistry
    dispatcher: Dispatcher
    sandbox: Sandbox
    platform: httpx.Client  # the sandbox
    http: httpx.Client  # ours
    app: FastAPI
    url: str
    tasks: list[Tasks]
    loops: list[Callable[[Services], bool]]

    def serve(self, router: APIRouter, tasks: Tasks, *loops: Callable[[Services], bool]) -> None:
        """Routes and background work of a connector."""
        self.app.include_router(router)
        self.tasks.append(tasks)
        self.loops += loops

    def known(self, service: str) -> dict[str, Any]:
        return dict(self.platform.get("/sandbox/control/credentials").json()["services"][service])

    def connect(self, new: api.NewConnection, service: str = "") -> ConnectionView:
        """A connection, and the callback address of it entered at the sandbox."""
        with self.uow.begin() as tx:
            view, _ = api.connect(tx, self.vault, self.board.kinds, new)
        self.board.forget(view.id)
        if service:
            address = f"{self.url}/callbacks/{new.kind}/{view.key}"
            answer = self.platform.post(
                "/sandbox/control/connect", json={"callback_urls": {service: address}}
            )
            assert answer.status_code == 200, answer.text
        return view

    def act(self, path: str, **wish: Any) -> dict[str, Any]:
        answer = self.platform.post(f"/sandbox/control/{path}", json=wish)
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    def events(self, *names: str) -> list[dict[str, Any]]:
        """What was told so far, oldest first."""
        with self.uow.read() as tx:
            bodies = list(tx.session.scalars(select(PendingRow.body).order_by(PendingRow.id)))
        told = [msgspec.json.decode(body) for body in bodies]
        return [one for one in told if not names or one["event"] in names]

    def resolve(self) -> dict[str, int]:
        """Who the events told so far are about, as the pump would: identifier value → person."""
        from uuid import UUID

        from huayuan.events.contracts import Observation, Resolved

        people: dict[str, int] = {}
        with self.uow.begin() as tx:
            for one in self.events():
                if not one["ids"]:
                    continue
                ids = tuple(sorted(one["ids"].items()))
                seen = Observation(ids, one["account"], UUID(one["event_id"]), tx.now, "test")
                [found] = Resolver(self.vault).resolve(tx, [seen])
                assert isinstance(found, Resolved)
                people |= dict.fromkeys(one["ids"].values(), found.person_id)
        return people

    def work(self) -> None:
        """Every loop and job, until nothing is left."""
        written(self.board)
        worker = Worker(self.uow, self.services, self.tasks, [], threads=1, owner="test")
        for _ in range(30):
            busy = any(loop(self.services) for loop in self.loops)
            busy |= messaging_tasks.send_due(self.services)
            self.dispatcher.wait(10)
            busy |= messaging_tasks.record_outcomes(self.services)
            busy |= bool(worker.run_due())
            if not busy:
                return

    def work_until(self, condition: Callable[[], object], seconds: float = 10.0) -> None:
        """For what arrives over the network."""
        end = time.monotonic() + seconds
        while True:
            self.work()
            if condition():
                return
            assert time.monotonic() < end, "waited in vain"
            time.sleep(0.02)

    def later(self, seconds: float) -> None:
        self.clock.advance(seconds=seconds)


@contextmanager
def brand(
    uow: UnitOfWork, vault: Vault, clock: ManualClock, services: Services, folder: Path
) -> Iterator[Brand]:
    channels = services.put(ChannelRegistry, ChannelRegistry())
    dispatcher = services.put(Dispatcher, Dispatcher(uow, channels, clock))
    services.put(UnitOfWork, uow)
    services.put(Vault, vault)
    services.put(Clock, clock)  # type: ignore[type-abstract]
    services.put(Authenticator, Authenticator(lambda request: ADMIN))
    app = FastAPI()
    server = Server(app)  # type: ignore[arg-type]
    board = Switchboard(
        uow, vault, clock, Options(public_url=server.url), folder=folder / "callbacks", name="test",
        zone=ZoneInfo("Asia/Shanghai"),
    )  # fmt: skip
    board.put_into(services)
    app.state.services = services
    app.router.routes += routes.INTAKE
    app.include_router(routes.router)
    _show_errors(app)
    sandbox = Sandbox(Wish(7, 60, 5), clock=SandboxClock(clock))
    with ExitStack() as stack:
        platform = stack.enter_context(Server(create_app(sandbox)))
        ours = stack.enter_context(server)
        sandbox.serve_at(platform.url)
        to_platform = stack.enter_context(httpx.Client(base_url=platform.url, trust_env=False, timeout=20))
        to_us = stack.enter_context(httpx.Client(base_url=ours.url, trust_env=False, timeout=20))
        yield Brand(
            uow, vault, clock, services, board, channels, dispatcher, sandbox, to_platform, to_us, app, ours.url,
            [], [],
        )  # fmt: skip
        board.stop(5)
        dispatcher.stop(5)
        board.close()


def _show_errors(app: FastAPI) -> None:
    from starlette.responses import JSONResponse

    from huayuan.kernel.errors import HuayuanError

    async def handle(_: Any, error: Exception) -> JSONResponse:
        assert isinstance(error, HuayuanError)
        return JSONResponse({"error": {"code": error.code, "data": error.data}}, error.status)

    app.add_exception_handler(HuayuanError, handle)
