"""Answers of /datacube/ about a whole account."""

from __future__ import annotations

import msgspec

from huayuan.wechat.connections.api import Answer


class ReadSource(msgspec.Struct):
    user_count: int = 0
    scene_desc: str = ""


class BizFigures(msgspec.Struct):
    read_user: int = 0
    read_user_source: list[ReadSource] = []
    share_user: int = 0
    like_user: int = 0
    comment_count: int = 0
    collection_user: int = 0
    send_page_count: int = 0


class BizDay(msgspec.Struct):
    ref_date: str = ""
    detail: BizFigures = msgspec.field(default_factory=BizFigures)


class BizDays(Answer, kw_only=True):
    """`is_delay`: the figures are not complete yet."""

    rows: list[BizDay] = msgspec.field(name="list", default_factory=list)
    is_delay: bool = False


class UpstreamDay(msgspec.Struct):
    ref_date: str = ""
    msg_type: int = 0
    msg_user: int = 0
    msg_count: int = 0


class UpstreamDays(Answer, kw_only=True):
    rows: list[UpstreamDay] = msgspec.field(name="list", default_factory=list)


class InterfaceDay(msgspec.Struct):
    """`max_time_cost` in milliseconds."""

    ref_date: str = ""
    callback_count: int = 0
    fail_count: int = 0
    total_time_cost: int = 0
    max_time_cost: int = 0


class InterfaceDays(Answer, kw_only=True):
    rows: list[InterfaceDay] = msgspec.field(name="list", default_factory=list)
