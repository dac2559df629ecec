"""Orders and after-sales as events: each fact has one id, however often and in whatever order it is learnt."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from huayuan.events.contracts import NewEvent
from huayuan.kernel.ids import event_uuid
from huayuan.wechat.channels import wire

ALL_REFUNDED = 200
CANCELLED = {190: "oversold", 250: "unpaid"}
REFUNDED = frozenset({"MERCHANT_REFUND_SUCCESS", "MERCHANT_RETURN_SUCCESS"})
PAYMENT = "wechat"
SCENES = {1: "channels", 2: "channels_live", 3: "channels_video", 4: "channels_share", 5: "channels_window",
          6: "channels_article"}  # fmt: skip


def facts_of(account: str, order: wire.Order) -> Iterator[NewEvent]:
    """What has become of an order so far. The receiver's phone number is no evidence of who bought."""
    number, detail = str(order.order_id), order.order_detail
    about: dict[str, Any] = {"order_no": number}
    bought = about | {"items": [_item(line) for line in detail.product_infos]}
    if detail.ext_info.live_id:
        bought["live_id"] = detail.ext_info.live_id
    if any(sharer.from_wecom for sharer in detail.sku_sharer_infos):
        bought["shared_by_staff"] = True
    amount = detail.price_info.order_price
    if order.create_time:
        yield _event(account, order, "order_placed", order.create_time, bought | {"amount": amount}, amount)
    if detail.pay_info.pay_time:
        paid = bought | {"amount": amount, "payment": PAYMENT}
        yield _event(account, order, "order_paid", detail.pay_info.pay_time, paid, amount)
    if detail.delivery_info.ship_done_time:
        yield _event(account, order, "order_shipped", detail.delivery_info.ship_done_time, about)
    if detail.ext_info.confirm_receipt_time:
        yield _event(account, order, "order_received", detail.ext_info.confirm_receipt_time, about)
    if order.status in CANCELLED:
        why = about | {"reason": CANCELLED[order.status]}
        yield _event(account, order, "order_cancelled", order.update_time, why)


def refund_of(account: str, aftersale: wire.Aftersale) -> NewEvent | None:
    """Money that was given back; None while it was not."""
    if aftersale.status not in REFUNDED or not aftersale.refund_info.amount:
        return None
    number, amount = str(aftersale.after_sale_order_id), aftersale.refund_info.amount
    product = aftersale.product_info
    properties = {
        "order_no": str(aftersale.order_id), "refund_no": number, "amount": amount, "reason": aftersale.reason,
        "items": [{"product_id": product.sku_code or str(product.product_id), "quantity": product.count}],
    }  # fmt: skip
    return NewEvent(
        event_id=event_uuid("channels", "order_refunded", account, number),
        event="order_refunded",
        occurred_at=_time(aftersale.complete_time or aftersale.update_time),
        ids=_ids(aftersale.openid, aftersale.unionid),
        account=account,
        channel=SCENES[1],
        amount=amount,
        properties=properties,
    )


def _event(
    account: str, order: wire.Order, name: str, at: int, properties: dict[str, Any], amount: int | None = None
) -> NewEvent:
    return NewEvent(
        event_id=event_uuid("channels", name, account, str(order.order_id)),
        event=name,
        occurred_at=_time(at),
        ids=_ids(order.openid, order.unionid),
        account=account,
        channel=SCENES.get(order.order_detail.ext_info.order_scene, SCENES[1]),
        amount=amount,
        properties=properties,
    )


def _item(line: wire.Line) -> dict[str, Any]:
    """`price` is of one piece."""
    total = line.real_price if line.real_price is not None else line.sale_price * line.sku_cnt
    return {
        "product_id": line.sku_code or str(line.product_id), "name": line.title, "quantity": line.sku_cnt,
        "price": total // max(line.sku_cnt, 1),
    }  # fmt: skip


def _ids(openid: str, unionid: str) -> dict[str, str]:
    """A shop has openids of its own; the unionid joins them with those of the other apps."""
    return {"mp_openid": openid} | ({"wechat_unionid": unionid} if unionid else {})


def _time(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
