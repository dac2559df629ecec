"""Work for later: a table of jobs with leases, attempts, backoff and dedup keys.

A job is claimed under a lease. A worker that dies lets the lease lapse and the job runs again, so a task must be
idempotent; after `max_attempts` the job is `dead` and shown to the operator, never silently dropped.
"""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, or_, select, text, update
from sqlalchemy.orm import Session

from huayuan.kernel.clock import Clock
from huayuan.kernel.db import touched
from huayuan.kernel.models import JobRow
from huayuan.kernel.services import Services
from huayuan.kernel.unit_of_work import Transaction, UnitOfWork

MAX_BACKOFF_SECONDS = 3600
REACTION_PREFIX = "on:"


class Cancelled(Exception):
    """Raised by `Work.heartbeat` when someone cancelled the job or another worker took it over."""


class Interrupted(Exception):
    """Raised by `Work.heartbeat` when the process stops: the job goes back to the queue and goes on elsewhere."""


@dataclass(frozen=True, slots=True)
class Task:
    name: str
    run: Callable[[Work], None]
    max_attempts: int = 10
    lease_seconds: int = 60


@dataclass(frozen=True, slots=True)
class Schedule:
    name: str
    cron: str


@dataclass
class Tasks:
    """The tasks of one feature: `@TASKS.task("imports.run")`, `@TASKS.every("stores.sync", cron="0 0 3 * * *")`."""

    feature: str
    all: list[Task] = field(default_factory=list)
    schedules: list[Schedule] = field(default_factory=list)

    def task(
        self, name: str, *, max_attempts: int = 10, lease_seconds: int = 60
    ) -> Callable[[Callable[[Work], None]], Callable[[Work], None]]:
        def register(function: Callable[[Work], None]) -> Callable[[Work], None]:
            self.all.append(Task(name, function, max_attempts, lease_seconds))
            return function

        return register

    def every(self, name: str, *, cron: str) -> Callable[[Callable[[Work], None]], Callable[[Work], None]]:
        """Run at each time of `cron` (six fields, seconds first, in the organisation's zone)."""
        self.schedules.append(Schedule(name, cron))
        return self.task(name)


@dataclass(frozen=True, slots=True)
class Job:
    """A claimed job. `lease` names this claim: the same job claimed again, even by this process, has another."""

    id: int
    task: str
    payload: dict[str, Any]
    attempts: int
    max_attempts: int
    lease: str


class Work:
    """What a running task is handed."""

    def __init__(
        self,
        job: Job,
        uow: UnitOfWork,
        services: Services,
        lease_seconds: int,
        stopping: threading.Event | None = None,
    ) -> None:
        self.job = job
        self.payload = job.payload
        self.services = services
        self.clock: Clock = uow.clock
        self._uow = uow
        self._lease = lease_seconds
        self._stopping = stopping or threading.Event()
        self._writing = False

    @contextmanager
    def begin(self) -> Iterator[Transaction]:
        """A write transaction. One inside another would wait for itself and hold up every writer meanwhile: RuntimeError."""
        self._refuse_nesting()
        with self._uow.begin() as tx:
            self._writing = True
            try:
                yield tx
            finally:
                self._writing = False

    def _refuse_nesting(self) -> None:
        if self._writing:
            raise RuntimeError(f"{self.job.task}: a transaction (or heartbeat) inside a transaction")

    @contextmanager
    def read(self) -> Iterator[Transaction]:
        with self._uow.read() as tx:
            yield tx

    def heartbeat(self, progress: float | None = None, note: str | None = None) -> None:
        """Keep the lease and show progress (0…1).

        Raises Cancelled when the job was cancelled or taken over, Interrupted when the process is told to stop. It is a
        transaction of its own: never inside `begin()`.
        """
        self._refuse_nesting()
        with self._uow.begin() as tx:
            values: dict[str, Any] = {"lease_until": tx.now + timedelta(seconds=self._lease)}
            values |= {"progress": progress} if progress is not None else {}
            values |= {"note": note} if note is not None else {}
            kept = tx.session.execute(_mine(self.job).values(**values))
            if not touched(kept):
                raise Cancelled()
        if self._stopping.is_set():
            raise Interrupted()


def claim(
    session: Session,
    now: datetime,
    owner: str,
    limit: int,
    lease_seconds: int,
    *,
    reactions: bool | None = None,
) -> list[Job]:
    """Take up to `limit` due jobs, most urgent first, under a lease. Two workers never get the same one.

    `reactions` restricts to deliveries of published messages (True) or to tasks (False).
    """
    due = (JobRow.state == "ready") & (JobRow.due <= now)
    lapsed = (JobRow.state == "running") & (JobRow.lease_until < now)
    pick = (
        select(JobRow.id)
        .where(or_(due, lapsed), *_only(reactions))
        .order_by(JobRow.priority.desc(), JobRow.due, JobRow.id)
        .limit(limit)
    )
    if session.get_bind().dialect.name == "postgresql":
        pick = pick.with_for_update(skip_locked=True)
    ids = list(session.scalars(pick))
    if not ids:
        return []
    lease = f"{owner[:46]}#{secrets.token_hex(6)}"
    session.execute(
        update(JobRow)
        .where(JobRow.id.in_(ids))
        .values(
            state="running",
            lease_owner=lease,
            lease_until=now + timedelta(seconds=lease_seconds),
            attempts=JobRow.attempts + 1,
        ),
        execution_options={"synchronize_session": False},
    )
    rows = session.execute(
        select(JobRow.id, JobRow.task, JobRow.payload, JobRow.attempts, JobRow.max_attempts).where(
            JobRow.id.in_(ids)
        )
    )
    by_id = {
        row.id: Job(row.id, row.task, row.payload, row.attempts, row.max_attempts, lease) for row in rows
    }
    return [by_id[job_id] for job_id in ids]


