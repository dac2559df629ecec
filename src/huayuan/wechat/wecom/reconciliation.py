"""What callbacks did not tell us: each member's list of customers compared with ours.

A lost addition is read and kept as if its callback had come; a lost removal by the member ends the friendship. A customer
who removed the member stays in the member's list at WeCom, so that loss cannot be seen this way.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from huayuan.events import api as events
from huayuan.events.contracts import NewEvent
from huayuan.kernel.ids import event_uuid
from huayuan.kernel.logging import get_logger
from huayuan.kernel.unit_of_work import Transaction, UnitOfWork
from huayuan.profiles import api as profiles
from huayuan.profiles.contracts import Friend
from huayuan.stores import api as stores
from huayuan.stores.contracts import StaffMember
from huayuan.wechat.connections.errors import ErrorClass, Refused
from huayuan.wechat.wecom import store
from huayuan.wechat.wecom.client import Clients, WecomClient

log = get_logger("wecom.reconciliation")
# A friendship as young as this may be on its way: its callback was faster than the list, or the list than it.
TOO_YOUNG = timedelta(minutes=5)
NO_CUSTOMERS = 84061  # what a member without any customer is answered


@dataclass(frozen=True, slots=True)
class Found:
    """What one member's lists differed by: customers to be read, friendships that were ended."""

    unknown: int = 0
    ended: int = 0

    def __add__(self, other: Found) -> Found:
        return Found(self.unknown + other.unknown, self.ended + other.ended)


class Reconciliation:
    def __init__(self, uow: UnitOfWork, clients: Clients) -> None:
        self._uow = uow
        self._clients = clients

    def members(self, connection_id: int) -> list[str]:
        """Whose lists can be compared: those who may serve customers and whom the app may see."""
        return sorted(self._clients.of(connection_id).follow_users())

    def compare(self, connection_id: int, userid: str) -> Found:
        """One member's list with ours. Asks the platform first, then one transaction."""
        client = self._clients.of(connection_id)
        with self._uow.read() as tx:
            asked_at = tx.now
        theirs = _listed(client, userid)
        if theirs is None:
            return Found()
        account = client.connection.account
        with self._uow.begin() as tx:
            member = stores.staff_by_userid(tx, account, [userid]).get(userid)
            ours = profiles.open_friends_of_staff(tx, member.id, account) if member else {}
            unknown = theirs - ours.keys()
            store.want(tx.session, [(connection_id, external) for external in sorted(unknown)], tx.now)
            gone = [friend for external, friend in ours.items() if external not in theirs]
            ended = _end(tx, account, member, gone, asked_at - TOO_YOUNG) if member else 0
        return Found(len(unknown), ended)


def _listed(client: WecomClient, userid: str) -> set[str] | None:
    """The member's customers; None when the platform does not tell (not visible, no permission)."""
    try:
        return set(client.customers_of(userid))
    except Refused as refusal:
        if refusal.errcode == NO_CUSTOMERS:
            return set()
        if refusal.kind in (ErrorClass.USER_STATE, ErrorClass.FIX_REQUEST, ErrorClass.PERMISSION):
            log.info("wecom.list_unavailable", member=userid, errcode=refusal.errcode)
            return None
        raise


def _end(
    tx: Transaction, account: str, member: StaffMember, gone: Iterable[Friend], begun_before: datetime
) -> int:
    """End friendships that the platform no longer lists; the member removed the customer, we do not know when."""
    ended = 0
    for friend in gone:
        if friend.added_at > begun_before:
            continue
        if profiles.friend_removed(
            tx, person_id=friend.person_id, staff_id=member.id, removed_at=tx.now, by="staff"
        ):
            ended += 1
            events.publish(tx, _dropped(account, member, friend, tx.now))
    return ended


def _dropped(account: str, member: StaffMember, friend: Friend, at: datetime) -> NewEvent:
    external = friend.external_userid
    return NewEvent(
        event_id=event_uuid("wecom.reconciled", account, member.userid, external, friend.added_at),
        event="contact_dropped",
        occurred_at=at,
        ids={"wecom_external_userid": external},
        account=account,
        channel=friend.channel,
        staff_id=str(member.id),
        store_id=member.store_code,
        properties={"staff_id": str(member.id), "source": "reconciliation"},
    )
