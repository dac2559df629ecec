"""Tasks of mass messages."""

from __future__ import annotations

from huayuan.kernel.jobs import Tasks, Work
from huayuan.wechat.wecom.mass.asking import MassAsking
from huayuan.wechat.wecom.mass.results import MassResults

TASKS = Tasks("wecom.mass")


@TASKS.task("wecom.mass_create", max_attempts=30)
def create(work: Work) -> None:
    """Plan, ask the platform, find again what got lost."""
    work.services.get(MassAsking).run(int(work.payload["mass_id"]), work.services)


@TASKS.task("wecom.mass_results", max_attempts=30)
def results(work: Work) -> None:
    """Ask what became of it; plans its next look."""
    work.services.get(MassResults).run(int(work.payload["mass_id"]), int(work.payload["poll"]))
