"""The product album over HTTP. Every call asks WeCom."""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, Field

from huayuan.access.api import audit
from huayuan.kernel.errors import NotFound
from huayuan.kernel.routes import CurrentCaller, WriteSlot, requires, service
from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.wechat.connections.api import Connections
from huayuan.wechat.wecom.albums import wire
from huayuan.wechat.wecom.chosen import chosen_connection
from huayuan.wechat.wecom.client import Clients
from huayuan.wechat.wecom.media.shelf import MediaShelf

router = APIRouter(prefix="/api/wecom/products", tags=["wecom"])
Known = Annotated[Connections, service(Connections)]
TheClients = Annotated[Clients, service(Clients)]
Shelf = Annotated[MediaShelf, service(MediaShelf)]
Uow = Annotated[UnitOfWork, service(UnitOfWork)]
Picture = Annotated[int, Field(ge=1)]


class ProductIn(BaseModel):
    """`asset_ids`: uploaded pictures; when a product is changed, none leaves those it has."""

    connection_id: int | None = None
    description: str = Field(min_length=1, max_length=300)
    price: int = Field(ge=0, le=5_000_000, description="In 分.")
    number: str = Field("", max_length=128, pattern="^[0-9A-Za-z]*$")
    asset_ids: list[Picture] = Field([], max_length=9)


class NewProduct(ProductIn):
    asset_ids: list[Picture] = Field(min_length=1, max_length=9)


class ProductOut(BaseModel):
    id: str
    description: str
    price: int
    number: str
    pictures: int
    created_at: datetime | None


class ProductPage(BaseModel):
    """`next`: the cursor of the following page, null at the end."""

    items: list[ProductOut]
    next: str | None


@router.get("", dependencies=[requires("messages.read")])
def list_products(
    known: Known, clients: TheClients, connection_id: int | None = None, cursor: str = ""
) -> ProductPage:
    page = clients.of(chosen_connection(known, connection_id).id).products(cursor)
    return ProductPage(items=[_out(one) for one in page.product_list], next=page.next_cursor or None)


@router.post("", status_code=201, dependencies=[requires("messages.write")])
def add_product(
    _slot: WriteSlot, body: NewProduct, caller: CurrentCaller, known: Known, clients: TheClients,
    shelf: Shelf, uow: Uow,
) -> ProductOut:  # fmt: skip
    connection_id = chosen_connection(known, body.connection_id).id
    media = [shelf.media_id(connection_id, one) for one in body.asset_ids]
    product_id = clients.of(connection_id).add_product(body.description, body.price, body.number, media)
    _note(uow, caller, "added", product_id)
    return _read(clients, connection_id, product_id)


@router.put("/{product_id}", dependencies=[requires("messages.write")])
def change_product(
    _slot: WriteSlot, product_id: str, body: ProductIn, caller: CurrentCaller, known: Known,
    clients: TheClients, shelf: Shelf, uow: Uow,
) -> ProductOut:  # fmt: skip
    connection_id = chosen_connection(known, body.connection_id).id
    media = [shelf.media_id(connection_id, one) for one in body.asset_ids]
    clients.of(connection_id).update_product(product_id, body.description, body.price, body.number, media)
    _note(uow, caller, "changed", product_id)
    return _read(clients, connection_id, product_id)


@router.delete("/{product_id}", status_code=204, dependencies=[requires("messages.write")])
def delete_product(
    _slot: WriteSlot, product_id: str, caller: CurrentCaller, known: Known, clients: TheClients, uow: Uow,
    connection_id: int | None = None,
) -> None:  # fmt: skip
    clients.of(chosen_connection(known, connection_id).id).delete_product(product_id)
    _note(uow, caller, "deleted", product_id)


def _read(clients: Clients, connection_id: int, product_id: str) -> ProductOut:
    found = clients.of(connection_id).product(product_id)
    if found is None:
        raise NotFound(what="product")
    return _out(found)


def _note(uow: UnitOfWork, caller: CurrentCaller, what: str, product_id: str) -> None:
    with uow.begin() as tx:
        audit(tx, caller, f"wecom.product_{what}", f"wecom_product:{product_id}", {})


def _out(one: wire.Product) -> ProductOut:
    return ProductOut(
        id=one.product_id, description=one.description, price=one.price, number=one.product_sn,
        pictures=len(one.attachments),
        created_at=datetime.fromtimestamp(one.create_time, UTC) if one.create_time else None,
    )  # fmt: skip
