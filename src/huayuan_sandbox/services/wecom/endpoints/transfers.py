"""Customers and groups of members who stay (在职继承) or left (离职继承)."""

from __future__ import annotations

from typing import Any

from huayuan_sandbox.services.wecom.call import Call, Endpoint
from huayuan_sandbox.services.wecom.departures import Departures
from huayuan_sandbox.services.wecom.errors import MESSAGES, WeComError
from huayuan_sandbox.services.wecom.group_transfers import GroupTransfers
from huayuan_sandbox.services.wecom.paging import cursor_after, page, read_cursor
from huayuan_sandbox.services.wecom.sight import sees
from huayuan_sandbox.services.wecom.transfers import DONE, Transfers

_CUSTOMERS = 100
_ROOMS = 100
_RESULTS = 1000
_MESSAGE_CHARACTERS = 200


def transfer_customer(call: Call) -> dict[str, Any]:
    """Accepted is not transferred: the answer comes a day later. The text is for the customer."""
    call.text("transfer_success_msg", _MESSAGE_CHARACTERS)
    handover = call.member(call.text("handover_userid"), unknown=40003)
    return _ask(call, handover.userid, resigned=False)


def resigned_transfer_customer(call: Call) -> dict[str, Any]:
    return _ask(call, _who_left(call), resigned=True)


def transfer_result(call: Call) -> dict[str, Any]:
    return _results(call, resigned=False)


def resigned_transfer_result(call: Call) -> dict[str, Any]:
    return _results(call, resigned=True)


def get_unassigned_list(call: Call) -> dict[str, Any]:
    """Latest leaving first. `page_id`, the older way to page, is understood too."""
    size = call.number("page_size", _RESULTS, low=1, high=_RESULTS)
    waiting = [row for row in call.corp.part(Transfers).unassigned() if sees(call.corp, row[1].userid)]
    waiting.sort(key=lambda row: (-row[0], row[1].number))
    start = read_cursor(call.text("cursor")) or call.number("page_id", 0) * size
    shown = waiting[start : start + size]
    rows = [
        {"handover_userid": relation.userid, "external_userid": relation.external_userid,
         "dimission_time": left_at}
        for left_at, relation in shown
    ]  # fmt: skip
    is_last = start + size >= len(waiting)
    return {"info": rows, "is_last": is_last, "next_cursor": "" if is_last else cursor_after(start + size)}


def onjob_transfer_groups(call: Call) -> dict[str, Any]:
    return _ask_groups(call, resigned=False)


def transfer_groups(call: Call) -> dict[str, Any]:
    return _ask_groups(call, resigned=True)


def _ask(call: Call, handover: str, *, resigned: bool) -> dict[str, Any]:
    takeover = _heir(call, call.text("takeover_userid"))
    wanted = call.texts("external_userid")
    if not wanted:
        raise WeComError(41035)
    if len(wanted) > _CUSTOMERS:
        raise WeComError(40058, "external_userid length")
    part = call.corp.part(Transfers)
    rows = [
        {"external_userid": one, "errcode": part.ask(one, handover, takeover, call.now, resigned=resigned)}
        for one in wanted
    ]
    return {"customer": rows}


def _results(call: Call, *, resigned: bool) -> dict[str, Any]:
    handover, takeover = call.text("handover_userid"), call.text("takeover_userid")
    if handover not in call.corp.everybody or takeover not in call.corp.everybody:
        raise WeComError(40003)
    found = call.corp.part(Transfers).results(handover, takeover, resigned=resigned)
    shown, cursor = page(found, lambda one: one.number, call.text("cursor"), _RESULTS)
    rows: list[dict[str, Any]] = []
    for transfer in shown:
        row: dict[str, Any] = {"external_userid": transfer.external_userid, "status": transfer.status}
        if transfer.status == DONE:
            row["takeover_time"] = transfer.taken_at
        rows.append(row)
    return {"customer": rows, "next_cursor": cursor}


def _ask_groups(call: Call, *, resigned: bool) -> dict[str, Any]:
    rooms = call.texts("chat_id_list")
    if not 1 <= len(rooms) <= _ROOMS:
        raise WeComError(40058, "chat_id_list")
    heir = _heir(call, call.text("new_owner"))
    part = call.corp.part(GroupTransfers)
    asked = [(chat_id, part.ask(chat_id, heir, call.now, resigned=resigned)) for chat_id in rooms]
    failed = [
        {"chat_id": chat_id, "errcode": code, "errmsg": MESSAGES[code]} for chat_id, code in asked if code
    ]
    return {"failed_chat_list": failed}


def _heir(call: Call, userid: str) -> str:
    """40003 unknown, 40098 not activated, 84074 without the 客户联系 permission."""
    staff = call.member(userid, unknown=40003)
    if not staff.activated:
        raise WeComError(40098)
    if not staff.serves:
        raise WeComError(84074)
    return userid


def _who_left(call: Call) -> str:
    """40097 for somebody who still works here."""
    handover = call.text("handover_userid")
    if handover in call.corp.staff:
        raise WeComError(40097)
    if handover not in call.corp.part(Departures).state.left:
        raise WeComError(40003, "handover_userid")
    return handover


ENDPOINTS: dict[str, tuple[str, Endpoint]] = {
    "externalcontact/transfer_customer": ("POST", transfer_customer),
    "externalcontact/transfer_result": ("POST", transfer_result),
    "externalcontact/get_unassigned_list": ("POST", get_unassigned_list),
    "externalcontact/resigned/transfer_customer": ("POST", resigned_transfer_customer),
    "externalcontact/resigned/transfer_result": ("POST", resigned_transfer_result),
    "externalcontact/groupchat/onjob_transfer": ("POST", onjob_transfer_groups),
    "externalcontact/groupchat/transfer": ("POST", transfer_groups),
}
