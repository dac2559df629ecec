"""Transfers over HTTP."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from huayuan.access.api import audit
from huayuan.identity import api as identity
from huayuan.kernel.crypto import Vault
from huayuan.kernel.routes import CurrentCaller, PageQuery, ReadTx, Tx, WriteSlot, requires, service
from huayuan.kernel.unit_of_work import Transaction, UnitOfWork
from huayuan.profiles import api as profiles
from huayuan.stores import api as stores
from huayuan.wechat.connections.api import Connections
from huayuan.wechat.wecom.chosen import chosen_connection
from huayuan.wechat.wecom.errors import ERRORS
from huayuan.wechat.wecom.transfers import api
from huayuan.wechat.wecom.transfers.contracts import NewTransfer, Transfer, TransferState
from huayuan.wechat.wecom.transfers.desk import TransferDesk

router = APIRouter(prefix="/api/wecom", tags=["wecom"])
Desk = Annotated[TransferDesk, service(TransferDesk)]
Known = Annotated[Connections, service(Connections)]
Records = Annotated[UnitOfWork, service(UnitOfWork)]
ExternalUserid = Annotated[str, Field(max_length=64)]


class CustomerTransferIn(BaseModel):
    """`customers` are external userids; empty: all friends of the member who hands over."""

    connection_id: int | None = None
    handover_staff_id: int
    takeover_staff_id: int
    customers: Annotated[list[ExternalUserid], Field(max_length=20_000)] = []
    message: str = Field("", max_length=200, description="Shown to customers of a member who stays.")
    unassigned: bool = Field(
        False, description="They come from GET /api/wecom/unassigned: the member has left, as WeCom says."
    )


class CustomerTransferOut(BaseModel):
    """`reason` says in words why the platform refused, where it did."""

    id: int
    handover: str
    handover_name: str
    takeover: str
    takeover_name: str
    external_userid: str
    person_id: int | None
    name: str | None
    resigned: bool
    state: TransferState
    errcode: int | None
    reason: dict[str, str] | None
    asked_at: datetime
    settled_at: datetime | None


class CustomerTransferPage(BaseModel):
    items: list[CustomerTransferOut]
    total: int
    states: dict[TransferState, int] = Field(
        description="How many there are in each state, whatever is listed."
    )


class TransferCandidate(BaseModel):
    """`under_way`: being transferred already."""

    external_userid: str
    person_id: int
    name: str | None
    added_at: datetime
    under_way: bool


class TransferCandidates(BaseModel):
    """Friends of a member; `all` counts those a name did not narrow."""

    items: list[TransferCandidate]
    total: int
    all: int


class LookedFor(BaseModel):
    pairs: int


class OrphanOut(BaseModel):
    handover: str
    handover_name: str | None
    staff_id: int | None
    external_userid: str
    person_id: int | None
    name: str | None
    left_at: datetime


class OrphanPage(BaseModel):
    items: list[OrphanOut]
    next_cursor: str


class GroupTransferIn(BaseModel):
    connection_id: int | None = None
    group_ids: Annotated[list[int], Field(min_length=1, max_length=300)]
    owner_staff_id: int


class GroupTransferFailure(BaseModel):
    group_id: int
    errcode: int
    reason: dict[str, str]


class GroupTransferOut(BaseModel):
    transferred: int
    failed: list[GroupTransferFailure]


@router.post("/transfers", status_code=201, dependencies=[requires("stores.write")])
def create_transfer(
    tx: Tx, caller: CurrentCaller, body: CustomerTransferIn, connections: Known
) -> CustomerTransferPage:
    """Asked for in the background; a customer has a day to refuse. Whether somebody left decides the kind."""
    connection = chosen_connection(connections, body.connection_id)
    customers = tuple(body.customers)
    if not customers:
        customers = tuple(profiles.open_friends_of_staff(tx, body.handover_staff_id, connection.account))
    new = NewTransfer(
        connection.id, connection.account, body.handover_staff_id, body.takeover_staff_id, customers,
        body.message, body.unassigned,
    )  # fmt: skip
    made = api.create(tx, new)
    details = {"from": body.handover_staff_id, "to": body.takeover_staff_id, "customers": len(made)}
    audit(tx, caller, "wecom.customers_transferred", f"staff:{body.handover_staff_id}", details)
    states = {TransferState.ASKING: len(made)} if made else {}
    return CustomerTransferPage(items=_out(tx, made[:100]), total=len(made), states=states)


@router.get("/transfers", dependencies=[requires("stores.read")])
def list_transfers(
    tx: ReadTx,
    page: PageQuery,
    state: TransferState | None = None,
    handover: Annotated[str | None, Query(max_length=64)] = None,
) -> CustomerTransferPage:
    rows, total = api.transfers(
        tx, state=state.value if state else None, handover=handover, limit=page.limit, offset=page.offset
    )
    states = {TransferState(name): many for name, many in api.count_by_state(tx, handover).items()}
    return CustomerTransferPage(items=_out(tx, rows), total=total, states=states)


@router.get("/transfers/candidates", dependencies=[requires("stores.write")])
def list_candidates(
    tx: ReadTx,
    page: PageQuery,
    connections: Known,
    staff: int,
    connection_id: int | None = None,
    q: Annotated[str, Query(max_length=60)] = "",
) -> TransferCandidates:
    """Whom a member may hand over: their friends as we know them, the latest first."""
    connection = chosen_connection(connections, connection_id)
    friends, under_way = api.candidates(tx, staff, connection.account)
    names = profiles.names_of(tx, {one.person_id for one in friends})
    word = q.strip().lower()
    found = [one for one in friends if word in names.get(one.person_id, "").lower()]
    items = [
        TransferCandidate(
            external_userid=one.external_userid, person_id=one.person_id, name=names.get(one.person_id),
            added_at=one.added_at, under_way=one.external_userid in under_way,
        )
        for one in found[page.offset : page.offset + page.limit]
    ]  # fmt: skip
    return TransferCandidates(items=items, total=len(found), all=len(friends))


@router.post("/transfers/look", status_code=202, dependencies=[requires("stores.write")])
def look_now(tx: Tx) -> LookedFor:
    """Asks WeCom now what became of those who wait."""
    return LookedFor(pairs=api.look_now(tx))


@router.get("/unassigned", dependencies=[requires("stores.write")])
def list_unassigned(
    desk: Desk,
    uow: Records,
    connections: Known,
    vault: Annotated[Vault, service(Vault)],
    connection_id: int | None = None,
    cursor: Annotated[str, Query(max_length=500)] = "",
    limit: Annotated[int, Query(ge=1, le=1000)] = 100,
) -> OrphanPage:
    """Customers of members who left, asked of WeCom now."""
    connection = chosen_connection(connections, connection_id)
    rows, following = desk.unassigned(connection.id, cursor, limit)
    account = connection.account
    with uow.read() as tx:
        staff = stores.staff_by_userid(tx, account, {one.handover for one in rows})
        kind = "wecom_external_userid"
        people = {
            one.external_userid: identity.find(tx, vault, kind, one.external_userid, account) for one in rows
        }
        names = profiles.names_of(tx, {one for one in people.values() if one})
        items = []
        for one in rows:
            who, person = staff.get(one.handover), people[one.external_userid]
            items.append(
                OrphanOut(
                    handover=one.handover, handover_name=who.name if who else None,
                    staff_id=who.id if who else None, external_userid=one.external_userid, person_id=person,
                    name=names.get(person or 0), left_at=one.left_at,
                )
            )  # fmt: skip
    return OrphanPage(items=items, next_cursor=following)


@router.post("/group-transfers", dependencies=[requires("communities.write")])
def transfer_groups(
    _slot: WriteSlot,
    caller: CurrentCaller,
    body: GroupTransferIn,
    desk: Desk,
    uow: Records,
    connections: Known,
) -> GroupTransferOut:
    """Hands groups to another owner at once; the groups are read again after that."""
    connection = chosen_connection(connections, body.connection_id)
    refused = desk.groups(connection.id, body.group_ids, body.owner_staff_id)
    with uow.begin() as tx:
        details = {"groups": body.group_ids, "failed": sorted(refused)}
        audit(tx, caller, "wecom.groups_transferred", f"staff:{body.owner_staff_id}", details)
    failed = [
        GroupTransferFailure(group_id=one, errcode=code, reason=ERRORS.hint(code).as_dict())
        for one, code in refused.items()
    ]
    return GroupTransferOut(transferred=len(set(body.group_ids)) - len(failed), failed=failed)


def _out(tx: Transaction, rows: list[Transfer]) -> list[CustomerTransferOut]:
    names = profiles.names_of(tx, {one.person_id for one in rows if one.person_id})
    staff: dict[tuple[str, str], str] = {}
    for account in {one.account for one in rows}:
        userids = {who for one in rows if one.account == account for who in (one.handover, one.takeover)}
        known = stores.staff_by_userid(tx, account, userids)
        staff |= {(account, userid): member.name for userid, member in known.items()}
    return [
        CustomerTransferOut(
            id=one.id, handover=one.handover,
            handover_name=staff.get((one.account, one.handover), one.handover), takeover=one.takeover,
            takeover_name=staff.get((one.account, one.takeover), one.takeover),
            external_userid=one.external_userid, person_id=one.person_id, name=names.get(one.person_id or 0),
            resigned=one.resigned, state=one.state, errcode=one.errcode,
            reason=ERRORS.hint(one.errcode).as_dict() if one.errcode else None, asked_at=one.asked_at,
            settled_at=one.settled_at,
        )
        for one in rows
    ]  # fmt: skip
