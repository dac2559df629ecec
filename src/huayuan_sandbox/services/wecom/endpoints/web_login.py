"""Who opened a page, and the tickets that pages are signed with."""

from __future__ import annotations

from typing import Any

from huayuan_sandbox.services.wecom.call import Call, Endpoint
from huayuan_sandbox.services.wecom.errors import WeComError
from huayuan_sandbox.services.wecom.web_login import WebLogin


def getuserinfo(call: Call) -> dict[str, Any]:
    """A member, with a user_ticket when the page asked for private information; else an openid."""
    part = call.corp.part(WebLogin)
    code = part.exchange(call.query.get("code", ""), call.now)
    if not code.userid:
        person = call.corp.people_known.get(code.external_userid)
        shown = {"openid": person.openid(call.corp.credentials.corp_id) if person else "o"}
        friend = bool(call.corp.of_customer.get(code.external_userid))
        return shown | ({"external_userid": code.external_userid} if friend else {})
    call.member(code.userid, unknown=60111)
    answer: dict[str, Any] = {"userid": code.userid}
    return answer | ({"user_ticket": part.user_ticket(code.userid, call.now)} if code.private else {})


def getuserdetail(call: Call) -> dict[str, Any]:
    userid = call.corp.part(WebLogin).member_of(call.text("user_ticket"), call.now)
    call.member(userid, unknown=60111)
    return {
        "userid": userid, "gender": "0", "avatar": f"{call.base_url}/sandbox/avatar/0.svg", "qr_code": "",
        "mobile": "", "email": "", "biz_mail": f"{userid}@sandbox.invalid", "address": "",
    }  # fmt: skip


def get_jsapi_ticket(call: Call) -> dict[str, Any]:
    ticket, seconds = call.corp.part(WebLogin).ticket("corp", call.now)
    return {"ticket": ticket, "expires_in": seconds}


def get_agent_ticket(call: Call) -> dict[str, Any]:
    if call.query.get("type") != "agent_config":
        raise WeComError(40058, "type")
    ticket, seconds = call.corp.part(WebLogin).ticket("agent", call.now)
    return {"ticket": ticket, "expires_in": seconds}


ENDPOINTS: dict[str, tuple[str, Endpoint]] = {
    "auth/getuserinfo": ("GET", getuserinfo),
    "auth/getuserdetail": ("POST", getuserdetail),
    "get_jsapi_ticket": ("GET", get_jsapi_ticket),
    "ticket/get": ("GET", get_agent_ticket),
}
