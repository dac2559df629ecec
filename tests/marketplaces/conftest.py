"""Records, warehouse and committer of a running platform, without its web server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from huayuan.commerce import projections as commerce
from huayuan.events.api import Committer, EventReader
from huayuan.events.contracts import IdentityResolver
from huayuan.events.projection import advance
from huayuan.events.tables import WAREHOUSE_TABLES
from huayuan.identity.resolver import Resolver
from huayuan.kernel.clock import ManualClock
from huayuan.kernel.crypto import Vault
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
    yield services
    committer.stop(10)
    warehouse.close()


@pytest.fixture
def catch_up(platform: Services) -> Callable[[], None]:
    """Run the projections to the end of the stream."""

    def run() -> None:
        platform.get(Committer)._mark_done()
        for projection in (profiles.PROJECTION, commerce.PROJECTION):
            while advance(platform, projection):
                pass

    return run
