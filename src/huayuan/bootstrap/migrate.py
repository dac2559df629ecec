"""Brings the records database up to date at start. Several processes may start at once: one migrates, the rest wait."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text
from sqlalchemy.engine import make_url

from huayuan.kernel.db import Database

MIGRATIONS = Path(__file__).parent / "migrations"
_LOCK = 7_061_982_001  # any number, the same in all processes


def alembic_config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def migrate_records(database: Database) -> None:
    """Upgrade to the newest revision under a lock. A failed migration leaves the database as it was."""
    with _locked(database) as connection:
        command.upgrade(alembic_config(connection), "head")


@contextmanager
def _locked(database: Database) -> Iterator[Connection]:
    if not database.is_sqlite:
        with database.engine.begin() as connection:
            connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
            yield connection
        return
    path = make_url(database.url).database
    with open(f"{path}.migrate-lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with (
            database.engine.connect().execution_options(sqlite_begin="BEGIN IMMEDIATE") as connection,
            connection.begin(),
        ):
            yield connection
