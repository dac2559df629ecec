"""企业群发: a call makes a task; only what a member confirms is sent."""

from __future__ import annotations

from typing import Any

from huayuan_sandbox.services.wecom.call import Call, Endpoint
from huayuan_sandbox.services.wecom.content import read_attachments, read_text
from huayuan_sandbox.services.wecom.errors import WeComError
from huayuan_sandbox.services.wecom.groups import Groups
from huayuan_sandbox.services.wecom.mass import SENT, TASK_DONE, Mass, MassMessages, Target
from huayuan_sandbox.services.wecom.paging import page

_CUSTOMERS = 10_000
_ROOMS = 2000
_TAGS = 100
_MONTH_SECONDS = 31 * 86_400


def add_msg_template(call: Call) -> dict[str, Any]:
    chat_type = call.body.get("chat_type", "single")
    if chat_type not in ("single", "group"):
        raise WeComError(86214)
    text, attachments = read_text(call), read_attachments(call, expired=40145)
    if not text and not attachments:
        raise WeComError(44004)
    allow_select = call.flag("allow_select", False)
    sender = sending_member(call, call.text("sender"))
    plan, failed = _to_groups(call, sender) if chat_type == "group" else _to_customers(call, sender)
    mass = Mass("", 0, chat_type, call.now, text, attachments)
    mass.allow_select = allow_select and chat_type == "single"
    mass = call.corp.part(MassMessages).create(mass, plan)
    return {"fail_list": failed, "msgid": mass.msgid}


def get_groupmsg_list_v2(call: Call) -> dict[str, Any]:
    """At most a month; oldest first. Cursors are numbers of messages."""
    chat_type = call.text("chat_type")
    if chat_type not in ("single", "group"):
        raise WeComError(86214)
    start, end = required_number(call, "start_time"), required_number(call, "end_time")
    if end < start or end - start > _MONTH_SECONDS:
        raise WeComError(40058, "start_time and end_time")
    creator, kind = call.text("creator"), call.number("filter_type", 2, high=2)
    found = (
        mass
        for mass in call.corp.part(MassMessages).state.masses.values()
        if mass.chat_type == chat_type
        and start <= mass.created_at <= end
        and (not creator or mass.creator == creator)
        and kind in (2, mass.create_type)
    )
    shown, cursor = page(found, lambda mass: mass.number, call.text("cursor"), bounded(call, 50, 100))
    return {"next_cursor": cursor, "group_msg_list": [_listed(mass) for mass in shown]}


def get_groupmsg_task(call: Call) -> dict[str, Any]:
    mass = _mass(call)
    tasks, cursor = page(
        mass.tasks.values(), lambda task: task.number, call.text("cursor"), bounded(call, 500, 1000)
    )
    rows: list[dict[str, Any]] = []
    for task in tasks:
        row: dict[str, Any] = {"userid": task.userid, "status": task.status}
        if task.status == TASK_DONE:
            row["send_time"] = task.sent_at
        rows.append(row)
    return {"next_cursor": cursor, "task_list": rows}


def get_groupmsg_send_result(call: Call) -> dict[str, Any]:
    """Messages to groups show only what was sent."""
    mass = _mass(call)
    userid = call.text("userid")
    task = mass.tasks.get(userid)
    if task is None:
        raise WeComError(40003)
    targets = (
        task.targets if mass.chat_type == "single" else [one for one in task.targets if one.status == SENT]
    )
    shown, cursor = page(targets, lambda target: target.number, call.text("cursor"), bounded(call, 500, 1000))
    return {"next_cursor": cursor, "send_list": [_result(mass, userid, target) for target in shown]}


def remind_groupmsg_send(call: Call) -> dict[str, Any]:
    call.corp.part(MassMessages).remind(_mass(call), call.now)
    return {}


def cancel_groupmsg_send(call: Call) -> dict[str, Any]:
    call.corp.part(MassMessages).cancel(_mass(call))
    return {}


