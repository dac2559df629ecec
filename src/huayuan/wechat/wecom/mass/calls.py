"""Calls about mass messages [92135, 93338, 97610, 97611]."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from huayuan.wechat.connections.api import Answer, PlatformClient
from huayuan.wechat.wecom.mass import wire
from huayuan.wechat.wecom.mass.limits import LIST_PAGE, PAGE

_CONTACT = "/cgi-bin/externalcontact/"


class MassCalls(PlatformClient):
    def add_mass(
        self,
        chat_type: str,
        sender: str,
        recipients: Sequence[str],
        text: str,
        attachments: Sequence[dict[str, Any]],
        *,
        allow_select: bool = False,
    ) -> wire.MadeMass:
        """A task for `sender` to send to these customers ("single") or groups ("group"). Not repeatable: each makes one."""
        named = "chat_id_list" if chat_type == "group" else "external_userid"
        body: dict[str, Any] = {"chat_type": chat_type, "sender": sender, named: list(recipients)}
        body |= {"text": {"content": text}} if text else {}
        body |= {"attachments": list(attachments)} if attachments else {}
        body |= {"allow_select": True} if allow_select else {}
        return self._post(_CONTACT + "add_msg_template", body, wire.MadeMass)

    def masses(self, chat_type: str, since: datetime, until: datetime, cursor: str = "") -> wire.MassList:
        """A page of what the corp made in at most a month, members' own messages left out."""
        body: dict[str, Any] = {
            "chat_type": chat_type, "start_time": int(since.timestamp()), "end_time": int(until.timestamp()),
            "filter_type": 0, "limit": LIST_PAGE,
        }  # fmt: skip
        body |= {"cursor": cursor} if cursor else {}
        return self._post(_CONTACT + "get_groupmsg_list_v2", body, wire.MassList)

    def mass_tasks(self, msgid: str, cursor: str = "") -> wire.MemberTasks:
        body = {"msgid": msgid, "limit": PAGE} | ({"cursor": cursor} if cursor else {})
        return self._post(_CONTACT + "get_groupmsg_task", body, wire.MemberTasks)

    def mass_results(self, msgid: str, userid: str, cursor: str = "") -> wire.SendResults:
        """What became of the recipients of one member. Of messages to groups only what was sent is shown."""
        body = {"msgid": msgid, "userid": userid, "limit": PAGE} | ({"cursor": cursor} if cursor else {})
        return self._post(_CONTACT + "get_groupmsg_send_result", body, wire.SendResults)

    def remind_mass(self, msgid: str) -> None:
        self._post(_CONTACT + "remind_groupmsg_send", {"msgid": msgid}, Answer)

    def cancel_mass(self, msgid: str) -> None:
        """What has been sent stays sent."""
        self._post(_CONTACT + "cancel_groupmsg_send", {"msgid": msgid}, Answer)
