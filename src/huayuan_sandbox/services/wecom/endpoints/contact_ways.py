"""联系我: live codes of the corp."""

from __future__ import annotations

from typing import Any

from huayuan_sandbox.services.wecom import responses
from huayuan_sandbox.services.wecom.call import Call, Endpoint
from huayuan_sandbox.services.wecom.errors import WeComError
from huayuan_sandbox.services.wecom.join_ways import JoinWays
from huayuan_sandbox.services.wecom.models import ContactWay

_USERS_PER_WAY = 100
_TWO_WEEKS = 14 * 86_400
_NINETY_DAYS = 90 * 86_400


def add_contact_way(call: Call) -> dict[str, Any]:
    kind = _choice(call, "type", (1, 2), missing=41037, wrong=41039)
    scene = _choice(call, "scene", (1, 2), missing=41038, wrong=41040)
    if call.flag("is_temp", False):
        raise WeComError(41200)  # temporary sessions are for the medical industry only
    call.corp.part(JoinWays).check_room_for_another()
    users, parties = call.texts("user"), call.numbers("party")
    _check_members(call, kind, users, parties)
    way = ContactWay(call.corp.next_config_id(), call.corp.ways_made, int(call.now), kind, scene)
    way.user, way.party = users, parties
    _fill(call, way)
    call.corp.ways[way.config_id] = way
    answer = {"config_id": way.config_id}
    if scene == 2:
        answer["qr_code"] = responses.qr_code(way, call.base_url)
    return answer


def get_contact_way(call: Call) -> dict[str, Any]:
    return {"contact_way": responses.contact_way(_way(call), call.base_url)}


def list_contact_way(call: Call) -> dict[str, Any]:
    """The cursor is the number of the last way shown."""
    start = call.number("start_time", int(call.now) - _NINETY_DAYS)
    end = call.number("end_time", int(call.now))
    limit = max(1, min(call.number("limit", 100), 1000))
    cursor = call.text("cursor")
    if cursor and not cursor.isdigit():
        raise WeComError(50100)
    after = int(cursor or 0)
    found = [way for way in call.corp.ways.values() if start <= way.created_at <= end and way.number > after]
    answer: dict[str, Any] = {"contact_way": [{"config_id": way.config_id} for way in found[:limit]]}
    if len(found) > limit:
        answer["next_cursor"] = str(found[limit - 1].number)
    return answer


def update_contact_way(call: Call) -> dict[str, Any]:
    """Lists overwrite; type, scene and is_temp stay."""
    way = _way(call)
    users = call.texts("user") if "user" in call.body else way.user
    parties = call.numbers("party") if "party" in call.body else way.party
    _check_members(call, way.type, users, parties)
    _fill(call, way)
    way.user, way.party = users, parties
    return {}


def del_contact_way(call: Call) -> dict[str, Any]:
    del call.corp.ways[_way(call).config_id]
    return {}


def _fill(call: Call, way: ContactWay) -> None:
    """All checks before the first change, so a refused update changes nothing."""
    style = call.body.get("style", way.style)
    if style not in (1, 2, 3):
        raise WeComError(41042)
    remark, state = call.text("remark", 30, way.remark), call.text("state", 30, way.state)
    expires_in = call.number("expires_in", way.expires_in, high=_TWO_WEEKS)
    chat_expires_in = call.number("chat_expires_in", way.chat_expires_in, high=_TWO_WEEKS)
    conclusions = call.body.get("conclusions", way.conclusions)
    if not isinstance(conclusions, dict):
        raise WeComError(40058, "conclusions")
    way.skip_verify = call.flag("skip_verify", way.skip_verify)
    way.mark_source = call.flag("mark_source", way.mark_source)
    way.is_exclusive = call.flag("is_exclusive", way.is_exclusive)
    way.unionid = call.text("unionid", 0, way.unionid)
    way.style, way.remark, way.state, way.conclusions = style, remark, state, conclusions
    way.expires_in, way.chat_expires_in = expires_in, chat_expires_in


def _check_members(call: Call, kind: int, users: list[str], parties: list[int]) -> None:
    """40003 unknown, 84074 without the 客户联系 permission, 41054 not activated, 41041 too many."""
    for userid in users:
        staff = call.member(userid, unknown=40003, unseen=40031)
        if not staff.serves:
            raise WeComError(84074, userid)
        if not staff.activated:
            raise WeComError(41054, userid)
    if kind == 1 and (len(users) != 1 or parties):
        raise WeComError(40058, "a single way needs exactly one user")
    departments = {row["id"] for row in responses.departments(call.corp)}
    if not departments.issuperset(parties):
        raise WeComError(60003)
    members = call.corp.members_of_way(users, parties)
    if not members:
        raise WeComError(40058, "user and party")
    if len(members) > _USERS_PER_WAY:
        raise WeComError(41041)


def _way(call: Call) -> ContactWay:
    config_id = call.text("config_id")
    if not config_id:
        raise WeComError(41043)
    way = call.corp.ways.get(config_id)
    if way is None:
        raise WeComError(41044)
    return way


def _choice(call: Call, name: str, allowed: tuple[int, ...], *, missing: int, wrong: int) -> int:
    value = call.body.get(name)
    if value is None:
        raise WeComError(missing)
    if isinstance(value, bool) or value not in allowed:
        raise WeComError(wrong)
    return int(value)


ENDPOINTS: dict[str, tuple[str, Endpoint]] = {
    "externalcontact/add_contact_way": ("POST", add_contact_way),
    "externalcontact/get_contact_way": ("POST", get_contact_way),
    "externalcontact/list_contact_way": ("POST", list_contact_way),
    "externalcontact/update_contact_way": ("POST", update_contact_way),
    "externalcontact/del_contact_way": ("POST", del_contact_way),
}
