"""Background work of tags."""

from __future__ import annotations

from huayuan.kernel.jobs import Tasks, Work
from huayuan.kernel.loops import Loops
from huayuan.kernel.services import Services
from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.profiles.tags import edits, following, merging, ruling, taking
from huayuan.profiles.tags.keeping import SETTLE_TASK
from huayuan.profiles.tags.store import book, wearing
from huayuan.profiles.tags.store import edits as book_of_edits

AT_ONCE = 1_000
TASKS = Tasks("profiles.tags")
LOOPS = Loops("profiles.tags")


@LOOPS.loop("profiles.lapse_tags", every=5.0)
def lapse(services: Services) -> bool:
    """Tags whose time is over are taken off."""
    uow = services.get(UnitOfWork)
    with uow.read() as tx:
        if not wearing.lapsed(tx.session, tx.now, 1) and not wearing.lapsed(
            tx.session, tx.now, 1, aside=True
        ):
            return False
    with uow.begin() as tx:
        return taking.lapse(tx, AT_ONCE) >= AT_ONCE


@TASKS.task(merging.MERGE_TASK)
def move_wearers(work: Work) -> None:
    """What of a merged tag was not moved in the request."""
    moved, more = 0, True
    while more:
        with work.begin() as tx:
            more = merging.move_gifts(tx, int(work.payload["tag_id"]), work.payload.get("by"))
        moved += merging.AT_ONCE
        work.heartbeat(note=f"{moved}")


@TASKS.task(ruling.RELEASE_TASK)
def release_rule(work: Work) -> None:
    """What a rule gave that the tag does not follow any more is taken back."""
    more = True
    while more:
        with work.begin() as tx:
            more = ruling.release(tx, int(work.payload["tag_id"]), int(work.payload["segment_id"]))
        work.heartbeat()


@TASKS.task(SETTLE_TASK)
def settle_group(work: Work) -> None:
    """Everybody with several tags of a group that became exclusive keeps the newest, and the other way round."""
    after = 0
    while True:
        with work.begin() as tx:
            tags = book.of_group(tx.session, int(work.payload["group_id"]))
            people = wearing.people_with_several(tx.session, tags, after, AT_ONCE)
            following.settle(tx, people)
        if not people:
            return
        after = people[-1]
        work.heartbeat()


@TASKS.task(edits.UNDO, max_attempts=5)
def undo_edit(work: Work) -> None:
    """Take back what tags of many at once changed, the last step first."""
    number, done = int(work.payload["edit"]), 0
    with work.read() as tx:
        changed = edits.find(tx, number).changed
    while True:
        with work.begin() as tx:
            undone = edits.undo_some(tx, number)
        if undone is None:
            return
        done += undone
        work.heartbeat(min(1.0, done / max(1, changed)), f"{done} / {changed}")


@TASKS.every("profiles.forget_tag_edits", cron="0 50 3 * * *")
def forget_edits(work: Work) -> None:
    """What undoing needs goes after a month."""
    with work.begin() as tx:
        book_of_edits.drop_parts(tx.session, tx.now - edits.KEPT)
