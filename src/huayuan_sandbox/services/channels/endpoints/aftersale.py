"""channels/ec/aftersale/…"""

from __future__ import annotations

from typing import Any

from huayuan_sandbox.services.channels import responses
from huayuan_sandbox.services.channels.models import Aftersale
from huayuan_sandbox.services.channels.shop import Shop
from huayuan_sandbox.services.mini_program.call import Call, Endpoint
from huayuan_sandbox.services.mini_program.errors import WeixinError

_WINDOW = 86_400
_PAGE = 50


def getaftersalelist(call: Call[Shop]) -> dict[str, Any]:
    """Of a span of at most 24 hours by creation."""
    start, end = call.number("begin_create_time", 0), call.number("end_create_time", 0)
    if not 0 < end - start <= _WINDOW:
        raise WeixinError(40097, "begin_create_time, end_create_time")
    rows = [str(one.after_sale_id) for one in call.app.aftersales.values() if start <= one.created_at <= end]
    key = call.text("next_key")
    first = int(key) if key.isdigit() else 0
    return {
        "after_sale_order_id_list": rows[first : first + _PAGE],
        "next_key": str(first + _PAGE),
        "has_more": first + _PAGE < len(rows),
    }


def getaftersaleorder(call: Call[Shop]) -> dict[str, Any]:
    return {"after_sale_order": responses.aftersale(call.app, _aftersale(call))}


def acceptapply(call: Call[Shop]) -> dict[str, Any]:
    call.app.grant_refund(_aftersale(call), call.now)
    return {}


def rejectapply(call: Call[Shop]) -> dict[str, Any]:
    call.app.refuse_refund(_aftersale(call), call.now)
    return {}


def _aftersale(call: Call[Shop]) -> Aftersale:
    return call.app.aftersale(str(call.body.get("after_sale_order_id", "")))


ENDPOINTS: dict[str, tuple[str, Endpoint[Shop]]] = {
    "channels/ec/aftersale/getaftersalelist": ("POST", getaftersalelist),
    "channels/ec/aftersale/getaftersaleorder": ("POST", getaftersaleorder),
    "channels/ec/aftersale/acceptapply": ("POST", acceptapply),
    "channels/ec/aftersale/rejectapply": ("POST", rejectapply),
}
