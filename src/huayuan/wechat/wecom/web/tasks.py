"""Tasks of pages inside WeCom."""

from __future__ import annotations

from huayuan.kernel.jobs import Tasks, Work
from huayuan.wechat.wecom.web.logins import MemberLogins

TASKS = Tasks("wecom.web")


@TASKS.every("wecom.end_left_logins", cron="0 */10 * * * *")
def end_left_logins(work: Work) -> None:
    """Staff who left can no longer use what was opened for them."""
    work.heartbeat(1.0, f"{work.services.get(MemberLogins).end_those_who_left()}")