def _only(reactions: bool | None) -> list[Any]:
    if reactions is None:
        return []
    is_reaction = JobRow.task.startswith(REACTION_PREFIX)
    return [is_reaction if reactions else ~is_reaction]


def extend(session: Session, job: Job, until: datetime) -> None:
    """A longer lease, for a task that says less often that it lives."""
    session.execute(_mine(job).values(lease_until=until))


def finish(session: Session, job: Job, now: datetime) -> bool:
    """Mark done; False when the lease was lost meanwhile (another worker has it).

    Its payload may name a person and is of no more use.
    """
    done = session.execute(
        _mine(job).values(
            state="done", finished_at=now, lease_until=None, progress=1.0, error=None, payload={}
        )
    )
    return bool(touched(done))


def fail(session: Session, job: Job, now: datetime, error: str, *, retry_after: float | None = None) -> None:
    """Back to the queue after a pause that doubles with each attempt, or `dead` when attempts are used up."""
    dead = job.attempts >= job.max_attempts
    pause = retry_after if retry_after is not None else min(2.0 ** (job.attempts - 1), MAX_BACKOFF_SECONDS)
    values: dict[str, Any] = {"error": error[-4000:], "lease_until": None}
    values |= (
        {"state": "dead", "finished_at": now}
        if dead
        else {"state": "ready", "due": now + timedelta(seconds=pause)}
    )
    session.execute(_mine(job).values(**values))


def release(session: Session, job: Job, now: datetime) -> None:
    """Give a job back on shutdown, as if it had never been claimed."""
    session.execute(_mine(job).values(state="ready", due=now, lease_until=None, attempts=JobRow.attempts - 1))


def cancel(session: Session, job_id: int, now: datetime) -> bool:
    found = session.execute(
        update(JobRow)
        .where(JobRow.id == job_id, JobRow.state.in_(("ready", "running")))
        .values(state="cancelled", finished_at=now)
    )
    return bool(touched(found))


def retry(session: Session, job_id: int, now: datetime) -> bool:
    """Put a dead or cancelled job back in the queue with fresh attempts."""
    found = session.execute(
        update(JobRow)
        .where(JobRow.id == job_id, JobRow.state.in_(("dead", "cancelled")))
        .values(state="ready", due=now, attempts=0, error=None, finished_at=None)
    )
    return bool(touched(found))


def purge(session: Session, before: datetime) -> int:
    """Forget finished jobs older than `before`; dead ones stay until someone looked at them."""
    gone = session.execute(
        delete(JobRow).where(JobRow.state.in_(("done", "cancelled")), JobRow.finished_at < before)
    )
    return touched(gone)


def counts(session: Session) -> dict[str, int]:
    """state → number of jobs."""
    rows = session.execute(select(JobRow.state, func.count()).group_by(JobRow.state))
    return {row[0]: row[1] for row in rows}


def next_due(session: Session) -> datetime | None:
    return session.scalar(select(func.min(JobRow.due)).where(text("state = 'ready'")))


def newest(session: Session, dedup_prefix: str) -> JobRow | None:
    """The newest kept job whose dedup key begins so."""
    mine = JobRow.dedup_key.startswith(dedup_prefix, autoescape=True)
    return session.scalars(select(JobRow).where(mine).order_by(JobRow.id.desc()).limit(1)).first()


def find(session: Session, job_id: int) -> JobRow | None:
    return session.get(JobRow, job_id)


def _mine(job: Job) -> Any:
    return update(JobRow).where(
        JobRow.id == job.id, JobRow.lease_owner == job.lease, JobRow.state == "running"
    )


def lapse(session: Session, is_gone: Callable[[str], bool], now: datetime) -> int:
    """End the leases of processes that are gone; answers how many jobs are free again."""
    running = select(JobRow.lease_owner).where(text("state = 'running'")).distinct()
    owners = [lease for lease in session.scalars(running) if lease and is_gone(lease.partition("#")[0])]
    if not owners:
        return 0
    theirs = update(JobRow).where(JobRow.state == "running", JobRow.lease_owner.in_(owners))
    freed = session.execute(
        theirs.values(lease_until=now - timedelta(seconds=1)),
        execution_options={"synchronize_session": False},
    )
    return touched(freed)


def has_lapsed(session: Session, now: datetime) -> bool:
    """Whether a dead worker left a job behind."""
    return (
        session.scalar(select(JobRow.id).where(text("state = 'running'"), JobRow.lease_until < now).limit(1))
        is not None
    )


def listing(session: Session, state: str | None, limit: int, offset: int) -> tuple[list[JobRow], int]:
    """Jobs newest first, and how many there are."""
    wanted = JobRow.state == state if state else JobRow.id > 0
    rows = session.scalars(
        select(JobRow).where(wanted).order_by(JobRow.id.desc()).limit(limit).offset(offset)
    )
    return list(rows), session.scalar(select(func.count()).select_from(JobRow).where(wanted)) or 0
