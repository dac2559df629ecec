"""Rows of groups in, values out."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, bindparam, delete, func, select, update
from sqlalchemy.orm import Session

from huayuan.communities.contracts import (
    Group,
    GroupFilter,
    GroupState,
    LeaveScene,
    Member,
    MemberKind,
    SeenGroup,
    SeenMember,
)
from huayuan.communities.models import GroupMemberRow, GroupRow
from huayuan.communities.rules import Going
from huayuan.kernel.db import insert_new, touched

SORTS = {
    "created_at": GroupRow.created_at, "name": GroupRow.name, "members": GroupRow.members,
    "customers": GroupRow.customers,
}  # fmt: skip
MEMBER_SORTS = {"joined_at": GroupMemberRow.joined_at, "left_at": GroupMemberRow.left_at}
_QUIET = {"synchronize_session": False}


def locked(session: Session, seen: SeenGroup) -> GroupRow:
    """The group's row, made when it is new, locked until the end of the transaction."""
    row = {
        "account": seen.account, "chat_id": seen.chat_id, "name": "", "notice": "", "version": "",
        "state": (seen.state or GroupState.ACTIVE).value, "members": 0, "customers": 0, "created_at": seen.created_at,
        "read_at": datetime.fromtimestamp(0, seen.read_at.tzinfo),
    }  # fmt: skip
    insert_new(session, GroupRow, [row], on=["account", "chat_id"])
    return session.scalars(_of(seen.account, seen.chat_id).with_for_update()).one()


def by_chat(session: Session, account: str, chat_id: str) -> GroupRow | None:
    return session.scalars(_of(account, chat_id).with_for_update()).one_or_none()


def _of(account: str, chat_id: str) -> Select[GroupRow]:
    return select(GroupRow).where(GroupRow.account == account, GroupRow.chat_id == chat_id)


def describe(session: Session, row: GroupRow, seen: SeenGroup) -> None:
    row.name, row.notice, row.version = seen.name[:120], seen.notice, seen.version[:64]
    row.owner_staff_id, row.store_id = seen.owner_staff_id, seen.store_id
    row.created_at, row.read_at = seen.created_at, seen.read_at
    row.state = seen.state.value if seen.state else row.state
    count(session, row)


def count(session: Session, row: GroupRow) -> None:
    inside = select(func.count(), func.count().filter(GroupMemberRow.kind == MemberKind.CUSTOMER.value))
    mine = inside.where(GroupMemberRow.group_id == row.id, GroupMemberRow.left_at.is_(None))
    row.members, row.customers = session.execute(mine).one()
    session.flush()


def get(session: Session, group_id: int) -> Group | None:
    row = session.get(GroupRow, group_id)
    return _group(row) if row else None


def by_ids(session: Session, account: str, chat_ids: Collection[str]) -> dict[str, Group]:
    mine = select(GroupRow).where(GroupRow.account == account, GroupRow.chat_id.in_(chat_ids))
    return {row.chat_id: _group(row) for row in session.scalars(mine)}


def by_numbers(session: Session, group_ids: Collection[int]) -> dict[int, Group]:
    rows = session.scalars(select(GroupRow).where(GroupRow.id.in_(group_ids)))
    return {row.id: _group(row) for row in rows}


def living_chat_ids(session: Session, account: str) -> list[str]:
    living = GroupRow.state != GroupState.DISMISSED.value
    return list(session.scalars(select(GroupRow.chat_id).where(GroupRow.account == account, living)))


def unread_since(session: Session, account: str, moment: datetime) -> list[str]:
    living = select(GroupRow.chat_id).where(
        GroupRow.account == account, GroupRow.state != GroupState.DISMISSED.value
    )
    return list(session.scalars(living.where(GroupRow.read_at < moment).order_by(GroupRow.id)))


def owners(session: Session, account: str) -> list[int]:
    mine = select(GroupRow.owner_staff_id).where(
        GroupRow.account == account, GroupRow.state != GroupState.DISMISSED.value
    )
    return [one for one in session.scalars(mine.distinct()) if one is not None]


def page(
    session: Session, wanted: GroupFilter, sort: str, limit: int, offset: int
) -> tuple[list[Group], int]:
    conditions = _conditions(wanted)
    column: Any = SORTS[sort.removeprefix("-")]
    order = (column.desc(), GroupRow.id.desc()) if sort.startswith("-") else (column, GroupRow.id)
    total = session.execute(select(func.count()).select_from(GroupRow).where(*conditions)).scalar_one()
    rows = session.scalars(select(GroupRow).where(*conditions).order_by(*order).limit(limit).offset(offset))
    return [_group(row) for row in rows], total


