"""Background work of identity: after a key rotation, sealed identifiers move to the newest key."""

from __future__ import annotations

from huayuan.identity import api
from huayuan.kernel.crypto import Vault
from huayuan.kernel.jobs import Tasks, Work

TASKS = Tasks("identity")


@TASKS.every("identity.reseal", cron="0 30 3 * * *")
def reseal(work: Work) -> None:
    """Walks all sealed identifiers in short transactions; those with the newest key already are only read."""
    vault, last = work.services.get(Vault), 0
    while True:
        with work.begin() as tx:
            reached = api.resealed(tx, vault, after=last)
        if reached is None:
            return
        last = reached
        work.heartbeat(note=f"identifier {last}")
