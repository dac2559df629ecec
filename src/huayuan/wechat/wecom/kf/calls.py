"""Calls of 微信客服 [94661, 94645, 94669, 94670, 94677, 95159]."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from huayuan.wechat.connections.api import PlatformClient
from huayuan.wechat.wecom.kf import wire
from huayuan.wechat.wecom.kf.limits import ACCOUNTS_PAGE, PAGE

_KF = "/cgi-bin/kf/"


class KfCalls(PlatformClient):
    def kf_accounts(self, offset: int = 0) -> list[wire.Account]:
        """A page; the last one is not full."""
        body = {"offset": offset, "limit": ACCOUNTS_PAGE}
        return self._post(_KF + "account/list", body, wire.Accounts).account_list

    def kf_servicers(self, open_kfid: str) -> list[wire.Servicer]:
        return self._get(_KF + "servicer/list", {"open_kfid": open_kfid}, wire.Servicers).servicer_list

    def kf_messages(self, open_kfid: str, cursor: str, token: str) -> wire.Messages:
        """A page after `cursor`; `has_more` says whether another follows, even when this one is empty. Without the
        token of a callback the platform answers seldom."""
        body: dict[str, Any] = {"open_kfid": open_kfid, "limit": PAGE}
        body |= {"cursor": cursor} if cursor else {}
        body |= {"token": token} if token else {}
        return self._post(_KF + "sync_msg", body, wire.Messages)

    def kf_send(self, open_kfid: str, external_userid: str, text: str, msgid: str) -> str:
        """A text. The same `msgid` again is refused (95033), so a cut-off call is safely repeated."""
        body = {
            "touser": external_userid, "open_kfid": open_kfid, "msgid": msgid, "msgtype": "text",
            "text": {"content": text},
        }  # fmt: skip
        return self._post(_KF + "send_msg", body, wire.Sent).msgid

    def kf_state(self, open_kfid: str, external_userid: str) -> wire.State:
        body = {"open_kfid": open_kfid, "external_userid": external_userid}
        return self._post(_KF + "service_state/get", body, wire.State)

    def kf_move(self, open_kfid: str, external_userid: str, state: int, servicer: str = "") -> str:
        """The code that allows one message about the change, if any."""
        body: dict[str, Any] = {
            "open_kfid": open_kfid,
            "external_userid": external_userid,
            "service_state": state,
        }
        body |= {"servicer_userid": servicer} if servicer else {}
        return self._post(_KF + "service_state/trans", body, wire.Moved).msg_code

    def kf_customers(self, external_userids: Sequence[str]) -> list[wire.Customer]:
        """Up to 100, those who came or wrote within 48 hours."""
        body = {"external_userid_list": list(external_userids)}
        return self._post(_KF + "customer/batchget", body, wire.Customers).customer_list
