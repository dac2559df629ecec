"""Background work of marketplaces."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from huayuan.kernel.jobs import Tasks, Work
from huayuan.marketplaces import store
from huayuan.marketplaces.hooks import store as hooks
from huayuan.marketplaces.runner import run

TASKS = Tasks("marketplaces")
KEEP_FILES = timedelta(days=7)
KEEP_DELIVERIES = timedelta(days=30)


@TASKS.task("imports.run", max_attempts=8, lease_seconds=60)
def run_import(work: Work) -> None:
    """{"import": id}: go on with an import that is running."""
    run(work.services, work.payload["import"], work.clock, lambda progress: work.heartbeat(progress))


@TASKS.every("imports.clean_up", cron="0 40 3 * * *")
def remove_old_files(work: Work) -> None:
    """Files hold personal data: they go a week after their import ended; what was imported stays."""
    with work.read() as tx:
        old = store.finished_before(tx.session, tx.now - KEEP_FILES)
    for _, path in old:
        Path(path).unlink(missing_ok=True)
    with work.begin() as tx:
        store.forget_file(tx.session, [import_id for import_id, _ in old])


@TASKS.every("webhooks.clean_up", cron="0 50 3 * * *")
def remove_old_deliveries(work: Work) -> None:
    """What was wrong with a delivery may quote it, so it goes after a month also where nothing new comes."""
    with work.begin() as tx:
        hooks.remove_deliveries(tx.session, tx.now - KEEP_DELIVERIES)
