"""Background work of `events`: the pump, folding of re-assignments, projections, housekeeping."""

from __future__ import annotations

from datetime import timedelta

from huayuan.events import store
from huayuan.events.by_person.building import keep_index
from huayuan.events.committer import Committer
from huayuan.events.contracts import NewEvent
from huayuan.events.decode import DecodedRequest
from huayuan.events.inside import decoded
from huayuan.events.projection import Projections, advance
from huayuan.events.reader import EventReader
from huayuan.kernel.decoding import decode_json
from huayuan.kernel.jobs import Tasks, Work
from huayuan.kernel.loops import Loops, breathe
from huayuan.kernel.services import Services
from huayuan.kernel.unit_of_work import UnitOfWork

LOOPS = Loops("events")
TASKS = Tasks("events")
PUMP_EVENTS = 2000
# A commit resolves persons before its rows are visible. Moves are folded once more after any such commit has ended.
REFOLD_AFTER = timedelta(seconds=60)


@LOOPS.loop("events.pump", every=0.25)
def pump(services: Services) -> bool:
    """Carry events that transactions told to the warehouse. A crash repeats some; their ids make that harmless."""
    uow = services.get(UnitOfWork)
    with uow.read() as tx:
        pending = store.take_pending(tx, PUMP_EVENTS)
    if not pending:
        return False
    events = [decoded(index, decode_json(body, NewEvent)) for index, (_, body) in enumerate(pending)]
    services.get(Committer).submit(DecodedRequest(events=events), "system").result(60)
    with uow.begin() as tx:
        store.drop_pending(tx, [row_id for row_id, _ in pending])
    return len(pending) == PUMP_EVENTS


@LOOPS.loop("events.fold", every=1.0)
def fold(services: Services) -> bool:
    """Write re-assignments into the stored rows, and once more later for commits that were under way."""
    reader, uow = services.get(EventReader), services.get(UnitOfWork)
    reader.fold()
    with uow.read() as tx:
        before = tx.now - REFOLD_AFTER
        old = store.old_moves(tx, before, 5000)
    if old:
        reader.refold(old)
        with uow.begin() as tx:
            store.drop_moves(tx, old, before)
    return False


@LOOPS.loop("events.projections", every=0.5, share=0.15)
def project(services: Services) -> bool:
    more = False
    for projection in services.get(Projections).all:
        more |= advance(services, projection)
        breathe()
    return more


@LOOPS.loop("events.by_person", every=30.0)
def index_by_person(services: Services) -> bool:
    """Keep the index by person in step with the warehouse, where there is one."""
    keep_index(services.get(EventReader), services.get(UnitOfWork))
    return False


@TASKS.every("events.housekeeping", cron="0 17 * * * *")
def housekeeping(work: Work) -> None:
    """Keep the tables of rejections and finished batches small."""
    with work.begin() as tx:
        store.trim_rejections(tx)
        cursors = store.cursors(tx)
        if cursors:
            store.forget_batches(tx, min(cursors.values()) - 1000)


@TASKS.task("events.forget", max_attempts=1000)
def forget(work: Work) -> None:
    """Erase the stored events of identifiers: those in the table, and any whose commit was under way."""
    services = work.services
    services.get(EventReader).forget(work.payload["identifiers"])
    if not work.payload.get("again"):
        with work.begin() as tx:
            tx.enqueue("events.forget", work.payload | {"again": True}, due=tx.now + REFOLD_AFTER)
