"""The API of 微信小店 and 视频号, typed. Never called inside a transaction; safe to use from several threads."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from huayuan.wechat.channels import wire
from huayuan.wechat.channels.errors import ERRORS, TOKEN_ERRORS
from huayuan.wechat.channels.limits import ORDER_PAGE
from huayuan.wechat.connections.api import ClientPool, WeixinClient


class ShopClient(WeixinClient):
    """One shop.

    Every method raises Refused (a code of the platform), Paused, AnswerBroken or OutsideUnreachable. Pages go on with
    the key or buffer of the page before; empty = from the beginning.
    """

    errors = ERRORS
    token_errors = TOKEN_ERRORS

    # ---- orders

    def changed_orders(self, start: datetime, end: datetime, key: str = "") -> wire.Orders:
        """Numbers of orders that changed in a span of at most seven days."""
        body: dict[str, Any] = {"update_time_range": _span(start, end), "page_size": ORDER_PAGE}
        body |= {"next_key": key} if key else {}
        return self._post("/channels/ec/order/list/get", body, wire.Orders)

    def order(self, order_id: str) -> wire.Order | None:
        return self._post("/channels/ec/order/get", {"order_id": order_id}, wire.OneOrder).order

    def aftersales(self, start: datetime, end: datetime, key: str = "") -> wire.Aftersales:
        """Numbers of after-sales that were begun in a span of at most a day."""
        body: dict[str, Any] = {
            "begin_create_time": int(start.timestamp()), "end_create_time": int(end.timestamp()),
        }  # fmt: skip
        body |= {"next_key": key} if key else {}
        return self._post("/channels/ec/aftersale/getaftersalelist", body, wire.Aftersales)

    def aftersale(self, number: str) -> wire.Aftersale | None:
        body = {"after_sale_order_id": number}
        path = "/channels/ec/aftersale/getaftersaleorder"
        return self._post(path, body, wire.OneAftersale).after_sale_order

    # ---- broadcasts and leads

    def lives(self, start: datetime, end: datetime, buffer: str = "") -> wire.Lives:
        """Broadcasts that ended in a span."""
        body: dict[str, Any] = _span(start, end) | ({"last_buffer": buffer} if buffer else {})
        return self._post("/channels/finderlive/get_finder_live_data_list", body, wire.Lives)

    def lead_components(self, buffer: str = "") -> wire.Components:
        body = {"last_buffer": buffer} if buffer else {}
        return self._post("/channels/leads/get_leads_component_id", body, wire.Components)

    def lead_requests(self, component_id: str, buffer: str = "") -> wire.LeadRequests:
        """The broadcasts in which a component collected leads."""
        body = {"leads_component_id": component_id} | ({"last_buffer": buffer} if buffer else {})
        return self._post("/channels/leads/get_leads_request_id", body, wire.LeadRequests)

    def leads(self, request_id: str, buffer: str = "") -> wire.Leads:
        body = {"request_id": request_id} | ({"last_buffer": buffer} if buffer else {})
        return self._post("/channels/leads/get_leads_info_by_request_id", body, wire.Leads)


class Clients(ClientPool[ShopClient]):
    """The clients of all shops."""


def _span(start: datetime, end: datetime) -> dict[str, int]:
    return {"start_time": int(start.timestamp()), "end_time": int(end.timestamp())}
