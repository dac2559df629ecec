"""Acquisition links over HTTP."""

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter
from pydantic import BaseModel, Field

from huayuan.kernel.routes import CurrentCaller, PageQuery, ReadTx, WriteSlot, requires, service
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


class AcquisitionLinkOut(BaseModel):
    """`shared_url` is the address to spread: it names the channel. `customers` as WeCom counted them at `read_at`."""

    id: int
    name: str
    channel: str
    connection_id: int
    staff_ids: list[int]
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
    return _out(spread.create(desk, caller, lambda tx: api.create(tx, connection, **values)))


@router.get("", dependencies=[requires("live_codes.read")])
def list_links(tx: ReadTx, page: PageQuery) -> AcquisitionLinkPage:
    found, total = api.links(tx, limit=page.limit, offset=page.offset)
    return AcquisitionLinkPage(items=[_out(one) for one in found], total=total)


@router.get("/{link_number}", dependencies=[requires("live_codes.read")])
def get_link(tx: ReadTx, link_number: int) -> AcquisitionLinkOut:
    return _out(api.link(tx, link_number))


@router.patch("/{link_number}", dependencies=[requires("live_codes.write")])
def change_link(
    _slot: WriteSlot, caller: CurrentCaller, link_number: int, body: LinkChange, desk: Desk
) -> AcquisitionLinkOut:
    return _out(spread.change(desk, caller, link_number, body.model_dump(exclude_none=True), api.change))


@router.delete("/{link_number}", dependencies=[requires("live_codes.write")])
def delete_link(_slot: WriteSlot, caller: CurrentCaller, link_number: int, desk: Desk) -> AcquisitionLinkOut:
    """The address stops working; who came through it keeps the channel."""
    return _out(spread.delete(desk, caller, link_number))


def _out(one: AcquisitionLink) -> AcquisitionLinkOut:
    return AcquisitionLinkOut.model_validate(one, from_attributes=True)
