"""Tasks of app messages."""

from __future__ import annotations

from huayuan.kernel.jobs import Tasks, Work
from huayuan.wechat.wecom.notices.telling import WecomNotices

TASKS = Tasks("wecom.notices")


@TASKS.task("wecom.notice_send", max_attempts=8)
def send(work: Work) -> None:
    work.services.get(WecomNotices).send(int(work.payload["notice_id"]))
