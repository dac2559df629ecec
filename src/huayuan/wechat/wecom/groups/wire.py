"""Groups as they come over the wire."""

from __future__ import annotations

import msgspec

from huayuan.wechat.connections.api import Answer


class GroupRef(msgspec.Struct):
    """`status`: 0 normal, 1 the owner left, 2 being handed over, 3 handed over."""

    chat_id: str
    status: int = 0


class GroupRefs(Answer):
    group_chat_list: list[GroupRef] = []
    next_cursor: str = ""


class Invitor(msgspec.Struct):
    userid: str = ""


class GroupMember(msgspec.Struct):
    """`type`: 1 staff, 2 external. `join_scene`: 1 invited, 2 invitation link, 3 group code. `join_time` is Unix seconds."""

    userid: str
    type: int = 0
    join_time: int = 0
    join_scene: int = 0
    invitor: Invitor | None = None
    name: str = ""
    unionid: str = ""
    state: str = ""


class GroupDetail(msgspec.Struct):
    chat_id: str
    name: str = ""
    owner: str = ""
    create_time: int = 0
    notice: str = ""
    member_list: list[GroupMember] = []
    member_version: str = ""


class OneGroup(Answer):
    group_chat: GroupDetail | None = None
