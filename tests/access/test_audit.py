"""The audit log: one chain under concurrency, nothing changed unnoticed, inserts only."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from access.conftest import Browser
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from huayuan.access import api
from huayuan.access.models import INSERT_ONLY_TABLES
from huayuan.kernel.caller import SYSTEM, Caller
from huayuan.kernel.clock import ManualClock
from huayuan.kernel.crypto import Vault
from huayuan.kernel.db import Database
from huayuan.kernel.unit_of_work import UnitOfWork

MEI = Caller("user", 3, "李梅", frozenset(), ip="10.0.0.1")


def write(uow: UnitOfWork, count: int) -> None:
    for number in range(count):
        with uow.begin() as tx:
            api.audit(
                tx,
                MEI,
                "tags.created",
                f"tag:{number}",
                {"颜色": "绿", "份": 1.50, "at": datetime(2026, 1, 1, tzinfo=UTC)},
            )


def tamper(database: Database, statement: str) -> None:
    """What someone with the database in hand can do: take the triggers away first."""
    with database.engine.begin() as connection:
        for table in INSERT_ONLY_TABLES:
            for verb in ("update", "delete"):
                if database.is_sqlite:
                    connection.execute(text(f"drop trigger if exists {table}_no_{verb}"))
            if not database.is_sqlite:
                connection.execute(text(f"alter table {table} disable trigger user"))
        connection.execute(text(statement))


def verdict(uow: UnitOfWork, vault: Vault | None = None) -> tuple[bool, int, int | None]:
    with uow.read() as tx:
        return api.verify_chain(tx, vault.sign if vault else None)


def test_entries_are_numbered_and_read_back_newest_first(uow: UnitOfWork) -> None:
    write(uow, 2)
    with uow.begin() as tx:
        api.audit(tx, SYSTEM, "identity.merged", "merge:1")
        api.audit(tx, SYSTEM, "identity.split", "merge:1")
    with uow.read() as tx:
        entries, total = api.audit_entries(tx)
        by_mei, _ = api.audit_entries(tx, actor="梅", action="tags")
        by_number, _ = api.audit_entries(tx, actor="user:3", limit=1)
        wild, _ = api.audit_entries(tx, actor="%")
    assert [entry.id for entry in entries] == [4, 3, 2, 1] and total == 4
    assert [entry.action for entry in entries[:2]] == ["identity.split", "identity.merged"]
    assert [entry.subject for entry in by_mei] == ["tag:1", "tag:0"]
    assert by_number[0].data == {"颜色": "绿", "份": 1.5, "at": "2026-01-01 00:00:00+00:00"}
    assert by_number[0].ip == "10.0.0.1" and wild == []
    assert verdict(uow) == (True, 4, None)


def test_an_empty_chain_holds(uow: UnitOfWork, vault: Vault) -> None:
    assert verdict(uow, vault) == (True, 0, None)


def test_what_is_rolled_back_leaves_no_entry(uow: UnitOfWork) -> None:
    def fail_after_audit() -> None:
        with uow.begin() as tx:
            api.audit(tx, MEI, "tags.created", "tag:1")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_after_audit()
    write(uow, 1)
    assert verdict(uow) == (True, 1, None)


def test_a_read_only_transaction_cannot_be_audited(uow: UnitOfWork) -> None:
    with uow.read() as tx, pytest.raises(RuntimeError, match="read-only"):
        api.audit(tx, MEI, "customers.revealed", "person:1")


def test_savepoints_do_not_split_the_entries_of_a_transaction(uow: UnitOfWork) -> None:
    with uow.begin() as tx:
        api.audit(tx, MEI, "a.done", "a:1")
        with tx.session.begin_nested():
            api.audit(tx, MEI, "b.done", "b:1")
        api.audit(tx, MEI, "c.done", "c:1")
    assert verdict(uow) == (True, 3, None)


@pytest.mark.parametrize(
    ("change", "broken_at"),
    [
        ("update audit_entry set actor_name = '王' where sequence = 3", 3),
        ("update audit_entry set data = '{}' where sequence = 2", 2),
        ("delete from audit_entry where sequence = 4", 4),
        ("delete from audit_entry where sequence = 5", 5),
        ("update audit_entry set sequence = 9 where sequence = 1", 1),
        ("update audit_head set sequence = 4", 5),
    ],
)
def test_tampering_is_found(uow: UnitOfWork, database: Database, change: str, broken_at: int) -> None:
    write(uow, 5)
    tamper(database, change)
    ok, _, found = verdict(uow)
    assert (ok, found) == (False, broken_at)


def test_a_chain_rewritten_with_fitting_hashes_fails_its_seal(
    uow: UnitOfWork, database: Database, vault: Vault, clock: ManualClock
) -> None:
    write(uow, 3)
    for _ in range(2):  # the second finds nothing new
        with uow.begin() as tx:
            assert api.seal_chain(tx, vault.sign) == 3
    assert verdict(uow, vault) == (True, 3, None)
    tamper(database, "delete from audit_entry")
    tamper(database, "delete from audit_head")
    clock.advance(seconds=1)
    write(uow, 4)  # another history, each link fitting the one before
    assert verdict(uow) == (True, 4, None)
    assert verdict(uow, vault) == (False, 2, 3)


def test_a_chain_cut_below_its_seal_is_found(uow: UnitOfWork, database: Database, vault: Vault) -> None:
    write(uow, 3)
    with uow.begin() as tx:
        api.seal_chain(tx, vault.sign)
    tamper(database, "delete from audit_entry")
    tamper(database, "delete from audit_head")
    write(uow, 2)
    assert verdict(uow) == (True, 2, None)
    assert verdict(uow, vault) == (False, 2, 3)


def test_a_forged_seal_is_found(uow: UnitOfWork, database: Database, vault: Vault) -> None:
    write(uow, 2)
    with uow.begin() as tx:
        api.seal_chain(tx, lambda _text: "0" * 64)
    assert verdict(uow, vault) == (False, 1, 2)


@pytest.mark.parametrize("table", INSERT_ONLY_TABLES)
@pytest.mark.parametrize("verb", ["update {} set hash = ''", "delete from {}"])
def test_the_tables_take_inserts_only(
    uow: UnitOfWork, database: Database, vault: Vault, table: str, verb: str
) -> None:
    write(uow, 1)
    with uow.begin() as tx:
        api.seal_chain(tx, vault.sign)
    with pytest.raises(DBAPIError, match="takes inserts only"), database.engine.begin() as connection:
        connection.execute(text(verb.format(table)))
    if not database.is_sqlite:
        with pytest.raises(DBAPIError, match="takes inserts only"), database.engine.begin() as connection:
            connection.execute(text(f"truncate {table}"))


def test_concurrent_writers_keep_one_chain(uow: UnitOfWork) -> None:
    start = threading.Barrier(6)

    def work(number: int) -> None:
        start.wait()
        for step in range(10):
            with uow.begin() as tx:
                api.audit(tx, MEI, "tags.created", f"tag:{number}-{step}")
                api.audit(tx, MEI, "tags.changed", f"tag:{number}-{step}")

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(work, range(6)))
    assert verdict(uow) == (True, 120, None)


def test_a_long_chain_is_walked_in_batches(uow: UnitOfWork) -> None:
    with uow.begin() as tx:
        for number in range(2300):
            api.audit(tx, SYSTEM, "x.done", f"x:{number}")
    assert verdict(uow) == (True, 2300, None)


def test_the_console_reads_and_verifies(owner: Browser) -> None:
    page = owner("GET", "/audit?action=access.&limit=2").json()
    assert page["total"] == 3 and len(page["items"]) == 2
    assert page["items"][0]["action"] == "access.logged_in" and page["items"][0]["actor"] == "王老板"
    assert owner("POST", "/audit/verify").json() == {"ok": True, "checked": 3, "broken_at": None}
    text_of_all = str(owner("GET", "/audit").json())
    assert "password" not in text_of_all.replace("'by': 'password'", "") and "argon2" not in text_of_all
