"""联系客户统计 of members and departments. Figures end yesterday and reach back 180 days."""

from __future__ import annotations

from typing import Any

from huayuan_sandbox.services.wecom.behavior import Behavior
from huayuan_sandbox.services.wecom.call import Call, Endpoint
from huayuan_sandbox.services.wecom.errors import WeComError
from huayuan_sandbox.services.wecom.room import local_day

_MEMBERS, _SPAN, _HISTORY = 100, 30, 180


def get_user_behavior_data(call: Call) -> dict[str, Any]:
    """Several members are one sum."""
    users, parties = call.texts("userid"), call.numbers("partyid")
    if (not users and not parties) or len(users) > _MEMBERS or len(parties) > _MEMBERS:
        raise WeComError(40058, "userid and partyid")
    for userid in users:
        call.member(userid, unknown=40003)
    members = list(dict.fromkeys([*users, *call.corp.members_of_way([], parties)]))
    first = local_day(call.number("start_time", -1, low=0))
    last = local_day(call.number("end_time", -1, low=0))
    today = local_day(call.now)
    if not today - _HISTORY <= first <= last < today or last - first >= _SPAN:
        raise WeComError(40058, "start_time and end_time")
    part = call.corp.part(Behavior)
    return {
        "behavior_data": [part.figures(members, day) for day in range(first, last + 1)] if members else []
    }


ENDPOINTS: dict[str, tuple[str, Endpoint]] = {
    "externalcontact/get_user_behavior_data": ("POST", get_user_behavior_data),
}
