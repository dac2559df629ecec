"""Calls about moments [95094, 93333, 97612]."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from huayuan.wechat.connections.api import Answer, PlatformClient
from huayuan.wechat.wecom.moments import wire
from huayuan.wechat.wecom.moments.limits import LIST_PAGE, TASK_PAGE

_CONTACT = "/cgi-bin/externalcontact/"


class MomentCalls(PlatformClient):
    def add_moment(
        self, text: str, attachments: Sequence[dict[str, Any]], userids: Sequence[str], tags: Sequence[str]
    ) -> str:
        """The job that makes it. `tags`: only customers who wear one of these corp tags see it; none: all do."""
        body: dict[str, Any] = {"visible_range": {"sender_list": {"user_list": list(userids)}}}
        body |= {"text": {"content": text}} if text else {}
        body |= {"attachments": list(attachments)} if attachments else {}
        if tags:
            body["visible_range"]["external_contact_list"] = {"tag_list": list(tags)}
        return self._post(_CONTACT + "add_moment_task", body, wire.MadeMoment).jobid

    def moment_job(self, jobid: str) -> wire.MomentJob:
        return self._get(_CONTACT + "get_moment_task_result", {"jobid": jobid}, wire.MomentJob)

    def moments(self, since: datetime, until: datetime, cursor: str = "") -> wire.MomentList:
        """A page of what the corp made in at most 30 days."""
        body: dict[str, Any] = {
            "start_time": int(since.timestamp()), "end_time": int(until.timestamp()), "filter_type": 0,
            "limit": LIST_PAGE,
        }  # fmt: skip
        body |= {"cursor": cursor} if cursor else {}
        return self._post(_CONTACT + "get_moment_list", body, wire.MomentList)

    def moment_tasks(self, moment_id: str, cursor: str = "") -> wire.MomentTasks:
        body = {"moment_id": moment_id, "limit": TASK_PAGE} | ({"cursor": cursor} if cursor else {})
        return self._post(_CONTACT + "get_moment_task", body, wire.MomentTasks)

    def moment_reactions(self, moment_id: str, userid: str) -> wire.Reactions:
        """Likes and comments of one member's publication."""
        body = {"moment_id": moment_id, "userid": userid}
        return self._post(_CONTACT + "get_moment_comments", body, wire.Reactions)

    def cancel_moment(self, moment_id: str) -> None:
        """What was published stays published."""
        self._post(_CONTACT + "cancel_moment_task", {"moment_id": moment_id}, Answer)
