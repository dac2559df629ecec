"""Conversions between the ids of the corp, of service providers, of payments and of WeChat."""

from __future__ import annotations

from typing import Any

from huayuan_sandbox.services.wecom.aliases import SERVICE, TEMPORARY, Aliases
from huayuan_sandbox.services.wecom.call import Call, Endpoint
from huayuan_sandbox.services.wecom.errors import WeComError
from huayuan_sandbox.services.wecom.groups import Groups

_MANY = 1000
_FEW = 100


def unionid_to_external_userid(call: Call) -> dict[str, Any]:
    """For apps of providers. Somebody who is no customer yet gets a pending_id."""
    _for_providers(call)
    unionid, openid = call.text("unionid"), call.text("openid")
    if not unionid or not openid:
        raise WeComError(40063)
    if not unionid.startswith("o") or len(unionid) != 28:
        raise WeComError(610014)
    aliases = call.corp.part(Aliases)
    known = aliases.customer_with_unionid(unionid)
    if known is not None and call.corp.of_customer.get(known):
        return {"external_userid": known}
    return {"pending_id": aliases.pending_id(unionid)}


def legacy_unionid_to_external_userid(call: Call) -> dict[str, Any]:
    """The older call knows no pending_id: 40096 for strangers."""
    _for_providers(call)
    known = call.corp.part(Aliases).customer_with_unionid(call.text("unionid"))
    if known is None or not call.corp.of_customer.get(known):
        raise WeComError(40096)
    return {"external_userid": known}


def external_userid_to_pending_id(call: Call) -> dict[str, Any]:
    """For members of groups who are nobody's friend: customers and strangers to the group are left out."""
    _for_providers(call)
    wanted = _some(call, "external_userid", _FEW)
    chat_id = call.text("chat_id")
    room = call.corp.part(Groups).room(chat_id) if chat_id else None
    rows = []
    for one in wanted:
        person = call.corp.people_known.get(one)
        inside = room is None or one in room.members
        if person is not None and inside and not call.corp.of_customer.get(one):
            key = person.unionid or person.external_userid
            rows.append({"external_userid": one, "pending_id": call.corp.part(Aliases).pending_id(key)})
    return {"result": rows}


def to_service_external_userid(call: Call) -> dict[str, Any]:
    _for_providers(call)
    return {"external_userid": call.corp.part(Aliases).of_customer(SERVICE, _customer(call))}


def from_service_external_userid(call: Call) -> dict[str, Any]:
    """For apps of the corp: `source_agentid` names the provider's app."""
    call.number("source_agentid", -1)
    known = call.corp.part(Aliases).customer_behind(SERVICE, call.text("external_userid"))
    if known is None:
        raise WeComError(40096)
    return {"external_userid": known}


def get_new_external_userid(call: Call) -> dict[str, Any]:
    """Old ids of the corp to those of the provider; ids that are unknown are left out."""
    _for_providers(call)
    return {"items": _new_ids(call, _some(call, "external_userid_list", _MANY))}


def group_get_new_external_userid(call: Call) -> dict[str, Any]:
    _for_providers(call)
    room = call.corp.part(Groups).room(call.text("chat_id"))
    wanted = _some(call, "external_userid_list", _MANY)
    return {"items": _new_ids(call, [one for one in wanted if one in room.members])}


def convert_tmp_external_userid(call: Call) -> dict[str, Any]:
    if call.number("business_type", 0) not in (1, 2, 3) or call.number("user_type", 0) not in (1, 2, 3, 4):
        raise WeComError(40058, "business_type and user_type")
    wanted = _some(call, "tmp_external_userid_list", _FEW)
    aliases, customers = call.corp.part(Aliases), call.body["user_type"] == 1
    found = {one: aliases.customer_behind(TEMPORARY, one) for one in wanted if customers}
    rows = [{"tmp_external_userid": one, "external_userid": known} for one, known in found.items() if known]
    return {
        "results": rows,
        "invalid_tmp_external_userid_list": [one for one in wanted if not found.get(one)],
    }


def convert_to_openid(call: Call) -> dict[str, Any]:
    """For payments: the openid of the customer in the account of the corp."""
    external_userid = call.text("external_userid")
    if external_userid.startswith("wo"):
        raise WeComError(41056)
    person = call.corp.people_known[_customer(call)]
    return {"openid": person.openid(call.corp.credentials.corp_id)}


def openuserid_to_userid(call: Call) -> dict[str, Any]:
    if "source_agentid" not in call.body:
        raise WeComError(40058, "source_agentid")
    call.number("source_agentid", 0)
    wanted = _some(call, "open_userid_list", _MANY)
    known = {call.corp.part(Aliases).open_userid(userid): userid for userid in call.staff}
    rows = [{"open_userid": one, "userid": known[one]} for one in wanted if one in known]
    return {"userid_list": rows, "invalid_open_userid_list": [one for one in wanted if one not in known]}


def user_convert_to_openid(call: Call) -> dict[str, Any]:
    """43004 for members who never bound their WeChat."""
    staff = call.member(call.text("userid"), unknown=60111)
    if not staff.activated:
        raise WeComError(43004)
    return {"openid": call.corp.part(Aliases).openid_of_staff(staff.userid)}


def user_convert_to_userid(call: Call) -> dict[str, Any]:
    openid, aliases = call.text("openid"), call.corp.part(Aliases)
    for userid in call.staff:
        if aliases.openid_of_staff(userid) == openid:
            return {"userid": userid}
    raise WeComError(40073)


def _for_providers(call: Call) -> None:
    """48002 for an app of the corp: it gets unionids from externalcontact/get."""
    if not call.corp.rules.provider_app:
        raise WeComError(48002)


def _customer(call: Call) -> str:
    external_userid = call.text("external_userid")
    if not external_userid:
        raise WeComError(41035)
    if external_userid not in call.corp.people_known:
        raise WeComError(40096)
    return external_userid


def _some(call: Call, name: str, most: int) -> list[str]:
    wanted = call.texts(name)
    if not 1 <= len(wanted) <= most:
        raise WeComError(40058, name)
    return wanted


def _new_ids(call: Call, wanted: list[str]) -> list[dict[str, str]]:
    aliases = call.corp.part(Aliases)
    return [
        {"external_userid": one, "new_external_userid": aliases.of_customer(SERVICE, one)}
        for one in wanted
        if one in call.corp.people_known
    ]


ENDPOINTS: dict[str, tuple[str, Endpoint]] = {
    "idconvert/unionid_to_external_userid": ("POST", unionid_to_external_userid),
    "idconvert/batch/external_userid_to_pending_id": ("POST", external_userid_to_pending_id),
    "idconvert/convert_tmp_external_userid": ("POST", convert_tmp_external_userid),
    "externalcontact/unionid_to_external_userid": ("POST", legacy_unionid_to_external_userid),
    "externalcontact/to_service_external_userid": ("POST", to_service_external_userid),
    "externalcontact/from_service_external_userid": ("POST", from_service_external_userid),
    "externalcontact/get_new_external_userid": ("POST", get_new_external_userid),
    "externalcontact/groupchat/get_new_external_userid": ("POST", group_get_new_external_userid),
    "externalcontact/convert_to_openid": ("POST", convert_to_openid),
    "batch/openuserid_to_userid": ("POST", openuserid_to_userid),
    "user/convert_to_openid": ("POST", user_convert_to_openid),
    "user/convert_to_userid": ("POST", user_convert_to_userid),
}
