"""Join ways over HTTP."""

from datetime import datetime
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, Field

from huayuan.communities import api as communities
from huayuan.kernel.routes import (
    CurrentCaller,
    PageQuery,
    ReadTx,
    WriteSlot,
    picture_response,
    requires,
    service,
    services_of,
)
from huayuan.kernel.settings import Settings
from huayuan.kernel.unit_of_work import Transaction, UnitOfWork
from huayuan.wechat.connections.api import Connections
from huayuan.wechat.wecom import spread
from huayuan.wechat.wecom.chosen import chosen_connection
from huayuan.wechat.wecom.join_ways import api
from huayuan.wechat.wecom.join_ways.contracts import JoinWay, JoinWayStatus
from huayuan.wechat.wecom.join_ways.desk import JoinWayDesk
from huayuan.wechat.wecom.join_ways.errors import JoinWayNotMade

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


class JoinWayGroup(BaseModel):
    id: int
    name: str
    members: int


class JoinWayOut(BaseModel):
    """`url` is what the QR code holds, once WeCom has made it; `state` comes back with everyone who joins. `joined` counts
    customers who came through it, `inside` those of them who stayed; today is the organisation's."""

    id: int
    name: str
    channel: str
    connection_id: int
    group_ids: list[int]
    groups: list[JoinWayGroup]
    auto_create: bool
    base_name: str
    state: str
    status: JoinWayStatus
    url: str | None
    error: dict[str, Any] | None
    joined: int
    joined_today: int
    inside: int
    created_at: datetime


class JoinWayPage(BaseModel):
    items: list[JoinWayOut]
    total: int


@router.post("", status_code=201, dependencies=[requires("communities.write")])
def create_join_way(
    _slot: WriteSlot,
    request: Request,
    caller: CurrentCaller,
    body: JoinWayIn,
    desk: Desk,
    connections: Annotated[Connections, service(Connections)],
) -> JoinWayOut:
    """Made at WeCom at once; when it refuses, `status` is failed and `error` says why. Saving tries again."""
    connection = chosen_connection(connections, body.connection_id)
    values = body.model_dump(exclude={"connection_id"})
    made = spread.create(desk, caller, lambda tx: api.create(tx, connection, **values))
    return _one(request, desk.uow, made)


@router.get("", dependencies=[requires("communities.read")])
def list_join_ways(request: Request, tx: ReadTx, page: PageQuery) -> JoinWayPage:
    found, total = api.ways(tx, limit=page.limit, offset=page.offset)
    return JoinWayPage(items=_out(request, tx, found), total=total)


@router.get("/{way_id}", dependencies=[requires("communities.read")])
def get_join_way(request: Request, tx: ReadTx, way_id: int) -> JoinWayOut:
    return _out(request, tx, [api.way(tx, way_id)])[0]


@router.get("/{way_id}/qr", dependencies=[requires("communities.read")])
def qr_of_join_way(request: Request, way_id: int) -> Response:
    """The picture of the QR code that WeCom made. Raises JoinWayNotMade, OutsideUnreachable, NoPicture."""
    services = services_of(request)
    with services.get(UnitOfWork).read() as tx:
        way = api.way(tx, way_id)
    if not way.url:
        raise JoinWayNotMade(name=way.name)
    return picture_response(services, way.url)


@router.patch("/{way_id}", dependencies=[requires("communities.write")])
def change_join_way(
    _slot: WriteSlot, request: Request, caller: CurrentCaller, way_id: int, body: JoinWayChange, desk: Desk
) -> JoinWayOut:
    changed = spread.change(desk, caller, way_id, body.model_dump(exclude_none=True), api.change)
    return _one(request, desk.uow, changed)


@router.delete("/{way_id}", dependencies=[requires("communities.write")])
def delete_join_way(
    _slot: WriteSlot, request: Request, caller: CurrentCaller, way_id: int, desk: Desk
) -> JoinWayOut:
    """A printed code stops working; who came through it keeps the channel."""
    return _one(request, desk.uow, spread.delete(desk, caller, way_id))


def _one(request: Request, uow: UnitOfWork, way: JoinWay) -> JoinWayOut:
    with uow.read() as tx:
        return _out(request, tx, [way])[0]


def _out(request: Request, tx: Transaction, ways: list[JoinWay]) -> list[JoinWayOut]:
    zone = ZoneInfo(services_of(request).get(Settings).timezone)
    midnight = tx.now.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
    groups = communities.groups_by_id(tx, {number for one in ways for number in one.group_ids})
    joined: dict[str, tuple[int, int, int]] = {}
    for account in {one.account for one in ways}:
        states = [one.state for one in ways if one.account == account]
        joined |= communities.joined_through(tx, account, states, midnight)
    made = []
    for one in ways:
        many, today, inside = joined.get(one.state, (0, 0, 0))
        known = [groups[number] for number in one.group_ids if number in groups]
        made.append(
            JoinWayOut(
                id=one.id, name=one.name, channel=one.channel, connection_id=one.connection_id,
                group_ids=list(one.group_ids),
                groups=[JoinWayGroup(id=each.id, name=each.name, members=each.members) for each in known],
                auto_create=one.auto_create, base_name=one.base_name, state=one.state, status=one.status,
                url=one.url, error=one.error, joined=many, joined_today=today, inside=inside,
                created_at=one.created_at,
            )
        )  # fmt: skip
    return made
