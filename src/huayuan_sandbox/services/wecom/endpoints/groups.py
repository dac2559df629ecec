"""客户群: which there are and who is inside."""

from __future__ import annotations

from typing import Any

from huayuan_sandbox.services.wecom.call import Call, Endpoint
from huayuan_sandbox.services.wecom.errors import WeComError
from huayuan_sandbox.services.wecom.groups import Groups
from huayuan_sandbox.services.wecom.opengid import chat_id_of
from huayuan_sandbox.services.wecom.paging import page
from huayuan_sandbox.services.wecom.room import CUSTOMER, OWNER_LEFT, Member
from huayuan_sandbox.services.wecom.sight import sees

_OWNERS = 100
_VISIBLE_MEMBERS = 1000


def list_of_groups(call: Call) -> dict[str, Any]:
    """Rooms whose owner left are shown only when that owner is named in the filter, or the status is."""
    status = call.number("status_filter", 0, high=3)
    limit = call.number("limit", 0, low=1, high=1000)
    owners = owner_filter(call)
    if not owners and len(call.staff) > _VISIBLE_MEMBERS:
        raise WeComError(81017)
    rooms = [
        room
        for room in call.corp.part(Groups).living()
        if (not owners or room.owner in owners)
        and sees(call.corp, room.owner)
        and (not status or room.status == status)
        and (owners or status or room.status != OWNER_LEFT)
    ]
    shown, cursor = page(rooms, lambda room: room.number, call.text("cursor"), limit)
    answer: dict[str, Any] = {
        "group_chat_list": [{"chat_id": room.chat_id, "status": room.status} for room in shown]
    }
    if cursor:
        answer["next_cursor"] = cursor
    return answer


def get(call: Call) -> dict[str, Any]:
    need_name = call.number("need_name", 0, high=1) == 1
    room = call.corp.part(Groups).room(call.text("chat_id"))
    if not sees(call.corp, room.owner):
        raise WeComError(60011)
    members = [_member(call, member, need_name=need_name) for member in room.members.values()]
    return {"group_chat": {
        "chat_id": room.chat_id, "name": room.name, "owner": room.owner, "create_time": room.created_at,
        "notice": room.notice, "member_list": members,
        "admin_list": [{"userid": userid} for userid in room.admins], "member_version": room.version,
    }}  # fmt: skip


def opengid_to_chatid(call: Call) -> dict[str, Any]:
    return {"chat_id": chat_id_of(call.corp, call.text("opengid"))}


def owner_filter(call: Call) -> list[str]:
    """At most 100 userids. An owner who left may be named; 40003 for one who never was."""
    wanted = call.body.get("owner_filter") or {}
    owners = wanted.get("userid_list") or [] if isinstance(wanted, dict) else None
    if not isinstance(owners, list) or not all(isinstance(one, str) for one in owners):
        raise WeComError(40058, "owner_filter.userid_list")
    if len(owners) > _OWNERS:
        raise WeComError(40058, "owner_filter.userid_list length")
    if not set(owners) <= call.corp.everybody.keys():
        raise WeComError(40003)
    return owners


def _member(call: Call, member: Member, *, need_name: bool) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "userid": member.userid, "type": member.kind, "join_time": member.joined_at,
        "join_scene": member.join_scene, "group_nickname": "",
    }  # fmt: skip
    if member.invitor:
        shown["invitor"] = {"userid": member.invitor}
    if member.state:
        shown["state"] = member.state
    if member.kind == CUSTOMER:
        unionid = call.corp.people_known[member.userid].unionid
        if unionid:
            shown["unionid"] = unionid
    if need_name:
        shown["name"] = _name(call, member)
    return shown


def _name(call: Call, member: Member) -> str:
    if member.kind == CUSTOMER:
        return call.corp.people_known[member.userid].nickname
    return call.corp.everybody[member.userid].name


ENDPOINTS: dict[str, tuple[str, Endpoint]] = {
    "externalcontact/groupchat/list": ("POST", list_of_groups),
    "externalcontact/groupchat/get": ("POST", get),
    "externalcontact/opengid_to_chatid": ("POST", opengid_to_chatid),
}
