"""One platform a test: a real server on SQLite and DuckDB, and one on PostgreSQL and ClickHouse."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from clickhouse_server import clickhouse_server
from stories.running import Api, Installation, Process, World, sandbox

from huayuan.kernel.warehouse import connect_warehouse


@pytest.fixture(scope="session")
def clickhouse() -> Iterator[str]:
    """clickhouse://host:port of ClickHouse's engine in a process of its own."""
    with clickhouse_server() as url:
        yield url


@pytest.fixture
def warehouse_database(clickhouse: str) -> Iterator[str]:
    """The URL of an empty warehouse of this test's own."""
    name = "t_" + uuid.uuid4().hex[:12]
    server = connect_warehouse(clickhouse)
    server.command(f"CREATE DATABASE {name}")
    yield f"{clickhouse}/{name}"
    server.command(f"DROP DATABASE {name}")
    server.close()


@pytest.fixture(params=["embedded", "servers"])
def installation(request: pytest.FixtureRequest, tmp_path: Path) -> Installation:
    if request.param == "embedded":
        return Installation(tmp_path / "data")
    database = request.getfixturevalue("postgres_database")
    return Installation(tmp_path / "data", database, request.getfixturevalue("warehouse_database"))


@pytest.fixture
def server(installation: Installation) -> Iterator[Process]:
    process = installation.process()
    try:
        yield process.ready()
    finally:
        process.kill()


@pytest.fixture
def api(server: Process) -> Api:
    """The first user, logged in."""
    api = Api(server.url)
    api.set_up()
    return api


@pytest.fixture
def world() -> Iterator[World]:
    with ExitStack() as stack:
        yield stack.enter_context(sandbox())
