"""Background work of segments: keeping members up to date, telling who came and went, housekeeping."""

from __future__ import annotations

from datetime import timedelta

from huayuan.kernel.jobs import Tasks, Work
from huayuan.segments import store, telling
from huayuan.segments.freshness import LOOPS, Keeper
from huayuan.segments.memberships import Memberships

__all__ = ["LOOPS", "TASKS"]

TASKS = Tasks("segments")
CHANGES_KEPT = timedelta(days=400)


@TASKS.task("segments.wear", max_attempts=10)
def wear(work: Work) -> None:
    """Members wear the tags whose rule is their segment."""
    telling.wear(work)


@TASKS.every("segments.housekeeping", cron="0 23 3 * * *")
def housekeeping(work: Work) -> None:
    """Take snapshots, so that a start reads few changes, and forget changes that are old."""
    memberships = work.services.get(Memberships)
    with work.begin() as tx:
        newest = store.members.newest_change(tx.session)
        for segment_id, place in store.members.snapshot_places(tx.session).items():
            if place < newest:
                people = memberships.members(tx, segment_id)
                store.members.keep_snapshot(tx.session, segment_id, people, newest, tx.now)
        told = store.members.progress(tx.session, "told") or 0
        store.members.forget_old(tx.session, tx.now - CHANGES_KEPT, min(newest, told))
    work.services.get(Keeper).changed.clear()