def _conditions(wanted: GroupFilter) -> list[Any]:
    conditions: list[Any] = []
    if wanted.q:
        like = "%" + wanted.q.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        conditions.append(GroupRow.name.ilike(like, escape="\\"))
    if wanted.state is not None:
        conditions.append(GroupRow.state == wanted.state.value)
    if wanted.staff is not None:
        conditions.append(GroupRow.owner_staff_id == wanted.staff)
    if wanted.store is not None:
        conditions.append(GroupRow.store_id == wanted.store)
    if wanted.owners is not None:
        conditions.append(GroupRow.owner_staff_id.in_(wanted.owners))
    return conditions


# ---- stays


def inside(session: Session, group_id: int) -> dict[str, Member]:
    mine = select(GroupMemberRow).where(GroupMemberRow.group_id == group_id, GroupMemberRow.left_at.is_(None))
    return {row.member_key: _member(row) for row in session.scalars(mine)}


def begun(
    session: Session, group_id: int, keys: Collection[str]
) -> dict[tuple[str, datetime], tuple[int, bool]]:
    """The stays there are already, open or ended: (key, joined at) → (row id, whether the end is only supposed, because
    no callback told of it)."""
    mine = select(GroupMemberRow).where(
        GroupMemberRow.group_id == group_id, GroupMemberRow.member_key.in_(keys)
    )
    return {
        (row.member_key, row.joined_at): (row.id, row.left_at is not None and row.leave_scene is None)
        for row in session.scalars(mine)
    }


def go_on(session: Session, row_ids: Sequence[int]) -> None:
    """These stays have not ended after all."""
    if row_ids:
        again = update(GroupMemberRow).where(GroupMemberRow.id.in_(row_ids)).values(left_at=None)
        session.execute(again, execution_options=_QUIET)
        session.expire_all()


def stays_of(
    session: Session, group_id: int, keys: Collection[str]
) -> dict[str, list[tuple[datetime, datetime | None]]]:
    """key → (joined, left) of every stay there is."""
    query = select(GroupMemberRow.member_key, GroupMemberRow.joined_at, GroupMemberRow.left_at)
    query = query.where(GroupMemberRow.group_id == group_id, GroupMemberRow.member_key.in_(keys))
    found: dict[str, list[tuple[datetime, datetime | None]]] = {}
    for row in session.execute(query):
        found.setdefault(row.member_key, []).append((row.joined_at, row.left_at))
    return found


