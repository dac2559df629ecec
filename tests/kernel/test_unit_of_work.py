"""One transaction: what it tells and what it wakes happens after it is durable, or not at all."""

from __future__ import annotations

from datetime import timedelta

import pytest
from kernel.conftest import Bench
from sqlalchemy import select

from huayuan.kernel.clock import ManualClock
from huayuan.kernel.models import JobRow


def test_a_message_is_published_with_the_commit(bench: Bench) -> None:
    @bench.reactions.on("shop.opened")
    def react(tx: object, message: object) -> None: ...

    bench.worker()  # the subscribers are known
    with bench.uow.begin() as tx:
        tx.publish("shop.opened", {"id": 1})
        with bench.uow.read() as other:
            assert list(other.session.scalars(select(JobRow.id))) == []
    row = bench.row()
    assert row.task == "on:shop.opened:bench.react"
    assert row.payload == {
        "topic": "shop.opened",
        "data": {"id": 1},
        "published_at": bench.clock.now().isoformat(),
    }


def test_nothing_is_published_by_a_transaction_that_failed(bench: Bench) -> None:
    called: list[str] = []
    with pytest.raises(ValueError, match="no"), bench.uow.begin() as tx:
        tx.enqueue("bench.work", {})
        tx.after_commit(lambda: called.append("after"))
        raise ValueError("no")
    assert bench.rows() == []
    assert called == []


def test_a_message_that_nobody_wants_is_not_stored(bench: Bench) -> None:
    bench.publish("nobody.cares", {})
    assert bench.rows() == []


def test_after_commit_sees_what_was_committed(bench: Bench) -> None:
    seen: list[int] = []
    with bench.uow.begin() as tx:
        tx.enqueue("bench.work", {})
        tx.after_commit(lambda: seen.append(len(bench.rows())))
    assert seen == [1]


def test_a_failing_after_commit_neither_undoes_nor_hides_the_commit(bench: Bench) -> None:
    called: list[str] = []

    def fail() -> None:
        raise RuntimeError("a cache")

    bench.uow.on_jobs.append(lambda: called.append("woken"))
    with bench.uow.begin() as tx:
        tx.enqueue("bench.work", {})
        tx.after_commit(fail)
        tx.after_commit(lambda: called.append("next"))
    assert len(bench.rows()) == 1
    assert called == ["next", "woken"]


def test_workers_are_woken_only_by_jobs(bench: Bench) -> None:
    woken: list[int] = []
    bench.uow.on_jobs.append(lambda: woken.append(1))
    with bench.uow.begin():
        pass
    assert woken == []
    bench.enqueue("bench.work")
    assert woken == [1]


def test_the_time_of_a_transaction_stands_still(bench: Bench, clock: ManualClock) -> None:
    with bench.uow.begin() as tx:
        before = tx.now
        clock.advance(hours=1)
        tx.enqueue("bench.work", {})
        assert tx.now == before
    assert bench.row().due == before


def test_a_job_may_wait_for_its_time(bench: Bench, clock: ManualClock) -> None:
    ran: list[int] = []
    bench.tasks.task("bench.work")(lambda work: ran.append(1))
    bench.enqueue("bench.work", due=clock.now() + timedelta(minutes=5))
    assert bench.run() == 0
    clock.advance(minutes=5)
    assert bench.run() == 1
    assert ran == [1]


def test_a_job_that_somebody_watches_has_a_number_at_once_and_wakes_the_worker(bench: Bench) -> None:
    woken: list[int] = []
    bench.uow.on_jobs.append(lambda: woken.append(1))
    with bench.uow.begin() as tx:
        number = tx.start("bench.work", {"a": 1})
    assert (bench.row().id, bench.row().payload, woken) == (number, {"a": 1}, [1])
