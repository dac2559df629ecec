"""Friendships (好友关系): added, removed, noted, counted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from huayuan.kernel.unit_of_work import Transaction
from huayuan.profiles import rules, telling
from huayuan.profiles.contracts import Friend, NewFriend
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
    addition = NewFriend(
        person_id,
        staff_id,
        account,
        external_userid,
        added_at,
        add_way,
        state,
        channel,
        live_code_id,
        store_id,
    )
    return friends_added(tx, [addition])[0]


def friends_added(tx: Transaction, additions: Sequence[NewFriend]) -> list[bool]:
    """`friend_added` for many in a few statements; answers for each whether it was new. A remark replaces the known one."""
    if not additions:
        return []
    seen: dict[int, datetime] = {}
    for one in additions:
        seen[one.person_id] = min(one.added_at, seen.get(one.person_id, one.added_at))
    summary.ensure_each(tx.session, seen)
    summary.lock(tx.session, seen)
    homes = {
        member.id: member.store_id
        for member in stores.staff_by_id(tx, {a.staff_id for a in additions}).values()
    }
    known = _histories(tx, additions)
    fresh: list[bool] = []
    new: dict[tuple[int, str, str], Friend] = {}
    changed: dict[int, Friend] = {}
    for one in additions:
        told = one if one.store_id is not None else replace(one, store_id=homes.get(one.staff_id))
        key = (one.staff_id, one.account, one.external_userid)
        past = [changed.get(friend.id, friend) for friend in known.get(key, [])] + (
            [new[key]] if key in new else []
        )
        same = rules.known_friendship(past, one.added_at)
        fresh.append(same is None)
        after = rules.completed(same, told) if same is not None else rules.begun(told)
        if same is None or same.id == 0:
            new[key] = after
        elif after != same:
            changed[same.id] = after
    contacts.insert(tx.session, [_row(friend) for friend in new.values()])
    contacts.write(tx.session, list(changed.values()))
    telling.changed(tx, {one.person_id for one in (*new.values(), *changed.values())})
    return fresh


def _histories(tx: Transaction, additions: Sequence[NewFriend]) -> dict[tuple[int, str, str], list[Friend]]:
    found: dict[tuple[int, str, str], list[Friend]] = {}
    for account in {one.account for one in additions}:
        mine = [one for one in additions if one.account == account]
        pairs = contacts.histories(
            tx.session, account, {one.staff_id for one in mine}, {one.external_userid for one in mine}
        )
        found |= {(staff, account, external): friends for (staff, external), friends in pairs.items()}
    return found


def _row(friend: Friend) -> dict[str, Any]:
    row = asdict(friend)
    del row["id"]
    return row | {"origin_person_id": friend.person_id}


def friend_removed(tx: Transaction, *, person_id: int, staff_id: int, removed_at: datetime, by: str) -> bool:
    """End the friendship; `by` is "customer", "staff" or "transfer". False when there was no open one."""
    closed = contacts.close(tx.session, person_id, staff_id, removed_at, by)
    if closed:
        telling.changed(tx, [person_id])
    return closed


def friend_remarked(
    tx: Transaction, *, staff_id: int, account: str, external_userid: str, remark: str | None
) -> bool:
    """The staff member's note name (备注) for the customer. False when they are not friends."""
    return contacts.set_remark(tx.session, staff_id, account, external_userid, remark)


def friends_of(
    tx: Transaction, person_ids: Sequence[int], *, open_only: bool = True
) -> dict[int, list[Friend]]:
    return contacts.of_people(tx.session, person_ids, open_only=open_only)


def open_friends_of_staff(tx: Transaction, staff_id: int, account: str) -> dict[str, Friend]:
    """external userid → the open friendship, of everybody who is a friend of a member of staff in this corp."""
    return contacts.open_of_staff(tx.session, staff_id, account)


def friends_by_live_code(
    tx: Transaction, live_code_ids: Iterable[int], since: datetime | None = None
) -> dict[int, int]:
    """live code id → friendships that began through it; codes without any are absent."""
    return contacts.count_by_live_code(tx.session, live_code_ids, since)


def live_code_counts(since: datetime | None = None) -> Any:
    """Subquery (live_code_id, friends) for the `store` of a feature above that sorts by it."""
    return contacts.live_code_counts(since)


def friends_by_day(tx: Transaction, live_code_id: int, days: int, zone: ZoneInfo) -> dict[date, int]:
    """Day of `zone` → friendships that began through the code; each of the last `days` days, today included."""
    today = tx.now.astimezone(zone).date()
    counted = {today - timedelta(days=past): 0 for past in reversed(range(days))}
    first = datetime.combine(min(counted), time(), zone).astimezone(UTC)
    for at in contacts.began_through(tx.session, live_code_id, first):
        day = at.astimezone(zone).date()
        if day in counted:
            counted[day] += 1
    return counted
