"""The 公众号 connector in front of the sandbox's account: two servers on loopback, one time, loops run by hand."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
from asgi_server import serving, wait_for
from fastapi import FastAPI
from sqlalchemy import select
from starlette.requests import Request
from starlette.responses import JSONResponse
from wechat.conftest import switchboard, written

from huayuan.identity.resolver import Resolver
from huayuan.kernel.caller import SYSTEM
from huayuan.kernel.clock import ManualClock
from huayuan.kernel.crypto import Vault
from huayuan.kernel.errors import HuayuanError
from huayuan.kernel.routes import Authenticator
from huayuan.kernel.services import Services
from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.kernel.worker import Worker
from huayuan.messaging import tasks as messaging_tasks
from huayuan.messaging.api import Dispatcher
from huayuan.messaging.contracts import ChannelRegistry
from huayuan.wechat.connections import api, routes
from huayuan.wechat.official_account import routes as account_routes
from huayuan.wechat.official_account import tasks
from huayuan.wechat.official_account.days import routes as days_routes
from huayuan.wechat.official_account.official_account import OfficialAccount
from huayuan.wechat.tag_sync import routes as tag_routes
from huayuan_sandbox.app import create_app
from huayuan_sandbox.sandbox import Sandbox
from huayuan_sandbox.state import Settings as Wish
from huayuan_sandbox.world.clock import ManualClock as SandboxClock

WELCOME = "欢迎来到花园 🌸"


def _refused(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HuayuanError)
    return JSONResponse({"code": error.code}, error.status)


class Stage:
    """The connector with one connection to the sandbox's account."""

    def __init__(self, uow: UnitOfWork, vault: Vault, clock: ManualClock, folder: Path) -> None:
        self.uow, self.vault, self.clock = uow, vault, clock
        self.services = Services()
        self.services.put(UnitOfWork, uow)
        self.services.put(Vault, vault)
        self.channels = self.services.put(ChannelRegistry, ChannelRegistry())
        self.dispatcher = self.services.put(Dispatcher, Dispatcher(uow, self.channels, clock))
        self.board = switchboard(uow, vault, clock, folder)
        self.board.put_into(self.services)
        self.account = OfficialAccount(self.board, Resolver(vault), self.channels)
        self.account.put_into(self.services)
        self.app = FastAPI()
        self.app.state.services = self.services
        self.app.router.routes += routes.INTAKE
        self.app.include_router(routes.router)
        self.app.include_router(account_routes.router)
        self.app.include_router(days_routes.router)
        self.app.include_router(tag_routes.router)
        self.app.add_exception_handler(HuayuanError, _refused)
        self.services.put(Authenticator, Authenticator(lambda request: SYSTEM))
        self.http = httpx.Client()
        self.sandbox_clock = SandboxClock(clock.now().timestamp())
        self.sandbox = Sandbox(Wish(7, 60, 5), clock=self.sandbox_clock)
        self.control: httpx.Client = httpx.Client()
        self.view: api.ConnectionView | None = None
        self.known: dict[str, Any] = {}
        self.ours = ""

    @property
    def id(self) -> int:
        assert self.view is not None
        return self.view.id

    def connect(self, platform: str, ours: str, **settings: str) -> None:
        """Make the connection with the sandbox's credentials and have the sandbox verify our address."""
        self.control = httpx.Client(base_url=platform + "/sandbox/control", trust_env=False, timeout=20)
        self.known = self.control.get("/credentials").json()["services"]["official_account"]
        secrets = {
            "secret": self.known["secret"], "callback_token": self.known["token"],
            "encoding_aes_key": self.known["encoding_aes_key"],
        }  # fmt: skip
        new = api.NewConnection(
            "official_account", "花园", self.known["appid"], "", secrets,
            {"welcome_text": WELCOME, **settings}, self.known["base_url"],
        )  # fmt: skip
        with self.uow.begin() as tx:
            self.view, _ = api.connect(tx, self.vault, self.board.kinds, new)
        self.http = httpx.Client(
            base_url=f"{ours}/api/official-account/{self.view.id}", trust_env=False, timeout=20
        )
        self.ours = ours
        url = f"{ours}/callbacks/official_account/{self.view.key}"
        answer = self.control.post("/connect", json={"callback_urls": {"official_account": url}}).json()
        assert answer == {"connected": True, "problem": ""}, answer

    def act(self, act: str, **wish: Any) -> dict[str, Any]:
        """A person does something; returns when the callback has arrived (or was given up)."""
        answer = self.control.post(f"/official_account/{act}", json=wish)
        assert answer.status_code == 200, answer.text
        self.settle()
        return dict(answer.json())

    def options(self, **options: Any) -> None:
        assert self.control.post("/official_account/options", json=options).status_code == 200

    def settle(self) -> None:
        wait_for(lambda: self.control.get("/status").json()["callbacks_waiting"] == 0)

    def messages(self, **query: Any) -> list[dict[str, Any]]:
        return list(
            self.control.get("/official_account/messages", params={"limit": 1000, **query}).json()["items"]
        )

    def advance(self, seconds: float) -> None:
        self.clock.advance(seconds=seconds)
        self.sandbox_clock.advance(seconds)

    def work(self) -> None:
        """Every loop and job, until nothing is left."""
        written(self.board)
        worker = Worker(self.uow, self.services, [tasks.TASKS], [], threads=1, owner="test")
        for _ in range(40):
            busy = tasks.receive(self.services) or self.account.backlog.any_waiting()
            busy |= tasks.read_details(self.services)
            busy |= bool(messaging_tasks.send_due(self.services))
            self.dispatcher.wait(10)
            busy |= messaging_tasks.record_outcomes(self.services)
            busy |= bool(worker.run_due())
            busy |= tasks.push_tags(self.services)
            if not busy:
                return

    def result(self) -> None:
        """Results of jobs come two seconds later."""
        self.advance(3)
        self.control.post("/official_account/read", json={"person": "p0"})
        self.settle()
        self.work()

    def rows(self, model: Any) -> list[Any]:
        with self.uow.read() as tx:
            return list(tx.session.scalars(select(model)))

    def close(self) -> None:
        self.control.close()
        self.http.close()
        self.board.stop(5)
        self.dispatcher.stop(5)
        self.board.close()


@contextmanager
def open_stage(
    uow: UnitOfWork, vault: Vault, clock: ManualClock, folder: Path, **settings: str
) -> Iterator[Stage]:
    stage = Stage(uow, vault, clock, folder)
    with (
        serving(create_app(stage.sandbox), stage.sandbox.serve_at) as platform,
        serving(stage.app) as ours,
    ):
        try:
            stage.connect(platform, ours, **settings)
            yield stage
        finally:
            stage.close()
