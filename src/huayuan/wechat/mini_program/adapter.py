"""Subscribe messages as a channel of messaging, and the verb that places one."""

from __future__ import annotations

from collections.abc import Mapping

from huayuan.identity import api as identity
from huayuan.kernel.crypto import Vault
from huayuan.kernel.unit_of_work import Transaction, UnitOfWork
from huayuan.messaging import api as messaging
from huayuan.messaging.api import Placed
from huayuan.messaging.contracts import ChannelRegistry, Intent, MessageState, Outcome, Outgoing, Purpose
from huayuan.wechat.connections.api import judged, tried
from huayuan.wechat.connections.contracts import Connection
from huayuan.wechat.connections.errors import Refused
from huayuan.wechat.mini_program import rules, store
from huayuan.wechat.mini_program.client import Clients
from huayuan.wechat.mini_program.errors import NoSuchTemplate, NotAVisitor
from huayuan.wechat.mini_program.limits import CHANNEL, TEXT_BYTES

NOT_ALLOWED = 43101


class SubscribeChannel:
    """message/subscribe/send. What a lost answer became cannot be asked, so it stays unknown: a second message would
    use up a second acceptance, or come twice."""

    kind = CHANNEL
    max_bytes = TEXT_BYTES

    def __init__(self, uow: UnitOfWork, clients: Clients) -> None:
        self._uow = uow
        self._clients = clients

    def deliver(self, message: Outgoing) -> Outcome:
        told = tried(lambda: self._send(message))
        if isinstance(told, Refused):
            if told.errcode == NOT_ALLOWED:
                self._note(message, allowed=False)
            return judged(told, {NOT_ALLOWED: "not_accepted"})
        if told.state is MessageState.SENT:
            self._note(message, allowed=True)
        return told

    def reconcile(self, message: Outgoing) -> Outcome:
        return Outcome(MessageState.UNKNOWN)

    def _send(self, message: Outgoing) -> None:
        address = message.address
        client = self._clients.of(int(address["connection_id"]), urgent=True)
        client.send_subscribe(
            str(address["openid"]), str(address["template_id"]), address["data"], str(address["page"])
        )

    def _note(self, message: Outgoing, *, allowed: bool) -> None:
        """Our count of acceptances follows what the platform just did with them."""
        address = message.address
        place = (int(address["connection_id"]), str(address["openid"]), str(address["template_id"]))
        with self._uow.begin() as tx:
            if not allowed:
                store.refuse(tx.session, *place, tx.now)
            elif address["once"]:
                store.use_one(tx.session, *place, tx.now)


def place(
    tx: Transaction,
    vault: Vault,
    channels: ChannelRegistry,
    connection: Connection,
    *,
    person_id: int,
    template_id: str,
    values: Mapping[str, str],
    page: str,
    key: str,
    purpose: Purpose = Purpose.SERVICE,
) -> Placed:
    """Say something to a visitor once. Raises NoSuchTemplate, TemplateValueRefused, NotAVisitor.

    Somebody whose acceptance we do not know is written to all the same: the platform refuses when there is none.
    """
    template = store.template(tx.session, connection.id, template_id)
    if template is None:
        raise NoSuchTemplate(template=template_id)
    data = rules.check_values(template, values)
    openid = openid_of(tx, vault, connection.account, person_id)
    if openid is None:
        raise NotAVisitor()
    address = {
        "connection_id": connection.id, "openid": openid, "template_id": template_id, "data": data, "page": page,
        "once": template.once,
    }  # fmt: skip
    return messaging.send(
        tx,
        channels,
        Intent(
            key=key,
            channel=CHANNEL,
            purpose=purpose,
            account=connection.account,
            person_id=person_id,
            text=rules.readable(template, data),
            caused_at=tx.now,
            address=address,
            context={"template_id": template_id},
        ),
    )


def openid_of(tx: Transaction, vault: Vault, appid: str, person_id: int) -> str | None:
    """The openid of a person in one app, the one seen last; None when they never logged in there."""
    mine = [
        one
        for one in identity.identifiers_of(tx, person_id)
        if one.kind == "mp_openid" and one.account == appid
    ]
    newest = max(mine, key=lambda one: one.last_seen_at, default=None)
    return None if newest is None else identity.reveal(tx, vault, newest.id)
