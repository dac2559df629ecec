"""What every page about WeCom asks for."""

from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, Field

from huayuan.kernel.routes import requires, service
from huayuan.wechat.connections.api import Connections
from huayuan.wechat.wecom.chosen import chosen_connection
from huayuan.wechat.wecom.client import Clients
from huayuan.wechat.wecom.limits import KIND

router = APIRouter(prefix="/api/wecom", tags=["wecom"])
Known = Annotated[Connections, service(Connections)]


class CorpOption(BaseModel):
    id: int
    name: str
    account: str = Field(description="The corp id, by which its staff and groups are known.")


class CorpOptions(BaseModel):
    items: list[CorpOption]


class Department(BaseModel):
    """`parent_id` is null at the top, and where the app does not see the department above."""

    id: int
    name: str
    parent_id: int | None


class DepartmentList(BaseModel):
    items: list[Department]


@router.get("/corps", dependencies=[requires("")])
def list_corps(connections: Known) -> CorpOptions:
    """The connected corps to choose from, for whoever may not see their settings."""
    found = sorted(connections.all(KIND), key=lambda one: one.id)
    return CorpOptions(items=[CorpOption(id=one.id, name=one.name, account=one.account) for one in found])


@router.get("/departments", dependencies=[requires("")])
def list_departments(
    connections: Known, clients: Annotated[Clients, service(Clients)], connection_id: int | None = None
) -> DepartmentList:
    """The departments the app may see, as WeCom tells them now and in its order."""
    found = clients.of(chosen_connection(connections, connection_id).id).departments()
    seen = {one.id for one in found}
    return DepartmentList(
        items=[
            Department(id=one.id, name=one.name, parent_id=one.parentid if one.parentid in seen else None)
            for one in found
        ]
    )
