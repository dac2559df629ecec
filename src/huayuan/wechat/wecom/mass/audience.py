"""Whom a mass message goes to, and through which member of staff."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from zoneinfo import ZoneInfo

from huayuan.communities import api as communities
from huayuan.kernel.services import Services
from huayuan.kernel.unit_of_work import Transaction
from huayuan.profiles import api as profiles
from huayuan.profiles.contracts import Friend
from huayuan.segments import api as segments
from huayuan.segments.contracts import Ask, Moment
from huayuan.stores import api as stores
from huayuan.stores.contracts import StaffMember
from huayuan.wechat.wecom.mass.contracts import Audience, Target, TargetState

Plan = list[tuple[StaffMember, list[Target]]]
SLICE = 500
FEW = 2000  # of more people it is cheaper to read all friendships of the corp than to ask for each
STAFF_PAGE = 500


def plan(services: Services, tx: Transaction, account: str, audience: Audience) -> Plan:
    """Sender by sender. A customer with several friends among the senders is written to by the latest one only; staff who
    have left or may not serve send nothing. Raises NotFound for a segment that is gone."""
    if audience.group_ids:
        return _by_owner(tx, account, audience.group_ids)
    latest: dict[str, Friend] = {}
    for friend in _friends(services, tx, account, audience):
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


def people_in(services: Services, tx: Transaction, segment_id: int) -> Sequence[int]:
    """Who is in the segment now. Raises NotFound."""
    return list(segments.members(Ask(services, tx, Moment(tx.now, ZoneInfo("UTC"))), segment_id))


def _friends(services: Services, tx: Transaction, account: str, audience: Audience) -> Iterator[Friend]:
    """Open friendships of the chosen staff, of the chosen people, and of those in the segment."""
    for staff_id in stores.staff_by_id(tx, audience.staff_ids):
        yield from profiles.open_friends_of_staff(tx, staff_id, account).values()
    yield from _of_people(tx, account, audience.person_ids)
    if audience.segment_id is None:
        return
    people = people_in(services, tx, audience.segment_id)
    found = _of_people(tx, account, people) if len(people) <= FEW else _among_all(tx, account, set(people))
    within = None if audience.within_staff is None else set(audience.within_staff)
    yield from (one for one in found if within is None or one.staff_id in within)


def _of_people(tx: Transaction, account: str, people: Sequence[int]) -> Iterator[Friend]:
    for start in range(0, len(people), SLICE):
        for friends in profiles.friends_of(tx, people[start : start + SLICE]).values():
            yield from (one for one in friends if one.account == account)


def _among_all(tx: Transaction, account: str, people: set[int]) -> Iterator[Friend]:
    offset, total = 0, 1
    while offset < total:
        staff, total = stores.list_staff(tx, account=account, serves=True, limit=STAFF_PAGE, offset=offset)
        offset += STAFF_PAGE
        for member in staff:
            friends = profiles.open_friends_of_staff(tx, member.id, account).values()
            yield from (one for one in friends if one.person_id in people)


def _by_owner(tx: Transaction, account: str, group_ids: Sequence[int]) -> Plan:
    by_owner: dict[int, list[Target]] = {}
    for group_id in group_ids:
        group = communities.group(tx, group_id)
        if group.account == account and group.owner_staff_id is not None and not group.dismissed_at:
            target = Target(group.chat_id, None, TargetState.WAITING)
            by_owner.setdefault(group.owner_staff_id, []).append(target)
    owners = stores.staff_by_id(tx, by_owner)
    return [(owners[one], targets) for one, targets in sorted(by_owner.items()) if owners[one].active]
