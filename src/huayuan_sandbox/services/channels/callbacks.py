"""The pushes of a shop. Order numbers are JSON numbers above 2^53, as on the real platform."""

from __future__ import annotations

from typing import Any

from huayuan_sandbox.services.channels.models import Aftersale, Order
from huayuan_sandbox.services.mini_program.models import Callback

BY_USER, BY_TIMEOUT, ALL_AFTER_SOLD = 1, 2, 3


def order_event(at: float, event: str, order: Order, **more: Any) -> Callback:
    """`event` without its prefix: new, pay, deliver, confirm, cancel, settle."""
    info = {"order_id": order.order_id, **more}
    return Callback(at, f"channels_ec_order_{event}", order.openid, {"order_info": info})


def aftersale_event(at: float, order: Order, aftersale: Aftersale) -> Callback:
    info = {
        "status": aftersale.status,
        "after_sale_order_id": aftersale.after_sale_id,
        "order_id": order.order_id,
    }
    fields = {"finder_shop_aftersale_status_update": info}
    return Callback(at, "channels_ec_aftersale_update", order.openid, fields)
