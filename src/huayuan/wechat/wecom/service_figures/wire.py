"""Figures over the wire."""

from __future__ import annotations

import msgspec

from huayuan.wechat.connections.api import Answer


class Behavior(msgspec.Struct):
    """A member's day. `reply_percentage` and `avg_reply_time` (minutes) are absent without chats."""

    stat_time: int
    chat_cnt: int = 0
    message_cnt: int = 0
    reply_percentage: float | None = None
    avg_reply_time: int | None = None
    negative_feedback_cnt: int = 0
    new_apply_cnt: int = 0
    new_contact_cnt: int = 0


class Behaviors(Answer):
    behavior_data: list[Behavior] = []


class GroupFigures(msgspec.Struct):
    new_chat_cnt: int = 0
    chat_total: int = 0
    chat_has_msg: int = 0
    new_member_cnt: int = 0
    member_total: int = 0
    member_has_msg: int = 0
    msg_total: int = 0


class OwnerFigures(msgspec.Struct):
    owner: str
    data: GroupFigures


class GroupStatistic(Answer):
    total: int = 0
    next_offset: int = 0
    items: list[OwnerFigures] = []
