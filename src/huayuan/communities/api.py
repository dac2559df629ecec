"""The door of communities."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from huayuan.communities import rules, store
from huayuan.communities.contracts import (
    Group,
    GroupDay,
    GroupFilter,
    GroupState,
    Hint,
    Member,
    Move,
    SeenGroup,
    SeenMember,
)
from huayuan.communities.errors import UnknownGroupSort
from huayuan.kernel.errors import NotFound
from huayuan.kernel.privacy import PrivacyHooks
from huayuan.kernel.unit_of_work import Transaction

__all__ = [
    "PRIVACY", "days", "dismissed", "group", "groups", "groups_by_chat", "groups_by_id", "groups_of", "inside", "joined_through", "keep",
    "living", "members", "moved_since", "owners", "people_in_groups", "people_moved", "unread_since",
]  # fmt: skip


def people_in_groups(
    tx: Transaction, chats: Sequence[str], now: bool, among: Sequence[int] | None = None
) -> list[int]:
    """Customers, of all or `among`, who are in one of these groups (chat ids; none: any) now, or were and are no more."""
    inside = store.customers_in(tx.session, chats, among, open_only=True)
    if now:
        return sorted(inside)
    return sorted(store.customers_in(tx.session, chats, among, open_only=False) - inside)


PRIVACY = PrivacyHooks("communities", tables=("group_member",))


def keep(
    tx: Transaction,
    seen: SeenGroup,
    hints: Sequence[Hint] = (),
    visitors: Mapping[str, SeenMember] | None = None,
) -> list[Move] | None:
    """Keep a group as it was just read; answers who came and who went, each told once however often it is read.

    `visitors` says who is behind the keys of `hints` that are not among the members any more. A sight that may be older
    than the one we kept last changes nothing and is answered with None: ask again. A group that ended stays ended.
    """
    row = store.locked(tx.session, seen)
    if row.state == GroupState.DISMISSED.value:
        return []
    if row.read_at > (seen.asked_at or seen.read_at):
        return None
    inside = store.inside(tx.session, row.id)
    found = rules.difference(inside, seen.members, hints, seen.read_at)
    store.end(tx.session, found.goings)
    gone = [_went(one) for one in found.goings]
    came = [_came(one) for one in _begin(tx, row.id, found.joins)]
    visits = _visit(tx, row.id, found, visitors or {})
    store.describe(tx.session, row, seen)
    return [*gone, *came, *visits]


def dismissed(tx: Transaction, account: str, chat_id: str, at: datetime) -> bool:
    """The group ended: every open stay ends with it. False for one we never knew or that had ended."""
    row = store.by_chat(tx.session, account, chat_id)
    if row is None or row.state == GroupState.DISMISSED.value:
        return False
    store.dismiss(tx.session, row, at)
    return True


def inside(tx: Transaction, account: str, chat_id: str) -> dict[str, datetime]:
    """Who is inside as far as we know: key → joined at."""
    row = store.by_chat(tx.session, account, chat_id)
    return {key: one.joined_at for key, one in store.inside(tx.session, row.id).items()} if row else {}


def owners(tx: Transaction, account: str) -> list[int]:
    """Staff who own a group of the account that has not ended, left or not."""
    return store.owners(tx.session, account)


def unread_since(tx: Transaction, account: str, moment: datetime) -> list[str]:
    """Chat ids of the groups that have not ended, as far as we know, and were not read since."""
    return store.unread_since(tx.session, account, moment)


def living(tx: Transaction, account: str) -> list[str]:
    """Chat ids of the groups of an account that have not ended, as far as we know."""
    return store.living_chat_ids(tx.session, account)


def groups_by_chat(tx: Transaction, account: str, chat_ids: Collection[str]) -> dict[str, Group]:
    return store.by_ids(tx.session, account, chat_ids) if chat_ids else {}


def groups_by_id(tx: Transaction, group_ids: Collection[int]) -> dict[int, Group]:
    return store.by_numbers(tx.session, group_ids) if group_ids else {}


def group(tx: Transaction, group_id: int, owners: tuple[int, ...] | None = None) -> Group:
    """Raises NotFound, also for a group outside the data scope `owners` (None sees all)."""
    found = store.get(tx.session, group_id)
    if found is None or (owners is not None and found.owner_staff_id not in owners):
        raise NotFound(what="group")
    return found


def groups(
    tx: Transaction, wanted: GroupFilter, *, sort: str, limit: int, offset: int
) -> tuple[list[Group], int]:
    """A page, sorted by created_at, name, members or customers ("-" first: descending). Raises UnknownGroupSort."""
    if sort.removeprefix("-") not in store.SORTS:
        raise UnknownGroupSort(sort=sort, allowed=", ".join(store.SORTS))
    return store.page(tx.session, wanted, sort, limit, offset)


def members(
    tx: Transaction,
    group_id: int,
    *,
    left: bool | None = None,
    kind: str | None = None,
    sort: str = "-joined_at",
    limit: int = 50,
    offset: int = 0,
) -> tuple[list[Member], int]:
    """Stays in a group: those inside (`left` False), those who went (True), or all. Raises UnknownGroupSort."""
    if sort.removeprefix("-") not in store.MEMBER_SORTS:
        raise UnknownGroupSort(sort=sort, allowed=", ".join(store.MEMBER_SORTS))
    return store.stays(tx.session, group_id, left=left, kind=kind, sort=sort, limit=limit, offset=offset)


def days(tx: Transaction, group_id: int, count: int, zone: ZoneInfo) -> list[GroupDay]:
    """Customers of the last `count` days of `zone`, today included, oldest first."""
    return rules.by_day(store.customer_stays(tx.session, group_id), count, zone, tx.now)


def moved_since(tx: Transaction, group_ids: Collection[int], since: datetime) -> dict[int, tuple[int, int]]:
    """group → (customers who came, customers who went) since a moment; quiet groups are absent."""
    return store.moved_since(tx.session, group_ids, since) if group_ids else {}


def joined_through(
    tx: Transaction, account: str, states: Collection[str], since: datetime
) -> dict[str, tuple[int, int, int]]:
    """state of a code → (customers who joined through it, of them since a moment, of them still inside); unused codes are
    absent."""
    return store.joined_through(tx.session, account, states, since) if states else {}


def groups_of(tx: Transaction, person_id: int) -> list[tuple[Member, Group]]:
    """The person's stays with their groups, the latest first."""
    return store.of_person(tx.session, person_id)


