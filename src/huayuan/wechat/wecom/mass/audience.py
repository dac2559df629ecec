"""Whom a mass message goes to, and through which member of staff."""

from __future__ import annotations

from huayuan.communities import api as communities
from huayuan.kernel.unit_of_work import Transaction
from huayuan.profiles import api as profiles
from huayuan.profiles.contracts import Friend
from huayuan.stores import api as stores
from huayuan.stores.contracts import StaffMember
from huayuan.wechat.wecom.mass.contracts import Mass, Target, TargetState

Plan = list[tuple[StaffMember, list[Target]]]
SLICE = 500


def plan(tx: Transaction, mass: Mass) -> Plan:
    """Sender by sender. A customer with several friends among the senders is written to by the latest one only; staff who
    have left or may not serve send nothing."""
    if mass.chat_type == "group":
        return _by_owner(tx, mass)
    latest: dict[str, Friend] = {}
    for friend in _friends(tx, mass):
        known = latest.get(friend.external_userid)
        if known is None or friend.added_at > known.added_at:
            latest[friend.external_userid] = friend
    staff = stores.staff_by_id(tx, {one.staff_id for one in latest.values()})
    by_sender: dict[int, list[Target]] = {}
    for external, friend in latest.items():
        by_sender.setdefault(friend.staff_id, []).append(
            Target(external, friend.person_id, TargetState.WAITING)
        )
    able = {one.id: one for one in staff.values() if one.active and one.serves}
    return [(able[one], targets) for one, targets in sorted(by_sender.items()) if one in able]


def _friends(tx: Transaction, mass: Mass) -> list[Friend]:
    """Open friendships of the chosen staff, and of the chosen people."""
    able = stores.staff_by_id(tx, mass.audience.staff_ids)
    found: list[Friend] = []
    for staff_id in able:
        found += profiles.open_friends_of_staff(tx, staff_id, mass.account).values()
    people = mass.audience.person_ids
    for start in range(0, len(people), SLICE):
        some = profiles.friends_of(tx, people[start : start + SLICE])
        found += [one for friends in some.values() for one in friends if one.account == mass.account]
    return found


def _by_owner(tx: Transaction, mass: Mass) -> Plan:
    by_owner: dict[int, list[Target]] = {}
    for group_id in mass.audience.group_ids:
        group = communities.group(tx, group_id)
        if group.account == mass.account and group.owner_staff_id is not None and not group.dismissed_at:
            target = Target(group.chat_id, None, TargetState.WAITING)
            by_owner.setdefault(group.owner_staff_id, []).append(target)
    owners = stores.staff_by_id(tx, by_owner)
    return [(owners[one], targets) for one, targets in sorted(by_owner.items()) if owners[one].active]
