"""The migrations lead to the tables that the code describes, on both engines."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from huayuan.bootstrap.migrate import alembic_config, migrate_records
from huayuan.kernel.db import Base, Database


@pytest.fixture(params=["sqlite", "postgresql"])
def migrated(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    url = f"sqlite:///{tmp_path / 'records.sqlite'}"
    if request.param == "postgresql":
        url = request.getfixturevalue("postgres_database")
    database = Database(url)
    migrate_records(database)
    yield database
    database.dispose()


def flat(differences: list[Any]) -> Iterator[tuple[Any, ...]]:
    for difference in differences:
        if isinstance(difference, list):
            yield from flat(difference)
        else:
            yield difference


def is_sqlite_key(database: Database, difference: tuple[Any, ...]) -> bool:
    """SQLite reports every part of a primary key as nullable; it is not."""
    if not database.is_sqlite or difference[0] != "modify_nullable":
        return False
    _, _, table, column, *_ = difference
    return bool(Base.metadata.tables[table].columns[column].primary_key)


def test_migrated_tables_are_the_described_ones(migrated: Database) -> None:
    with migrated.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = [
            d for d in flat(compare_metadata(context, Base.metadata)) if not is_sqlite_key(migrated, d)
        ]
    assert differences == []


def test_migrating_again_changes_nothing(migrated: Database) -> None:
    migrate_records(migrated)


def test_there_is_one_head(migrated: Database) -> None:
    with migrated.engine.connect() as connection:
        assert len(ScriptDirectory.from_config(alembic_config(connection)).get_heads()) == 1
