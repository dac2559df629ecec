"""From stored callbacks to acceptances and events: one transaction for many."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from huayuan.events import api as events
from huayuan.events.contracts import NewEvent
from huayuan.kernel.ids import event_uuid
from huayuan.kernel.logging import get_logger
from huayuan.kernel.unit_of_work import Transaction
from huayuan.wechat.connections.api import Connections
from huayuan.wechat.connections.contracts import Connection, StoredCallback
from huayuan.wechat.connections.errors import CallbackMalformed
from huayuan.wechat.mini_program import callbacks, store
from huayuan.wechat.mini_program.callbacks import CHANGED, ENTERED, MESSAGES, POPUP, REVOKED, SENT, Callback

log = get_logger("mini_program.reception")
_LISTS = {POPUP: "SubscribeMsgPopupEvent", CHANGED: "SubscribeMsgChangeEvent", SENT: "SubscribeMsgSentEvent"}


class Reception:
    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def handle(self, tx: Transaction, batch: Sequence[StoredCallback]) -> None:
        told: list[NewEvent] = []
        for stored in batch:
            connection = self._connections.by_id(stored.connection_id)
            try:
                callback = callbacks.parse(stored.payload)
                told += self._meaning(tx, connection, callback)
            except CallbackMalformed as error:
                # it was readable when it came, so this is a version's difference
                log.warning("mini_program.callback_unreadable", callback=stored.id, error=str(error))
        events.publish_all(tx, told)

    def _meaning(self, tx: Transaction, connection: Connection, callback: Callback) -> Iterator[NewEvent]:
        kind = callback.event
        if kind in (POPUP, CHANGED):
            yield from self._answers(tx, connection, callback)
        elif kind == SENT:
            for row in callback.rows(_LISTS[SENT]):
                yield _event(connection, callback, *_result(row))
        elif kind in MESSAGES:
            yield _event(connection, callback, "message_received", {"kind": kind}, callback.dedup_key)
        elif kind == ENTERED:
            properties = {"kind": "session", "source": callback.get("SessionFrom")[:120]}
            yield _event(connection, callback, "mp_service_entered", properties, callback.dedup_key)
        elif kind == REVOKED:
            properties = {"purpose": "mini_program", "scope": callback.get("RevokeInfo")}
            yield _event(connection, callback, "consent_withdrawn", properties, callback.dedup_key)

    def _answers(self, tx: Transaction, connection: Connection, callback: Callback) -> Iterator[NewEvent]:
        """What a visitor said to the prompt, or changed in the settings of WeChat, template by template."""
        for row in callback.rows(_LISTS[callback.event]):
            template_id = str(row.get("TemplateId", ""))
            accepted = row.get("SubscribeStatusString") == "accept"
            if not template_id:
                continue
            change = store.accept if accepted else store.refuse
            change(tx.session, connection.id, callback.openid, template_id, callback.created_at)
            properties = {"template_id": template_id, "accepted": accepted}
            key = f"{callback.dedup_key}:{template_id}"
            yield _event(connection, callback, "mp_subscribe_answered", properties, key)


def _result(row: Any) -> tuple[str, dict[str, Any], str]:
    """What became of a subscribe message that we sent."""
    code = str(row.get("ErrorCode", "0"))
    arrived = code == "0"
    properties: dict[str, Any] = {"kind": "mp_subscribe", "template_id": str(row.get("TemplateId", ""))}
    if not arrived:
        properties["code"] = code
    return "message_delivered" if arrived else "message_failed", properties, str(row.get("MsgID", ""))


def _event(
    connection: Connection, callback: Callback, name: str, properties: dict[str, Any], key: str
) -> NewEvent:
    return NewEvent(
        event_id=event_uuid("mini_program", name, connection.account, key),
        event=name,
        occurred_at=callback.created_at,
        ids={"mp_openid": callback.openid},
        account=connection.account,
        channel="mini_program",
        properties=properties,
    )
