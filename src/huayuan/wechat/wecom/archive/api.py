"""The door of the archive."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from huayuan.events import api as events
from huayuan.events.contracts import NewEvent
from huayuan.kernel.ids import event_uuid
from huayuan.kernel.unit_of_work import Transaction
from huayuan.stores import api as stores
from huayuan.stores.contracts import StaffMember
from huayuan.wechat.connections.contracts import Connection
from huayuan.wechat.wecom.archive import store
from huayuan.wechat.wecom.archive.contracts import ON, ArchivedMessage, Taken
from huayuan.wechat.wecom.archive.errors import ArchiveOff

__all__ = ["place", "take"]

_CUSTOMER = ("wo", "wm")


def place(tx: Transaction, connection: Connection) -> tuple[int, datetime | None]:
    """The highest `seq` handed over, and when. Raises ArchiveOff."""
    _must_be_on(connection)
    return store.place(tx.session, connection.id)


def take(tx: Transaction, connection: Connection, messages: Sequence[ArchivedMessage]) -> Taken:
    """Messages of customers in chats of two become `message_received`; a repeat changes nothing. Raises ArchiveOff."""
    _must_be_on(connection)
    theirs = [one for one in messages if one.sender.startswith(_CUSTOMER) and not one.room and one.receivers]
    staff = stores.staff_by_userid(tx, connection.account, {one.receivers[0] for one in theirs})
    told = [_event(connection.account, one, staff.get(one.receivers[0])) for one in theirs]
    events.publish_all(tx, told)
    seq = store.move(tx.session, connection.id, max((one.seq for one in messages), default=0), tx.now)
    return Taken(seq, len(told))


def _must_be_on(connection: Connection) -> None:
    if str(connection.settings.get("chat_archive", "")).strip().lower() != ON:
        raise ArchiveOff()


def _event(account: str, one: ArchivedMessage, member: StaffMember | None) -> NewEvent:
    properties = {"kind": one.kind, "source": "archive"}
    return NewEvent(
        event_id=event_uuid("wecom.archive", account, one.msgid),
        event="message_received",
        occurred_at=one.sent_at,
        ids={"wecom_external_userid": one.sender},
        account=account,
        staff_id=str(member.id) if member else None,
        store_id=member.store_code if member else None,
        properties=properties | ({"staff_id": str(member.id)} if member else {}),
    )
