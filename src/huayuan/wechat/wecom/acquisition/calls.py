"""Calls about acquisition links [97297, 97298, 97375]."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from huayuan.wechat.connections.api import Answer, PlatformClient
from huayuan.wechat.wecom.acquisition import wire
from huayuan.wechat.wecom.acquisition.limits import CUSTOMER_PAGE

_PREFIX = "/cgi-bin/externalcontact/customer_acquisition"


class AcquisitionCalls(PlatformClient):
    def create_link(self, name: str, userids: Sequence[str], *, skip_verify: bool) -> wire.LinkDetail:
        body = {"link_name": name, "range": {"user_list": list(userids)}, "skip_verify": skip_verify}
        made = self._post(_PREFIX + "/create_link", body, wire.OneLink).link
        return made or wire.LinkDetail()

    def update_link(self, link_id: str, name: str, userids: Sequence[str], *, skip_verify: bool) -> None:
        body: dict[str, Any] = {"link_id": link_id, "link_name": name, "skip_verify": skip_verify}
        self._post(_PREFIX + "/update_link", body | {"range": {"user_list": list(userids)}}, Answer)

    def delete_link(self, link_id: str) -> None:
        self._post(_PREFIX + "/delete_link", {"link_id": link_id}, Answer)

    def links(self, cursor: str = "") -> wire.LinkIds:
        body: dict[str, Any] = {"limit": 100} | ({"cursor": cursor} if cursor else {})
        return self._post(_PREFIX + "/list_link", body, wire.LinkIds)

    def link(self, link_id: str) -> wire.LinkDetail | None:
        return self._post(_PREFIX + "/get", {"link_id": link_id}, wire.OneLink).link

    def link_customers(self, link_id: str, cursor: str = "") -> wire.LinkCustomers:
        body: dict[str, Any] = {"link_id": link_id, "limit": CUSTOMER_PAGE}
        return self._post(
            _PREFIX + "/customer", body | ({"cursor": cursor} if cursor else {}), wire.LinkCustomers
        )

    def link_quota(self) -> wire.LinkQuota:
        return self._get(_PREFIX + "_quota", {}, wire.LinkQuota)
