"""What became of a transfer: the friendship moves, the event is told, once."""

from __future__ import annotations

from datetime import datetime

from huayuan.events import api as events
from huayuan.events.contracts import NewEvent
from huayuan.kernel.ids import event_uuid
from huayuan.kernel.unit_of_work import Transaction
from huayuan.profiles import api as profiles
from huayuan.profiles.contracts import NewFriend
from huayuan.stores import api as stores
from huayuan.stores.contracts import StaffMember
from huayuan.wechat.wecom.transfers import store
from huayuan.wechat.wecom.transfers.contracts import Transfer, TransferState
from huayuan.wechat.wecom.transfers.limits import ADDED_BY_ADMIN

# As the platform's own callback names them.
REASONS = {TransferState.REFUSED: "customer_refused", TransferState.FULL: "customer_limit_exceed"}


def settle(tx: Transaction, one: Transfer, state: TransferState, at: datetime) -> bool:
    """False when it was settled before, by result or by callback."""
    if not store.settle(tx.session, one.id, state, at):
        return False
    staff = stores.ensure_staff(tx, one.account, {one.handover, one.takeover})
    if state is TransferState.DONE:
        _move(tx, one, staff[one.handover], staff[one.takeover], at)
    _tell(tx, one, state, staff[one.handover], staff[one.takeover], at)
    return True


def _move(tx: Transaction, one: Transfer, old: StaffMember, new: StaffMember, at: datetime) -> None:
    if one.person_id is None:
        return
    profiles.friend_removed(tx, person_id=one.person_id, staff_id=old.id, removed_at=at, by="transfer")
    friend = NewFriend(
        one.person_id, new.id, one.account, one.external_userid, at, add_way=ADDED_BY_ADMIN,
        store_id=new.store_id,
    )  # fmt: skip
    profiles.friends_added(tx, [friend])


def _tell(
    tx: Transaction, one: Transfer, state: TransferState, old: StaffMember, new: StaffMember, at: datetime
) -> None:
    properties = {
        "from_staff": str(old.id), "to_staff": str(new.id), "status": REASONS.get(state, state.value),
    }  # fmt: skip
    events.publish(
        tx,
        NewEvent(
            event_id=event_uuid("wecom", "contact_transferred", one.account, one.id),
            event="contact_transferred",
            occurred_at=at,
            ids={"wecom_external_userid": one.external_userid},
            account=one.account,
            staff_id=str(new.id),
            store_id=new.store_code,
            properties=properties,
        ),
    )
