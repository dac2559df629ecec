"""What every page about WeCom asks for."""

from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, Field

from huayuan.kernel.routes import requires, service
from huayuan.wechat.connections.api import Connections
from huayuan.wechat.wecom.limits import KIND

router = APIRouter(prefix="/api/wecom", tags=["wecom"])


class CorpOption(BaseModel):
    id: int
    name: str
    account: str = Field(description="The corp id, by which its staff and groups are known.")


class CorpOptions(BaseModel):
    items: list[CorpOption]


@router.get("/corps", dependencies=[requires("")])
def list_corps(connections: Annotated[Connections, service(Connections)]) -> CorpOptions:
    """The connected corps to choose from, for whoever may not see their settings."""
    found = sorted(connections.all(KIND), key=lambda one: one.id)
    return CorpOptions(items=[CorpOption(id=one.id, name=one.name, account=one.account) for one in found])
