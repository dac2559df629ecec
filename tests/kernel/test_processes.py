"""A process that was killed here is known to be gone; one that lives, or may live elsewhere, is left alone."""

from __future__ import annotations

import os
import subprocess
import sys

from kernel.conftest import Bench

from huayuan.kernel import jobs
from huayuan.kernel.processes import is_gone, process_name


def test_jobs_of_a_killed_process_are_free_at_once(bench: Bench) -> None:
    ours = process_name()
    place = ours.partition(":")[0]
    child = subprocess.Popen([sys.executable, "-c", "pass"])
    child.wait()
    gone = {f"{place}:{child.pid}:00000000", f"{place}:{os.getpid()}:00000000"}
    alive = {
        ours,
        f"{place}:{os.getppid()}:00000000",
        f"elsewhere:{child.pid}:00000000",
        "odd",
        f"{place}:x:0",
    }
    assert {owner for owner in gone | alive if is_gone(owner, ours)} == gone
    for owner in sorted(gone | alive):
        bench.enqueue("sync")
        with bench.uow.begin() as tx:
            assert len(jobs.claim(tx.session, tx.now, owner, 1, 60)) == 1
    with bench.uow.begin() as tx:
        assert jobs.lapse(tx.session, lambda owner: is_gone(owner, ours), tx.now) == len(gone)
        assert len(jobs.claim(tx.session, tx.now, "next", 10, 60)) == len(gone)
