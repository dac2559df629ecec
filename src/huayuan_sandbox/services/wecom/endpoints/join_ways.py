"""客户群进群方式: codes for groups."""

from __future__ import annotations

from typing import Any

from huayuan_sandbox.services.wecom.call import Call, Endpoint
from huayuan_sandbox.services.wecom.errors import WeComError
from huayuan_sandbox.services.wecom.groups import Groups
from huayuan_sandbox.services.wecom.join_ways import JoinWay, JoinWays

_ROOMS = 5
_REMARK = 30


def add_join_way(call: Call) -> dict[str, Any]:
    way = JoinWay("", 0, 0)
    _fill(call, way)
    call.corp.part(JoinWays).keep(way)
    return {"config_id": way.config_id}


def get_join_way(call: Call) -> dict[str, Any]:
    way = _way(call)
    return {"join_way": {
        "config_id": way.config_id, "scene": way.scene, "remark": way.remark,
        "auto_create_room": way.auto_create_room, "room_base_name": way.room_base_name,
        "room_base_id": way.room_base_id, "chat_id_list": way.chat_id_list,
        "qr_code": f"{call.base_url}/sandbox/group/{way.config_id}", "state": way.state,
        "mark_source": way.mark_source,
    }}  # fmt: skip


def update_join_way(call: Call) -> dict[str, Any]:
    """Overwrites everything: what is not named falls back to its default."""
    _fill(call, _way(call))
    return {}


def del_join_way(call: Call) -> dict[str, Any]:
    del call.corp.part(JoinWays).state.ways[_way(call).config_id]
    return {}


def _way(call: Call) -> JoinWay:
    return call.corp.part(JoinWays).way(call.text("config_id"))


def _fill(call: Call, way: JoinWay) -> None:
    """All checks before the first change. `remark` is cut, not refused."""
    scene = call.body.get("scene")
    if scene is None:
        raise WeComError(41038)
    if isinstance(scene, bool) or scene not in (1, 2):
        raise WeComError(41040)
    rooms = list(dict.fromkeys(call.texts("chat_id_list")))
    if not rooms:
        raise WeComError(40058, "chat_id_list")
    if len(rooms) > _ROOMS:
        raise WeComError(41091)
    for chat_id in rooms:
        call.corp.part(Groups).room(chat_id)
    auto, base_name = call.number("auto_create_room", 1, high=1), call.text("room_base_name", 40)
    base_id, state = call.number("room_base_id", 0), call.text("state", 30)
    remark, mark_source = call.text("remark")[:_REMARK], call.flag("mark_source", True)
    way.scene, way.chat_id_list, way.auto_create_room = int(scene), rooms, auto
    way.room_base_name, way.room_base_id, way.state = base_name, base_id, state
    way.remark, way.mark_source = remark, mark_source


ENDPOINTS: dict[str, tuple[str, Endpoint]] = {
    "externalcontact/groupchat/add_join_way": ("POST", add_join_way),
    "externalcontact/groupchat/get_join_way": ("POST", get_join_way),
    "externalcontact/groupchat/update_join_way": ("POST", update_join_way),
    "externalcontact/groupchat/del_join_way": ("POST", del_join_way),
}
