"""Figures of customer groups by owner and by day. They end yesterday and reach back 180 days."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from huayuan_sandbox.services.wecom.call import Call, Endpoint
from huayuan_sandbox.services.wecom.endpoints.groups import owner_filter
from huayuan_sandbox.services.wecom.errors import WeComError
from huayuan_sandbox.services.wecom.groups import Groups
from huayuan_sandbox.services.wecom.room import Room, day_begins, local_day

_HISTORY_DAYS = 180
_SPAN_DAYS = 30
_ORDERS = {1: "new_chat_cnt", 2: "chat_total", 3: "new_member_cnt", 4: "member_total"}


def statistic(call: Call) -> dict[str, Any]:
    days, owners = _days(call), _owners(call)
    order = _ORDERS[call.number("order_by", 1, low=1, high=4)]
    ascending = call.number("order_asc", 0, high=1) == 1
    offset, limit = call.number("offset", 0), call.number("limit", 500, low=1, high=1000)
    rooms = _rooms_by_owner(call)
    items: list[dict[str, Any]] = [
        {"owner": owner, "data": _figures(rooms[owner], days)}
        for owner in dict.fromkeys(owners)
        if owner in rooms
    ]
    items.sort(key=lambda item: item["data"][order], reverse=not ascending)
    shown = items[offset : offset + limit]
    return {"total": len(items), "next_offset": offset + len(shown), "items": shown}


def statistic_group_by_day(call: Call) -> dict[str, Any]:
    days, owners = _days(call), _owners(call)
    by_owner = _rooms_by_owner(call)
    rooms = [room for owner in dict.fromkeys(owners) for room in by_owner.get(owner, ())]
    return {
        "items": [
            {"stat_time": day_begins(day), "data": _figures(rooms, range(day, day + 1))} for day in days
        ]
    }


def _figures(rooms: Iterable[Room], days: range) -> dict[str, int]:
    """Totals as of the last day, counts over all of them."""
    last = days[-1]
    there = [room for room in rooms if room.existed_on(last)]
    spoken = [(room, [room.on(day) for day in days]) for room in there]
    return {
        "new_chat_cnt": sum(local_day(room.created_at) in days for room in there),
        "chat_total": len(there),
        "chat_has_msg": sum(any(day.messages for day in row) for _, row in spoken),
        "new_member_cnt": sum(day.joined for _, row in spoken for day in row),
        "member_total": sum(room.on(last).members for room in there),
        "member_has_msg": sum(len({who for day in row for who in day.speakers}) for _, row in spoken),
        "msg_total": sum(day.messages for _, row in spoken for day in row),
        "migrate_trainee_chat_cnt": 0,
    }


def _days(call: Call) -> range:
    """40058 outside yesterday … 180 days ago, for more than 30 days and for an end before the beginning."""
    begin = call.number("day_begin_time", -1, low=-1)
    if begin < 0:
        raise WeComError(40058, "day_begin_time")
    first, last = local_day(begin), local_day(call.number("day_end_time", begin))
    today = local_day(call.now)
    if not today - _HISTORY_DAYS <= first <= last < today or last - first >= _SPAN_DAYS:
        raise WeComError(40058, "day_begin_time and day_end_time")
    return range(first, last + 1)


def _owners(call: Call) -> list[str]:
    owners = owner_filter(call)
    if not owners:
        raise WeComError(40058, "owner_filter.userid_list")
    return owners


def _rooms_by_owner(call: Call) -> dict[str, list[Room]]:
    found: dict[str, list[Room]] = {}
    for room in call.corp.part(Groups).state.rooms.values():
        found.setdefault(room.owner, []).append(room)
    return found


ENDPOINTS: dict[str, tuple[str, Endpoint]] = {
    "externalcontact/groupchat/statistic": ("POST", statistic),
    "externalcontact/groupchat/statistic_group_by_day": ("POST", statistic_group_by_day),
}
