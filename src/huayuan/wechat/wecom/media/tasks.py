"""Tasks of media."""

from __future__ import annotations

from huayuan.kernel.jobs import Tasks, Work
from huayuan.wechat.wecom.media.shelf import MediaShelf

TASKS = Tasks("wecom.media")


@TASKS.every("wecom.media_refresh", cron="0 20 */4 * * *")
def refresh(work: Work) -> None:
    """Pictures in use are uploaded again before their three days end."""
    work.heartbeat(1.0, f"{work.services.get(MediaShelf).refresh()}")
