"""A small feature of our own on the kernel, and a worker to run its jobs in the test's thread."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import select

from huayuan.kernel.clock import ManualClock
from huayuan.kernel.db import Database
from huayuan.kernel.jobs import Tasks
from huayuan.kernel.models import JobRow
from huayuan.kernel.outbox import Reactions, subscribers_of
from huayuan.kernel.services import Services
from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.kernel.worker import Worker


class Bench:
    """Tasks and reactions under test, with the processes that run them."""

    def __init__(self, database: Database, clock: ManualClock) -> None:
        self.clock = clock
        self.tasks = Tasks("bench")
        self.reactions = Reactions("bench")
        self.database = database
        self.uow = UnitOfWork(database, clock)

    def worker(self, name: str = "one", threads: int = 1) -> Worker:
        self.uow.subscribers = subscribers_of([self.reactions])
        return Worker(self.uow, Services(), [self.tasks], [self.reactions], threads=threads, owner=name)

    def run(self) -> int:
        return self.worker().run_due()

    def publish(self, topic: str, payload: dict[str, object], key: str | None = None) -> None:
        self.uow.subscribers = subscribers_of([self.reactions])
        with self.uow.begin() as tx:
            tx.publish(topic, payload, key=key)

    def enqueue(self, task: str, **options: object) -> None:
        with self.uow.begin() as tx:
            tx.enqueue(task, {}, **options)  # type: ignore[arg-type]

    def rows(self) -> list[JobRow]:
        with self.uow.read() as tx:
            return list(tx.session.scalars(select(JobRow).order_by(JobRow.id)))

    def row(self) -> JobRow:
        (row,) = self.rows()
        return row


@pytest.fixture
def bench(database: Database, clock: ManualClock) -> Bench:
    return Bench(database, clock)


Wait = Callable[[Callable[[], bool]], None]


@pytest.fixture
def wait() -> Wait:
    """Wait for something that another thread does; fails after ten seconds."""
    import time

    def until(condition: Callable[[], bool]) -> None:
        for _ in range(1000):
            if condition():
                return
            time.sleep(0.01)
        raise AssertionError("did not happen within ten seconds")

    return until
