"""A real committer over both records engines and both warehouse engines."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from huayuan.events.api import Committer, EventReader
from huayuan.events.tables import WAREHOUSE_TABLES
from huayuan.identity.resolver import Resolver
from huayuan.kernel.clock import Clock, ManualClock
from huayuan.kernel.crypto import Vault
from huayuan.kernel.services import Services
from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.kernel.warehouse import Warehouse, connect_warehouse


@pytest.fixture(params=["duckdb", "chdb"])
def warehouse(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Warehouse]:
    url = f"duckdb:///{tmp_path / 'w.duckdb'}" if request.param == "duckdb" else "chdb://"
    warehouse = connect_warehouse(url)
    if request.param == "chdb":
        warehouse.command("DROP TABLE IF EXISTS events")
    warehouse.migrate(WAREHOUSE_TABLES)
    yield warehouse
    warehouse.close()


@pytest.fixture
def make_committer(
    uow: UnitOfWork, warehouse: Warehouse, vault: Vault, clock: ManualClock
) -> Iterator[Callable[[], Committer]]:
    made: list[Committer] = []

    def make() -> Committer:
        committer = Committer(
            uow, warehouse, Resolver(vault), clock, name=f"test-{len(made)}", interval_seconds=0
        )
        committer.start()
        made.append(committer)
        return committer

    yield make
    for committer in made:
        committer.stop(5)


@pytest.fixture
def committer(make_committer: Callable[[], Committer]) -> Committer:
    return make_committer()


@pytest.fixture
def reader(warehouse: Warehouse, uow: UnitOfWork, committer: Committer) -> EventReader:
    return EventReader(warehouse, uow, committer)


@pytest.fixture
def services(services: Services, committer: Committer, reader: EventReader, clock: ManualClock) -> Services:
    services.put(Committer, committer)
    services.put(EventReader, reader)
    services.put(Clock, clock)  # type: ignore[type-abstract]
    return services
