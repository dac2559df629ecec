"""Moments over HTTP."""

import secrets
from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from huayuan.access.api import audit
from huayuan.identity import api as identity
from huayuan.kernel.caller import Caller
from huayuan.kernel.crypto import Vault
from huayuan.kernel.routes import CurrentCaller, PageQuery, ReadTx, Tx, WriteSlot, requires, service
from huayuan.kernel.unit_of_work import Transaction, UnitOfWork
from huayuan.profiles import api as profiles
from huayuan.stores import api as stores
from huayuan.wechat.connections.api import Connections
from huayuan.wechat.wecom.chosen import chosen_connection
from huayuan.wechat.wecom.moments import api
from huayuan.wechat.wecom.moments.contracts import (
    Moment,
    MomentMember,
    MomentState,
    NewMoment,
    ReactedPage,
    ReactionKind,
)
from huayuan.wechat.wecom.moments.reacting import MomentReactions
from huayuan.wechat.wecom.moments.results import MomentResults

router = APIRouter(prefix="/api/wecom/moments", tags=["wecom"])


class MomentIn(BaseModel):
    """`key` makes it once. `tag_ids`: who wears one of these corp tags sees it; empty: every customer does. `attachments`:
    each a `kind` (image, video with `asset_id`; link with title, url, asset_id of its picture), or as WeCom takes them."""

    key: str = Field("", max_length=60)
    connection_id: int | None = None
    text: str = Field("", max_length=2000)
    attachments: list[dict[str, Any]] = Field([], max_length=9)
    staff_ids: Annotated[list[int], Field(min_length=1, max_length=10_000)]
    tag_ids: Annotated[list[int], Field(max_length=100)] = []


class WecomMomentOut(BaseModel):
    """`published` of `members` have confirmed; likes and comments are those of customers."""

    id: int
    connection_id: int
    text: str
    attachments: list[dict[str, Any]]
    state: MomentState
    error: dict[str, Any] | None
    members: int
    published: int
    likes: int
    comments: int
    created_by: str
    read_at: datetime | None
    created_at: datetime
    finished_at: datetime | None


class MomentPage(BaseModel):
    items: list[WecomMomentOut]
    total: int


class MomentMemberOut(BaseModel):
    userid: str
    name: str | None
    published: bool
    likes: int
    comments: int


class ReactionOut(BaseModel):
    """A like or comment under what a `member` published. `who`: a customer with `person_id` and `name`, or staff. A customer
    out of the caller's sight is `hidden`; one we do not know (yet) has neither."""

    kind: ReactionKind
    member: str
    who: Literal["customer", "staff"]
    person_id: int | None
    name: str | None
    hidden: bool
    at: datetime


class ReactionPage(BaseModel):
    """`next_cursor` is "" at the end."""

    items: list[ReactionOut]
    next_cursor: str


class MomentDetail(WecomMomentOut):
    by_member: list[MomentMemberOut]


@router.post("", status_code=201, dependencies=[requires("messages.write")])
def create_moment(
    tx: Tx, caller: CurrentCaller, body: MomentIn, connections: Annotated[Connections, service(Connections)]
) -> WecomMomentOut:
    """Answers at once; staff have the task a moment later. Nothing is published before they confirm."""
    connection = chosen_connection(connections, body.connection_id)
    new = NewMoment(
        f"{caller.kind}:{caller.id}:{body.key or secrets.token_hex(12)}", connection.id, connection.account,
        body.text, tuple(body.staff_ids), tuple(body.tag_ids), tuple(body.attachments),
        caller.name,
    )  # fmt: skip
    made = api.create(tx, new, profiles.visibility(tx, caller.scope))
    audit(tx, caller, "wecom.moment_created", f"wecom_moment:{made.id}", {"staff": len(body.staff_ids)})
    return WecomMomentOut(**_fields(made, []))


@router.get("", dependencies=[requires("messages.read")])
def list_moments(tx: ReadTx, page: PageQuery, state: MomentState | None = None) -> MomentPage:
    found, total = api.moments(tx, state=state.value if state else None, limit=page.limit, offset=page.offset)
    members = api.members(tx, [one.id for one in found])
    return MomentPage(items=[WecomMomentOut(**_fields(one, members[one.id])) for one in found], total=total)


