"""Join ways over HTTP."""

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter
from pydantic import BaseModel, Field

from huayuan.kernel.routes import CurrentCaller, PageQuery, ReadTx, WriteSlot, requires, service
from huayuan.wechat.connections.api import Connections
from huayuan.wechat.wecom import spread
from huayuan.wechat.wecom.chosen import chosen_connection
from huayuan.wechat.wecom.join_ways import api
from huayuan.wechat.wecom.join_ways.contracts import JoinWay, JoinWayStatus
from huayuan.wechat.wecom.join_ways.desk import JoinWayDesk

router = APIRouter(prefix="/api/wecom/join-ways", tags=["wecom"])
Name = Annotated[str, Field(min_length=1, max_length=60)]
BaseName = Annotated[str, Field(max_length=40)]
Groups = Annotated[list[int], Field(min_length=1, max_length=5)]
Desk = Annotated[JoinWayDesk, service(JoinWayDesk)]


class JoinWayIn(BaseModel):
    name: Name
    channel: Name
    connection_id: int | None = None
    group_ids: Groups
    auto_create: bool = Field(True, description="WeCom opens another group when all are full.")
    base_name: BaseName = Field("", description="Name of groups that are opened; a number follows it.")


class JoinWayChange(BaseModel):
    name: Name | None = None
    channel: Name | None = None
    group_ids: Groups | None = None
    auto_create: bool | None = None
    base_name: BaseName | None = None


class JoinWayOut(BaseModel):
    """`url` is what the QR code holds, once WeCom has made it; `state` comes back with everyone who joins."""

    id: int
    name: str
    channel: str
    connection_id: int
    group_ids: list[int]
    auto_create: bool
    base_name: str
    state: str
    status: JoinWayStatus
    url: str | None
    error: dict[str, Any] | None
    created_at: datetime


class JoinWayPage(BaseModel):
    items: list[JoinWayOut]
    total: int


@router.post("", status_code=201, dependencies=[requires("communities.write")])
def create_join_way(
    _slot: WriteSlot,
    caller: CurrentCaller,
    body: JoinWayIn,
    desk: Desk,
    connections: Annotated[Connections, service(Connections)],
) -> JoinWayOut:
    """Made at WeCom at once; when it refuses, `status` is failed and `error` says why. Saving tries again."""
    connection = chosen_connection(connections, body.connection_id)
    values = body.model_dump(exclude={"connection_id"})
    return _out(spread.create(desk, caller, lambda tx: api.create(tx, connection, **values)))


@router.get("", dependencies=[requires("communities.read")])
def list_join_ways(tx: ReadTx, page: PageQuery) -> JoinWayPage:
    found, total = api.ways(tx, limit=page.limit, offset=page.offset)
    return JoinWayPage(items=[_out(one) for one in found], total=total)


@router.get("/{way_id}", dependencies=[requires("communities.read")])
def get_join_way(tx: ReadTx, way_id: int) -> JoinWayOut:
    return _out(api.way(tx, way_id))


@router.patch("/{way_id}", dependencies=[requires("communities.write")])
def change_join_way(
    _slot: WriteSlot, caller: CurrentCaller, way_id: int, body: JoinWayChange, desk: Desk
) -> JoinWayOut:
    return _out(spread.change(desk, caller, way_id, body.model_dump(exclude_none=True), api.change))


@router.delete("/{way_id}", dependencies=[requires("communities.write")])
def delete_join_way(_slot: WriteSlot, caller: CurrentCaller, way_id: int, desk: Desk) -> JoinWayOut:
    """A printed code stops working; who came through it keeps the channel."""
    return _out(spread.delete(desk, caller, way_id))


def _out(one: JoinWay) -> JoinWayOut:
    return JoinWayOut.model_validate(one, from_attributes=True)
