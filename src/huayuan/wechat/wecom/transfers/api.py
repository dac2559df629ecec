"""The door of transfers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from huayuan.kernel.privacy import PrivacyHooks
from huayuan.kernel.unit_of_work import Transaction
from huayuan.profiles import api as profiles
from huayuan.profiles.contracts import Friend
from huayuan.stores import api as stores
from huayuan.wechat.wecom.transfers import settling, store
from huayuan.wechat.wecom.transfers.contracts import NewTransfer, Transfer, TransferState
from huayuan.wechat.wecom.transfers.errors import TransferNobody, TransferStaffWrong
from huayuan.wechat.wecom.transfers.limits import POLLS_SECONDS

__all__ = [
    "PRIVACY", "candidates", "count_by_state", "create", "failed", "look_now", "people_moved", "transfers",
]  # fmt: skip

PRIVACY = PrivacyHooks("wechat.wecom.transfers", tables=("wecom_transfer",))


def create(tx: Transaction, new: NewTransfer) -> list[Transfer]:
    """Keep what is to be transferred and have it asked for; who is on the way already is left out.

    A member who has left hands over as 离职继承, one who stays as 在职继承. Raises TransferStaffWrong, TransferNobody.
    """
    staff = stores.staff_by_id(tx, [new.handover_id, new.takeover_id])
    old, heir = staff.get(new.handover_id), staff.get(new.takeover_id)
    if old is None or heir is None or old.id == heir.id or {old.account, heir.account} != {new.account}:
        raise TransferStaffWrong()
    if not (heir.active and heir.serves):
        raise TransferStaffWrong()
    resigned = new.unassigned or not old.active
    friends = profiles.open_friends_of_staff(tx, old.id, new.account)
    people = {one: friend.person_id for one, friend in friends.items()}
    # Of somebody who left, our friendships may have ended already; the platform decides.
    chosen = [one for one in dict.fromkeys(new.customers) if one in people or resigned]
    if not chosen:
        raise TransferNobody()
    under_way = store.open_customers(tx.session, new.account, old.userid)
    made = store.add(
        tx.session,
        [
            {
                "connection_id": new.connection_id, "account": new.account, "resigned": resigned,
                "handover": old.userid, "takeover": heir.userid, "external_userid": one,
                "person_id": people.get(one), "origin_person_id": people.get(one),
                "message": new.message[:200], "state": TransferState.ASKING.value, "asked_at": tx.now,
            }
            for one in chosen if one not in under_way
        ],
    )  # fmt: skip
    if made:
        payload = {"connection_id": new.connection_id, "handover": old.userid, "takeover": heir.userid}
        tx.enqueue("wecom.transfer", payload, dedup_key=f"wecom.transfer:{made[0].id}")
    return made


def failed(
    tx: Transaction, account: str, takeover: str, external_userid: str, reason: str, at: datetime
) -> bool:
    """A callback says that a transfer failed. False when none of ours waits: it was made elsewhere."""
    one = store.waiting_for(tx.session, account, takeover, external_userid)
    if one is None:
        return False
    full = reason == settling.REASONS[TransferState.FULL]
    return settling.settle(tx, one, TransferState.FULL if full else TransferState.REFUSED, at)


def transfers(
    tx: Transaction, *, state: str | None, handover: str | None, limit: int, offset: int
) -> tuple[list[Transfer], int]:
    """The latest first."""
    return store.page(tx.session, state, handover, limit, offset)


def count_by_state(tx: Transaction, handover: str | None) -> dict[str, int]:
    """How many there are in each state that has any."""
    return store.count_by_state(tx.session, handover)


def candidates(tx: Transaction, staff_id: int, account: str) -> tuple[list[Friend], set[str]]:
    """Friends of a member, the latest first, and the external userids of those who are on their way already.

    Raises TransferStaffWrong for nobody of this corp.
    """
    member = stores.staff_by_id(tx, [staff_id]).get(staff_id)
    if member is None or member.account != account:
        raise TransferStaffWrong()
    friends = profiles.open_friends_of_staff(tx, staff_id, account)
    under_way = store.open_customers(tx.session, account, member.userid)
    return sorted(friends.values(), key=lambda one: one.added_at, reverse=True), under_way


def look_now(tx: Transaction) -> int:
    """Has results asked for now rather than at the next look; answers for how many pairs. Once a minute."""
    pairs = store.waiting_pairs(tx.session)
    minute = int(tx.now.timestamp()) // 60
    for connection_id, handover, takeover in pairs:
        payload = {
            "connection_id": connection_id, "handover": handover, "takeover": takeover,
            "poll": len(POLLS_SECONDS),
        }  # fmt: skip
        key = f"wecom.transfer_results:{connection_id}:{handover}:{takeover}:now:{minute}"
        tx.enqueue("wecom.transfer_results", payload, dedup_key=key)
    return len(pairs)


def people_moved(tx: Transaction, moves: Mapping[int, int]) -> None:
    for origin, to in moves.items():
        store.repoint(tx.session, origin, to)


@PRIVACY.export
def _export(tx: Transaction, person_id: int) -> dict[str, Any]:
    return {
        "transfers": [
            {
                "from": one.handover, "to": one.takeover, "external_userid": one.external_userid,
                "state": one.state.value, "asked_at": one.asked_at.isoformat(),
            }
            for one in store.of_person(tx.session, person_id)
        ]
    }  # fmt: skip


@PRIVACY.erase
def _erase(tx: Transaction, person_id: int) -> int:
    return store.forget_person(tx.session, person_id)
