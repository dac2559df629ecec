"""获客助手: links, their customers, quota and figures."""

from __future__ import annotations

from typing import Any

from huayuan_sandbox.services.wecom import responses
from huayuan_sandbox.services.wecom.acquisition import Acquisition, Link
from huayuan_sandbox.services.wecom.call import Call, Endpoint
from huayuan_sandbox.services.wecom.endpoints.mass import bounded, required_number
from huayuan_sandbox.services.wecom.errors import WeComError
from huayuan_sandbox.services.wecom.paging import page
from huayuan_sandbox.services.wecom.room import local_day

_NAME = 30
_RANGE = 500
_FRIENDS_FIRST = 1000
_SPAN_DAYS = 30
_HISTORY_DAYS = 180
_PREFIX = "externalcontact/customer_acquisition"


def list_link(call: Call) -> dict[str, Any]:
    links = call.corp.part(Acquisition).state.links.values()
    shown, cursor = page(links, lambda link: link.number, call.text("cursor"), bounded(call, 100, 100))
    return {"link_id_list": [link.link_id for link in shown], "next_cursor": cursor}


def get(call: Call) -> dict[str, Any]:
    link = _link(call)
    answer: dict[str, Any] = {
        "link": {**_shown(call, link), "skip_verify": link.skip_verify, "mark_source": link.mark_source},
        "range": {"user_list": link.users, "department_list": link.departments},
    }
    if link.priority:
        answer["priority_option"] = link.priority
    return answer


def create_link(call: Call) -> dict[str, Any]:
    link = Link("", 0, "", int(call.now), [], [])
    _fill(call, link, new=True)
    call.corp.part(Acquisition).make(link)
    return {"link": {"link_id": link.link_id, **_shown(call, link)}}


def update_link(call: Call) -> dict[str, Any]:
    """What is not named stays; a range overwrites."""
    _fill(call, _link(call), new=False)
    return {}


def delete_link(call: Call) -> dict[str, Any]:
    """Pushes nothing, like everything an app does."""
    del call.corp.part(Acquisition).state.links[_link(call).link_id]
    return {}


def customer(call: Call) -> dict[str, Any]:
    link = _link(call)
    found = (one for one in call.corp.part(Acquisition).state.brought if one.link_id == link.link_id)
    shown, cursor = page(found, lambda one: one.number, call.text("cursor"), bounded(call, 1000, 1000))
    rows = [
        {"external_userid": one.external_userid, "userid": one.userid, "chat_status": int(one.messages > 0),
         "state": one.state}
        for one in shown
    ]  # fmt: skip
    return {"customer_list": rows, "next_cursor": cursor}


def quota(call: Call) -> dict[str, Any]:
    part = call.corp.part(Acquisition)
    batches = [{"expire_date": one.expires_at, "balance": one.left} for one in part.state.batches if one.left]
    return {"total": part.state.total, "balance": part.balance, "quota_list": batches}


def statistic(call: Call) -> dict[str, Any]:
    """Whole days: at most 30 of the last 180."""
    link = _link(call)
    first, last = (local_day(required_number(call, name)) for name in ("start_time", "end_time"))
    today = local_day(call.now)
    if not today - _HISTORY_DAYS <= first <= last or last - first >= _SPAN_DAYS:
        raise WeComError(40058, "start_time and end_time")
    counted = [counts for day, counts in link.days.items() if first <= day <= last]
    return {
        "click_link_customer_cnt": sum(clicks for clicks, _ in counted),
        "new_customer_cnt": sum(adds for _, adds in counted),
    }


def get_chat_info(call: Call) -> dict[str, Any]:
    brought, messages = call.corp.part(Acquisition).chat(call.text("chat_key"), call.now)
    info = {"recv_msg_cnt": messages, "link_id": brought.link_id, "state": brought.state}
    return {"userid": brought.userid, "external_userid": brought.external_userid, "chat_info": info}


def _link(call: Call) -> Link:
    return call.corp.part(Acquisition).link(call.text("link_id"))


def _shown(call: Call, link: Link) -> dict[str, Any]:
    """The real address opens WeChat; the sandbox serves a page to open it on."""
    url = f"{call.base_url}/sandbox/ca/{link.link_id}"
    return {"link_name": link.name, "url": url, "create_time": link.created_at}


def _fill(call: Call, link: Link, *, new: bool) -> None:
    """All checks before the first change."""
    name = call.text("link_name", _NAME, link.name)
    if not name:
        raise WeComError(40058, "link_name")
    users, departments = link.users, link.departments
    if new or "range" in call.body:
        users, departments = _range(call)
    skip_verify = call.flag("skip_verify", link.skip_verify)
    mark_source = call.flag("mark_source", link.mark_source)
    priority = _priority(call, link.priority)
    link.name, link.users, link.departments = name, users, departments
    link.skip_verify, link.mark_source, link.priority = skip_verify, mark_source, priority


def _range(call: Call) -> tuple[list[str], list[int]]:
    """40003 unknown, 84074 without the 客户联系 permission, 41054 not activated, 60003 unknown department."""
    wanted = call.body.get("range")
    users = wanted.get("user_list") or [] if isinstance(wanted, dict) else None
    departments = wanted.get("department_list") or [] if isinstance(wanted, dict) else None
    if not isinstance(users, list) or not isinstance(departments, list):
        raise WeComError(40058, "range")
    for userid in users:
        staff = call.member(str(userid), unknown=40003, unseen=40031)
        if not staff.serves:
            raise WeComError(84074)
        if not staff.activated:
            raise WeComError(41054)
    if not {row["id"] for row in responses.departments(call.corp)}.issuperset(departments):
        raise WeComError(60003)
    members = call.corp.members_of_way(users, departments)
    if not members or len(members) > _RANGE or len(departments) > _RANGE:
        raise WeComError(40058, "range")
    return users, departments


def _priority(call: Call, known: dict[str, Any] | None) -> dict[str, Any] | None:
    """41200: only some business categories may put friends first."""
    wanted = call.body.get("priority_option", known)
    if wanted is None:
        return None
    if not call.corp.rules.link_priorities:
        raise WeComError(41200)
    friends = wanted.get("priority_userid_list") or [] if isinstance(wanted, dict) else None
    if (
        not isinstance(friends, list)
        or len(friends) > _FRIENDS_FIRST
        or wanted.get("priority_type") not in (1, 2)
    ):
        raise WeComError(40058, "priority_option")
    return dict(wanted)


ENDPOINTS: dict[str, tuple[str, Endpoint]] = {
    f"{_PREFIX}/list_link": ("POST", list_link),
    f"{_PREFIX}/get": ("POST", get),
    f"{_PREFIX}/create_link": ("POST", create_link),
    f"{_PREFIX}/update_link": ("POST", update_link),
    f"{_PREFIX}/delete_link": ("POST", delete_link),
    f"{_PREFIX}/customer": ("POST", customer),
    f"{_PREFIX}_quota": ("GET", quota),
    f"{_PREFIX}/statistic": ("POST", statistic),
    f"{_PREFIX}/get_chat_info": ("POST", get_chat_info),
}
