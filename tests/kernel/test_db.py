"""The records database: who may write when, times, and inserts that may meet what is there."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError, StatementError

from huayuan.kernel import db
from huayuan.kernel.clock import ManualClock
from huayuan.kernel.db import Database, WriteGate, insert_new, normal_url, upsert
from huayuan.kernel.errors import Unavailable
from huayuan.kernel.models import LeaseRow
from huayuan.kernel.unit_of_work import UnitOfWork

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@pytest.fixture
def plain(database: Database, clock: ManualClock) -> UnitOfWork:
    return UnitOfWork(database, clock)


def lease(name: str, until: datetime = NOON, owner: str = "a") -> dict[str, object]:
    return {"name": name, "owner": owner, "until": until}


def names(uow: UnitOfWork) -> list[str]:
    with uow.read() as tx:
        return list(tx.session.scalars(select(LeaseRow.name).order_by(LeaseRow.name)))


def test_what_raises_is_rolled_back(plain: UnitOfWork) -> None:
    with pytest.raises(RuntimeError), plain.begin() as tx:
        insert_new(tx.session, LeaseRow, [lease("x")], on=["name"])
        raise RuntimeError
    assert names(plain) == []


def test_a_read_writes_nothing(plain: UnitOfWork) -> None:
    with plain.read() as tx:
        insert_new(tx.session, LeaseRow, [lease("x")], on=["name"])
    assert names(plain) == []


def test_a_naive_time_is_refused(plain: UnitOfWork) -> None:
    with pytest.raises(StatementError, match="without a zone"), plain.begin() as tx:
        insert_new(tx.session, LeaseRow, [lease("x", until=datetime(2026, 3, 2))], on=["name"])  # noqa: DTZ001


def test_a_time_comes_back_in_utc_with_its_microseconds(plain: UnitOfWork) -> None:
    shanghai = timezone(timedelta(hours=8))
    given = datetime(2026, 3, 2, 20, 0, 0, 123456, tzinfo=shanghai)
    with plain.begin() as tx:
        insert_new(tx.session, LeaseRow, [lease("x", until=given)], on=["name"])
    with plain.read() as tx:
        stored = tx.session.scalars(select(LeaseRow.until)).one()
        assert tx.session.scalar(select(func.count()).where(LeaseRow.until == given)) == 1
    assert (stored, stored.tzinfo) == (given, UTC)


def test_insert_new_leaves_what_is_there(plain: UnitOfWork) -> None:
    with plain.begin() as tx:
        insert_new(tx.session, LeaseRow, [lease("x", owner="first")], on=["name"])
        insert_new(tx.session, LeaseRow, [lease("x", owner="second"), lease("y")], on=["name"])
        insert_new(tx.session, LeaseRow, [], on=["name"])
    with plain.read() as tx:
        assert tx.session.scalars(select(LeaseRow.owner).where(LeaseRow.name == "x")).one() == "first"
    assert names(plain) == ["x", "y"]


def test_upsert_changes_only_the_named_columns(plain: UnitOfWork) -> None:
    later = NOON + timedelta(hours=1)
    with plain.begin() as tx:
        upsert(tx.session, LeaseRow, [lease("x", owner="first")], on=["name"], update=["until"])
        upsert(tx.session, LeaseRow, [lease("x", later, owner="second")], on=["name"], update=["until"])
    with plain.read() as tx:
        row = tx.session.scalars(select(LeaseRow)).one()
        assert (row.owner, row.until) == ("first", later)


def test_writers_wait_for_each_other(plain: UnitOfWork) -> None:
    """Each adds one to what it read: a lost update would leave less."""

    def add() -> None:
        for _ in range(10):
            with plain.begin() as tx:
                row = tx.session.scalars(select(LeaseRow).with_for_update()).one()
                row.until += timedelta(seconds=1)

    with plain.begin() as tx:
        insert_new(tx.session, LeaseRow, [lease("x")], on=["name"])
    threads = [threading.Thread(target=add) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with plain.read() as tx:
        assert tx.session.scalars(select(LeaseRow.until)).one() == NOON + timedelta(seconds=40)


def test_sqlite_takes_its_write_lock_at_the_start(tmp_path: Path, clock: ManualClock) -> None:
    """Taken at the first write instead, a second process's commit in between would fail this one half-way."""
    url = f"sqlite:///{tmp_path / 'records.sqlite'}"
    ours, other_process = Database(url), Database(url)
    ours.create_all()
    with UnitOfWork(ours, clock).begin(), other_process.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout=0")
        with pytest.raises(OperationalError, match="locked"):
            connection.exec_driver_sql("INSERT INTO lease VALUES ('x', 'a', '2026-03-02')")
    ours.dispose()
    other_process.dispose()


def test_readers_do_not_wait_for_the_writer(plain: UnitOfWork) -> None:
    with plain.begin() as tx:
        insert_new(tx.session, LeaseRow, [lease("x")], on=["name"])
        assert names(plain) == []
    assert names(plain) == ["x"]


def test_a_transaction_inside_a_transaction_ends_instead_of_hanging(
    tmp_path: Path, clock: ManualClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(db, "_WRITE_WAIT_SECONDS", 0.05)
    uow = UnitOfWork(Database(f"sqlite:///{tmp_path / 'records.sqlite'}"), clock)
    with pytest.raises(Unavailable), uow.begin(), uow.begin():
        pass
    with uow.begin():
        pass  # the gate is open again
    uow.database.dispose()


def test_urgent_writers_go_first() -> None:
    gate = WriteGate()
    order: list[bool] = []

    def enter(urgent: bool) -> None:
        assert gate.acquire(urgent=urgent, timeout=10)
        order.append(urgent)
        gate.release()

    assert gate.acquire(urgent=False, timeout=1)
    threads = [threading.Thread(target=enter, args=(urgent,)) for urgent in (False, True) * 3]
    for thread in threads:
        thread.start()
    while gate._urgent_waiting < 3:
        threading.Event().wait(0.01)
    gate.release()
    for thread in threads:
        thread.join()
    assert order == [True] * 3 + [False] * 3


def test_who_gives_up_waiting_leaves_the_gate_as_it_was() -> None:
    gate = WriteGate()
    assert gate.acquire(urgent=False, timeout=1)
    assert not gate.acquire(urgent=True, timeout=0.01)
    assert not gate.acquire(urgent=False, timeout=0.01)
    gate.release()
    assert gate.acquire(urgent=False, timeout=0.01)


@pytest.mark.parametrize(
    "given", ["postgresql://u:p@h/d", "postgres://u:p@h/d", "postgresql+psycopg://u:p@h/d"]
)
def test_every_spelling_of_postgresql_means_psycopg_3(given: str) -> None:
    assert normal_url(given) == "postgresql+psycopg://u:p@h/d"
