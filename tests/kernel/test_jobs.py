"""Jobs: leases, attempts, pauses, and what an operator does with them."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

import pytest
from kernel.conftest import Bench

from huayuan.kernel import jobs
from huayuan.kernel.clock import ManualClock
from huayuan.kernel.housekeeping import KEEP_FINISHED, purge_jobs
from huayuan.kernel.jobs import Cancelled, Job, Work
from huayuan.kernel.processes import process_name
from huayuan.kernel.services import Services


def claim(bench: Bench, owner: str = "a", limit: int = 10, seconds: int = 60) -> list[Job]:
    with bench.uow.begin() as tx:
        return jobs.claim(tx.session, tx.now, owner, limit, seconds)


def test_the_most_urgent_and_then_the_oldest_goes_first(bench: Bench, clock: ManualClock) -> None:
    now = clock.now()
    bench.enqueue("late", due=now - timedelta(seconds=1))
    bench.enqueue("early", due=now - timedelta(seconds=2))
    bench.enqueue("urgent", priority=9)
    bench.enqueue("later", due=now + timedelta(seconds=1))
    assert [job.task for job in claim(bench)] == ["urgent", "early", "late"]


def test_a_claimed_job_is_nobody_elses(bench: Bench) -> None:
    bench.enqueue("work")
    assert len(claim(bench, "a")) == 1
    assert claim(bench, "b") == []


def test_a_lapsed_job_is_taken_over(bench: Bench, clock: ManualClock) -> None:
    bench.enqueue("work")
    (first,) = claim(bench, "a")
    clock.advance(seconds=60)
    assert claim(bench, "b") == []
    clock.advance(seconds=1)
    (second,) = claim(bench, "b")
    assert (first.attempts, second.attempts) == (1, 2)


@pytest.mark.parametrize("other", ["a", "b"], ids=["the same process", "another process"])
def test_who_lost_the_lease_can_neither_finish_nor_fail(bench: Bench, clock: ManualClock, other: str) -> None:
    bench.enqueue("work")
    (first,) = claim(bench, "a")
    clock.advance(seconds=61)
    (second,) = claim(bench, other)
    with bench.uow.begin() as tx:
        assert not jobs.finish(tx.session, first, tx.now)
        jobs.fail(tx.session, first, tx.now, "late")
        jobs.release(tx.session, first, tx.now)
    assert bench.row().state == "running"
    with bench.uow.begin() as tx:
        assert jobs.finish(tx.session, second, tx.now)
    assert bench.row().state == "done"


def test_workers_in_parallel_never_get_the_same_job(bench: Bench) -> None:
    with bench.uow.begin() as tx:
        for number in range(60):
            tx.enqueue("work", {"n": number})
    taken: list[list[int]] = [[] for _ in range(4)]

    def work(mine: list[int]) -> None:
        while batch := claim(bench, process_name(), limit=3):
            mine += [job.payload["n"] for job in batch]

    threads = [threading.Thread(target=work, args=(mine,)) for mine in taken]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(number for mine in taken for number in mine) == list(range(60))


def test_a_dedup_key_keeps_a_second_job_out(bench: Bench) -> None:
    bench.enqueue("work", dedup_key="a")
    bench.enqueue("work", dedup_key="a")
    bench.enqueue("work", dedup_key="b")
    bench.enqueue("work")
    bench.enqueue("work")
    assert len(bench.rows()) == 4


def test_two_equal_keys_in_one_transaction_are_one_job(bench: Bench) -> None:
    with bench.uow.begin() as tx:
        tx.enqueue("work", {}, dedup_key="a")
        tx.enqueue("work", {}, dedup_key="a")
    assert len(bench.rows()) == 1


def fail_all(bench: Bench, clock: ManualClock) -> int:
    runs = 0
    while bench.row().state == "ready":
        clock.advance(hours=1)
        runs += bench.run()
    return runs


def refuse(work: Work) -> None:
    raise RuntimeError("no")


def test_a_task_says_how_often_it_is_tried(bench: Bench, clock: ManualClock) -> None:
    bench.tasks.task("work", max_attempts=3)(refuse)
    bench.enqueue("work")
    assert fail_all(bench, clock) == 3
    assert bench.row().state == "dead"


def test_who_enqueues_may_say_otherwise(bench: Bench, clock: ManualClock) -> None:
    bench.tasks.task("work", max_attempts=3)(refuse)
    bench.enqueue("work", max_attempts=2)
    assert fail_all(bench, clock) == 2


def test_a_job_that_kills_its_worker_is_not_tried_for_ever(bench: Bench, clock: ManualClock) -> None:
    """Nobody is left to count a failure, so the claims are counted."""
    ran: list[int] = []
    bench.tasks.task("work", max_attempts=3)(lambda work: ran.append(1))
    bench.enqueue("work")
    for _ in range(3):
        bench.worker()._claim(1)  # and the process dies
        clock.advance(minutes=2)
    bench.run()
    assert ran == []
    assert bench.row().state == "dead"
    assert "WorkerDied" in (bench.row().error or "")


def test_an_error_may_say_when_to_try_again(bench: Bench, clock: ManualClock) -> None:
    class Limited(Exception):
        retry_after = 90.0

    def limited(work: Work) -> None:
        raise Limited

    bench.tasks.task("work")(limited)
    bench.enqueue("work")
    bench.run()
    assert bench.row().due == clock.now() + timedelta(seconds=90)


def test_the_pause_has_an_upper_limit(bench: Bench, clock: ManualClock) -> None:
    bench.enqueue("work", max_attempts=100)
    for _ in range(20):
        clock.advance(hours=2)
        (job,) = claim(bench)
        with bench.uow.begin() as tx:
            jobs.fail(tx.session, job, tx.now, "again")
    assert bench.row().due == clock.now() + timedelta(seconds=jobs.MAX_BACKOFF_SECONDS)


def test_a_long_task_has_a_long_lease_from_the_start(bench: Bench, clock: ManualClock) -> None:
    bench.tasks.task("work", lease_seconds=600)(refuse)
    bench.enqueue("work")
    bench.worker("a")._claim(1)
    assert bench.row().lease_until == clock.now() + timedelta(seconds=600)


def test_a_heartbeat_keeps_the_lease_and_shows_progress(bench: Bench, clock: ManualClock) -> None:
    def long(work: Work) -> None:
        for step in range(10):
            clock.advance(seconds=30)
            work.heartbeat(step / 10, f"step {step}")
            assert claim(bench, "thief") == []
            row = bench.row()
            assert (row.progress, row.note) == (step / 10, f"step {step}")

    bench.tasks.task("work")(long)
    bench.enqueue("work")
    bench.run()
    assert (bench.row().state, bench.row().progress, bench.row().attempts) == ("done", 1.0, 1)


def test_a_heartbeat_inside_a_transaction_is_refused_at_once(bench: Bench) -> None:
    """It would wait for itself, and every other writer for it."""

    def nested(work: Work) -> None:
        with work.begin():
            with pytest.raises(RuntimeError, match="inside a transaction"):
                work.heartbeat(0.5)
            with pytest.raises(RuntimeError, match="inside a transaction"), work.begin():
                pass
        work.heartbeat(1.0)

    bench.enqueue("work")
    (job,) = claim(bench)
    nested(Work(job, bench.uow, Services(), 60))


def test_a_cancelled_task_ends_at_its_heartbeat(bench: Bench) -> None:
    steps: list[int] = []

    def long(work: Work) -> None:
        for step in range(10):
            steps.append(step)
            if step == 2:
                with work.begin() as tx:
                    assert jobs.cancel(tx.session, work.job.id, tx.now)
            work.heartbeat()

    bench.tasks.task("work")(long)
    bench.enqueue("work")
    bench.run()
    assert steps == [0, 1, 2]
    assert bench.row().state == "cancelled"


def test_a_task_cancelled_and_retried_meanwhile_does_not_end_its_successor(bench: Bench) -> None:
    bench.enqueue("work")
    (first,) = claim(bench)
    with bench.uow.begin() as tx:
        jobs.cancel(tx.session, first.id, tx.now)
        jobs.retry(tx.session, first.id, tx.now)
    (second,) = claim(bench)
    assert second.attempts == first.attempts
    with pytest.raises(Cancelled):
        Work(first, bench.uow, Services(), 60).heartbeat()
    Work(second, bench.uow, Services(), 60).heartbeat()


def test_retry_starts_afresh(bench: Bench, clock: ManualClock) -> None:
    bench.tasks.task("work", max_attempts=1)(refuse)
    bench.enqueue("work")
    bench.run()
    job_id = bench.row().id
    with bench.uow.begin() as tx:
        assert jobs.retry(tx.session, job_id, tx.now)
        assert not jobs.retry(tx.session, job_id, tx.now), "it waits already"
    row = bench.row()
    assert (row.state, row.attempts, row.error, row.finished_at) == ("ready", 0, None, None)
    assert bench.run() == 1


def test_only_waiting_and_running_jobs_can_be_cancelled(bench: Bench) -> None:
    bench.tasks.task("work")(lambda work: None)
    bench.enqueue("work")
    bench.run()
    with bench.uow.begin() as tx:
        assert not jobs.cancel(tx.session, bench.row().id, tx.now)
        assert not jobs.cancel(tx.session, 999_999, tx.now)


def test_purge_forgets_what_is_done_and_keeps_what_is_dead(bench: Bench, clock: ManualClock) -> None:
    bench.tasks.task("good")(lambda work: None)
    bench.tasks.task("bad", max_attempts=1)(refuse)
    for task in ("good", "bad"):
        bench.enqueue(task)
    bench.run()
    clock.advance(days=KEEP_FINISHED.days)
    bench.enqueue("good")
    bench.run()
    clock.advance(seconds=1)
    bench.tasks.task("purge")(purge_jobs)
    bench.enqueue("purge")
    bench.run()
    assert [(row.task, row.state) for row in bench.rows()] == [
        ("bad", "dead"),
        ("good", "done"),
        ("purge", "done"),
    ]


def test_a_task_that_this_version_does_not_know_waits_and_says_so(bench: Bench) -> None:
    bench.enqueue("from.the.future")
    bench.run()
    assert bench.row().state == "ready"
    assert "no task named 'from.the.future'" in (bench.row().error or "")


def test_jobs_are_listed_newest_first(bench: Bench) -> None:
    for name in ("a", "b", "c"):
        bench.enqueue(name)
    with bench.uow.read() as tx:
        rows, total = jobs.listing(tx.session, None, 2, 0)
        assert ([row.task for row in rows], total) == (["c", "b"], 3)
        assert jobs.listing(tx.session, "dead", 2, 0) == ([], 0)
        assert jobs.next_due(tx.session) == datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