def sending_member(call: Call, userid: str) -> str:
    """40003 unknown, 84074 without the 客户联系 permission; nobody is fine."""
    if userid:
        call.member(userid, unknown=40003)
        if userid not in call.corp.serving:
            raise WeComError(84074)
    return userid


def required_number(call: Call, name: str) -> int:
    if name not in call.body:
        raise WeComError(40058, name)
    return call.number(name, 0)


def bounded(call: Call, usual: int, most: int) -> int:
    """A `limit` that is missing, 0 or too large means the usual one."""
    limit = call.number("limit", usual)
    return limit if 0 < limit <= most else usual


def _mass(call: Call) -> Mass:
    return call.corp.part(MassMessages).find(call.text("msgid"), call.now)


def _to_customers(call: Call, sender: str) -> tuple[dict[str, list[str]], list[str]]:
    """Named customers before tags before everybody of the sender."""
    part, named = call.corp.part(MassMessages), call.texts("external_userid")
    tags = _tag_groups(call)
    if len(named) > _CUSTOMERS:
        raise WeComError(40058, "external_userid length")
    if named:
        return part.route(named, sender)
    if tags:
        return part.route(part.wearing(tags, sender), sender)
    if not sender:
        raise WeComError(40058, "sender, external_userid and tag_filter")
    return {sender: part.everybody_of(sender)}, []


def _to_groups(call: Call, sender: str) -> tuple[dict[str, list[str]], list[str]]:
    if not sender:
        raise WeComError(40058, "sender")
    named = call.texts("chat_id_list")
    if len(named) > _ROOMS:
        raise WeComError(40058, "chat_id_list length")
    own = [room.chat_id for room in call.corp.part(Groups).living() if room.owner == sender]
    if not named:
        return {sender: own}, []
    reached = [chat_id for chat_id in dict.fromkeys(named) if chat_id in own]
    return {sender: reached}, [chat_id for chat_id in named if chat_id not in own]


def _tag_groups(call: Call) -> list[list[str]]:
    """Tags of a group are alternatives, groups must all be met. 40068 for unknown tags."""
    wanted = call.body.get("tag_filter") or {}
    groups = wanted.get("group_list") or [] if isinstance(wanted, dict) else None
    if not isinstance(groups, list) or not all(isinstance(one, dict) for one in groups):
        raise WeComError(40058, "tag_filter")
    lists = [one.get("tag_list") or [] for one in groups]
    for tags in lists:
        if not isinstance(tags, list) or not 0 < len(tags) <= _TAGS:
            raise WeComError(40058, "tag_filter.group_list.tag_list")
        for tag in tags:
            call.corp.tags.living_tag(str(tag))
    return lists


def _listed(mass: Mass) -> dict[str, Any]:
    """`create_time` is a string, as in the example of the documents; the maker is named for staff only."""
    shown: dict[str, Any] = {
        "msgid": mass.msgid, "create_time": str(int(mass.created_at)), "create_type": mass.create_type,
        "text": {"content": mass.text}, "attachments": mass.attachments,
    }  # fmt: skip
    if mass.creator:
        shown["creator"] = mass.creator
    return shown


def _result(mass: Mass, userid: str, target: Target) -> dict[str, Any]:
    row: dict[str, Any] = {"userid": userid, "status": target.status}
    row["external_userid" if mass.chat_type == "single" else "chat_id"] = target.to
    if target.sent_at:
        row["send_time"] = target.sent_at
    return row


ENDPOINTS: dict[str, tuple[str, Endpoint]] = {
    "externalcontact/add_msg_template": ("POST", add_msg_template),
    "externalcontact/get_groupmsg_list_v2": ("POST", get_groupmsg_list_v2),
    "externalcontact/get_groupmsg_task": ("POST", get_groupmsg_task),
    "externalcontact/get_groupmsg_send_result": ("POST", get_groupmsg_send_result),
    "externalcontact/remind_groupmsg_send": ("POST", remind_groupmsg_send),
    "externalcontact/cancel_groupmsg_send": ("POST", cancel_groupmsg_send),
}
