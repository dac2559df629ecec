"""The kernel's own tasks: what is finished is forgotten after a while."""

from __future__ import annotations

from datetime import timedelta

from huayuan.kernel import jobs
from huayuan.kernel.jobs import Tasks, Work

TASKS = Tasks("kernel")
KEEP_FINISHED = timedelta(
    days=7
)  # long enough that a message published twice under one key is still recognised


@TASKS.every("kernel.purge_jobs", cron="0 20 4 * * *")
def purge_jobs(work: Work) -> None:
    with work.begin() as tx:
        jobs.purge(tx.session, tx.now - KEEP_FINISHED)
