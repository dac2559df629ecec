"""Loops: an elected one runs in one process at a time, and in another when that one is gone."""

from __future__ import annotations

import threading
import time

import pytest
from kernel.conftest import Bench, Wait
from prometheus_client import REGISTRY

from huayuan.kernel.clock import ManualClock
from huayuan.kernel.loops import LEASE_SECONDS, Loop, LoopRunner, Loops, breathe, hold_lease
from huayuan.kernel.services import Services
from huayuan.kernel.unit_of_work import UnitOfWork


class Process:
    """One process with one loop that counts its rounds."""

    def __init__(self, uow: UnitOfWork, name: str, *, elected: bool = True) -> None:
        self.rounds = 0
        self.loop = Loop("test", self._round, 0.01, elected)
        self.runner = LoopRunner(uow, Services(), [self.loop], name)

    def _round(self, services: Services) -> bool:
        self.rounds += 1
        return False


def test_a_lease_has_one_holder(bench: Bench, clock: ManualClock) -> None:
    assert hold_lease(bench.uow, "x", "a", 10)
    assert not hold_lease(bench.uow, "x", "b", 10)
    assert hold_lease(bench.uow, "x", "a", 10), "its holder renews it"
    assert hold_lease(bench.uow, "y", "b", 10), "another lease is another matter"
    clock.advance(seconds=10)
    assert hold_lease(bench.uow, "x", "b", 10)
    assert not hold_lease(bench.uow, "x", "a", 10)


def test_of_many_who_want_a_lease_one_gets_it(bench: Bench) -> None:
    answers: list[bool] = []
    threads = [
        threading.Thread(target=lambda n=n: answers.append(hold_lease(bench.uow, "x", f"p{n}", 10)))  # type: ignore[misc]
        for n in range(5)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [False, False, False, False, True]


def test_the_holder_renews_before_its_lease_lapses(bench: Bench, clock: ManualClock) -> None:
    one, two = (LoopRunner(bench.uow, Services(), [], name) for name in ("one", "two"))
    assert one._hold("x")
    for _ in range(10):
        clock.advance(seconds=LEASE_SECONDS * 0.6)
        assert one._hold("x")
        assert not two._hold("x")


def test_an_elected_loop_runs_in_one_process(bench: Bench, wait: Wait) -> None:
    one, two = Process(bench.uow, "one"), Process(bench.uow, "two")
    one.runner.start()
    wait(lambda: one.rounds > 0)
    two.runner.start()
    before = one.rounds
    wait(lambda: one.rounds > before + 3)
    assert two.rounds == 0
    one.runner.stop(5)
    two.runner.stop(5)


def test_a_stopped_process_hands_over_at_once(bench: Bench, wait: Wait) -> None:
    """The clock stands still, so it is not the lapse that helps."""
    one, two = Process(bench.uow, "one"), Process(bench.uow, "two")
    one.runner.start()
    wait(lambda: one.rounds > 0)
    two.runner.start()
    one.runner.stop(5)
    wait(lambda: two.rounds > 0)
    two.runner.stop(5)


def test_a_dead_process_is_replaced_when_its_lease_lapses(
    bench: Bench, clock: ManualClock, wait: Wait
) -> None:
    hold_lease(bench.uow, "test", "dead", LEASE_SECONDS)
    two = Process(bench.uow, "two")
    two.runner.start()
    threading.Event().wait(0.1)
    assert two.rounds == 0
    clock.advance(seconds=LEASE_SECONDS)
    wait(lambda: two.rounds > 0)
    two.runner.stop(5)


def test_a_loop_of_every_process_asks_nobody(bench: Bench, wait: Wait) -> None:
    one, two = (Process(bench.uow, name, elected=False) for name in ("one", "two"))
    for process in (one, two):
        process.runner.start()
    wait(lambda: one.rounds > 0 and two.rounds > 0)
    for process in (one, two):
        process.runner.stop(5)


def test_a_round_that_is_not_over_keeps_its_lease(bench: Bench) -> None:
    inside, go_on = threading.Event(), threading.Event()

    def stuck(services: Services) -> bool:
        inside.set()
        go_on.wait(30)
        return False

    runner = LoopRunner(bench.uow, Services(), [Loop("test", stuck, 0.01, True)], "one")
    runner.start()
    assert inside.wait(10)
    runner.stop(0.1)
    assert not hold_lease(bench.uow, "test", "two", 10)
    go_on.set()


def test_a_long_round_rests_between_its_steps_and_keeps_its_lease(
    bench: Bench, clock: ManualClock, wait: Wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    worked, rests, others = [0.0], list[float](), list[bool]()
    monkeypatch.setattr("huayuan.kernel.loops.monotonic", lambda: worked[0])

    def two_steps(services: Services) -> bool:
        for _ in range(2):
            worked[0] += 0.1
            clock.advance(seconds=LEASE_SECONDS * 0.6)
            began = time.monotonic()
            breathe()
            rests.append(time.monotonic() - began)
            others.append(hold_lease(bench.uow, "test", "two", 10))
        return False

    runner = LoopRunner(bench.uow, Services(), [Loop("test", two_steps, 60, True, share=0.5)], "one")
    runner.start()
    wait(lambda: len(others) == 2)
    runner.stop(5)
    assert min(rests) >= 0.09, "as long as it worked"
    assert others == [False, False]


def test_outside_of_a_loop_nobody_rests() -> None:
    breathe()


def test_a_failing_round_is_counted_and_tried_again(
    bench: Bench, wait: Wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    rounds: list[int] = []

    def fail_once(services: Services) -> bool:
        rounds.append(1)
        if len(rounds) == 1:
            raise RuntimeError("once")
        return False

    def failures() -> float:
        return REGISTRY.get_sample_value("huayuan_loop_failures_total", {"loop": "fails once"}) or 0.0

    before = failures()
    runner = LoopRunner(bench.uow, Services(), [Loop("fails once", fail_once, 0.01, False)], "one")
    runner.start()
    wait(lambda: len(rounds) > 1)
    runner.stop(5)
    assert failures() == before + 1


def test_a_loop_with_more_to_do_does_not_pause(bench: Bench, wait: Wait) -> None:
    left = [5]

    def drain(services: Services) -> bool:
        left[0] -= 1
        return left[0] > 0

    runner = LoopRunner(bench.uow, Services(), [Loop("drain", drain, 60, False)], "one")
    runner.start()
    wait(lambda: left[0] <= 0)
    runner.stop(5)


def test_wake_makes_a_loop_look_at_once(bench: Bench, wait: Wait) -> None:
    rounds: list[int] = []
    loops = Loops("bench")

    @loops.loop("sleepy", every=60, elected=False)
    def look(services: Services) -> bool:
        rounds.append(1)
        return False

    runner = LoopRunner(bench.uow, Services(), loops.all, "one")
    runner.start()
    wait(lambda: len(rounds) == 1)
    loops.wake("sleepy")
    wait(lambda: len(rounds) == 2)
    runner.stop(5)
