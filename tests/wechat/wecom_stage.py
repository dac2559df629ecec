"""The WeCom connector beside the sandbox: two servers, real sockets; loops and jobs are run by the test."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import msgspec
from asgi_server import serving, wait_for
from fastapi import FastAPI
from sqlalchemy import select
from wechat.conftest import written
from wechat.test_sandbox import connected

from huayuan.bootstrap.registry import LOOPS, TASKS
from huayuan.events.models import PendingRow
from huayuan.kernel.crypto import Vault
from huayuan.kernel.db import Database
from huayuan.kernel.services import Services
from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.kernel.worker import Worker
from huayuan.messaging.api import Dispatcher
from huayuan.wechat.connections import routes
from huayuan.wechat.connections.switchboard import Switchboard
from huayuan.wechat.wecom.wecom import Wecom
from huayuan_sandbox.app import create_app
from huayuan_sandbox.sandbox import Sandbox
from huayuan_sandbox.state import Settings as Wish

LANES = ("wecom", "messaging")


class Stage:
    def __init__(self, control: httpx.Client, wecom: Wecom, services: Services, database: Database) -> None:
        self.control, self.wecom, self.services, self.database = control, wecom, services, database
        self.uow = services.get(UnitOfWork)
        self.connection_id = wecom.clients._connections.all("wecom")[0].id

    @property
    def client(self) -> Any:
        return self.wecom.clients.of(self.connection_id)

    def act(self, path: str, **wish: Any) -> dict[str, Any]:
        answer = self.control.post(f"/wecom/{path}", json=wish)
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    def work(self) -> None:
        """Every loop and due job of the connector once round, until nothing more happens."""
        written(self.services.get(Switchboard))
        loops = [one for each in LOOPS for one in each.all if one.name.startswith(LANES)]
        tasks = [one for one in TASKS if one.feature.startswith("wecom")]
        worker = Worker(self.uow, self.services, tasks, [], threads=1, owner="test")
        for _ in range(30):
            busy = [bool(loop.run(self.services)) for loop in loops]
            self.services.get(Dispatcher).wait(10)
            if not any([*busy, bool(worker.run_due())]):
                return

    def work_until(self, condition: Callable[[], object], seconds: float = 20.0) -> None:
        end = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < end, "waited in vain"
            self.work()
            time.sleep(0.05)

    def friends(self, number: int) -> list[str]:
        """So many customers become friends of staff; some who scan are left half-added, as in life."""
        made: list[str] = []
        for person in range(1, 40):
            added = self.control.post("/scan", json={"customer": f"p{person}"}).json()
            if added["added"] and not added["half"]:
                made.append(added["external_userid"])
            if len(made) == number:
                break
        self.work_until(lambda: len(self.told("contact_added")) >= number)
        return made

    def told(self, *names: str) -> list[dict[str, Any]]:
        """Events published so far, oldest first."""
        with self.uow.read() as tx:
            bodies = list(tx.session.scalars(select(PendingRow.body).order_by(PendingRow.id)))
        events = [msgspec.json.decode(body) for body in bodies]
        return [one for one in events if not names or one["event"] in names]

    def rows(self, model: Any) -> list[Any]:
        with self.uow.read() as tx:
            return list(tx.session.scalars(select(model)))


@contextmanager
def stage(database: Database, vault: Vault, folder: Path, *, customers: int = 60) -> Iterator[Stage]:
    sandbox = Sandbox(Wish(7, customers, 5))
    with (
        serving(create_app(sandbox), sandbox.serve_at) as platform,
        httpx.Client(base_url=platform + "/sandbox/control", trust_env=False, timeout=20) as control,
    ):
        known = control.get("/credentials").json() | {"base_url": platform}
        wecom, services, key = connected(database, vault, known, folder)
        app = FastAPI()
        app.state.services = services
        app.router.routes += routes.INTAKE
        app.include_router(routes.router)
        services.get(Switchboard).start()
        with serving(app) as ours:
            answer = control.post("/connect", json={"callback_url": f"{ours}/callbacks/wecom/{key}"})
            assert answer.json()["connected"], answer.text
            yield Stage(control, wecom, services, database)
            # A push on its way finds the door open.
            wait_for(lambda: control.get("/status").json()["callbacks_waiting"] == 0)
        services.get(Switchboard).stop(5)
        wecom.stop()
        services.get(Dispatcher).stop(5)
        services.get(Switchboard).close()
