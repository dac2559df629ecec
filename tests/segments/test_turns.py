"""Only one has the turn: among the threads of a process, and among processes that share the records."""

from __future__ import annotations

import threading
import time

import pytest

from huayuan.kernel.clock import SystemClock
from huayuan.kernel.db import Database
from huayuan.kernel.errors import Unavailable
from huayuan.kernel.loops import hold_lease
from huayuan.kernel.services import Services
from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.segments import turns


def process(database: Database) -> Services:
    services = Services()
    services.put(UnitOfWork, UnitOfWork(database, SystemClock()))
    return services


def contend(holders: list[Services]) -> list[str]:
    """What happens when all want the turn at once: each says when it begins and ends."""
    said: list[str] = []

    def work(number: int) -> None:
        with turns.turn(holders[number], "counting"):
            said.append(f"{number} begins")
            time.sleep(0.1)
            said.append(f"{number} ends")

    threads = [threading.Thread(target=work, args=(number,)) for number in range(len(holders))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return said


def in_turn(said: list[str]) -> bool:
    return len(said) == 6 and all(a[0] == b[0] for a, b in zip(said[::2], said[1::2], strict=True))


def test_threads_take_turns(database: Database) -> None:
    services = process(database)
    assert in_turn(contend([services] * 3))


def test_processes_take_turns(database: Database) -> None:
    if database.is_sqlite:
        pytest.skip("one process has the file")
    others = [Database(database.url) for _ in range(2)]
    assert in_turn(contend([process(one) for one in (database, *others)]))
    for one in others:
        one.dispose()


def test_a_turn_ends_when_the_work_fails(database: Database) -> None:
    services = process(database)
    with pytest.raises(ZeroDivisionError), turns.turn(services, "counting"):
        raise ZeroDivisionError
    with turns.turn(services, "counting"):
        pass


def test_whoever_waits_too_long_is_told(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    if database.is_sqlite:
        pytest.skip("one process has the file")
    monkeypatch.setattr(turns, "PATIENCE_SECONDS", 0.1)
    assert hold_lease(UnitOfWork(database, SystemClock()), "counting", "somebody else", 60)
    with pytest.raises(Unavailable), turns.turn(process(database), "counting"):
        pass
