"""Background work of profiles."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from huayuan.access.api import audit
from huayuan.kernel.crypto import Vault
from huayuan.kernel.jobs import Tasks, Work
from huayuan.kernel.settings import Settings
from huayuan.profiles import bulk
from huayuan.profiles.contracts import PeopleOfSegment
from huayuan.profiles.tags import edits

TASKS = Tasks("profiles")


@TASKS.task(bulk.TASK, max_attempts=5)
def tag_many(work: Work) -> None:
    """Give and take tags of many people, 1,000 in a transaction. Doing it twice changes nothing the second time."""
    wish, caller = bulk.wish_of(work.payload)
    edit = int(work.payload["edit"])
    vault, zone = work.services.get(Vault), ZoneInfo(work.services.get(Settings).timezone)
    segments = work.services.find(PeopleOfSegment)
    with work.read() as tx:
        number = bulk.meant(tx, wish, vault, zone, segments).number
    after = done = changed = failed = 0
    while True:
        with work.begin() as tx:
            people = bulk.next_people(tx, wish, after, vault, zone, segments)
            if not people:
                break
            outcome = bulk.tag_people(tx, wish, people, edit)
        after, done = people[-1], done + len(people)
        changed, failed = changed + len(outcome.changed), failed + len(outcome.failed)
        work.heartbeat(min(1.0, done / max(1, number)), f"{changed} changed, {failed} failed, of {done}")
    with work.begin() as tx:
        edits.close_edit(tx, edit)
        told = {"changed": changed, "failed": failed, "edit": edit}
        audit(tx, caller, "customers.tagged_many_done", "customers", told)