@router.get("/{number}", dependencies=[requires("messages.read")])
def get_moment(tx: ReadTx, number: int) -> MomentDetail:
    return _detail(tx, api.moment(tx, number))


@router.get("/{number}/reactions", dependencies=[requires("messages.read")])
def list_reactions(
    number: int,
    reactions: Annotated[MomentReactions, service(MomentReactions)],
    uow: Annotated[UnitOfWork, service(UnitOfWork)],
    vault: Annotated[Vault, service(Vault)],
    caller: CurrentCaller,
    userid: Annotated[str, Query(max_length=64, description="Only below what this member published.")] = "",
    cursor: Annotated[str, Query(max_length=64)] = "",
) -> ReactionPage:
    """Who liked and commented, asked of WeCom now, member by member, the latest first within each."""
    found = reactions.page(number, userid, cursor)
    with uow.read() as tx:
        return ReactionPage(items=_reactions(tx, vault, caller, found), next_cursor=found.next_cursor)


@router.post("/{number}/refresh", dependencies=[requires("messages.read")])
def refresh_moment(
    _slot: WriteSlot,
    number: int,
    results: Annotated[MomentResults, service(MomentResults)],
    uow: Annotated[UnitOfWork, service(UnitOfWork)],
) -> MomentDetail:
    """Asks WeCom who published, liked and commented now rather than at the next look."""
    results.read(number)
    with uow.read() as tx:
        return _detail(tx, api.moment(tx, number))


@router.post("/{number}/cancel", dependencies=[requires("messages.write")])
def cancel_moment(
    _slot: WriteSlot,
    number: int,
    caller: CurrentCaller,
    results: Annotated[MomentResults, service(MomentResults)],
    uow: Annotated[UnitOfWork, service(UnitOfWork)],
) -> MomentDetail:
    """Takes the task from those who have yet to confirm; what was published stays."""
    found = results.cancel(number)
    with uow.begin() as tx:
        audit(tx, caller, "wecom.moment_cancelled", f"wecom_moment:{number}", {})
        return _detail(tx, found)


def _fields(one: Moment, members: list[MomentMember]) -> dict[str, Any]:
    return {
        "id": one.id, "connection_id": one.connection_id, "text": one.text,
        "attachments": list(one.attachments), "state": one.state, "error": one.error,
        "members": len(members) or len(one.staff_ids), "published": sum(each.published for each in members),
        "likes": sum(each.likes for each in members), "comments": sum(each.comments for each in members),
        "read_at": one.read_at, "created_at": one.created_at, "finished_at": one.finished_at,
        "created_by": one.created_by,
    }  # fmt: skip


def _detail(tx: Transaction, one: Moment) -> MomentDetail:
    members = api.members(tx, [one.id])[one.id]
    staff = stores.staff_by_userid(tx, one.account, {each.userid for each in members})
    rows = [
        MomentMemberOut(
            userid=each.userid, name=staff[each.userid].name if each.userid in staff else None,
            published=each.published, likes=each.likes, comments=each.comments,
        )
        for each in members
    ]  # fmt: skip
    return MomentDetail(**_fields(one, members), by_member=rows)


def _reactions(tx: Transaction, vault: Vault, caller: Caller, page: ReactedPage) -> list[ReactionOut]:
    account = page.moment.account
    staff = stores.staff_by_userid(
        tx, account, {who for one in page.items for who in (one.member, one.userid) if who}
    )
    people = {
        one.external_userid: identity.find(tx, vault, "wecom_external_userid", one.external_userid, account)
        for one in page.items
        if one.external_userid
    }
    known = [person for person in people.values() if person]
    mine = profiles.visibility(tx, caller.scope)
    seen = profiles.visible_people(tx, known, mine) if caller.may("customers.read") else set()
    names = profiles.names_of(tx, seen)

    def called(userid: str) -> str:
        return staff[userid].name if userid in staff else userid

    items = []
    for one in page.items:
        person = people.get(one.external_userid)
        items.append(
            ReactionOut(
                kind=one.kind, member=called(one.member), who="customer" if one.external_userid else "staff",
                person_id=person if person in seen else None,
                name=names.get(person or 0) if one.external_userid else called(one.userid),
                hidden=person is not None and person not in seen, at=one.at,
            )
        )  # fmt: skip
    return items
