"""The same events in DuckDB and in ClickHouse's engine, read by two real readers over one records database."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conformance.generated import Given, as_arrow

from huayuan.events import api as events
from huayuan.events.api import Committer, EventReader
from huayuan.events.tables import EVENTS, WAREHOUSE_TABLES
from huayuan.identity.resolver import Resolver
from huayuan.kernel.clock import ManualClock
from huayuan.kernel.crypto import Vault
from huayuan.kernel.db import Database
from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.kernel.warehouse import Warehouse, connect_warehouse

Readers = dict[str, EventReader]


@pytest.fixture(scope="module")
def warehouses() -> Iterator[dict[str, Warehouse]]:
    found = {"duckdb": connect_warehouse("duckdb://:memory:"), "chdb": connect_warehouse("chdb://")}
    yield found
    for warehouse in found.values():
        warehouse.close()


@pytest.fixture
def records(sqlite_template: Path, tmp_path: Path, clock: ManualClock) -> Iterator[Callable[[], UnitOfWork]]:
    """Databases of one reader each: folding in one must not hide a move from the other."""
    opened: list[Database] = []

    def make() -> UnitOfWork:
        path = tmp_path / f"records-{len(opened)}.sqlite"
        shutil.copyfile(sqlite_template, path)
        database = Database(f"sqlite:///{path}")
        opened.append(database)
        return UnitOfWork(database, clock, {})

    yield make
    for database in opened:
        database.dispose()


@pytest.fixture
def readers(
    warehouses: dict[str, Warehouse], records: Callable[[], UnitOfWork], clock: ManualClock, vault: Vault
) -> Callable[[Given], Readers]:
    """Fill both engines with the given rows and moves; a reader for each."""

    def fill(given: Given) -> Readers:
        found = {}
        for name, warehouse in warehouses.items():
            warehouse.command("DROP TABLE IF EXISTS events")
            warehouse.migrate(WAREHOUSE_TABLES)
            if given.rows:
                warehouse.append(EVENTS.name, as_arrow(given.rows), token="generated")
            uow = records()
            with uow.begin() as tx:
                events.reassign(tx, given.moves)
            found[name] = EventReader(
                warehouse, uow, Committer(uow, warehouse, Resolver(vault), clock, name=name)
            )
        return found

    return fill
