"""A group as WeCom shows it → our group, the people inside, and the events of who came and went."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from huayuan.communities import api as communities
from huayuan.communities.contracts import (
    GroupState,
    Hint,
    JoinScene,
    MemberKind,
    Move,
    SeenGroup,
    SeenMember,
)
from huayuan.events import api as events
from huayuan.events.contracts import IdentityResolver, NewEvent, Observation, Resolved
from huayuan.kernel.ids import event_uuid
from huayuan.kernel.unit_of_work import Transaction
from huayuan.profiles import api as profiles
from huayuan.profiles.contracts import TraitUpdate
from huayuan.stores import api as stores
from huayuan.stores.contracts import StaffMember
from huayuan.wechat.wecom.groups.wire import GroupDetail, GroupMember
from huayuan.wechat.wecom.join_ways import api as join_ways

STAFF, EXTERNAL = 1, 2
SCENES = {1: JoinScene.INVITED.value, 2: JoinScene.LINK.value, 3: JoinScene.CODE.value}
STATES = {0: GroupState.ACTIVE, 1: GroupState.OWNER_LEFT, 2: GroupState.OWNER_LEFT, 3: GroupState.ACTIVE}
SOURCE = "wecom"


def keep(
    tx: Transaction,
    resolver: IdentityResolver,
    account: str,
    detail: GroupDetail,
    read_at: datetime,
    *,
    asked_at: datetime,
    hints: Sequence[Hint] = (),
    status: int | None = None,
) -> list[Move] | None:
    """Keep a group and tell its moves. None: it may be older than what was kept meanwhile and must be read again."""
    known = communities.inside(tx, account, detail.chat_id)
    new = [one for one in detail.member_list if _is_new(one, known)]
    shown = {one.userid for one in detail.member_list}
    told = {
        hint.key: hint for hint in hints if hint.joined and hint.key not in shown and hint.key not in known
    }
    visitors = [
        GroupMember(hint.key, type=EXTERNAL if _external(hint.key) else STAFF, join_time=_seconds(hint.at))
        for hint in told.values()
    ]
    staff = stores.ensure_staff(tx, account, _userids(detail))
    people = _resolve(tx, resolver, account, detail.chat_id, [*new, *visitors])
    owner = staff.get(detail.owner)
    seen = SeenGroup(
        account=account, chat_id=detail.chat_id, name=detail.name, notice=detail.notice,
        owner_staff_id=owner.id if owner else None, store_id=owner.store_id if owner else None,
        state=STATES.get(status) if status is not None else None, created_at=_time(detail.create_time),
        members=tuple(_member(one, staff, people) for one in detail.member_list), read_at=read_at,
        version=detail.member_version, asked_at=asked_at,
    )  # fmt: skip
    behind = {one.userid: _member(one, staff, people) for one in visitors}
    moves = communities.keep(tx, seen, hints, behind)
    if moves is None:
        return None
    _name(tx, new, people)
    unionids = {one.userid: one.unionid for one in new if one.unionid}
    tell(tx, account, seen, owner, moves, unionids)
    return moves


def is_unexplained(tx: Transaction, account: str, detail: GroupDetail, hints: Sequence[Hint]) -> bool:
    """Somebody is gone and no callback has said how."""
    shown = {one.userid for one in detail.member_list}
    went = {one.key for one in hints if not one.joined}
    came = communities.inside(tx, account, detail.chat_id).keys() | {one.key for one in hints}
    return bool(came - shown - went)


def tell(
    tx: Transaction,
    account: str,
    seen: SeenGroup,
    owner: StaffMember | None,
    moves: Sequence[Move],
    unionids: Mapping[str, str],
) -> None:
    """group_joined and group_left of customers; a stay's joining time makes their ids, so twice is once."""
    channels = join_ways.channels(tx, account, {one.state for one in moves if one.state})
    told = []
    for one in moves:
        if one.kind is not MemberKind.CUSTOMER:
            continue
        name = "group_joined" if one.joined else "group_left"
        ids = {"wecom_external_userid": one.key}
        if one.joined and one.key in unionids:
            ids["wechat_unionid"] = unionids[one.key]
        told.append(
            NewEvent(
                event_id=event_uuid("wecom", name, account, seen.chat_id, one.key, one.joined_at),
                event=name,
                occurred_at=one.at,
                ids=ids,
                account=account,
                channel=channels.get(one.state, one.state) if one.state else None,
                staff_id=str(owner.id) if owner else None,
                store_id=owner.store_code if owner else None,
                properties=_properties(seen.chat_id, one),
            )
        )
    events.publish_all(tx, told)


def _properties(chat_id: str, one: Move) -> dict[str, Any]:
    inviter = str(one.inviter_staff_id) if one.inviter_staff_id else None
    found = {"group_id": chat_id, "scene": one.scene, "inviter": inviter, "state": one.state}
    return {name: value for name, value in found.items() if value is not None}


def _is_new(one: GroupMember, known: Mapping[str, datetime]) -> bool:
    """Members we know to be inside need no second look at who they are."""
    since = known.get(one.userid)
    return since is None or _time(one.join_time) > since


def _userids(detail: GroupDetail) -> set[str]:
    inside = {one.userid for one in detail.member_list if one.type == STAFF}
    invitors = {one.invitor.userid for one in detail.member_list if one.invitor}
    return {one for one in inside | invitors | {detail.owner} if one}


def _resolve(
    tx: Transaction, resolver: IdentityResolver, account: str, chat_id: str, members: Sequence[GroupMember]
) -> dict[str, int]:
    """external userid → person. A unionid beside it is evidence that both are one."""
    external = [one for one in members if one.type == EXTERNAL]
    seen = [
        Observation(
            _ids(one), account, event_uuid("wecom", "group_joined", account, chat_id, one.userid, _time(one.join_time)),
            _time(one.join_time), SOURCE,
        )
        for one in external
    ]  # fmt: skip
    found = resolver.resolve(tx, seen) if seen else []
    pairs = zip(external, found, strict=True)
    return {one.userid: who.person_id for one, who in pairs if isinstance(who, Resolved)}


def _ids(one: GroupMember) -> tuple[tuple[str, str], ...]:
    found = {"wecom_external_userid": one.userid}
    found |= {"wechat_unionid": one.unionid} if one.unionid else {}
    return tuple(sorted(found.items()))


def _member(one: GroupMember, staff: Mapping[str, StaffMember], people: Mapping[str, int]) -> SeenMember:
    kinds = {STAFF: MemberKind.STAFF, EXTERNAL: MemberKind.CUSTOMER}
    colleague = staff.get(one.userid) if one.type == STAFF else None
    inviter = staff.get(one.invitor.userid) if one.invitor else None
    return SeenMember(
        key=one.userid, kind=kinds.get(one.type, MemberKind.OUTSIDER), joined_at=_time(one.join_time),
        person_id=people.get(one.userid), staff_id=colleague.id if colleague else None, name=one.name,
        scene=SCENES.get(one.join_scene), inviter_staff_id=inviter.id if inviter else None,
        state=one.state or None,
    )  # fmt: skip


def _name(tx: Transaction, new: Sequence[GroupMember], people: Mapping[str, int]) -> None:
    """Somebody in a group need not be anybody's friend: this may be all that tells their name."""
    updates = [
        TraitUpdate(people[one.userid], {"name": one.name}, SOURCE, tx.now)
        for one in new
        if one.name and one.userid in people
    ]
    if updates:
        profiles.set_many_traits(tx, updates)


def _external(key: str) -> bool:
    return key.startswith(("wm", "wo"))


def _time(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def _seconds(at: datetime) -> int:
    return int(at.timestamp())
