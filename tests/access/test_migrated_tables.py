"""A server's tables come from migrations, not from the metadata; they refuse changes of the audit log too."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from huayuan.access import api
from huayuan.access.models import INSERT_ONLY_TABLES
from huayuan.bootstrap.migrate import migrate_records
from huayuan.kernel.caller import SYSTEM
from huayuan.kernel.clock import ManualClock
from huayuan.kernel.crypto import Vault
from huayuan.kernel.db import Database
from huayuan.kernel.unit_of_work import UnitOfWork


@pytest.fixture(params=["sqlite", "postgresql"])
def migrated(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    if request.param == "sqlite":
        database = Database(f"sqlite:///{tmp_path / 'migrated.sqlite'}")
    else:
        database = Database(request.getfixturevalue("postgres_database"))
    migrate_records(database)
    yield database
    database.dispose()


def test_a_migrated_audit_log_takes_inserts_only(
    migrated: Database, clock: ManualClock, vault: Vault
) -> None:
    uow = UnitOfWork(migrated, clock)
    with uow.begin() as tx:
        api.audit(tx, SYSTEM, "x.done", "x:1")
    with uow.begin() as tx:
        api.seal_chain(tx, vault.sign)
    for table in INSERT_ONLY_TABLES:
        for statement in (f"update {table} set hash = ''", f"delete from {table}"):
            with pytest.raises(DBAPIError, match="takes inserts only"), migrated.engine.begin() as connection:
                connection.execute(text(statement))
