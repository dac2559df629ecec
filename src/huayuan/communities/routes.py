"""Groups over HTTP."""

from datetime import date, datetime
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, Field

from huayuan.communities import api
from huayuan.communities.contracts import Group, GroupFilter, GroupState, Member, MemberKind
from huayuan.kernel.routes import CurrentCaller, PageQuery, ReadTx, requires, services_of
from huayuan.kernel.settings import Settings
from huayuan.kernel.unit_of_work import Transaction
from huayuan.profiles import api as profiles
from huayuan.stores import api as stores

router = APIRouter(prefix="/api", tags=["communities"])


class ChatGroupRef(BaseModel):
    id: int
    name: str


class ChatGroup(BaseModel):
    """`members` counts everybody inside, `customers` only customers; today is the organisation's."""

    id: int
    account: str
    chat_id: str
    name: str
    owner: ChatGroupRef | None
    store: ChatGroupRef | None
    notice: str
    state: GroupState
    members: int
    customers: int
    joined_today: int
    left_today: int
    created_at: datetime
    dismissed_at: datetime | None
    read_at: datetime = Field(description="When the group was last read from the platform.")


class ChatGroupPage(BaseModel):
    items: list[ChatGroup]
    total: int


class ChatGroupMember(BaseModel):
    """One stay. `scene`: invited, link or code; `leave_scene`: left, removed or dismissed; null where it is not known."""

    id: int
    kind: MemberKind
    person_id: int | None
    staff_id: int | None
    name: str | None
    joined_at: datetime
    scene: str | None
    inviter: ChatGroupRef | None
    state: str | None
    left_at: datetime | None
    leave_scene: str | None


class ChatGroupMembers(BaseModel):
    items: list[ChatGroupMember]
    total: int


class ChatGroupDay(BaseModel):
    day: date
    joined: int
    left: int
    customers: int


class ChatGroupDays(BaseModel):
    items: list[ChatGroupDay]


class CustomerGroupStay(BaseModel):
    group: ChatGroupRef
    state: GroupState
    joined_at: datetime
    scene: str | None
    left_at: datetime | None
    leave_scene: str | None


class CustomerGroups(BaseModel):
    items: list[CustomerGroupStay]


@router.get("/groups", dependencies=[requires("communities.read")])
def list_groups(
    request: Request,
    tx: ReadTx,
    caller: CurrentCaller,
    page: PageQuery,
    q: Annotated[str, Query(max_length=60)] = "",
    state: GroupState | None = None,
    staff: int | None = None,
    store: int | None = None,
) -> ChatGroupPage:
    """Groups whose owner is in the caller's data scope."""
    wanted = GroupFilter(q, state, staff, store, _owners(tx, caller))
    found, total = api.groups(
        tx, wanted, sort=page.sort or "-created_at", limit=page.limit, offset=page.offset
    )
    return ChatGroupPage(items=_out(request, tx, found), total=total)


@router.get("/groups/{group_id}", dependencies=[requires("communities.read")])
def get_group(request: Request, tx: ReadTx, caller: CurrentCaller, group_id: int) -> ChatGroup:
    return _out(request, tx, [api.group(tx, group_id, _owners(tx, caller))])[0]


@router.get("/groups/{group_id}/members", dependencies=[requires("communities.read")])
def list_members(
    tx: ReadTx,
    caller: CurrentCaller,
    page: PageQuery,
    group_id: int,
    show: Literal["inside", "left", "all"] = "inside",
    kind: MemberKind | None = None,
) -> ChatGroupMembers:
    """Sorted by joined_at or left_at."""
    found = api.group(tx, group_id, _owners(tx, caller))
    left = {"inside": False, "left": True, "all": None}[show]
    rows, total = api.members(
        tx, found.id, left=left, kind=kind.value if kind else None, sort=page.sort or "-joined_at",
        limit=page.limit, offset=page.offset,
    )  # fmt: skip
    return ChatGroupMembers(items=_members(tx, rows), total=total)


@router.get("/groups/{group_id}/days", dependencies=[requires("communities.read")])
def days_of_group(
    request: Request,
    tx: ReadTx,
    caller: CurrentCaller,
    group_id: int,
    days: Annotated[int, Query(ge=1, le=180)] = 30,
) -> ChatGroupDays:
    """Customers who came, went and were inside, by day of the organisation's zone, today included, oldest first."""
    found = api.group(tx, group_id, _owners(tx, caller))
    rows = api.days(tx, found.id, days, _zone(request))
    return ChatGroupDays(items=[ChatGroupDay.model_validate(row, from_attributes=True) for row in rows])


@router.get("/customers/{person_id}/groups", dependencies=[requires("communities.read")])
def groups_of_customer(tx: ReadTx, caller: CurrentCaller, person_id: int) -> CustomerGroups:
    """The customer's stays in groups, the latest first. Not found for a customer outside the data scope."""
    profiles.customer(tx, person_id, profiles.visibility(tx, caller.scope))
    return CustomerGroups(
        items=[
            CustomerGroupStay(
                group=ChatGroupRef(id=group.id, name=group.name), state=group.state, joined_at=stay.joined_at,
                scene=stay.scene, left_at=stay.left_at, leave_scene=stay.leave_scene,
            )
            for stay, group in api.groups_of(tx, person_id)
        ]
    )  # fmt: skip


def _owners(tx: Transaction, caller: CurrentCaller) -> tuple[int, ...] | None:
    return profiles.visibility(tx, caller.scope).staff


def _zone(request: Request) -> ZoneInfo:
    return ZoneInfo(services_of(request).get(Settings).timezone)


def _out(request: Request, tx: Transaction, found: list[Group]) -> list[ChatGroup]:
    midnight = tx.now.astimezone(_zone(request)).replace(hour=0, minute=0, second=0, microsecond=0)
    moved = api.moved_since(tx, [one.id for one in found], midnight)
    owners = stores.staff_names(tx, {one.owner_staff_id for one in found if one.owner_staff_id})
    shops = stores.store_names(tx, {one.store_id for one in found if one.store_id})
    return [
        ChatGroup(
            id=one.id, account=one.account, chat_id=one.chat_id, name=one.name, notice=one.notice,
            owner=_named(one.owner_staff_id, owners), store=_named(one.store_id, shops), state=one.state,
            members=one.members, customers=one.customers, joined_today=moved.get(one.id, (0, 0))[0],
            left_today=moved.get(one.id, (0, 0))[1], created_at=one.created_at,
            dismissed_at=one.dismissed_at, read_at=one.read_at,
        )
        for one in found
    ]  # fmt: skip


def _members(tx: Transaction, rows: list[Member]) -> list[ChatGroupMember]:
    people = profiles.names_of(tx, {one.person_id for one in rows if one.person_id})
    staff = stores.staff_names(
        tx, {one for row in rows for one in (row.staff_id, row.inviter_staff_id) if one}
    )
    return [
        ChatGroupMember(
            id=one.id, kind=one.kind, person_id=one.person_id, staff_id=one.staff_id,
            name=people.get(one.person_id or 0) or staff.get(one.staff_id or 0) or one.name or None,
            joined_at=one.joined_at, scene=one.scene, inviter=_named(one.inviter_staff_id, staff),
            state=one.state, left_at=one.left_at, leave_scene=one.leave_scene,
        )
        for one in rows
    ]  # fmt: skip


def _named(id: int | None, names: dict[int, str]) -> ChatGroupRef | None:
    return ChatGroupRef(id=id, name=names.get(id, "")) if id is not None else None
