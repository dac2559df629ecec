"""Mass messages as they come over the wire."""

from __future__ import annotations

from typing import Any

import msgspec

from huayuan.wechat.connections.api import Answer


class MadeMass(Answer):
    """`fail_list`: recipients that are unknown or cannot be reached."""

    msgid: str = ""
    fail_list: list[str] = []


class Content(msgspec.Struct):
    content: str = ""


class ListedMass(msgspec.Struct):
    """`create_type` 0 the corp, 1 a member; `creator` is absent for what an API made."""

    msgid: str
    creator: str = ""
    create_time: int | str = 0
    create_type: int = 0
    text: Content | None = None
    attachments: list[dict[str, Any]] = []


class MassList(Answer):
    group_msg_list: list[ListedMass] = []
    next_cursor: str = ""


class MemberTask(msgspec.Struct):
    """`status` 0 waits for the member, 2 done."""

    userid: str
    status: int = 0
    send_time: int = 0


class MemberTasks(Answer):
    task_list: list[MemberTask] = []
    next_cursor: str = ""


class SendResult(msgspec.Struct):
    """`status` 0 not sent, 1 sent, 2 no friend any more, 3 had as many mass messages as are allowed."""

    userid: str = ""
    external_userid: str = ""
    chat_id: str = ""
    status: int = 0
    send_time: int = 0

    @property
    def to(self) -> str:
        return self.external_userid or self.chat_id


class SendResults(Answer):
    send_list: list[SendResult] = []
    next_cursor: str = ""
