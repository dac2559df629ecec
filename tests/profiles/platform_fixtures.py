"""Records, warehouse and committer of a running platform, and a small app around chosen routes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient

from huayuan.commerce import projections as commerce
from huayuan.events.api import Committer, EventReader
from huayuan.events.contracts import IdentityResolver
from huayuan.events.projection import advance
from huayuan.events.tables import WAREHOUSE_TABLES
from huayuan.identity.resolver import Resolver
from huayuan.kernel.caller import SYSTEM, Caller
from huayuan.kernel.clock import Clock, ManualClock
from huayuan.kernel.crypto import Vault
from huayuan.kernel.errors import HuayuanError
from huayuan.kernel.routes import Authenticator
from huayuan.kernel.services import Services
from huayuan.kernel.settings import Settings
from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.kernel.warehouse import connect_warehouse
from huayuan.profiles import projections as profiles


@pytest.fixture
def platform(uow: UnitOfWork, clock: ManualClock, vault: Vault, tmp_path: Path) -> Iterator[Services]:
    warehouse = connect_warehouse(f"duckdb:///{tmp_path / 'events.duckdb'}")
    warehouse.migrate(list(WAREHOUSE_TABLES))
    resolver = Resolver(vault)
    committer = Committer(uow, warehouse, resolver, clock, name="test", interval_seconds=0.0)
    committer.start()
    services = Services()
    services.put(UnitOfWork, uow)
    services.put(Vault, vault)
    services.put(Settings, Settings(data_dir=tmp_path / "data"))
    services.put(Committer, committer)
    services.put(EventReader, EventReader(warehouse, uow, committer))
    services.put(IdentityResolver, resolver)  # type: ignore[type-abstract]
    services.put(Clock, clock)  # type: ignore[type-abstract]
    yield services
    committer.stop(10)
    warehouse.close()


@pytest.fixture
def catch_up(platform: Services) -> Callable[[], None]:
    """Run the projections to the end of the stream."""

    def run() -> None:
        platform.get(Committer)._mark_done()
        for projection in (*profiles.PROJECTIONS, *commerce.PROJECTIONS):
            while advance(platform, projection):
                pass

    return run


@dataclass
class Web:
    """Requests as whoever `caller` is at that moment."""

    services: Services
    routers: list[Any]
    caller: Caller = SYSTEM
    http: TestClient = field(init=False)

    def __post_init__(self) -> None:
        app = FastAPI()
        app.state.services = self.services
        for router in self.routers:
            app.include_router(router)
        app.add_exception_handler(HuayuanError, _refuse)
        self.services.put(Authenticator, Authenticator(lambda _request: self.caller))
        self.http = TestClient(app)

    def get(self, path: str, status: int = 200, **query: Any) -> Any:
        answer = self.http.get("/api" + path, params=query)
        assert answer.status_code == status, answer.text
        return answer.json()

    def post(self, path: str, body: Any = None, status: int = 200, **more: Any) -> Any:
        answer = self.http.post("/api" + path, json=body, **more)
        assert answer.status_code == status, answer.text
        return answer.json()


async def _refuse(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HuayuanError)
    return JSONResponse({"error": error.as_dict()}, error.status)


@pytest.fixture
def web(platform: Services) -> Iterator[Web]:
    from huayuan.commerce.routes import router as orders
    from huayuan.marketplaces.routes import router as imports
    from huayuan.profiles.routes import router as customers
    from huayuan.profiles.tags.routes import router as tags

    web = Web(platform, [customers, tags, orders, imports])
    with web.http:
        yield web