def add(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    insert_new(session, GroupMemberRow, rows, on=["group_id", "member_key", "joined_at"])


def new_stay(group_id: int, one: SeenMember) -> dict[str, Any]:
    return {
        "group_id": group_id, "member_key": one.key, "kind": one.kind.value, "person_id": one.person_id,
        "origin_person_id": one.person_id, "staff_id": one.staff_id, "name": one.name[:120],
        "joined_at": one.joined_at, "scene": one.scene, "inviter_staff_id": one.inviter_staff_id,
        "state": one.state[:60] if one.state else None, "left_at": None, "leave_scene": None,
    }  # fmt: skip


def end(session: Session, goings: Sequence[Going]) -> None:
    if not goings:
        return
    table = GroupMemberRow.__table__
    closed = update(GroupMemberRow).where(table.c.id == bindparam("row_id"), INSIDE_NOW)
    closed = closed.values(left_at=bindparam("at"), leave_scene=bindparam("how"))
    rows = [{"row_id": one.stay.id, "at": one.at, "how": one.scene} for one in goings]
    session.connection().execute(closed, rows)
    session.expire_all()


INSIDE_NOW = GroupMemberRow.left_at.is_(None)


def dismiss(session: Session, row: GroupRow, at: datetime) -> None:
    row.state, row.dismissed_at = GroupState.DISMISSED.value, at
    open_stays = update(GroupMemberRow).where(GroupMemberRow.group_id == row.id, INSIDE_NOW)
    values = {"left_at": at, "leave_scene": LeaveScene.DISMISSED.value}
    session.execute(open_stays.values(**values), execution_options=_QUIET)
    count(session, row)


def stays(
    session: Session,
    group_id: int,
    *,
    left: bool | None,
    kind: str | None,
    sort: str,
    limit: int,
    offset: int,
) -> tuple[list[Member], int]:
    mine: list[Any] = [GroupMemberRow.group_id == group_id]
    if left is not None:
        mine.append(GroupMemberRow.left_at.is_not(None) if left else INSIDE_NOW)
    if kind is not None:
        mine.append(GroupMemberRow.kind == kind)
    column: Any = MEMBER_SORTS[sort.removeprefix("-")]
    order = (column.desc(), GroupMemberRow.id.desc()) if sort.startswith("-") else (column, GroupMemberRow.id)
    total = session.execute(select(func.count()).select_from(GroupMemberRow).where(*mine)).scalar_one()
    rows = session.scalars(select(GroupMemberRow).where(*mine).order_by(*order).limit(limit).offset(offset))
    return [_member(row) for row in rows], total


def customer_stays(session: Session, group_id: int) -> list[tuple[datetime, datetime | None, str | None]]:
    """(joined, left, how) of every stay of a customer."""
    mine = select(GroupMemberRow.joined_at, GroupMemberRow.left_at, GroupMemberRow.leave_scene).where(
        GroupMemberRow.group_id == group_id, GroupMemberRow.kind == MemberKind.CUSTOMER.value
    )
    return [(row.joined_at, row.left_at, row.leave_scene) for row in session.execute(mine)]


def joined_through(
    session: Session, account: str, states: Collection[str], since: datetime
) -> dict[str, tuple[int, int, int]]:
    """state → stays of customers: all, begun since, still open."""
    lately = func.count().filter(GroupMemberRow.joined_at >= since)
    inside = func.count().filter(GroupMemberRow.left_at.is_(None))
    query = (
        select(GroupMemberRow.state, func.count(), lately, inside)
        .join(GroupRow, GroupRow.id == GroupMemberRow.group_id)
        .where(
            GroupRow.account == account, GroupMemberRow.state.in_(states),
            GroupMemberRow.kind == MemberKind.CUSTOMER.value,
        )
        .group_by(GroupMemberRow.state)
    )  # fmt: skip
    return {str(state): (joined, new, open_) for state, joined, new, open_ in session.execute(query)}


def moved_since(session: Session, group_ids: Collection[int], since: datetime) -> dict[int, tuple[int, int]]:
    """group → (customers who came, customers who went) since a moment; groups without any are absent."""
    customer = GroupMemberRow.kind == MemberKind.CUSTOMER.value
    in_these = GroupMemberRow.group_id.in_(group_ids)
    came = select(GroupMemberRow.group_id, func.count()).where(in_these, customer)
    came = came.where(GroupMemberRow.joined_at >= since).group_by(GroupMemberRow.group_id)
    chose = GroupMemberRow.leave_scene.is_distinct_from(LeaveScene.DISMISSED.value)
    went = select(GroupMemberRow.group_id, func.count()).where(in_these, customer, chose)
    went = went.where(GroupMemberRow.left_at >= since).group_by(GroupMemberRow.group_id)
    joined = dict(session.execute(came).tuples().all())
    left = dict(session.execute(went).tuples().all())
    return {one: (joined.get(one, 0), left.get(one, 0)) for one in joined.keys() | left.keys()}


# ---- people


def of_person(session: Session, person_id: int) -> list[tuple[Member, Group]]:
    """The person's stays with their groups, the latest first."""
    query = (
        select(GroupMemberRow, GroupRow)
        .join(GroupRow, GroupRow.id == GroupMemberRow.group_id)
        .where(GroupMemberRow.person_id == person_id)
        .order_by(GroupMemberRow.joined_at.desc())
    )
    return [(_member(member), _group(group)) for member, group in session.execute(query)]


def forget_person(session: Session, person_id: int) -> int:
    mine = GroupMemberRow.person_id == person_id
    groups = set(session.scalars(select(GroupMemberRow.group_id).where(mine)))
    gone = session.execute(delete(GroupMemberRow).where(mine), execution_options=_QUIET)
    for group_id in sorted(groups):
        count(session, session.get_one(GroupRow, group_id, with_for_update=True))
    return touched(gone)


def repoint(session: Session, origin: int, to: int) -> None:
    moved = update(GroupMemberRow).where(
        GroupMemberRow.origin_person_id == origin, GroupMemberRow.person_id != to
    )
    session.execute(moved.values(person_id=to), execution_options=_QUIET)


def _group(row: GroupRow) -> Group:
    return Group(
        row.id, row.account, row.chat_id, row.name, row.owner_staff_id, row.store_id, row.notice,
        GroupState(row.state), row.members, row.customers, row.created_at, row.dismissed_at, row.read_at,
    )  # fmt: skip


def _member(row: GroupMemberRow) -> Member:
    return Member(
        row.id, row.group_id, row.member_key, MemberKind(row.kind), row.person_id, row.staff_id, row.name,
        row.joined_at, row.scene, row.inviter_staff_id, row.state, row.left_at, row.leave_scene,
    )  # fmt: skip


def customers_in(
    session: Session, chats: Sequence[str], among: Sequence[int] | None, *, open_only: bool
) -> set[int]:
    """Persons with a stay in one of these groups (none: any)."""
    query = select(GroupMemberRow.person_id).where(GroupMemberRow.person_id.is_not(None))
    if open_only:
        query = query.where(GroupMemberRow.left_at.is_(None))
    if chats:
        groups = select(GroupRow.id).where(GroupRow.chat_id.in_(chats))
        query = query.where(GroupMemberRow.group_id.in_(groups))
    if among is None:
        return {person for person in session.scalars(query) if person is not None}
    found: set[int] = set()
    for start in range(0, len(among), 5_000):
        part = query.where(GroupMemberRow.person_id.in_(among[start : start + 5_000]))
        found.update(person for person in session.scalars(part) if person is not None)
    return found
