"""Background work of static lists."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from huayuan.kernel.caller import DataScope
from huayuan.kernel.jobs import Tasks, Work
from huayuan.kernel.settings import Settings
from huayuan.segments import usage
from huayuan.segments.contracts import Reference
from huayuan.segments.freshness import wake
from huayuan.segments.lists import api, store
from huayuan.segments.lists.reading import read_list

TASKS = Tasks("segments.lists")
KEEP_FILES = timedelta(days=30)


@TASKS.task(api.TASK, max_attempts=8, lease_seconds=120)
def read(work: Work) -> None:
    """{"list": id, "scope": [kind, ids]}: go on reading the file of a list."""
    kind, ids = work.payload["scope"]
    limit = work.services.get(Settings).upload_bytes
    read_list(
        work.services,
        work.payload["list"],
        DataScope(kind, tuple(ids)),
        limit,
        lambda part: work.heartbeat(part),
    )
    with work.begin() as tx:
        usage.evaluate_again(tx, Reference("list", str(work.payload["list"])))
        tx.after_commit(wake)


@TASKS.every("segments.lists.clean_up", cron="0 45 3 * * *")
def remove_old_files(work: Work) -> None:
    """Files hold personal data: they go after a month; who is on the list stays."""
    with work.read() as tx:
        old = store.with_files(tx.session, tx.now - KEEP_FILES)
    for _, *paths in old:
        for path in paths:
            if path:
                Path(path).unlink(missing_ok=True)
    with work.begin() as tx:
        for list_id, *_ in old:
            store.change(tx.session, list_id, path=None, report_path=None)
