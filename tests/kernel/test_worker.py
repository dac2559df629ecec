"""The worker's threads: what it accepts is done or given back, whenever it is stopped."""

from __future__ import annotations

import threading

import pytest
from kernel.conftest import Bench, Wait

from huayuan.kernel.clock import ManualClock
from huayuan.kernel.jobs import Work
from huayuan.kernel.processes import process_name


def test_jobs_run_in_several_threads_at_once(bench: Bench, wait: Wait) -> None:
    together = threading.Barrier(3, timeout=10)
    bench.tasks.task("work")(lambda work: together.wait() and None)
    for _ in range(3):
        bench.enqueue("work")
    worker = bench.worker(threads=3)
    worker.start()
    wait(lambda: {row.state for row in bench.rows()} == {"done"})
    worker.stop(5)


def test_a_new_job_wakes_the_worker(bench: Bench, wait: Wait) -> None:
    bench.tasks.task("work")(lambda work: None)
    worker = bench.worker(threads=2)
    worker.start()
    bench.enqueue("work")
    wait(lambda: bench.row().state == "done")
    worker.stop(5)


def test_stopping_waits_for_what_runs_and_starts_nothing_more(bench: Bench) -> None:
    started, go_on = threading.Event(), threading.Event()

    def work(work: Work) -> None:
        started.set()
        assert go_on.wait(10)

    bench.tasks.task("work")(work)
    for _ in range(3):
        bench.enqueue("work")
    worker = bench.worker(threads=1)
    worker.start()
    assert started.wait(10)
    threading.Timer(0.2, go_on.set).start()
    worker.stop(10)
    assert [row.state for row in bench.rows()] == ["done", "ready", "ready"]
    assert [row.attempts for row in bench.rows()] == [1, 0, 0]


def test_a_task_with_heartbeats_goes_back_to_the_queue_when_the_process_stops(bench: Bench) -> None:
    started = threading.Event()

    def endless(work: Work) -> None:
        while True:
            work.heartbeat(0.5, "half way")
            started.set()
            threading.Event().wait(0.01)

    bench.tasks.task("work")(endless)
    bench.enqueue("work")
    worker = bench.worker(threads=1)
    worker.start()
    assert started.wait(10)
    worker.stop(10)
    row = bench.row()
    assert (row.state, row.attempts, row.progress, row.note) == ("ready", 0, 0.5, "half way")


def test_stopping_ends_in_time_although_a_task_does_not(bench: Bench, clock: ManualClock) -> None:
    started, go_on = threading.Event(), threading.Event()

    def stuck(work: Work) -> None:
        started.set()
        go_on.wait(30)

    bench.tasks.task("work")(stuck)
    bench.enqueue("work")
    worker = bench.worker("stopped", threads=1)
    worker.start()
    assert started.wait(10)
    stopper = threading.Thread(target=worker.stop, args=(0.2,))
    stopper.start()
    stopper.join(5)
    assert not stopper.is_alive()
    clock.advance(minutes=2)
    assert len(bench.worker("other")._claim(1)) == 1, "lapsed, so another takes it"
    go_on.set()


def test_a_database_that_is_away_stops_nothing_for_good(
    bench: Bench, wait: Wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.tasks.task("work")(lambda work: None)
    worker = bench.worker(threads=1)
    away, claim, tries = threading.Event(), worker._claim, []

    def claim_or_fail(limit: int, **options: bool) -> object:
        tries.append(1)
        if not away.is_set():
            away.set()
            raise ConnectionError("away")
        return claim(limit, **options)

    monkeypatch.setattr(worker, "_claim", claim_or_fail)
    bench.enqueue("work")
    worker.start()
    wait(lambda: bench.row().state == "done")
    worker.stop(5)
    assert len(tries) >= 2


def test_no_two_starts_have_the_same_name() -> None:
    names = {process_name() for _ in range(100)}
    assert len(names) == 100
    assert max(map(len, names)) <= 46
