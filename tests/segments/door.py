"""The whole platform, wired as a server wires it, asked over HTTP; its background work runs when a test says so."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from makers import NOON

from huayuan.bootstrap.app import make_app
from huayuan.bootstrap.makers import House, make_house
from huayuan.events import api as events
from huayuan.events import tasks as event_tasks
from huayuan.events.api import Committer, Projections
from huayuan.events.contracts import NewEvent
from huayuan.events.projection import advance
from huayuan.identity import api as identity
from huayuan.kernel.caller import SYSTEM, Caller, DataScope
from huayuan.kernel.clock import ManualClock
from huayuan.kernel.crypto import Vault
from huayuan.kernel.routes import Authenticator
from huayuan.kernel.settings import Settings
from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.segments import freshness, telling


@dataclass
class Door:
    """Requests as whoever `caller` is at that moment."""

    house: House
    clock: ManualClock
    caller: Caller = SYSTEM
    http: TestClient = field(init=False)

    def __post_init__(self) -> None:
        self.services = self.house.services
        self.uow = self.services.get(UnitOfWork)
        self.services.put(Authenticator, Authenticator(lambda _request: self.caller))
        self.http = TestClient(make_app(self.house, manage=False), raise_server_exceptions=False)

    def call(self, method: str, path: str, status: int = 200, **more: Any) -> Any:
        answer = self.http.request(method, "/api" + path, **more)
        assert answer.status_code == status, answer.text
        return answer.json() if "json" in answer.headers.get("content-type", "") else answer.text

    def get(self, path: str, status: int = 200, **query: Any) -> Any:
        return self.call("GET", path, status, params=query)

    def post(self, path: str, body: Any = None, status: int = 200) -> Any:
        return self.call("POST", path, status, json=body if body is not None else {})

    def refused(self, method: str, path: str, status: int, **more: Any) -> dict[str, Any]:
        error: dict[str, Any] = self.call(method, path, status, **more)["error"]
        assert error["message"]["zh"] and error["message"]["en"]
        return error

    # --- what happens to customers

    def happened(
        self, phone: str, event: str, *, days_ago: float = 0, amount: int | None = None, **properties: Any
    ) -> None:
        at = self.clock.now() - timedelta(days=days_ago)
        ids = {"phone": phone, "member_no": f"M-{phone[-4:]}"}
        told = NewEvent(uuid.uuid4(), event, at, ids, properties, account="shop", amount=amount)
        events.ingest(self.services, [told])

    def person(self, phone: str) -> int:
        with self.uow.read() as tx:
            found = identity.find(tx, self.services.get(Vault), "phone", phone)
        assert found is not None
        return found

    def settle(self) -> None:
        """Run what the processes would run, until nothing is left to do."""
        for _ in range(30):
            busy = bool(self.house.worker.run_due())
            busy |= event_tasks.pump(self.services)
            self.services.get(Committer)._mark_done()
            for projection in self.services.get(Projections).all:
                while advance(self.services, projection):
                    busy = True
            busy |= freshness.keep(self.services)
            busy |= telling.tell(self.services)
            busy |= bool(self.house.worker.run_due())
            if not busy:
                return
        raise AssertionError("it never came to rest")

    def made(self, name: str, tree: dict[str, Any], **more: Any) -> int:
        """A segment, evaluated."""
        number: int = self.post("/segments", {"name": name, "tree": tree, **more}, 201)["id"]
        self.settle()
        return number

    def members(self, segment: int) -> set[int]:
        page = self.get(f"/segments/{segment}/people", limit=500)
        assert page["total"] == len(page["items"])
        return {line["id"] for line in page["items"]}


def guide(*staff: int, permissions: frozenset[str] = frozenset({"*"})) -> Caller:
    """Somebody who sees their own customers only."""
    return Caller("user", 7, "导购", permissions, DataScope("own", staff))


@contextmanager
def opened(folder: Path) -> Iterator[Door]:
    clock = ManualClock(NOON)
    house = make_house(Settings(data_dir=folder, database_url="", warehouse_url=""), clock=clock)
    house.services.get(Committer).start()
    made = Door(house, clock)
    with made.http:
        yield made
    house.services.get(Committer).stop(10)
    house.stop()


@pytest.fixture
def door(tmp_path: Path) -> Iterator[Door]:
    with opened(tmp_path / "data") as made:
        yield made


@pytest.fixture(scope="module")
def shared_door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    """For tests that change nothing."""
    with opened(tmp_path_factory.mktemp("house")) as made:
        yield made
