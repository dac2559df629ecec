"""One request or task is one transaction. Nothing but this file commits."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from huayuan.kernel.clock import Clock
from huayuan.kernel.db import Database, insert_new
from huayuan.kernel.logging import get_logger
from huayuan.kernel.models import JobRow

log = get_logger("unit_of_work")


class Transaction:
    """What an `api` verb is handed: the session, the time of the transaction, and what shall happen after it."""

    def __init__(
        self,
        session: Session,
        now: datetime,
        subscribers: Mapping[str, Sequence[str]],
        *,
        read_only: bool = False,
    ) -> None:
        self.read_only = read_only
        self.session = session
        self.now = now
        self._subscribers = subscribers
        self._jobs: list[dict[str, Any]] = []
        self._started = False
        self._after_commit: list[Callable[[], None]] = []
        self.memo: dict[Any, Any] = {}

    def publish(self, topic: str, payload: dict[str, Any], *, key: str | None = None) -> None:
        """Tell every reaction to `topic`, at least once, after the commit. `key` makes a repeated publish harmless."""
        for reaction in self._subscribers.get(topic, ()):
            dedup = f"{reaction}#{key}" if key else None
            self.enqueue(
                reaction,
                {"topic": topic, "data": payload, "published_at": self.now.isoformat()},
                dedup_key=dedup,
                priority=5,
            )

    def enqueue(
        self,
        task: str,
        payload: dict[str, Any],
        *,
        due: datetime | None = None,
        dedup_key: str | None = None,
        priority: int = 0,
        max_attempts: int | None = None,
    ) -> None:
        """Have `task` done at `due` (default: now). While a job with the same `dedup_key` is kept, this is a no-op."""
        self._jobs.append(
            {
                "task": task,
                "payload": payload,
                "state": "ready",
                "priority": priority,
                "due": due or self.now,
                "attempts": 0,
                "max_attempts": max_attempts or 0,  # 0: as often as its task says
                "dedup_key": dedup_key,
                "created_at": self.now,
            }
        )

    def start(self, task: str, payload: dict[str, Any]) -> int:
        """`enqueue` for somebody who wants to watch: answers the number of the job."""
        self._started = True
        row = JobRow(
            task=task, payload=payload, state="ready", priority=0, due=self.now, attempts=0, max_attempts=0,
            created_at=self.now,
        )  # fmt: skip
        self.session.add(row)
        self.session.flush()
        return row.id

    def after_commit(self, function: Callable[[], None]) -> None:
        """Run `function` once the transaction is durable: wake-ups and cache updates, never anything that must not be lost."""
        self._after_commit.append(function)

    def _write_jobs(self) -> bool:
        jobs, self._jobs = self._jobs, []
        insert_new(self.session, JobRow, jobs, on=["dedup_key"])
        return bool(jobs) or self._started

    def _run_after_commit(self) -> None:
        for function in self._after_commit:
            try:
                function()
            except Exception:  # the transaction is durable: its caller must not hear that it failed
                log.exception("after_commit.failed")


class UnitOfWork:
    """Opens transactions. `subscribers` maps a topic to the names of the reactions that want it."""

    def __init__(
        self, database: Database, clock: Clock, subscribers: Mapping[str, Sequence[str]] | None = None
    ) -> None:
        self.database = database
        self.clock = clock
        self.subscribers: Mapping[str, Sequence[str]] = subscribers or {}
        self.on_jobs: list[Callable[[], None]] = []

    @contextmanager
    def begin(self, *, urgent: bool = False) -> Iterator[Transaction]:
        """A write transaction: commits when the block ends, rolls back when it raises.

        `urgent` ones go first where there is a queue: somebody waits for the answer.
        """
        with self.database.writing(urgent=urgent) as session:
            tx = Transaction(session, self.clock.now(), self.subscribers)
            yield tx
            session.flush()
            has_jobs = tx._write_jobs()
            session.commit()
        tx._run_after_commit()
        if has_jobs:
            for wake in self.on_jobs:
                wake()

    @contextmanager
    def read(self) -> Iterator[Transaction]:
        """A read-only view; whatever it would write is rolled back."""
        with self.database.reading() as session:
            yield Transaction(session, self.clock.now(), {}, read_only=True)
