"""Group welcomes over HTTP."""

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter
from pydantic import BaseModel, Field

from huayuan.kernel.routes import CurrentCaller, PageQuery, ReadTx, WriteSlot, requires, service
from huayuan.wechat.connections.api import Connections
from huayuan.wechat.wecom import spread
from huayuan.wechat.wecom.chosen import chosen_connection
from huayuan.wechat.wecom.group_welcomes import api
from huayuan.wechat.wecom.group_welcomes.contracts import GroupWelcome, WelcomeStatus
from huayuan.wechat.wecom.group_welcomes.desk import GroupWelcomeDesk

router = APIRouter(prefix="/api/wecom/group-welcomes", tags=["wecom"])
Name = Annotated[str, Field(min_length=1, max_length=60)]
Words = Annotated[str, Field(max_length=3000, description="%NICKNAME% stands for who comes in.")]
Desk = Annotated[GroupWelcomeDesk, service(GroupWelcomeDesk)]


class GroupWelcomeIn(BaseModel):
    """`attachment` of kind image (asset_id), link (title, url, desc, picurl) or miniprogram (title, appid, page, asset_id)."""

    name: Name
    connection_id: int | None = None
    text: Words = ""
    attachment: dict[str, Any] | None = None
    notify: bool = Field(True, description="WeCom tells the staff that there is a new welcome to choose.")


class GroupWelcomeChange(BaseModel):
    """What is left out stays; `attachment` null takes it away."""

    name: Name | None = None
    text: Words | None = None
    attachment: dict[str, Any] | None = None


class GroupWelcomeOut(BaseModel):
    id: int
    name: str
    connection_id: int
    text: str
    attachment: dict[str, Any] | None
    notify: bool
    status: WelcomeStatus
    error: dict[str, Any] | None
    created_at: datetime
    changed_at: datetime


class GroupWelcomePage(BaseModel):
    items: list[GroupWelcomeOut]
    total: int


@router.post("", status_code=201, dependencies=[requires("communities.write")])
def create_group_welcome(
    _slot: WriteSlot,
    caller: CurrentCaller,
    body: GroupWelcomeIn,
    desk: Desk,
    connections: Annotated[Connections, service(Connections)],
) -> GroupWelcomeOut:
    """Made at WeCom at once; when it refuses, `status` is failed and `error` says why. Saving tries again."""
    connection = chosen_connection(connections, body.connection_id)
    values = body.model_dump(exclude={"connection_id"})
    return _out(spread.create(desk, caller, lambda tx: api.create(tx, connection, **values)))


@router.get("", dependencies=[requires("communities.read")])
def list_group_welcomes(tx: ReadTx, page: PageQuery) -> GroupWelcomePage:
    found, total = api.welcomes(tx, limit=page.limit, offset=page.offset)
    return GroupWelcomePage(items=[_out(one) for one in found], total=total)


@router.get("/{number}", dependencies=[requires("communities.read")])
def get_group_welcome(tx: ReadTx, number: int) -> GroupWelcomeOut:
    return _out(api.welcome(tx, number))


@router.patch("/{number}", dependencies=[requires("communities.write")])
def change_group_welcome(
    _slot: WriteSlot, caller: CurrentCaller, number: int, body: GroupWelcomeChange, desk: Desk
) -> GroupWelcomeOut:
    sent = body.model_dump(exclude_unset=True)
    values = {name: value for name, value in sent.items() if value is not None or name == "attachment"}
    return _out(spread.change(desk, caller, number, values, api.change))


@router.delete("/{number}", dependencies=[requires("communities.write")])
def delete_group_welcome(_slot: WriteSlot, caller: CurrentCaller, number: int, desk: Desk) -> GroupWelcomeOut:
    """Groups that use it go without a welcome; their owners choose another."""
    return _out(spread.delete(desk, caller, number))


def _out(one: GroupWelcome) -> GroupWelcomeOut:
    return GroupWelcomeOut.model_validate(one, from_attributes=True)
