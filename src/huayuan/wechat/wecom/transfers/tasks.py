"""Tasks of transfers."""

from __future__ import annotations

from huayuan.kernel.jobs import Tasks, Work
from huayuan.wechat.wecom.transfers.asking import TransferAsking

TASKS = Tasks("wecom.transfers")


@TASKS.task("wecom.transfer", max_attempts=20)
def ask(work: Work) -> None:
    """Ask the platform for everybody who was not asked for yet."""
    given = work.payload
    work.services.get(TransferAsking).ask(int(given["connection_id"]), given["handover"], given["takeover"])


@TASKS.task("wecom.transfer_results", max_attempts=20)
def look(work: Work) -> None:
    """Ask what became of them; plans its next look."""
    given = work.payload
    work.services.get(TransferAsking).look(
        int(given["connection_id"]), given["handover"], given["takeover"], int(given["poll"])
    )
