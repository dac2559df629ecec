"""Acquisition links as they come over the wire."""

from __future__ import annotations

import msgspec

from huayuan.wechat.connections.api import Answer


class LinkDetail(msgspec.Struct):
    link_id: str = ""
    link_name: str = ""
    url: str = ""
    create_time: int = 0


class OneLink(Answer):
    link: LinkDetail | None = None


class LinkIds(Answer):
    link_id_list: list[str] = []
    next_cursor: str = ""


class LinkCustomer(msgspec.Struct):
    """`chat_status` 0 has not written, 1 has, 2 unknown."""

    external_userid: str
    userid: str = ""
    chat_status: int = 2
    state: str = ""


class LinkCustomers(Answer):
    customer_list: list[LinkCustomer] = []
    next_cursor: str = ""


class LinkQuota(Answer):
    """`total` ever bought, `balance` left."""

    total: int = 0
    balance: int = 0
