"""Upkeep of access: sealing the audit chain, forgetting what has expired."""

from __future__ import annotations

from huayuan.access import api
from huayuan.kernel.crypto import Vault
from huayuan.kernel.jobs import Tasks, Work
from huayuan.kernel.settings import Settings

TASKS = Tasks("access")


@TASKS.every("access.seal_audit", cron="0 */10 * * * *")
def seal_audit(work: Work) -> None:
    """Sign the audit chain's last hash every ten minutes; nothing new, nothing written."""
    sign = work.services.get(Vault).sign
    with work.begin() as tx:
        api.seal_chain(tx, sign)


@TASKS.every("access.delete_outdated", cron="0 20 4 * * *")
def delete_outdated(work: Work) -> None:
    with work.begin() as tx:
        api.delete_outdated(tx, work.services.get(Settings).session_hours)
