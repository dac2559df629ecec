"""v3/marketing/favor/…"""

from __future__ import annotations

from typing import Any

from huayuan_sandbox.services.pay.call import Call, Endpoint
from huayuan_sandbox.services.pay.errors import bad_parameter
from huayuan_sandbox.services.pay.models import Stock
from huayuan_sandbox.services.pay.times import rfc3339


def create(call: Call) -> dict[str, Any]:
    stock = call.merchant.coupons.create_stock(call)
    return {"stock_id": stock.stock_id, "create_time": rfc3339(stock.created_at)}


def start(call: Call) -> dict[str, Any]:
    return _moved(call, "running", "start_time")


def pause(call: Call) -> dict[str, Any]:
    return _moved(call, "paused", "pause_time")


def restart(call: Call) -> dict[str, Any]:
    return _moved(call, "running", "restart_time")


def stock(call: Call) -> dict[str, Any]:
    _check_creator(call, call.query.get("stock_creator_mchid", ""))
    return call.merchant.coupons.shown_stock(_stock(call))


def stocks(call: Call) -> dict[str, Any]:
    _check_creator(call, call.query.get("stock_creator_mchid", ""))
    wanted = call.query.get("status", "")
    rows = [one for one in call.merchant.coupons.stocks.values() if wanted in ("", one.status)]
    return _page(call, [call.merchant.coupons.shown_stock(one) for one in rows], 10)


def send(call: Call) -> dict[str, Any]:
    return {"coupon_id": call.merchant.coupons.send(call, call.path["openid"]).coupon_id}


def coupons_of(call: Call) -> dict[str, Any]:
    query = call.query
    rows = [
        one for one in call.merchant.coupons.coupons.values()
        if one.openid == call.path["openid"] and one.appid == query.get("appid")
        and query.get("stock_id", "") in ("", one.stock_id) and query.get("status", "") in ("", one.status)
    ]  # fmt: skip
    return _page(call, [call.merchant.coupons.shown(one) for one in rows], 20)


def coupon(call: Call) -> dict[str, Any]:
    return call.merchant.coupons.shown(call.merchant.coupons.coupon(call.path["number"], call.path["openid"]))


def set_callback(call: Call) -> dict[str, Any]:
    call.merchant.coupons.notify_url = call.url("notify_url", required=True)
    return {"notify_url": call.merchant.coupons.notify_url, "update_time": rfc3339(call.now)}


def get_callback(call: Call) -> dict[str, Any]:
    return {"mchid": call.merchant.mchid, "notify_url": call.merchant.coupons.notify_url}


def _moved(call: Call, to: str, name: str) -> dict[str, Any]:
    _check_creator(call, call.text("stock_creator_mchid", 20))
    found = _stock(call)
    call.merchant.coupons.move(found, to, call.now)
    return {"stock_id": found.stock_id, name: rfc3339(call.now)}


def _stock(call: Call) -> Stock:
    return call.merchant.coupons.stock(call.path["number"])


def _check_creator(call: Call, given: str) -> None:
    if given != call.merchant.mchid:
        raise bad_parameter("stock_creator_mchid")


def _page(call: Call, rows: list[dict[str, Any]], largest: int) -> dict[str, Any]:
    offset, limit = call.query.get("offset", "0"), call.query.get("limit", str(largest))
    if not offset.isdigit() or not limit.isdigit() or not 0 < int(limit) <= largest:
        raise bad_parameter("offset, limit")
    start, size = int(offset), int(limit)
    return {"data": rows[start : start + size], "total_count": len(rows), "offset": start, "limit": size}


_FAVOR = "/v3/marketing/favor"
ENDPOINTS: dict[tuple[str, str], Endpoint] = {
    ("POST", f"{_FAVOR}/coupon-stocks"): create,
    ("POST", f"{_FAVOR}/stocks/{{number}}/start"): start,
    ("POST", f"{_FAVOR}/stocks/{{number}}/pause"): pause,
    ("POST", f"{_FAVOR}/stocks/{{number}}/restart"): restart,
    ("GET", f"{_FAVOR}/stocks/{{number}}"): stock,
    ("GET", f"{_FAVOR}/stocks"): stocks,
    ("POST", f"{_FAVOR}/users/{{openid}}/coupons"): send,
    ("GET", f"{_FAVOR}/users/{{openid}}/coupons"): coupons_of,
    ("GET", f"{_FAVOR}/users/{{openid}}/coupons/{{number}}"): coupon,
    ("POST", f"{_FAVOR}/callbacks"): set_callback,
    ("GET", f"{_FAVOR}/callbacks"): get_callback,
}
