"""Figures about staff over HTTP."""

from datetime import date

from fastapi import APIRouter, Query
from pydantic import BaseModel

from huayuan.kernel.routes import CurrentCaller, ReadTx, requires
from huayuan.profiles import api as profiles
from huayuan.stores import api as stores
from huayuan.wechat.wecom.service_figures import api

router = APIRouter(prefix="/api/wecom/staff-figures", tags=["wecom"])


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
    group_joined: int
    group_messages: int


class StaffFiguresList(BaseModel):
    items: list[StaffFiguresOut]


@router.get("", dependencies=[requires("insights.read")])
def staff_figures(
    tx: ReadTx, caller: CurrentCaller, first: date = Query(alias="from"), last: date = Query(alias="to")
) -> StaffFiguresList:
    """As WeCom counts, days of China, a day late; staff outside the caller's data scope are left out."""
    visible = profiles.visibility(tx, caller.scope).staff
    mine = None
    if visible is not None:
        mine = {(one.account, one.userid) for one in stores.staff_by_id(tx, visible).values()}
    found = api.figures(tx, first, last, mine)
    known = {
        (account, one.userid): one
        for account in {each.account for each in found}
        for one in stores.staff_by_userid(tx, account, {each.userid for each in found}).values()
    }
    items = []
    for one in found:
        member = known.get((one.account, one.userid))
        items.append(
            StaffFiguresOut(
                account=one.account, userid=one.userid, staff_id=member.id if member else None,
                name=member.shown_name if member else None, store_name=member.store_name if member else None,
                reply_percentage=one.reply_percentage, reply_minutes=one.reply_minutes, **one.sums, **one.last,
            )
        )  # fmt: skip
    return StaffFiguresList(items=sorted(items, key=lambda each: -each.chats))
