"""From the command to /readyz, several processes at once, and the end."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from pathlib import Path

import httpx
import pytest
from stories.running import Api, Installation, Process

from huayuan.bootstrap.local import running_server
from huayuan.kernel.settings import Settings


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


def start(installation: Installation, stack: ExitStack, role: str = "all", **settings: str) -> Process:
    process = installation.process(role, **settings)
    stack.callback(process.kill)
    return process


def test_port_0_run_file_and_readiness(tmp_path: Path, stack: ExitStack) -> None:
    installation = Installation(tmp_path / "data")
    settings = Settings(data_dir=installation.data)
    assert running_server(settings) is None
    first = start(installation, stack).ready()
    assert int(first.port) > 0
    noted = json.loads((installation.data / "server.json").read_text())
    assert noted == {"url": first.url, "pid": first.process.pid}
    assert running_server(settings) == first.url
    answer = httpx.get(f"{first.url}/readyz", trust_env=False)
    assert (answer.status_code, answer.json()) == (200, {"status": "ready"})
    assert "huayuan_" in httpx.get(f"{first.url}/metrics", trust_env=False).text
    assert first.stop() == 0
    assert not (installation.data / "server.json").exists() and running_server(settings) is None


def test_a_run_file_left_by_a_kill_misleads_nobody(tmp_path: Path, stack: ExitStack) -> None:
    installation = Installation(tmp_path / "data")
    first = start(installation, stack).ready()
    first.kill()
    assert (installation.data / "server.json").exists()
    assert running_server(Settings(data_dir=installation.data)) is None
    second = start(installation, stack).ready()
    assert running_server(Settings(data_dir=installation.data)) == second.url
    Api(second.url).set_up()


def test_two_servers_on_one_folder_the_second_says_why_not(tmp_path: Path, stack: ExitStack) -> None:
    """A DuckDB file has one owner."""
    installation = Installation(tmp_path / "data")
    first = start(installation, stack).ready()
    second = start(installation, stack)
    assert second.process.wait(90) == 1
    assert "warehouse.down" in second.written() and "Traceback" not in second.written()
    assert httpx.get(f"{first.url}/readyz", trust_env=False).status_code == 200
    assert running_server(Settings(data_dir=installation.data)) == first.url, "the first is still found"


@pytest.mark.slow
@pytest.mark.timeout(240)
@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_processes_that_start_at_once_migrate_once(
    engine: str, tmp_path: Path, stack: ExitStack, request: pytest.FixtureRequest
) -> None:
    database = (
        request.getfixturevalue("postgres_database")
        if engine == "postgresql"
        else f"sqlite:///{tmp_path / 'shared.sqlite'}"
    )
    # Each with a warehouse of its own: this is about the records.
    processes = [start(Installation(tmp_path / f"data-{number}", database), stack) for number in range(2)]
    with ThreadPoolExecutor() as pool:
        ready = list(pool.map(Process.ready, processes))
    assert Api(ready[0].url).get("/setup")["needed"] is True
    Api(ready[0].url).set_up()
    assert Api(ready[1].url).get("/setup")["needed"] is False, "they share the records"
    assert [process.stop() for process in ready] == [0, 0]


def test_an_older_database_is_upgraded_at_start(tmp_path: Path, stack: ExitStack) -> None:
    from alembic import command

    from huayuan.bootstrap.migrate import alembic_config
    from huayuan.kernel.db import Database

    installation = Installation(tmp_path / "data")
    database = Database(f"sqlite:///{installation.data / 'records.sqlite'}")
    with database.engine.begin() as connection:
        command.upgrade(alembic_config(connection), "+1")
    database.dispose()
    before = version_of(installation)
    server = start(installation, stack).ready()
    Api(server.url).set_up()
    assert version_of(installation) >= before
    assert server.stop() == 0


def version_of(installation: Installation) -> str:
    with closing(sqlite3.connect(installation.data / "records.sqlite")) as connection:
        return str(connection.execute("select version_num from alembic_version").fetchone()[0])


def test_a_worker_and_a_scheduler_answer_for_their_health_and_no_one_else(
    tmp_path: Path, stack: ExitStack, postgres_database: str
) -> None:
    installation = Installation(tmp_path / "data", postgres_database)
    for role in ("worker", "scheduler"):
        process = start(installation, stack, role).ready()
        assert httpx.get(f"{process.url}/metrics", trust_env=False).status_code == 200
        assert httpx.get(f"{process.url}/api/setup", trust_env=False).status_code == 404
        assert not (process.data / "server.json").exists()
        assert process.stop() == 0


def test_a_bad_setting_ends_the_start_with_its_name(tmp_path: Path, stack: ExitStack) -> None:
    process = start(Installation(tmp_path / "data", settings={"warehouse_url": "mysql://nowhere"}), stack)
    assert process.process.wait(60) == 1
    assert "HUAYUAN_WAREHOUSE_URL" in process.written()
