"""Friendships (好友关系): added, removed, noted, counted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from huayuan.kernel.unit_of_work import Transaction
from huayuan.profiles import rules
from huayuan.profiles.contracts import (
    Friend,
)
from huayuan.profiles.store import contacts, summary
from huayuan.stores import api as stores


def friend_added(
    tx: Transaction,
    *,
    person_id: int,
    staff_id: int,
    account: str,
    external_userid: str,
    added_at: datetime,
    add_way: int | None,
    state: str | None,
    channel: str | None,
    live_code_id: int | None,
    store_id: int | None = None,
) -> bool:
    """Record that a customer account (`external_userid` of corp `account`) and a member of staff are friends.

    False when this addition is already known; what it adds to the known row (state, channel…) is kept.
    """
    summary.ensure(tx.session, [person_id], added_at)
    summary.lock(tx.session, person_id)
    store = store_id or _store_of(tx, staff_id)
    details = {
        "add_way": add_way,
        "state": state,
        "channel": channel,
        "live_code_id": live_code_id,
        "store_id": store,
    }
    same = rules.known_friendship(contacts.history(tx.session, staff_id, account, external_userid), added_at)
    if same is not None:
        contacts.complete(tx.session, same, details)
        return False
    identity = {
        "person_id": person_id,
        "origin_person_id": person_id,
        "staff_id": staff_id,
        "account": account,
    }
    contacts.insert(
        tx.session, identity | details | {"external_userid": external_userid, "added_at": added_at}
    )
    return True


def _store_of(tx: Transaction, staff_id: int) -> int | None:
    member = stores.staff_by_id(tx, [staff_id]).get(staff_id)
    return member.store_id if member else None


def friend_removed(tx: Transaction, *, person_id: int, staff_id: int, removed_at: datetime, by: str) -> bool:
    """End the friendship; `by` is "customer", "staff" or "transfer". False when there was no open one."""
    return contacts.close(tx.session, person_id, staff_id, removed_at, by)


def friend_remarked(
    tx: Transaction, *, staff_id: int, account: str, external_userid: str, remark: str | None
) -> bool:
    """The staff member's note name (备注) for the customer. False when they are not friends."""
    return contacts.set_remark(tx.session, staff_id, account, external_userid, remark)


def friends_of(
    tx: Transaction, person_ids: Sequence[int], *, open_only: bool = True
) -> dict[int, list[Friend]]:
    return contacts.of_people(tx.session, person_ids, open_only=open_only)


def friends_by_live_code(
    tx: Transaction, live_code_ids: Iterable[int], since: datetime | None = None
) -> dict[int, int]:
    """live code id → friendships that began through it; codes without any are absent."""
    return contacts.count_by_live_code(tx.session, live_code_ids, since)
