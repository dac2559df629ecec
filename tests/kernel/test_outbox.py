"""Messages reach every reaction at least once; what a reaction writes is written once."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from kernel.conftest import Bench, Wait
from sqlalchemy import select

from huayuan.kernel import jobs
from huayuan.kernel.clock import ManualClock
from huayuan.kernel.db import insert_new
from huayuan.kernel.models import LeaseRow
from huayuan.kernel.outbox import Message, Reactions, subscribers_of
from huayuan.kernel.unit_of_work import Transaction


def write(tx: Transaction, name: str) -> None:
    insert_new(tx.session, LeaseRow, [{"name": name, "owner": "r", "until": tx.now}], on=["name"])


def written(bench: Bench) -> list[str]:
    with bench.uow.read() as tx:
        return list(tx.session.scalars(select(LeaseRow.name)))


def test_every_reaction_gets_the_message(bench: Bench, clock: ManualClock) -> None:
    got: list[tuple[str, Message]] = []

    @bench.reactions.on("order.paid")
    def count(tx: Transaction, message: Message) -> None:
        got.append(("count", message))

    @bench.reactions.on("order.paid")
    def thank(tx: Transaction, message: Message) -> None:
        got.append(("thank", message))

    published_at = clock.now()
    bench.publish("order.paid", {"order": 7})
    clock.advance(seconds=3)
    assert bench.run() == 2
    assert [name for name, _ in got] == ["count", "thank"]
    assert all(
        (m.topic, m.payload, m.published_at) == ("order.paid", {"order": 7}, published_at) for _, m in got
    )
    assert bench.run() == 0


def test_a_reaction_and_its_done_mark_are_one_transaction(bench: Bench) -> None:
    @bench.reactions.on("order.paid")
    def react(tx: Transaction, message: Message) -> None:
        write(tx, "half")
        raise RuntimeError("after writing")

    bench.publish("order.paid", {})
    bench.run()
    assert written(bench) == []
    assert bench.row().state == "ready"


def test_a_failing_reaction_is_retried_later_and_later_and_then_shown_as_dead(
    bench: Bench, clock: ManualClock
) -> None:
    @bench.reactions.on("order.paid")
    def react(tx: Transaction, message: Message) -> None:
        raise RuntimeError("the reason")

    bench.publish("order.paid", {})
    pauses = []
    while bench.row().state == "ready":
        assert bench.run() == 1
        pauses.append((bench.row().due - clock.now()).total_seconds())
        clock.advance(seconds=max(pauses[-1], 0))
    assert pauses[:-1] == [1, 2, 4, 8, 16, 32, 64, 128, 256]
    dead = bench.row()
    assert (dead.state, dead.attempts, dead.finished_at) == ("dead", 10, clock.now())
    assert "the reason" in (dead.error or "")
    with bench.uow.read() as tx:
        assert jobs.counts(tx.session) == {"dead": 1}
        assert jobs.listing(tx.session, "dead", 10, 0)[1] == 1


def test_one_failing_reaction_does_not_hold_up_the_others(bench: Bench) -> None:
    @bench.reactions.on("order.paid")
    def fail(tx: Transaction, message: Message) -> None:
        raise RuntimeError

    @bench.reactions.on("order.paid")
    def react(tx: Transaction, message: Message) -> None:
        write(tx, f"order {message.payload['n']}")

    for n in range(3):
        bench.publish("order.paid", {"n": n})
    bench.run()
    assert sorted(written(bench)) == ["order 0", "order 1", "order 2"]


def test_a_key_makes_a_repeated_publish_harmless(bench: Bench) -> None:
    got: list[int] = []
    bench.reactions.on("order.paid")(lambda tx, message: got.append(message.payload["n"]))
    bench.publish("order.paid", {"n": 1}, key="order 1")
    bench.publish("order.paid", {"n": 1}, key="order 1")
    bench.run()
    bench.publish("order.paid", {"n": 1}, key="order 1")
    bench.run()
    assert got == [1]


def test_a_reaction_whose_lease_was_taken_over_writes_nothing(bench: Bench, clock: ManualClock) -> None:
    bench.reactions.on("order.paid")(lambda tx, message: write(tx, f"job {message.id}"))
    bench.publish("order.paid", {})
    slow = bench.worker("slow")
    (late,) = slow._claim(1)
    clock.advance(seconds=61)
    assert bench.worker("quick").run_due() == 1
    first = written(bench)
    bench.reactions.all.clear()
    bench.reactions.on("order.paid")(lambda tx, message: write(tx, "twice"))
    slow._execute(late)
    assert written(bench) == first


def test_a_reaction_of_a_process_that_died_is_delivered_by_another(bench: Bench, clock: ManualClock) -> None:
    bench.reactions.on("order.paid")(lambda tx, message: write(tx, "done"))
    bench.publish("order.paid", {})
    bench.worker("died")._claim(1)
    assert bench.worker("other").run_due() == 0
    clock.advance(seconds=61)
    assert bench.worker("other").run_due() == 1
    assert written(bench) == ["done"]


def test_messages_go_before_ordinary_jobs(bench: Bench, clock: ManualClock) -> None:
    order: list[str] = []
    bench.tasks.task("bench.work")(lambda work: order.append("job"))
    bench.reactions.on("order.paid")(lambda tx, message: order.append("message"))
    bench.enqueue("bench.work", due=clock.now() - timedelta(hours=1))
    bench.publish("order.paid", {})
    bench.run()
    assert order == ["message", "job"]


def test_deliveries_are_made_in_batches_and_each_sees_what_the_one_before_wrote(bench: Bench) -> None:
    sizes: list[int] = []

    @bench.reactions.on("order.paid")
    def react(tx: Transaction, message: Message) -> None:
        sizes.append(len(list(tx.session.scalars(select(LeaseRow.name)))))
        tx.session.add(LeaseRow(name=f"order {message.payload['n']}", owner="r", until=tx.now))

    for n in range(5):
        bench.publish("order.paid", {"n": n})
    worker = bench.worker()
    assert worker._react()
    assert not worker._react()
    assert sizes == [0, 1, 2, 3, 4]
    assert {row.state for row in bench.rows()} == {"done"}


def test_a_failure_in_a_batch_costs_only_the_one_that_failed(bench: Bench) -> None:
    @bench.reactions.on("order.paid")
    def react(tx: Transaction, message: Message) -> None:
        write(tx, f"order {message.payload['n']}")
        if message.payload["n"] == 3:
            raise RuntimeError("the fourth")

    for n in range(5):
        bench.publish("order.paid", {"n": n})
    bench.worker()._react()
    assert sorted(written(bench)) == ["order 0", "order 1", "order 2", "order 4"]
    assert [row.state for row in bench.rows()] == ["done", "done", "done", "ready", "done"]
    assert [row.attempts for row in bench.rows()] == [1, 1, 1, 1, 1]


def test_a_message_for_a_reaction_that_this_version_does_not_know_waits(bench: Bench) -> None:
    bench.reactions.on("order.paid")(lambda tx, message: write(tx, "known"))
    bench.publish("order.paid", {})
    bench.enqueue("on:order.paid:future.reaction", priority=9)
    bench.worker()._react()
    assert written(bench) == ["known"]
    assert [row.state for row in bench.rows()] == ["done", "ready"]


def test_tasks_and_messages_do_not_wait_for_each_other(bench: Bench, wait: Wait) -> None:
    busy = threading.Event()
    bench.tasks.task("work")(lambda work: busy.wait(30) and None)
    bench.reactions.on("order.paid")(lambda tx, message: write(tx, "delivered"))
    bench.enqueue("work")
    worker = bench.worker(threads=1)
    worker.start()
    wait(lambda: bench.row().state == "running")
    bench.publish("order.paid", {})
    wait(lambda: written(bench) == ["delivered"])
    busy.set()
    worker.stop(5)


def test_subscribers_are_listed_by_topic() -> None:
    a, b = Reactions("a"), Reactions("b")

    @a.on("x")
    def first(tx: Transaction, message: Message) -> None: ...

    @b.on("x")
    def second(tx: Transaction, message: Message) -> None: ...

    assert subscribers_of([a, b]) == {"x": ["on:x:a.first", "on:x:b.second"]}


def test_a_reaction_may_publish_in_turn(bench: Bench) -> None:
    @bench.reactions.on("first")
    def pass_on(tx: Transaction, message: Message) -> None:
        tx.publish("second", {"n": message.payload["n"] + 1})

    got: list[int] = []
    bench.reactions.on("second")(lambda tx, message: got.append(message.payload["n"]))
    bench.publish("first", {"n": 1})
    bench.run()
    assert got == [2]


@pytest.mark.parametrize("payload", [{}, {"list": [1, None, "中文"], "nested": {"a": True}}])
def test_a_payload_arrives_as_it_was_sent(bench: Bench, payload: dict[str, object]) -> None:
    got: list[object] = []
    bench.reactions.on("x")(lambda tx, message: got.append(message.payload))
    bench.publish("x", payload)
    bench.run()
    assert got == [payload]
