"""Acquisition links over HTTP."""

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from huayuan.identity import api as identity
from huayuan.kernel.crypto import Vault
from huayuan.kernel.routes import CurrentCaller, PageQuery, ReadTx, WriteSlot, requires, service
from huayuan.kernel.unit_of_work import Transaction, UnitOfWork
from huayuan.profiles import api as profiles
from huayuan.stores import api as stores
from huayuan.wechat.connections.api import Connections
from huayuan.wechat.wecom import spread
from huayuan.wechat.wecom.acquisition import api
from huayuan.wechat.wecom.acquisition.contracts import AcquisitionLink, LinkStatus
from huayuan.wechat.wecom.acquisition.desk import LinkDesk
from huayuan.wechat.wecom.chosen import chosen_connection

router = APIRouter(prefix="/api/wecom/acquisition-links", tags=["wecom"])
Name = Annotated[str, Field(min_length=1, max_length=30)]
Channel = Annotated[str, Field(min_length=1, max_length=60)]
Staff = Annotated[list[int], Field(min_length=1, max_length=500)]
Desk = Annotated[LinkDesk, service(LinkDesk)]


class AcquisitionLinkIn(BaseModel):
    name: Name
    channel: Channel
    connection_id: int | None = None
    staff_ids: Staff
    skip_verify: bool = Field(True, description="Customers become friends without the member's confirmation.")


class LinkChange(BaseModel):
    name: Name | None = None
    channel: Channel | None = None
    staff_ids: Staff | None = None
    skip_verify: bool | None = None


class LinkStaff(BaseModel):
    id: int
    name: str


class AcquisitionLinkOut(BaseModel):
    """`shared_url` is the address to spread: it names the channel. `customers` as WeCom counted them at `read_at`."""

    id: int
    name: str
    channel: str
    connection_id: int
    staff_ids: list[int]
    staff: list[LinkStaff]
    skip_verify: bool
    state: str
    status: LinkStatus
    url: str | None
    shared_url: str | None
    customers: int
    error: dict[str, Any] | None
    read_at: datetime | None
    created_at: datetime


class AcquisitionLinkPage(BaseModel):
    items: list[AcquisitionLinkOut]
    total: int


class LinkQuotaOut(BaseModel):
    """How many customers may still come by links, of those ever bought."""

    total: int
    balance: int


class LinkCustomerOut(BaseModel):
    """`wrote`: whether the customer has written to the member; null where WeCom does not say."""

    external_userid: str
    person_id: int | None
    name: str | None
    staff: str
    wrote: bool | None


class LinkCustomerPage(BaseModel):
    items: list[LinkCustomerOut]
    next_cursor: str


@router.post("", status_code=201, dependencies=[requires("live_codes.write")])
def create_link(
    _slot: WriteSlot,
    caller: CurrentCaller,
    body: AcquisitionLinkIn,
    desk: Desk,
    connections: Annotated[Connections, service(Connections)],
) -> AcquisitionLinkOut:
    """Made at WeCom at once; when it refuses, `status` is failed and `error` says why. Saving tries again."""
    connection = chosen_connection(connections, body.connection_id)
    values = body.model_dump(exclude={"connection_id"})
    return _one(desk.uow, spread.create(desk, caller, lambda tx: api.create(tx, connection, **values)))


@router.get("", dependencies=[requires("live_codes.read")])
def list_links(tx: ReadTx, page: PageQuery) -> AcquisitionLinkPage:
    found, total = api.links(tx, limit=page.limit, offset=page.offset)
    return AcquisitionLinkPage(items=_out(tx, found), total=total)


@router.get("/quota", dependencies=[requires("live_codes.read")])
def get_quota(
    desk: Desk, connections: Annotated[Connections, service(Connections)], connection_id: int | None = None
) -> LinkQuotaOut:
    """Asked of WeCom now."""
    quota = desk.quota(chosen_connection(connections, connection_id).id)
    return LinkQuotaOut(total=quota.total, balance=quota.balance)


@router.get("/{link_number}/customers", dependencies=[requires("live_codes.read")])
def list_link_customers(
    link_number: int,
    desk: Desk,
    caller: CurrentCaller,
    vault: Annotated[Vault, service(Vault)],
    cursor: Annotated[str, Query(max_length=500)] = "",
) -> LinkCustomerPage:
    """Who came by the link, asked of WeCom now; named where the caller may see the customer."""
    link, page = desk.customers(link_number, cursor)
    kind, account = "wecom_external_userid", link.account
    with desk.uow.read() as tx:
        staff = stores.staff_by_userid(tx, account, {one.userid for one in page.customer_list})
        found = {
            one.external_userid: identity.find(tx, vault, kind, one.external_userid, account)
            for one in page.customer_list
        }
        people = [one for one in found.values() if one and caller.may("customers.read")]
        seen = profiles.visible_people(tx, people, profiles.visibility(tx, caller.scope))
        names = profiles.names_of(tx, seen)
    items = []
    for one in page.customer_list:
        person, member = found[one.external_userid], staff.get(one.userid)
        items.append(
            LinkCustomerOut(
                external_userid=one.external_userid, person_id=person if person in seen else None,
                name=names.get(person or 0), staff=member.shown_name if member else one.userid,
                wrote={0: False, 1: True}.get(one.chat_status),
            )
        )  # fmt: skip
    return LinkCustomerPage(items=items, next_cursor=page.next_cursor)


@router.get("/{link_number}", dependencies=[requires("live_codes.read")])
def get_link(tx: ReadTx, link_number: int) -> AcquisitionLinkOut:
    return _out(tx, [api.link(tx, link_number)])[0]


@router.patch("/{link_number}", dependencies=[requires("live_codes.write")])
def change_link(
    _slot: WriteSlot, caller: CurrentCaller, link_number: int, body: LinkChange, desk: Desk
) -> AcquisitionLinkOut:
    changed = spread.change(desk, caller, link_number, body.model_dump(exclude_none=True), api.change)
    return _one(desk.uow, changed)


@router.delete("/{link_number}", dependencies=[requires("live_codes.write")])
def delete_link(_slot: WriteSlot, caller: CurrentCaller, link_number: int, desk: Desk) -> AcquisitionLinkOut:
    """The address stops working; who came through it keeps the channel."""
    return _one(desk.uow, spread.delete(desk, caller, link_number))


def _one(uow: UnitOfWork, link: AcquisitionLink) -> AcquisitionLinkOut:
    with uow.read() as tx:
        return _out(tx, [link])[0]


def _out(tx: Transaction, links: list[AcquisitionLink]) -> list[AcquisitionLinkOut]:
    names = stores.staff_names(tx, {number for one in links for number in one.staff_ids})
    return [
        AcquisitionLinkOut(
            id=one.id, name=one.name, channel=one.channel, connection_id=one.connection_id,
            staff_ids=list(one.staff_ids),
            staff=[LinkStaff(id=number, name=names[number]) for number in one.staff_ids if number in names],
            skip_verify=one.skip_verify, state=one.state, status=one.status, url=one.url,
            shared_url=one.shared_url, customers=one.customers, error=one.error, read_at=one.read_at,
            created_at=one.created_at,
        )
        for one in links
    ]  # fmt: skip