def people_moved(tx: Transaction, moves: Mapping[int, int]) -> None:
    """A merge or split: `moves` says where each origin person belongs now."""
    for origin, to in moves.items():
        store.repoint(tx.session, origin, to)


@PRIVACY.export
def _export(tx: Transaction, person_id: int) -> dict[str, Any]:
    return {
        "groups": [
            {
                "group": found.name, "account": found.account, "external_userid": stay.key, "name": stay.name,
                "joined_at": stay.joined_at.isoformat(), "scene": stay.scene, "state": stay.state,
                "left_at": stay.left_at.isoformat() if stay.left_at else None, "left": stay.leave_scene,
            }
            for stay, found in groups_of(tx, person_id)
        ]
    }  # fmt: skip


@PRIVACY.erase
def _erase(tx: Transaction, person_id: int) -> int:
    return store.forget_person(tx.session, person_id)


def _begin(tx: Transaction, group_id: int, joins: Sequence[SeenMember]) -> list[SeenMember]:
    """Those whose stay is new. The same joining does not open a stay again that a callback ended; one that ended because
    nobody was shown goes on when they are shown after all."""
    known = store.begun(tx.session, group_id, [one.key for one in joins]) if joins else {}
    fresh = [one for one in joins if (one.key, one.joined_at) not in known]
    shown_again = [known[stay] for one in joins if (stay := (one.key, one.joined_at)) in known]
    store.go_on(tx.session, [row_id for row_id, supposed in shown_again if supposed])
    store.add(tx.session, [store.new_stay(group_id, one) for one in fresh])
    return fresh


def _visit(
    tx: Transaction, group_id: int, found: rules.Difference, visitors: Mapping[str, SeenMember]
) -> list[Move]:
    known = store.stays_of(tx.session, group_id, list(found.visits)) if found.visits else {}
    moves: list[Move] = []
    rows = []
    for key, visit in found.visits.items():
        who = visitors.get(key)
        if who is None or rules.is_known(visit, known.get(key, ())):
            continue
        ended = {"joined_at": visit.joined_at, "left_at": visit.left_at, "leave_scene": visit.leave_scene}
        rows.append(store.new_stay(group_id, who) | ended | {"scene": visit.join_scene})
        stay = (visit.joined_at, visit.join_scene)
        moves.append(Move(key, who.kind, who.person_id, True, visit.joined_at, *stay))
        moves.append(
            Move(key, who.kind, who.person_id, False, visit.left_at, visit.joined_at, visit.leave_scene)
        )
    store.add(tx.session, rows)
    return moves


def _came(one: SeenMember) -> Move:
    return Move(
        one.key, one.kind, one.person_id, True, one.joined_at, one.joined_at, one.scene,
        one.inviter_staff_id, one.state,
    )  # fmt: skip


def _went(one: rules.Going) -> Move:
    stay = one.stay
    return Move(stay.key, stay.kind, stay.person_id, False, one.at, stay.joined_at, one.scene)
