"""GET /api/stores, GET /api/staff."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from huayuan.kernel.routes import ReadTx, requires
from huayuan.stores import api

router = APIRouter(prefix="/api", tags=["stores"])


class StoreOut(BaseModel):
    id: int
    name: str
    region: str | None


class StorePage(BaseModel):
    items: list[StoreOut]
    total: int


class StaffOut(BaseModel):
    id: int
    userid: str
    name: str
    account: str
    store_id: int | None
    store_name: str | None
    active: bool
    serves: bool = Field(description="May contact customers; others cannot stand behind a live code.")


class StaffPage(BaseModel):
    items: list[StaffOut]
    total: int


@router.get("/stores", dependencies=[requires("stores.read")])
def list_stores(tx: ReadTx) -> StorePage:
    items = [StoreOut(id=one.id, name=one.name, region=one.region) for one in api.list_stores(tx)]
    return StorePage(items=items, total=len(items))


@router.get("/staff", dependencies=[requires("stores.read")])
def list_staff(
    tx: ReadTx,
    account: Annotated[str | None, Query(max_length=64)] = None,
    store_id: int | None = None,
    active: bool | None = None,
    serves: bool | None = None,
    q: Annotated[str, Query(max_length=60)] = "",
    limit: Annotated[int, Query(ge=1, le=2000)] = 500,
    offset: Annotated[int, Query(ge=0)] = 0,
) -> StaffPage:
    members, total = api.list_staff(
        tx, account=account, store_id=store_id, active=active, serves=serves, q=q, limit=limit, offset=offset
    )
    return StaffPage(
        items=[StaffOut.model_validate(one, from_attributes=True) for one in members], total=total
    )
