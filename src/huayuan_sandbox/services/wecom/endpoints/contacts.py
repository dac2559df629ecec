"""gettoken, members and departments."""

from __future__ import annotations

from typing import Any

from huayuan_sandbox.services.wecom import responses
from huayuan_sandbox.services.wecom.call import Call, Endpoint
from huayuan_sandbox.services.wecom.errors import WeComError
from huayuan_sandbox.services.wecom.sight import sees_department
from huayuan_sandbox.services.wecom.tokens import LIFETIME
from huayuan_sandbox.world.stores import Staff


def gettoken(call: Call) -> dict[str, Any]:
    token = call.corp.tokens.issue(
        call.query.get("corpid", ""), call.query.get("corpsecret", ""), call.ip, call.now
    )
    return {"access_token": token, "expires_in": LIFETIME}


def user_get(call: Call) -> dict[str, Any]:
    return responses.member(call.member(call.query.get("userid", ""), unknown=60111))


def user_simplelist(call: Call) -> dict[str, Any]:
    return {"userlist": [responses.brief_member(staff) for staff in _members(call)]}


def user_list(call: Call) -> dict[str, Any]:
    return {"userlist": [responses.member(staff) for staff in _members(call)]}


def user_list_id(call: Call) -> dict[str, Any]:
    """Real corps answer this to the 通讯录同步 secret only."""
    raise WeComError(48002)


def department_list(call: Call) -> dict[str, Any]:
    rows = _departments(call)
    wanted = call.query.get("id")
    if wanted:
        below = _below(rows, _department_id(wanted))
        rows = [row for row in rows if row["id"] in below]
    return {"department": rows}


def department_simplelist(call: Call) -> dict[str, Any]:
    rows = department_list(call)["department"]
    return {"department_id": [{key: row[key] for key in ("id", "parentid", "order")} for row in rows]}


def department_get(call: Call) -> dict[str, Any]:
    """60011 for one outside the visible range."""
    wanted = _department_id(call.query.get("id", ""))
    for row in responses.departments(call.corp):
        if row["id"] == wanted:
            if not sees_department(call.corp, wanted):
                raise WeComError(60011)
            return {"department": row}
    raise WeComError(60003)


def _departments(call: Call) -> list[dict[str, Any]]:
    return [row for row in responses.departments(call.corp) if sees_department(call.corp, row["id"])]


def _members(call: Call) -> list[Staff]:
    """Direct members; with `fetch_child=1` also those of the departments below."""
    rows = _departments(call)
    wanted = _department_id(call.query.get("department_id", ""))
    below = _below(rows, wanted)
    if not below:
        raise WeComError(60003)
    departments = below if call.query.get("fetch_child") == "1" else {wanted}
    return [staff for staff in call.staff.values() if staff.store.id in departments]


def _below(rows: list[dict[str, Any]], top: int) -> set[int]:
    found = {row["id"] for row in rows if row["id"] == top}
    for row in rows:  # parents stand before their children
        if row["parentid"] in found:
            found.add(row["id"])
    return found


def _department_id(text: str) -> int:
    if not text.isdigit():
        raise WeComError(40058, "department_id")
    return int(text)


ENDPOINTS: dict[str, tuple[str, Endpoint]] = {
    "gettoken": ("GET", gettoken),
    "user/get": ("GET", user_get),
    "user/simplelist": ("GET", user_simplelist),
    "user/list": ("GET", user_list),
    "user/list_id": ("POST", user_list_id),
    "department/list": ("GET", department_list),
    "department/simplelist": ("GET", department_simplelist),
    "department/get": ("GET", department_get),
}
