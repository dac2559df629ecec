"""Shapes of answers, with the field names of the documentation."""

from __future__ import annotations

from typing import Any

from huayuan_sandbox.services.channels.models import (
    DONE,
    REFUND_ASKED,
    Address,
    Aftersale,
    LiveRoom,
    Order,
    Product,
)
from huayuan_sandbox.services.channels.shop import Shop


def order(shop: Shop, one: Order, base_url: str) -> dict[str, Any]:
    """Name, phone number and address of the receiver are masked here."""
    aftersales = shop.aftersales_of(one)
    waiting = [row for row in aftersales if row.status == REFUND_ASKED]
    shown: dict[str, Any] = {
        "order_id": str(one.order_id), "status": one.status, "openid": one.openid,
        "create_time": one.created_at, "update_time": one.updated_at, "is_present": False,
        "is_flash_sale_order": False, "order_detail": _detail(one, len(waiting), base_url),
        "aftersale_detail": {
            "aftersale_order_list": [
                {"aftersale_order_id": str(row.after_sale_id), "status": 1} for row in aftersales
            ],
            "on_aftersale_order_cnt": len(waiting),
        },
    }  # fmt: skip
    if one.unionid:
        shown["unionid"] = one.unionid
    return shown


def _detail(one: Order, waiting: int, base_url: str) -> dict[str, Any]:
    detail: dict[str, Any] = {
        "product_infos": [_line(row, waiting, base_url) for row in one.lines],
        "price_info": _prices(one),
        "pay_info": _payment(one),
        "delivery_info": _delivery(one),
        "ext_info": {"order_scene": 2 if one.live_id else 1},
    }
    if one.notes:
        detail["ext_info"]["merchant_notes"] = one.notes
    if one.live_id:
        detail["ext_info"]["live_id"] = one.live_id
    if one.received_at:
        detail["ext_info"]["confirm_receipt_time"] = one.received_at
    if one.status == DONE:
        detail["settle_info"] = {"predict_commission_fee": one.amount // 50}
    return detail


def _line(row: Any, waiting: int, base_url: str) -> dict[str, Any]:
    return {
        "product_id": row.product_id, "sku_id": row.sku_id, "sku_cnt": row.count, "sku_code": row.sku_code,
        "on_aftersale_sku_cnt": min(waiting, row.count), "finish_aftersale_sku_cnt": row.refunded,
        "title": row.title, "thumb_img": f"{base_url}/sandbox/product/{row.sku_code}.png",
        "market_price": row.price, "sale_price": row.price, "real_price": row.price * row.count,
        "estimate_price": row.price * row.count, "is_discounted": False,
    }  # fmt: skip


def _prices(one: Order) -> dict[str, Any]:
    goods = sum(row.price * row.count for row in one.lines)
    off = max(goods - one.amount, 0)
    return {
        "product_price": goods, "order_price": one.amount, "freight": max(one.amount - goods, 0),
        "discounted_price": off, "is_discounted": off > 0, "original_order_price": goods,
        "merchant_receieve_price": one.amount, "merchant_discounted_price": off, "finder_discounted_price": 0,
    }  # fmt: skip


def _payment(one: Order) -> dict[str, Any]:
    payment: dict[str, Any] = {"prepay_id": f"up_wx{one.order_id}", "prepay_time": one.created_at}
    if one.paid_at:
        payment |= {"transaction_id": one.transaction_id, "pay_time": one.paid_at, "payment_method": 1}
    return payment


def _delivery(one: Order) -> dict[str, Any]:
    parcels = []
    if one.shipped_at:
        products = [
            {"product_id": row.product_id, "sku_id": row.sku_id, "product_cnt": row.count}
            for row in one.lines
        ]
        parcels = [
            {
                "deliver_type": 1, "delivery_id": "SF", "delivery_name": "顺丰速运", "waybill_id": one.waybill,
                "delivery_time": one.shipped_at, "product_infos": products,
            }
        ]  # fmt: skip
    shown = {"deliver_method": 0, "address_info": masked(one.address), "delivery_product_info": parcels}
    return {**shown, "ship_done_time": one.shipped_at} if one.shipped_at else shown


def masked(address: Address) -> dict[str, Any]:
    return {
        "user_name": address.name[:1] + "*" * (len(address.name) - 1), "province_name": address.province,
        "city_name": address.city, "county_name": "", "detail_info": "****",
        "tel_number": address.phone[:3] + "****" + address.phone[-4:],
    }  # fmt: skip


def plain(address: Address) -> dict[str, Any]:
    return {
        "user_name": address.name, "province_name": address.province, "city_name": address.city,
        "county_name": "", "detail_info": address.detail, "tel_number": address.phone,
    }  # fmt: skip


def aftersale(shop: Shop, one: Aftersale) -> dict[str, Any]:
    order_of = shop.orders[one.order_id]
    line = order_of.lines[one.line]
    shown: dict[str, Any] = {
        "after_sale_order_id": str(one.after_sale_id), "order_id": str(one.order_id), "type": one.type,
        "status": one.status, "openid": order_of.openid, "reason": one.reason,
        "product_info": {
            "product_id": line.product_id, "sku_id": line.sku_id, "sku_code": line.sku_code, "count": 1,
        },
        "details": {"desc": one.reason, "receive_product": bool(order_of.received_at), "cancel_time": 0},
        "refund_info": {"amount": one.amount, "refund_reason": 1},
        "create_time": one.created_at, "update_time": one.updated_at, "deadline": one.created_at + 7 * 86_400,
    }  # fmt: skip
    if order_of.unionid:
        shown["unionid"] = order_of.unionid
    if one.completed_at:
        shown["complete_time"] = one.completed_at
    return shown


def product(one: Product, base_url: str) -> dict[str, Any]:
    image = f"{base_url}/sandbox/product/{one.sku_code}.png"
    return {
        "product_id": str(one.product_id), "title": one.title, "head_imgs": [image], "status": 5,
        "edit_status": 1, "min_price": one.price, "spu_code": one.sku_code, "desc_info": {"imgs": []},
        "skus": [
            {
                "sku_id": str(one.sku_id), "thumb_img": image, "sale_price": one.price,
                "market_price": one.price, "stock_num": 1000, "sku_code": one.sku_code,
            }
        ],
    }  # fmt: skip


def live(room: LiveRoom) -> dict[str, Any]:
    people = len(room.audience)
    return {
        "export_id": room.export_id, "live_start_time": room.started_at,
        "live_duration_in_seconds": room.ended_at - room.started_at, "total_audience_count": people,
        "total_cheer_count": room.cheers, "forward_count": room.forwards,
        "total_comment_count": room.comments,
        "audiences_avg_seconds": room.watched_seconds // people if people else 0,
        "max_online_count": room.most_at_once, "new_follow_count": room.new_follows,
        "new_follow_count_biz": 0,
    }  # fmt: skip
