"""Group commit: many requests, one commit. A receipt means that the events are durable in the warehouse.

One thread takes what has gathered, drops repeats, finds the persons in one records transaction, appends one Arrow
batch, and only then answers. Order of durability: identity first, events second, answer third; a crash in between
leaves persons without events, which the client's retry fills.
"""

from __future__ import annotations

import threading
from collections import deque
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast

import numpy as np

from huayuan.events import store
from huayuan.events.contracts import IdentityResolver, Observation, Receipt, Rejection, Resolved, Unresolvable
from huayuan.events.decode import Decoded, DecodedRequest, Refused
from huayuan.events.errors import NoIdentifier
from huayuan.events.fingerprints import fingerprints_of
from huayuan.events.known import KnownEvents
from huayuan.events.metrics import COMMIT_EVENTS, COMMIT_SECONDS, EVENTS
from huayuan.events.rows import arrow_batch
from huayuan.events.tables import EVENTS as EVENTS_TABLE
from huayuan.kernel.clock import Clock, monotonic
from huayuan.kernel.errors import HuayuanError, Unavailable
from huayuan.kernel.logging import get_logger
from huayuan.kernel.unit_of_work import Transaction, UnitOfWork
from huayuan.kernel.warehouse import Warehouse

log = get_logger("events.committer")


@dataclass(slots=True)
class Submission:
    request: DecodedRequest
    source: str
    received_at: datetime
    receipt: Future[Receipt] = field(default_factory=Future)
    duplicates: int = 0


@dataclass(slots=True)
class _Batch:
    """The events of one commit, side by side with whose they are."""

    events: list[Decoded]
    owners: list[Submission]
    keys: np.ndarray[Any, np.dtype[np.uint64]]
    ids: list[bytes]


