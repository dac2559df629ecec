"""Runs jobs in a few threads: claim → run → finish or fail. Stops without losing one."""

from __future__ import annotations

import threading
import traceback
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

from huayuan.kernel import jobs
from huayuan.kernel.clock import monotonic
from huayuan.kernel.jobs import Cancelled, Interrupted, Job, Task, Tasks, Work
from huayuan.kernel.logging import get_logger
from huayuan.kernel.metrics import JOB_SECONDS, JOBS_FINISHED
from huayuan.kernel.outbox import Reaction, Reactions, message_of
from huayuan.kernel.processes import is_gone
from huayuan.kernel.services import Services
from huayuan.kernel.unit_of_work import UnitOfWork

log = get_logger("worker")
POLL_SECONDS = 0.25
REACTIONS_AT_ONCE = 100
DEFAULT_LEASE = 60
DEFAULT_ATTEMPTS = 10


class WorkerDied(Exception):
    """The last allowed attempt neither ended nor failed: its process died, or went silent beyond its lease."""


class Worker:
    def __init__(
        self,
        uow: UnitOfWork,
        services: Services,
        tasks: list[Tasks],
        reactions: list[Reactions],
        *,
        threads: int,
        owner: str,
    ) -> None:
        self._uow = uow
        self._services = services
        self._tasks: dict[str, Task] = {task.name: task for feature in tasks for task in feature.all}
        self._reactions: dict[str, Reaction] = {
            reaction.name: reaction for feature in reactions for reaction in feature.all
        }
        self._owner = owner
        self._threads = threads
        self._free = threading.Semaphore(threads)
        self._wake = threading.Event()
        self._stopping = threading.Event()
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="job")
        self._loop = threading.Thread(target=self._run, name="worker", daemon=True)
        self._message = threading.Event()
        self._deliveries = threading.Thread(target=self._deliver, name="reactions", daemon=True)
        uow.on_jobs += [self._wake.set, self._message.set]

    def start(self) -> None:
        """What a process that was killed here was doing goes on now, not when its lease ends."""
        with self._uow.begin() as tx:
            jobs.lapse(tx.session, lambda owner: is_gone(owner, self._owner), tx.now)
        self._loop.start()
        self._deliveries.start()

    def stop(self, timeout: float) -> None:
        """Claim nothing more and wait for what runs, `timeout` seconds at most.

        A task that tells its progress goes back to the queue at its next heartbeat; what does not end in time lapses
        and runs again elsewhere.
        """
        deadline = monotonic() + timeout
        self._stopping.set()
        self._wake.set()
        self._message.set()
        for thread in (self._loop, self._deliveries):
            if thread.is_alive():
                thread.join(max(0.0, deadline - monotonic()))
        for _ in range(self._threads):
            if not self._free.acquire(timeout=max(0.0, deadline - monotonic())):
                log.warning(
                    "worker.stopped_early",
                    hint="a task did not end in time; it runs again when its lease lapses",
                )
                break
        self._pool.shutdown(wait=False, cancel_futures=False)

    def run_due(self) -> int:
        """Run everything that is due now, in this thread (tests and command line). Answers how many ran."""
        ran = 0
        while batch := self._claim(50):
            for job in batch:
                self._execute(job)
            ran += len(batch)
        return ran

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                if not self._fill():
                    self._wake.wait(POLL_SECONDS)
                    self._wake.clear()
            except Exception:
                log.exception("worker.claim_failed")
                self._stopping.wait(1.0)

    def _deliver(self) -> None:
        """Reactions have a thread of their own: they are short, and must not wait behind long tasks."""
        while not self._stopping.is_set():
            try:
                if not self._react():
                    self._message.wait(POLL_SECONDS)
                    self._message.clear()
            except Exception:
                log.exception("worker.delivery_failed")
                self._stopping.wait(1.0)

    def _react(self) -> bool:
        """Deliver up to a hundred messages in one transaction; when one fails, each in its own."""
        if not self._any_due():
            return False
        try:
            with self._uow.begin() as tx:
                batch = jobs.claim(
                    tx.session, tx.now, self._owner, REACTIONS_AT_ONCE, DEFAULT_LEASE, reactions=True
                )
                for job in batch:
                    self._reactions[job.task].handle(tx, message_of(job.id, job.payload))
                    tx.session.flush()  # the next one reads what this one wrote, as if it had committed
                    jobs.finish(tx.session, job, tx.now)
        except Exception:
            batch = self._claim(REACTIONS_AT_ONCE, reactions=True)
            for job in batch:
                self._execute(job)
        return bool(batch)

    def _fill(self) -> bool:
        """Claim as many jobs as there are free threads; True when there may be more."""
        free = 0
        while free < self._threads and self._free.acquire(blocking=free == 0):
            free += 1
        batch: list[Job] = []
        try:
            batch = [] if self._stopping.is_set() else self._claim(free, reactions=False)
        finally:
            for _ in range(free - len(batch)):
                self._free.release()
        for job in batch:
            self._pool.submit(self._execute_and_free, job)
        return bool(batch)

    def _any_due(self) -> bool:
        """A look without the write lock, since most looks find nothing."""
        with self._uow.read() as tx:
            due = jobs.next_due(tx.session)
            return (due is not None and due <= tx.now) or jobs.has_lapsed(tx.session, tx.now)

    def _claim(self, limit: int, *, reactions: bool | None = None) -> list[Job]:
        if not self._any_due():
            return []
        with self._uow.begin() as tx:
            claimed = jobs.claim(tx.session, tx.now, self._owner, limit, DEFAULT_LEASE, reactions=reactions)
            for job in claimed:
                task = self._tasks.get(job.task)
                if task and task.lease_seconds > DEFAULT_LEASE:
                    jobs.extend(tx.session, job, tx.now + timedelta(seconds=task.lease_seconds))
            return [self._with_attempts(job) for job in claimed]

    def _with_attempts(self, job: Job) -> Job:
        """Who enqueues may say how often to try; else the task does."""
        task = self._tasks.get(job.task)
        return replace(
            job, max_attempts=job.max_attempts or (task.max_attempts if task else DEFAULT_ATTEMPTS)
        )

    def _execute_and_free(self, job: Job) -> None:
        try:
            self._execute(job)
        finally:
            self._free.release()

    def _execute(self, job: Job) -> None:
        outcome = "done"
        with JOB_SECONDS.labels(job.task).time():
            try:
                self._dispatch(job)
            except Cancelled:
                outcome = "cancelled"
            except Interrupted:
                outcome = "interrupted"
                with self._uow.begin() as tx:
                    jobs.release(tx.session, job, tx.now)
            except Exception as error:
                outcome = "failed"
                self._fail(job, error)
        JOBS_FINISHED.labels(job.task, outcome).inc()

    def _dispatch(self, job: Job) -> None:
        if job.attempts > job.max_attempts:
            raise WorkerDied(f"{job.attempts - 1} attempts ended with their process; not tried again")
        if reaction := self._reactions.get(job.task):
            with self._uow.begin() as tx:
                if jobs.finish(tx.session, job, tx.now):
                    reaction.handle(tx, message_of(job.id, job.payload))
            return
        task = self._tasks.get(job.task)
        if task is None:
            raise LookupError(
                f"no task named {job.task!r} in this version; upgrade this worker or cancel the job"
            )
        task.run(Work(job, self._uow, self._services, task.lease_seconds, self._stopping))
        with self._uow.begin() as tx:
            jobs.finish(tx.session, job, tx.now)

    def _fail(self, job: Job, error: Exception) -> None:
        log.warning("job.failed", task=job.task, job=job.id, attempt=job.attempts, error=str(error))
        detail = "".join(traceback.format_exception(error))
        with self._uow.begin() as tx:
            jobs.fail(tx.session, job, tx.now, detail, retry_after=getattr(error, "retry_after", None))
