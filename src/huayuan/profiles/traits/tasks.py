"""Traits in the background: laid out again, computed, changed for many, undone."""

from __future__ import annotations

from collections.abc import Callable
from zoneinfo import ZoneInfo

from huayuan.kernel.crypto import Vault
from huayuan.kernel.jobs import Tasks, Work
from huayuan.kernel.services import Services
from huayuan.kernel.settings import Settings
from huayuan.kernel.unit_of_work import Transaction
from huayuan.profiles.contracts import PeopleOfSegment
from huayuan.profiles.store import trait_edits
from huayuan.profiles.traits import computing, editing, managing
from huayuan.profiles.traits.whom import Finder, Whom

TASKS = Tasks("profiles.traits")


def finder_of(services: Services) -> Finder:
    zone = ZoneInfo(services.get(Settings).timezone)
    return Finder(services.get(Vault), zone, services.find(PeopleOfSegment))


@TASKS.task(managing.LAY_OUT, max_attempts=5)
def lay_out(work: Work) -> None:
    """What is kept for comparing, after a definition changed. Repeating is harmless."""
    _for_stated(work, managing.lay_out)


@TASKS.task(managing.FORGET, max_attempts=5)
def forget_deleted(work: Work) -> None:
    """Whatever was stated about a deleted trait."""
    _for_stated(work, managing.forget_stated)


def _for_stated(work: Work, change: Callable[[Transaction, str, list[int]], None]) -> None:
    key, after, done = str(work.payload["key"]), 0, 0
    while True:
        with work.begin() as tx:
            people = managing.next_stated(tx, key, after)
            if not people:
                return
            change(tx, key, people)
        after, done = people[-1], done + len(people)
        work.heartbeat(note=str(done))


@TASKS.task(managing.COMPUTE, max_attempts=5, lease_seconds=300)
def compute(work: Work) -> None:
    """A computed trait for everybody."""
    for done, number in computing.compute(work.services, str(work.payload["key"])):
        work.heartbeat(done / max(1, number), f"{done} / {number}")


@TASKS.every("profiles.traits_lapse", cron="30 */5 * * * *")
def lapse(work: Work) -> None:
    """Computed traits of the last so many days: events leave the window without anything happening."""
    computing.lapse(work.services)


@TASKS.task(editing.EDIT, max_attempts=5)
def edit(work: Work) -> None:
    """Change the traits of many, 500 in a transaction. Doing it twice changes nothing the second time."""
    whom, finder = Whom.from_dict(work.payload["whom"]), finder_of(work.services)
    with work.read() as tx:
        one = editing.find(tx, int(work.payload["edit"]))
        number = finder.count(tx, whom)
    after: int | None = 0
    done = 0
    while after is not None:
        with work.begin() as tx:
            people, after = finder.after(tx, whom, after)
            changed = editing.edit_some(tx, one, people)
            kept = editing.find(tx, one.id)
            trait_edits.change(tx.session, one.id, changed=kept.changed + changed)
        done += len(people)
        work.heartbeat(min(1.0, done / max(1, number)), f"{done} / {number}")
    with work.begin() as tx:
        trait_edits.change(tx.session, one.id, state="done", finished_at=tx.now)


@TASKS.task(editing.UNDO, max_attempts=5)
def undo(work: Work) -> None:
    """Restore what an edit changed; what changed since is left, and counted."""
    with work.read() as tx:
        one = editing.find(tx, int(work.payload["edit"]))
        number = trait_edits.count_items(tx.session, one.id)
    done = 0
    while True:
        with work.begin() as tx:
            outcome = editing.undo_some(tx, one, one.by)
            if outcome is None:
                trait_edits.change(tx.session, one.id, state="undone", finished_at=tx.now)
                return
            restored, left = outcome
            trait_edits.change(tx.session, one.id, left=editing.find(tx, one.id).left + left)
        done += restored + left
        work.heartbeat(min(1.0, done / max(1, number)), f"{done} / {number}")
