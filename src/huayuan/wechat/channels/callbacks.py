"""What the pushes of a shop say: which order or after-sale has changed. Its state is asked for afterwards."""

from __future__ import annotations

from huayuan.wechat.channels.contracts import Wish
from huayuan.wechat.mini_program.api import Callback

ORDER_EVENTS = frozenset(
    f"channels_ec_order_{name}"
    for name in ("new", "pay", "deliver", "confirm", "cancel", "settle", "ext_info_update")
)
AFTERSALE_EVENT = "channels_ec_aftersale_update"
KNOWN = ORDER_EVENTS | {AFTERSALE_EVENT}


def wish_of(callback: Callback) -> tuple[Wish, str] | None:
    """What to ask about; None for events that we only keep."""
    if callback.event in ORDER_EVENTS:
        number = callback.part("order_info").get("order_id")
        return (Wish.ORDER, str(number)) if number else None
    if callback.event == AFTERSALE_EVENT:
        number = callback.part("finder_shop_aftersale_status_update").get("after_sale_order_id")
        return (Wish.AFTERSALE, str(number)) if number else None
    return None
