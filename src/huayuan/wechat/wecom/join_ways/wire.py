"""Join ways as they come over the wire."""

from __future__ import annotations

from typing import Any

import msgspec

from huayuan.wechat.connections.api import Answer
from huayuan.wechat.wecom.join_ways.limits import BY_CODE


class JoinWayWish(msgspec.Struct, frozen=True):
    """What add_join_way is asked for, and all of it again by update_join_way, which forgets what is not named."""

    remark: str
    chat_id_list: list[str]
    state: str
    auto_create_room: int = 1
    room_base_name: str = ""
    room_base_id: int = 1
    scene: int = BY_CODE

    def body(self) -> dict[str, Any]:
        built: dict[str, Any] = msgspec.to_builtins(self)
        return built


class MadeJoinWay(Answer):
    config_id: str = ""


class JoinWayDetail(msgspec.Struct):
    config_id: str = ""
    qr_code: str = ""
    chat_id_list: list[str] = []
    state: str = ""


class OneJoinWay(Answer):
    join_way: JoinWayDetail | None = None
