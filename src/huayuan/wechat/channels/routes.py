"""Broadcasts of 视频号 over HTTP. Orders are under /api/orders, leads among the events."""

from dataclasses import asdict
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import BaseModel

from huayuan.kernel.errors import NotFound
from huayuan.kernel.routes import PageQuery, ReadTx, requires, service
from huayuan.wechat.channels import api
from huayuan.wechat.channels.errors import NoSuchShop
from huayuan.wechat.channels.limits import KIND
from huayuan.wechat.connections.api import Connections
from huayuan.wechat.connections.contracts import AccountOption, Connection

router = APIRouter(prefix="/api/channels", tags=["channels"])


def _shop(connection_id: int, connections: Annotated[Connections, service(Connections)]) -> Connection:
    try:
        connection = connections.by_id(connection_id)
    except NotFound:
        raise NoSuchShop(connection=connection_id) from None
    if connection.kind != KIND:
        raise NoSuchShop(connection=connection_id)
    return connection


class ShopOptions(BaseModel):
    items: list[AccountOption]


class LiveOut(BaseModel):
    """A broadcast that has ended, with the platform's figures. `leads`: phone numbers left in it."""

    export_id: str
    started_at: datetime
    seconds: int
    audience: int
    most_at_once: int
    seconds_per_viewer: int
    cheers: int
    comments: int
    forwards: int
    new_follows: int
    leads: int


class LivePage(BaseModel):
    items: list[LiveOut]
    total: int


@router.get("/shops", dependencies=[requires("insights.read")])
def list_shops(connections: Annotated[Connections, service(Connections)]) -> ShopOptions:
    """The connected shops, for whoever may not see their settings."""
    return ShopOptions(items=connections.options(KIND))


@router.get("/{connection_id}/lives", dependencies=[requires("insights.read")])
def list_lives(tx: ReadTx, page: PageQuery, shop: Annotated[Connection, Depends(_shop)]) -> LivePage:
    """Broadcasts of the last synchronisation, newest first."""
    rooms, total = api.lives(tx, shop.id, limit=page.limit, offset=page.offset)
    return LivePage(items=[LiveOut(**asdict(room)) for room in rooms], total=total)