class Committer:
    def __init__(
        self,
        uow: UnitOfWork,
        warehouse: Warehouse,
        resolver: IdentityResolver,
        clock: Clock,
        *,
        name: str,
        interval_seconds: float = 0.02,
        max_events: int = 5000,
        queue_events: int = 50_000,
        dedup_memory: int = 20_000_000,
    ) -> None:
        self._uow = uow
        self._warehouse = warehouse
        self._resolver = resolver
        self._clock = clock
        self._name = name
        self._interval = interval_seconds
        self._max_events = max_events
        self._queue_events = queue_events
        self._known = KnownEvents(warehouse, dedup_memory)
        self._queue: deque[Submission] = deque()
        self._waiting = 0
        self._ready = threading.Condition()
        self._stopping = False
        self._unmarked: list[int] = []  # committed batches that the records do not call done yet
        self.commit_lock = threading.Lock()  # also held while rows are re-assigned to other persons
        self._thread = threading.Thread(target=self._run, name="committer", daemon=True)

    def start(self) -> None:
        """Learn the ids of stored events, then accept new ones."""
        self._known.load()
        store.adopt_batches(self._uow, self._name)
        self._thread.start()

    def stop(self, timeout: float) -> None:
        """Commit what was submitted, refuse what comes after."""
        with self._ready:
            self._stopping = True
            self._ready.notify()
        if self._thread.is_alive():
            self._thread.join(timeout)

    def submit(self, request: DecodedRequest, source: str) -> Future[Receipt]:
        """Queue a request. The future answers when its events are durable; raises Unavailable when the queue is full."""
        submission = Submission(request, source, self._clock.now())
        with self._ready:
            if self._stopping or self._waiting + len(request.events) > self._queue_events:
                raise Unavailable()
            self._queue.append(submission)
            self._waiting += max(1, len(request.events))
            self._ready.notify()
        return submission.receipt

    def _run(self) -> None:
        while True:
            taken = self._take()
            if taken is None:
                self._mark_done()
                return
            if taken:
                self._commit_and_answer(taken)
            else:
                self._mark_done()

    def _take(self) -> list[Submission] | None:
        """What has gathered; [] after a quiet moment, None when stopped and empty."""
        with self._ready:
            if not self._queue and not self._stopping:
                self._ready.wait(0.1 if self._unmarked else None)
            if not self._queue:
                return None if self._stopping else []
            deadline = monotonic() + self._interval
            while (
                self._waiting < self._max_events
                and not self._stopping
                and (left := deadline - monotonic()) > 0
            ):
                self._ready.wait(left)
            taken: list[Submission] = []
            count = 0
            while self._queue and (
                not taken or count + len(self._queue[0].request.events) <= self._max_events
            ):
                submission = self._queue.popleft()
                size = max(1, len(submission.request.events))
                taken.append(submission)
                count += size
                self._waiting -= size
            return taken

    def _commit_and_answer(self, taken: list[Submission]) -> None:
        started = monotonic()
        try:
            with self.commit_lock:
                self._commit(taken)
        except Exception as error:
            if not isinstance(error, HuayuanError):
                log.exception("events.commit_failed")
            refusal = error if isinstance(error, HuayuanError) else Unavailable()
            for submission in taken:
                submission.receipt.set_exception(refusal)
            return
        COMMIT_SECONDS.observe(monotonic() - started)
        for submission in taken:
            submission.receipt.set_result(_receipt_of(submission))
        self._warehouse.tidy()

    def _commit(self, taken: list[Submission]) -> None:
        batch = self._without_repeats(_gather(taken))
        batch_id, resolved = self._resolve(batch, taken)
        if batch_id is None:
            return
        kept = [place for place, answer in enumerate(resolved) if isinstance(answer, Resolved)]
        rows = arrow_batch(
            [batch.events[place] for place in kept],
            [batch.ids[place] for place in kept],
            batch.keys[kept],
            [answer for answer in resolved if isinstance(answer, Resolved)],
            batch_id,
            [batch.owners[place].received_at for place in kept],
        )
        self._warehouse.append(EVENTS_TABLE.name, rows, token=f"{self._name}:{batch_id}")
        self._known.add(batch.keys[kept])
        self._unmarked.append(batch_id)
        COMMIT_EVENTS.observe(len(kept))
        EVENTS.labels("accepted").inc(len(kept))

    def _without_repeats(self, batch: _Batch) -> _Batch:
        """Leave out events stored before, or earlier in the same batch; count them for their requests."""
        if not batch.events:
            return batch
        repeated = self._known.repeated(batch.events, batch.ids, batch.keys)
        if not repeated.any():
            return batch
        for place in np.flatnonzero(repeated):
            batch.owners[place].duplicates += 1
        EVENTS.labels("duplicate").inc(int(repeated.sum()))
        kept = np.flatnonzero(~repeated)
        return _Batch(
            [batch.events[place] for place in kept],
            [batch.owners[place] for place in kept],
            batch.keys[kept],
            [batch.ids[place] for place in kept],
        )

    def _resolve(
        self, batch: _Batch, taken: list[Submission]
    ) -> tuple[int | None, list[Resolved | Unresolvable]]:
        """Persons of the batch and its number, in one records transaction; no number when there is nothing to store."""
        early = [(submission, item) for submission in taken for item in submission.request.refused]
        if not batch.events and not early:
            return None, []
        with self._uow.begin(urgent=True) as tx:
            resolved = self._persons(tx, batch)
            late = [
                (batch.owners[place], _unresolvable(batch.events[place], answer))
                for place, answer in enumerate(resolved)
                if isinstance(answer, Unresolvable)
            ]
            if refused := early + late:
                EVENTS.labels("rejected").inc(len(refused))
                store.add_rejections(tx, [(submission.source, item) for submission, item in refused])
            stored = len(batch.events) - len(late)
            store.mark_batches_done(tx, self._unmarked)
            batch_id = store.open_batch(tx, self._name, stored) if stored else None
        self._unmarked = []
        for submission, item in late:
            submission.request.refused.append(item)
        return batch_id, resolved

    def _persons(self, tx: Transaction, batch: _Batch) -> list[Resolved | Unresolvable]:
        observations = [
            _observation(event, owner.source)
            for event, owner in zip(batch.events, batch.owners, strict=True)
            if event.person_id is None
        ]
        answers = iter(self._resolver.resolve(tx, observations)) if observations else iter(())
        told = {event.person_id for event in batch.events if event.person_id is not None}
        known = self._resolver.known(tx, told) if told else {}
        return [
            next(answers) if event.person_id is None else known[event.person_id] for event in batch.events
        ]

    def _mark_done(self) -> None:
        if self._unmarked:
            with self._uow.begin() as tx:
                store.mark_batches_done(tx, self._unmarked)
            self._unmarked = []


def _gather(taken: list[Submission]) -> _Batch:
    events = [event for submission in taken for event in submission.request.events]
    owners = [submission for submission in taken for _ in submission.request.events]
    ids = [event.sent.event_id.bytes for event in events]
    return _Batch(events, owners, fingerprints_of(b"".join(ids)), ids)


def _observation(event: Decoded, source: str) -> Observation:
    sent = event.sent
    ids = cast("dict[str, str]", sent.ids)  # raw: what is no text is left out where it is resolved
    if len(ids) == 1:
        return Observation(tuple(ids.items()), sent.account, sent.event_id, sent.time, source)
    pairs = tuple(sorted(ids.items()))
    return Observation(pairs, sent.account, sent.event_id, sent.time, source, sent.session_id)


def _unresolvable(event: Decoded, answer: Unresolvable) -> Refused:
    reason = answer.data.get("reason", "every identifier is blank or a placeholder")
    return Refused(event.index, NoIdentifier(reason=reason), event.sent.event, bytes(event.sent.properties))


def _receipt_of(submission: Submission) -> Receipt:
    refused = sorted(submission.request.refused, key=lambda item: item.index)
    rejected = [
        Rejection(item.index, item.error.code, item.error.message.filled(item.error.data)) for item in refused
    ]
    accepted = (
        len(submission.request.events)
        - submission.duplicates
        - sum(isinstance(i.error, NoIdentifier) for i in refused)
    )
    return Receipt(accepted, submission.duplicates, rejected)
