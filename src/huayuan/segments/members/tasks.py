"""Background work with the people of segments."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from huayuan.access.api import audit
from huayuan.kernel.caller import Caller, DataScope
from huayuan.kernel.jobs import Tasks, Work
from huayuan.kernel.settings import Settings
from huayuan.profiles.api import Whom
from huayuan.segments.members import acting, chosen, exporting, store
from huayuan.segments.members.models import SegmentExportRow
from huayuan.segments.memberships import Memberships

TASKS = Tasks("segments.members")
EXPORT = "segments.export"
KEEP_FILES = timedelta(days=7)


def caller_of(work: Work) -> Caller:
    kind, number, name = work.payload["caller"]
    scope_kind, ids = work.payload["scope"]
    return Caller(kind, number, name, frozenset(), DataScope(scope_kind, tuple(ids)))


@TASKS.task(acting.ACT, max_attempts=5)
def act(work: Work) -> None:
    """{"action", "caller", "scope"}: go on with an action behind whom it did last."""
    caller, number = caller_of(work), int(work.payload["action"])
    with work.read() as tx:
        action = acting.find(tx, number)
        people = acting.meant(tx, work.services.get(Memberships), action.segment_id, caller.scope)
        done = people.rank(action.after)
    while part := list(people[done : done + acting.AT_ONCE]):
        with work.begin() as tx:
            acting.act(tx, acting.find(tx, number), part, caller)
        done += len(part)
        work.heartbeat(done / len(people), f"{done} / {len(people)}")
    with work.begin() as tx:
        acting.finish(tx, number, acting.DONE)
        action = acting.find(tx, number)
        told = {
            "kind": action.kind,
            "segment": action.segment_id,
            "people": action.people,
            "changed": action.changed,
        }
        audit(tx, caller, "segments.acted_done", f"segment:{action.segment_id}", told)


@TASKS.task(acting.UNDO, max_attempts=5)
def undo(work: Work) -> None:
    """Take back an action, the last step first."""
    number, done = int(work.payload["action"]), 0
    while True:
        with work.begin() as tx:
            action = acting.find(tx, number)
            undone = acting.undo_some(tx, action)
            if undone is None:
                acting.finish(tx, number, acting.UNDONE)
                return
        done += undone
        work.heartbeat(min(1.0, done / max(1, action.changed)), f"{done} / {action.changed}")


@TASKS.task(EXPORT, max_attempts=5)
def export(work: Work) -> None:
    """{"export": id}: write the file. Begun again it is written from its first line."""
    number = int(work.payload["export"])
    settings = work.services.get(Settings)
    folder, zone = settings.data_dir / "exports", ZoneInfo(settings.timezone)
    folder.mkdir(parents=True, exist_ok=True)
    with work.read() as tx:
        row = store.export(tx.session, number)
        if row is None or row.state == "done":
            return
    path = folder / exporting.file_name(row)
    exporting.append(path, exporting.header(row.fields, row.language), fresh=True)
    written = done = 0
    for part, total in _people_of(work, row):
        with work.read() as tx:
            lines = exporting.lines(tx, part, row.fields, zone)
        exporting.append(path, "".join(lines), fresh=False)
        written, done = written + len(lines), done + len(part)
        work.heartbeat(min(1.0, done / max(1, total)), f"{done} / {total}")
    with work.begin() as tx:
        store.change_export(
            tx.session, number, state="done", rows=written, path=str(path), finished_at=tx.now, whom=None
        )


def _people_of(work: Work, row: SegmentExportRow) -> Iterator[tuple[list[int], int]]:
    """Part by part the people of an export whom its maker may see, with how many there are."""
    if row.segment_id is not None:
        scope = DataScope(row.scope[0], tuple(row.scope[1]))
        with work.read() as tx:
            people = acting.meant(tx, work.services.get(Memberships), row.segment_id, scope)
        for start in range(0, len(people), exporting.AT_ONCE):
            yield list(people[start : start + exporting.AT_ONCE]), len(people)
        return
    assert row.whom is not None
    finder, whom = chosen.finder_of(work.services), Whom.from_dict(row.whom)
    with work.read() as tx:
        total = finder.count(tx, whom)
    after: int | None = 0
    while after is not None:
        with work.read() as tx:
            part, after = finder.after(tx, whom, after)
        yield part, total


@TASKS.every("segments.members.clean_up", cron="0 55 3 * * *")
def clean_up(work: Work) -> None:
    """Files of customers go after a week."""
    with work.read() as tx:
        old = store.old_files(tx.session, tx.now - KEEP_FILES)
    for _, path in old:
        Path(path).unlink(missing_ok=True)
    with work.begin() as tx:
        for number, _ in old:
            store.change_export(tx.session, number, path=None, state="expired")
