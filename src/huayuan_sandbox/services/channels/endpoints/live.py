"""视频号 broadcasts and the leads left in them."""

from __future__ import annotations

import json
from typing import Any

from huayuan_sandbox.services.channels import responses
from huayuan_sandbox.services.channels.live import COMPONENT, COMPONENT_TEXT
from huayuan_sandbox.services.channels.models import LiveRoom
from huayuan_sandbox.services.channels.shop import Shop
from huayuan_sandbox.services.mini_program.call import Call, Endpoint
from huayuan_sandbox.services.mini_program.errors import WeixinError
from huayuan_sandbox.services.mini_program.visits import day_number, day_text

_PAGE = 20


def get_finder_attr_by_appid(call: Call[Shop]) -> dict[str, Any]:
    fans = len(set().union(*(room.audience for room in call.app.studio.rooms.values())))
    return {"finder_attr": {"uniq_id": "sphSandbox", "nickname": "木槿生活", "fans_count": fans}}


def get_finder_live_data_list(call: Call[Shop]) -> dict[str, Any]:
    """Broadcasts whose end lies in the span; a running one is not shown."""
    start, end = call.number("start_time", 0), call.number("end_time", int(call.now))
    rooms = call.app.studio.between(start, min(end, int(call.now)))
    return _page(call, [responses.live(room) for room in rooms], "item")


def getfinderliverecordlist(call: Call[Shop]) -> dict[str, Any]:
    room = call.app.studio.on_air(call.now)
    rows = [] if room is None else [{
        "export_id": room.export_id, "description": room.title, "nickname": "木槿生活", "cover_url": "", "head_url": "",
    }]  # fmt: skip
    return {"live_list": rows}


def getlivelist(call: Call[Shop]) -> dict[str, Any]:
    """`ds` = yyyymmdd of the beginning."""
    wanted = str(call.body.get("ds", ""))
    rows = [
        {"export_id": room.export_id, "create_time": room.started_at}
        for room in call.app.studio.rooms.values()
        if day_text(day_number(room.started_at)) == wanted
    ]
    return {"live_items": rows, "has_more": False}


def getlivedata(call: Call[Shop]) -> dict[str, Any]:
    """Several members are JSON inside a string, as on the real platform."""
    room = _room(call)
    paid = [one for one in call.app.orders.values() if one.live_id == room.export_id and one.paid_at]
    summary = {
        "total_gmv": sum(one.amount for one in paid),
        "total_pay_uv": len({one.person for one in paid}),
    }
    return {
        "live_dashboard_data": json.dumps(responses.live(room)),
        "live_ec_data_summary": json.dumps(summary),
        "live_ec_conversion_metric": json.dumps({"paid_orders": len(paid)}),
    }


def get_leads_component_id(_: Call[Shop]) -> dict[str, Any]:
    row = {"leads_component_id": COMPONENT, "leads_description": COMPONENT_TEXT, "status": 1}
    return {"item": [row], "continue_flag": False, "last_buffer": ""}


def get_leads_request_id(call: Call[Shop]) -> dict[str, Any]:
    _check_component(call)
    with_leads = {lead.export_id for lead in call.app.studio.leads}
    rows = [
        {"request_id": export_id, "live_start_time": room.started_at, "live_description": room.title}
        for export_id, room in call.app.studio.rooms.items()
        if export_id in with_leads
    ]
    return _page(call, rows, "item")


def get_leads_info_by_request_id(call: Call[Shop]) -> dict[str, Any]:
    wanted = call.text("request_id", required=True)
    rows = [{"phone": one.phone} for one in call.app.studio.leads if one.export_id == wanted]
    return _page(call, rows, "user_data")


def get_leads_info_by_component_id(call: Call[Shop]) -> dict[str, Any]:
    _check_component(call)
    start, end = call.number("start_time", 0), call.number("end_time", int(call.now))
    rows = [{"phone": one.phone} for one in call.app.studio.leads if start <= one.at <= end]
    return _page(call, rows, "user_data")


def get_finder_live_leads_data(call: Call[Shop]) -> dict[str, Any]:
    start, end = call.number("start_time", 0), call.number("end_time", int(call.now))
    count = sum(start <= one.at <= end for one in call.app.studio.leads)
    return {"item": [{"component_type": 1, "traffic_type": 1, "leads_count": count}]}


def shop_overall(call: Call[Shop]) -> dict[str, Any]:
    """`ds` = yyyymmdd, T+1."""
    wanted = call.text("ds", required=True)
    if wanted >= day_text(day_number(call.now)):
        raise WeixinError(61501)
    orders = call.app.orders.values()
    paid = [one for one in orders if one.paid_at and day_text(day_number(one.paid_at)) == wanted]
    back = [
        one for one in call.app.aftersales.values()
        if one.completed_at and day_text(day_number(one.completed_at)) == wanted
    ]  # fmt: skip
    from_live = sum(one.amount for one in paid if one.live_id)
    return {"data": {
        "pay_gmv": sum(one.amount for one in paid), "pay_uv": len({one.person for one in paid}),
        "pay_refund_gmv": sum(one.amount for one in back), "pay_order_cnt": len(paid),
        "live_pay_gmv": from_live, "feed_pay_gmv": 0, "product_click_uv": 4 * len(paid),
    }}  # fmt: skip


def _room(call: Call[Shop]) -> LiveRoom:
    room = call.app.studio.rooms.get(call.text("export_id", required=True))
    if room is None:
        raise WeixinError(40097, "export_id")
    return room


def _check_component(call: Call[Shop]) -> None:
    if call.text("leads_component_id") != COMPONENT:
        raise WeixinError(40097, "leads_component_id")


def _page(call: Call[Shop], rows: list[dict[str, Any]], name: str) -> dict[str, Any]:
    """`last_buffer` is opaque to the caller: where the next page begins."""
    key = call.text("last_buffer")
    start = int(key) if key.isdigit() else 0
    more = start + _PAGE < len(rows)
    return {
        name: rows[start : start + _PAGE],
        "continue_flag": more,
        "last_buffer": str(start + _PAGE) if more else "",
    }


ENDPOINTS: dict[str, tuple[str, Endpoint[Shop]]] = {
    "channels/finderlive/get_finder_attr_by_appid": ("POST", get_finder_attr_by_appid),
    "channels/finderlive/get_finder_live_data_list": ("POST", get_finder_live_data_list),
    "channels/finderlive/get_finder_live_leads_data": ("POST", get_finder_live_leads_data),
    "channels/ec/finderlive/getfinderliverecordlist": ("POST", getfinderliverecordlist),
    "channels/livedashboard/getlivelist": ("POST", getlivelist),
    "channels/livedashboard/getlivedata": ("POST", getlivedata),
    "channels/leads/get_leads_component_id": ("POST", get_leads_component_id),
    "channels/leads/get_leads_request_id": ("POST", get_leads_request_id),
    "channels/leads/get_leads_info_by_request_id": ("POST", get_leads_info_by_request_id),
    "channels/leads/get_leads_info_by_component_id": ("POST", get_leads_info_by_component_id),
    "channels/ec/compass/shop/overall/get": ("POST", shop_overall),
}
