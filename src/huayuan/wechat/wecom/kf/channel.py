"""微信客服 as a channel of messaging: an answer within 48 hours.

`address` of an intent: connection_id, open_kfid, external_userid, session_id.
"""

from __future__ import annotations

from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.messaging.contracts import MessageState, Outcome, Outgoing
from huayuan.wechat.connections.api import judged, tried
from huayuan.wechat.connections.errors import Reaction, Refused
from huayuan.wechat.wecom.client import Clients
from huayuan.wechat.wecom.kf import store
from huayuan.wechat.wecom.kf.contracts import CHANNEL
from huayuan.wechat.wecom.kf.limits import TEXT_BYTES

_REASONS = {
    95001: "window_used_up", 95002: "window_closed", 95031: "never_asked", 95013: "session_ended",
    95018: "with_a_servicer",
}  # fmt: skip


class KfChannel:
    """Each message has a number of ours, and the platform refuses the same number twice. So calling again is safe, and
    that refusal means sent."""

    kind = CHANNEL
    max_bytes = TEXT_BYTES

    def __init__(self, clients: Clients, uow: UnitOfWork) -> None:
        self._clients = clients
        self._uow = uow

    def deliver(self, message: Outgoing) -> Outcome:
        told = tried(lambda: self._send(message))
        if isinstance(told, Refused):
            if told.reaction is not Reaction.SUCCEED:
                return judged(told, _REASONS)
            told = Outcome(MessageState.SENT, "confirmed_by_used_number", told.errcode)
        if told.state is MessageState.SENT:
            self._count(message)
        return told

    def reconcile(self, message: Outgoing) -> Outcome:
        outcome = self.deliver(message)
        unsure = outcome.state in (MessageState.QUEUED, MessageState.UNKNOWN)
        return Outcome(MessageState.UNKNOWN, outcome.reason, outcome.code) if unsure else outcome

    def _send(self, message: Outgoing) -> None:
        address = message.address
        client = self._clients.of(int(address["connection_id"]), urgent=True)
        client.kf_send(
            str(address["open_kfid"]), str(address["external_userid"]), message.text, f"hy{message.id}"
        )

    def _count(self, message: Outgoing) -> None:
        with self._uow.begin() as tx:
            store.count_sent(tx.session, int(message.address["session_id"]), tx.now)
