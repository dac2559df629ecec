"""Tasks of moments."""

from __future__ import annotations

from huayuan.kernel.jobs import Tasks, Work
from huayuan.wechat.wecom.moments.asking import MomentAsking
from huayuan.wechat.wecom.moments.results import MomentResults

TASKS = Tasks("wecom.moments")


@TASKS.task("wecom.moment_create", max_attempts=40)
def create(work: Work) -> None:
    """Ask the platform, wait for its job, find again what got lost."""
    work.services.get(MomentAsking).run(int(work.payload["moment"]))


@TASKS.task("wecom.moment_results", max_attempts=20)
def results(work: Work) -> None:
    """Who published, liked, commented; plans its next look."""
    work.services.get(MomentResults).run(int(work.payload["moment"]), int(work.payload["poll"]))
