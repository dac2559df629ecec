"""What the account offers to messaging: customer-service messages, template messages, 订阅通知.

`address` of an intent: connection_id and openid; template_id, data, url or page where a template is used.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any

from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.messaging.contracts import MessageState, Outcome, Outgoing
from huayuan.wechat.connections.api import judged, tried
from huayuan.wechat.connections.errors import Refused
from huayuan.wechat.official_account.client import Clients, OfficialAccountClient
from huayuan.wechat.official_account.contracts import NOTICE, SERVICE, TEMPLATE
from huayuan.wechat.official_account.limits import TEXT_BYTES
from huayuan.wechat.official_account.store import belongings

REASONS = {
    45015: "window_closed", 45047: "window_used_up", 48002: "refused_by_user", 50005: "not_following",
    43004: "not_following", 43101: "no_consent", 43019: "blacklisted", 40003: "unknown_openid",
    47003: "template_data", 40037: "unknown_template", 45009: "daily_quota",
}  # fmt: skip
_NO_CONSENT = 43101


class _Channel(ABC):
    """One call, judged by the class of what the platform answers."""

    kind = ""
    max_bytes = TEXT_BYTES

    def __init__(self, clients: Clients) -> None:
        self._clients = clients

    def deliver(self, message: Outgoing) -> Outcome:
        connection_id = int(message.address["connection_id"])
        told = tried(lambda: self._call(self._clients.of(connection_id, urgent=True), message))
        return judged(told, REASONS) if isinstance(told, Refused) else told

    def reconcile(self, message: Outgoing) -> Outcome:
        """The platform does not tell afterwards what was sent, so an unknown message stays unknown."""
        return Outcome(MessageState.UNKNOWN, "not_told")

    @abstractmethod
    def _call(self, client: OfficialAccountClient, message: Outgoing) -> None:
        """Raises what the client raises."""


class ServiceChannel(_Channel):
    """客服消息: five within 48 hours after the follower's message, three in a minute after a tap or a follow."""

    kind = SERVICE

    def _call(self, client: OfficialAccountClient, message: Outgoing) -> None:
        client.send_service(str(message.address["openid"]), "text", {"content": message.text})


class TemplateChannel(_Channel):
    """模板消息. The platform answers a repeated client id of ten minutes with the first number, so a cut-off call is
    safely made again; what became of the message comes as `oa_template_result`."""

    kind = TEMPLATE

    def __init__(self, clients: Clients, uow: UnitOfWork) -> None:
        super().__init__(clients)
        self._uow = uow

    def reconcile(self, message: Outgoing) -> Outcome:
        outcome = self.deliver(message)
        unsure = outcome.state in (MessageState.QUEUED, MessageState.UNKNOWN)
        return Outcome(MessageState.UNKNOWN, outcome.reason) if unsure else outcome

    def _call(self, client: OfficialAccountClient, message: Outgoing) -> None:
        address = message.address
        template_id = str(address["template_id"])
        number = client.send_template(
            str(address["openid"]), template_id, _texts(address), url=str(address.get("url") or ""),
            client_id=f"hy{message.id}",
        )  # fmt: skip
        with self._uow.begin() as tx:
            row = {"connection_id": client.connection.id, "msgid": str(number), "template_id": template_id,
                   "message_key": message.key, "sent_at": tx.now}  # fmt: skip
            belongings.await_result(tx.session, row)


class NoticeChannel(_Channel):
    """订阅通知: one acceptance, one message. Without an acceptance that we know of the platform is not asked."""

    kind = NOTICE

    def __init__(self, clients: Clients, uow: UnitOfWork) -> None:
        super().__init__(clients)
        self._uow = uow

    def deliver(self, message: Outgoing) -> Outcome:
        account, address = message.account, message.address
        openid, template_id = str(address["openid"]), str(address["template_id"])
        with self._uow.read() as tx:
            left = belongings.consents_left(tx.session, account, openid, template_id)
        if left < 1:
            return Outcome(MessageState.FAILED, "no_consent")
        outcome = super().deliver(message)
        used = left if outcome.code == _NO_CONSENT else int(outcome.state is MessageState.SENT)
        if used:
            with self._uow.begin() as tx:
                belongings.consent_used(tx.session, account, openid, template_id, used, tx.now)
        return outcome

    def _call(self, client: OfficialAccountClient, message: Outgoing) -> None:
        address = message.address
        page = str(address.get("page") or "")
        client.send_notice(str(address["openid"]), str(address["template_id"]), _texts(address), page)


def _texts(address: dict[str, Any]) -> dict[str, str]:
    data = address.get("data")
    return {str(name): str(value) for name, value in data.items()} if isinstance(data, dict) else {}
