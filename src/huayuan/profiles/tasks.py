"""Work that profiles leaves for later."""

from __future__ import annotations

from huayuan.kernel.jobs import Tasks, Work
from huayuan.profiles.projections import recompute

TASKS = Tasks("profiles")


@TASKS.task("profiles.recompute")
def recompute_people(work: Work) -> None:
    """Lines of people whose events moved in a merge or split: {"people": [person id, …]}."""
    recompute(work.services, work.payload["people"])
