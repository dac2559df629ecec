"""Figures about staff over HTTP."""

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel

from huayuan.kernel.routes import CurrentCaller, ReadTx, Tx, requires, service
from huayuan.kernel.unit_of_work import Transaction
from huayuan.profiles import api as profiles
from huayuan.stores import api as stores
from huayuan.wechat.connections.api import Connections
from huayuan.wechat.wecom.limits import KIND
from huayuan.wechat.wecom.service_figures import api

router = APIRouter(prefix="/api/wecom", tags=["wecom"])
First = Annotated[date, Query(alias="from")]
Last = Annotated[date, Query(alias="to")]
Members = set[tuple[str, str]] | None


class StaffFiguresOut(BaseModel):
    """`reply_percentage` and `reply_minutes` are weighted by chats and null without any; figures of groups are those of
    the last day, but for `group_joined` and `group_messages`."""

    account: str
    userid: str
    staff_id: int | None
    name: str | None
    store_name: str | None
    chats: int
    messages: int
    reply_percentage: float | None
    reply_minutes: float | None
    blocked_by: int
    applied: int
    new_friends: int
    groups: int | None
    groups_talking: int | None
    group_members: int | None
    groups_new: int
    group_joined: int
    group_speakers: int
    group_messages: int


class StaffFiguresDay(BaseModel):
    """Of everybody chosen, that day; a day that WeCom has not counted yet is absent from the list."""

    day: date
    chats: int
    messages: int
    reply_percentage: float | None
    reply_minutes: float | None
    blocked_by: int
    applied: int
    new_friends: int


class StaffFiguresList(BaseModel):
    items: list[StaffFiguresOut]
    days: list[StaffFiguresDay]


class GroupFiguresDay(BaseModel):
    day: date
    groups: int
    groups_new: int
    groups_talking: int
    group_members: int
    group_joined: int
    group_speakers: int
    group_messages: int


class GroupOwnerFigures(BaseModel):
    """Of the groups of one owner; `groups`, `groups_talking` and `group_members` are of the last day, the rest of all days."""

    account: str
    userid: str
    staff_id: int | None
    name: str | None
    store_name: str | None
    groups: int
    groups_new: int
    groups_talking: int
    group_members: int
    group_joined: int
    group_speakers: int
    group_messages: int


class GroupFiguresList(BaseModel):
    items: list[GroupOwnerFigures]
    days: list[GroupFiguresDay]


class FiguresWanted(BaseModel):
    connections: int


@router.get("/staff-figures", dependencies=[requires("insights.read")])
def staff_figures(
    tx: ReadTx, caller: CurrentCaller, first: First, last: Last, staff: int | None = None
) -> StaffFiguresList:
    """As WeCom counts, days of China, a day late; staff outside the caller's data scope are left out."""
    mine = _members(tx, caller, staff)
    items = [
        StaffFiguresOut(
            **who, reply_percentage=one.reply_percentage, reply_minutes=one.reply_minutes, **one.sums, **one.last
        )
        for one, who in _named(tx, api.figures(tx, first, last, mine))
    ]  # fmt: skip
    days = [
        StaffFiguresDay(
            day=one.day, reply_percentage=one.reply_percentage, reply_minutes=one.reply_minutes,
            **_only(StaffFiguresDay, one.sums),
        )
        for one in api.by_day(tx, first, last, mine)
    ]  # fmt: skip
    return StaffFiguresList(items=sorted(items, key=lambda each: -each.chats), days=days)


@router.get("/group-figures", dependencies=[requires("communities.read")])
def group_figures(
    tx: ReadTx, caller: CurrentCaller, first: First, last: Last, staff: int | None = None
) -> GroupFiguresList:
    """Customer groups by owner and by day, as WeCom counts; owners outside the caller's data scope are left out."""
    mine = _members(tx, caller, staff)
    found = [one for one in api.figures(tx, first, last, mine) if one.last["groups"]]
    items = [
        GroupOwnerFigures(
            **who, **_only(GroupOwnerFigures, {name: value or 0 for name, value in (one.sums | one.last).items()})
        )
        for one, who in _named(tx, found)
    ]  # fmt: skip
    days = [
        GroupFiguresDay(day=one.day, **_only(GroupFiguresDay, one.sums))
        for one in api.by_day(tx, first, last, mine)
        if one.sums["groups"]
    ]
    return GroupFiguresList(items=sorted(items, key=lambda each: -each.group_members), days=days)


@router.post("/staff-figures/read", status_code=202, dependencies=[requires("insights.read")])
def read_figures(tx: Tx, connections: Annotated[Connections, service(Connections)]) -> FiguresWanted:
    """Has the figures read now rather than tomorrow morning; within ten minutes it is done once."""
    found = connections.all(KIND)
    for one in found:
        key = f"wecom.figures:{one.id}:{int(tx.now.timestamp()) // 600}"
        tx.enqueue("wecom.figures", {"connection_id": one.id}, dedup_key=key)
    return FiguresWanted(connections=len(found))


def _members(tx: Transaction, caller: CurrentCaller, staff: int | None) -> Members:
    """Whom the caller may see, of them only `staff` if one is named; None for all."""
    visible = profiles.visibility(tx, caller.scope).staff
    if staff is not None:
        visible = (staff,) if visible is None or staff in visible else ()
    if visible is None:
        return None
    return {(one.account, one.userid) for one in stores.staff_by_id(tx, visible).values()}


def _named(tx: Transaction, found: list[api.StaffFigures]) -> list[tuple[api.StaffFigures, dict[str, Any]]]:
    known = {
        (account, one.userid): one
        for account in {each.account for each in found}
        for one in stores.staff_by_userid(tx, account, {each.userid for each in found}).values()
    }
    named = []
    for one in found:
        member = known.get((one.account, one.userid))
        who = {
            "account": one.account, "userid": one.userid, "staff_id": member.id if member else None,
            "name": member.shown_name if member else None, "store_name": member.store_name if member else None,
        }  # fmt: skip
        named.append((one, who))
    return named


def _only(shape: type[BaseModel], values: dict[str, int]) -> dict[str, int]:
    return {name: value for name, value in values.items() if name in shape.model_fields}
