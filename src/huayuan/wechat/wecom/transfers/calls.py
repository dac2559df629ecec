"""Calls about transfers [92125, 94088, 92124, 94081, 94082, 95703, 92127]."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from huayuan.wechat.connections.api import PlatformClient
from huayuan.wechat.wecom.transfers import wire
from huayuan.wechat.wecom.transfers.limits import UNASSIGNED_PAGE

_CONTACT = "/cgi-bin/externalcontact/"


class TransferCalls(PlatformClient):
    def transfer_customers(
        self, handover: str, takeover: str, customers: Sequence[str], message: str, *, resigned: bool
    ) -> list[wire.AskedCustomer]:
        """Ask for up to 100 customers. A `message` to the customer only exists for members who stay."""
        body: dict[str, Any] = {
            "handover_userid": handover, "takeover_userid": takeover, "external_userid": list(customers),
        }  # fmt: skip
        body |= {"transfer_success_msg": message} if message and not resigned else {}
        path = _CONTACT + ("resigned/" if resigned else "") + "transfer_customer"
        return self._post(path, body, wire.AskedCustomers).customer

    def transfer_results(
        self, handover: str, takeover: str, cursor: str = "", *, resigned: bool
    ) -> wire.TransferResults:
        body = {"handover_userid": handover, "takeover_userid": takeover}
        body |= {"cursor": cursor} if cursor else {}
        path = _CONTACT + ("resigned/" if resigned else "") + "transfer_result"
        return self._post(path, body, wire.TransferResults)

    def unassigned(self, cursor: str = "", size: int = UNASSIGNED_PAGE) -> wire.UnassignedPage:
        """Customers of members who left, whom nobody has been named for."""
        body: dict[str, Any] = {"page_size": size} | ({"cursor": cursor} if cursor else {})
        return self._post(_CONTACT + "get_unassigned_list", body, wire.UnassignedPage)

    def transfer_groups(
        self, chat_ids: Sequence[str], owner: str, *, resigned: bool
    ) -> list[wire.FailedGroup]:
        """Hand up to 100 groups to another owner; answers those that were refused."""
        path = _CONTACT + "groupchat/" + ("transfer" if resigned else "onjob_transfer")
        body = {"chat_id_list": list(chat_ids), "new_owner": owner}
        return self._post(path, body, wire.FailedGroups).failed_chat_list
