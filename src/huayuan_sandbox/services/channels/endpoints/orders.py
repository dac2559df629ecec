"""channels/ec/order/… and product/…"""

from __future__ import annotations

from typing import Any

from huayuan_sandbox.services.channels import responses
from huayuan_sandbox.services.channels.models import Order
from huayuan_sandbox.services.channels.shop import Shop
from huayuan_sandbox.services.mini_program.call import Call, Endpoint
from huayuan_sandbox.services.mini_program.errors import WeixinError

_WINDOW = 7 * 86_400


def list_get(call: Call[Shop]) -> dict[str, Any]:
    """Of a span of at most seven days, by creation or by change; oldest first."""
    created, changed = call.part("create_time_range"), call.part("update_time_range")
    if not created and not changed:
        raise WeixinError(40097, "create_time_range or update_time_range")
    spans = (_span(created), _span(changed))
    status, openid = call.number("status", 0), call.text("openid")

    def wanted(order: Order) -> bool:
        times = (order.created_at, order.updated_at)
        inside = all(span is None or span[0] <= at <= span[1] for span, at in zip(spans, times, strict=True))
        return inside and status in (0, order.status) and openid in ("", order.openid)

    rows = sorted(one.order_id for one in call.app.orders.values() if wanted(one))
    return _paged(call, [str(one) for one in rows], "order_id_list")


def get(call: Call[Shop]) -> dict[str, Any]:
    return {"order": responses.order(call.app, _order(call), call.base_url)}


def search(call: Call[Shop]) -> dict[str, Any]:
    wish = call.part("search_condition")
    status = call.number("status", 0)

    def wanted(order: Order) -> bool:
        tests = {
            "order_id": str(order.order_id), "tel_number": order.address.phone,
            "tel_number_last4": order.address.phone[-4:], "user_name": order.address.name,
        }  # fmt: skip
        given = all(str(wish[key]) == value for key, value in tests.items() if wish.get(key))
        titled = not wish.get("title") or any(str(wish["title"]) in line.title for line in order.lines)
        return given and titled and status in (0, order.status)

    return _paged(call, [str(one.order_id) for one in call.app.orders.values() if wanted(one)], "orders")


def sensitiveinfo_decode(call: Call[Shop]) -> dict[str, Any]:
    return {"address_info": responses.plain(_order(call).address)}


def merchantnotes_update(call: Call[Shop]) -> dict[str, Any]:
    _order(call).notes = call.text("merchant_notes", 200)
    return {}


def delivery_send(call: Call[Shop]) -> dict[str, Any]:
    parcels = call.body.get("delivery_list")
    if not isinstance(parcels, list) or not parcels or not isinstance(parcels[0], dict):
        raise WeixinError(40097, "delivery_list")
    call.app.ship(_order(call), str(parcels[0].get("waybill_id", "")), call.now)
    return {}


def deliverycompanylist(_: Call[Shop]) -> dict[str, Any]:
    companies = (("SF", "顺丰速运"), ("ZTO", "中通快递"), ("JD", "京东快递"))
    return {"company_list": [{"delivery_id": short, "delivery_name": name} for short, name in companies]}


def product_list_get(call: Call[Shop]) -> dict[str, Any]:
    page = _paged(call, [str(one) for one in call.app.products], "product_ids")
    return {**page, "total_num": len(call.app.products)}


def product_get(call: Call[Shop]) -> dict[str, Any]:
    number = str(call.body.get("product_id", ""))
    found = call.app.products.get(int(number)) if number.isdigit() else None
    if found is None:
        raise WeixinError(40097, "product_id")
    return {"product": responses.product(found, call.base_url)}


def basics_info(call: Call[Shop]) -> dict[str, Any]:
    info = {
        "nickname": "木槿生活小店",
        "subject_type": "企业",
        "status": "open_finished",
        "username": call.app.credentials.original_id,
    }
    return {"info": info}


def _order(call: Call[Shop]) -> Order:
    return call.app.order(str(call.body.get("order_id", "")))


def _span(given: dict[str, Any]) -> tuple[int, int] | None:
    """Raises 40097 for more than seven days or no numbers."""
    if not given:
        return None
    start, end = given.get("start_time"), given.get("end_time")
    if not isinstance(start, int) or not isinstance(end, int) or not 0 <= end - start <= _WINDOW:
        raise WeixinError(40097, "time range")
    return start, end


def _paged(call: Call[Shop], rows: list[str], name: str) -> dict[str, Any]:
    """`next_key` is where the next page begins."""
    size = call.number("page_size", 10, 1, 100)
    key = call.text("next_key")
    start = int(key) if key.isdigit() else 0
    return {
        name: rows[start : start + size],
        "next_key": str(start + size),
        "has_more": start + size < len(rows),
    }


ENDPOINTS: dict[str, tuple[str, Endpoint[Shop]]] = {
    "channels/ec/basics/info/get": ("GET", basics_info),
    "channels/ec/order/list/get": ("POST", list_get),
    "channels/ec/order/get": ("POST", get),
    "channels/ec/order/search": ("POST", search),
    "channels/ec/order/sensitiveinfo/decode": ("POST", sensitiveinfo_decode),
    "channels/ec/order/merchantnotes/update": ("POST", merchantnotes_update),
    "channels/ec/order/delivery/send": ("POST", delivery_send),
    "channels/ec/order/deliverycompanylist/new/get": ("POST", deliverycompanylist),
    "channels/ec/product/list/get": ("POST", product_list_get),
    "channels/ec/product/get": ("POST", product_get),
}
