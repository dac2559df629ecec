"""Media over HTTP."""

from datetime import datetime
from typing import Annotated, Literal

from fastapi import APIRouter, File, Form, Query, Response, UploadFile
from pydantic import BaseModel, Field

from huayuan.access.api import audit
from huayuan.kernel.routes import CurrentCaller, PageQuery, ReadTx, Tx, requires
from huayuan.kernel.unit_of_work import Transaction
from huayuan.wechat.wecom.media import api

router = APIRouter(prefix="/api/wecom/media", tags=["wecom"])
Kind = Literal["image", "voice", "video", "file"]


class AssetOut(BaseModel):
    """`url` is here, for the console; WeCom gets its own copy when a message needs one."""

    id: int
    kind: str
    name: str
    content_type: str
    size: int
    url: str
    ends_at: datetime | None = Field(description="Until when WeCom keeps its copy; null: it has none now.")
    created_at: datetime


class AssetPage(BaseModel):
    items: list[AssetOut]
    total: int


@router.post("", status_code=201, dependencies=[requires("live_codes.write")])
def add_asset(
    tx: Tx,
    caller: CurrentCaller,
    file: Annotated[UploadFile, File()],
    kind: Annotated[Kind, Form()] = "image",
) -> AssetOut:
    """A picture or file for welcomes and messages. The same bytes twice are one."""
    made = api.add(tx, kind, file.filename or "file", file.file.read(20_971_521))
    audit(tx, caller, "wecom.asset_added", f"wecom_asset:{made.id}", {"name": made.name})
    return _out(tx, [made])[0]


@router.get("", dependencies=[requires("live_codes.read")])
def list_assets(tx: ReadTx, page: PageQuery, kind: Annotated[Kind | None, Query()] = None) -> AssetPage:
    found, total = api.assets(tx, kind=kind, limit=page.limit, offset=page.offset)
    return AssetPage(items=_out(tx, found), total=total)


@router.get("/{asset_id}/content", dependencies=[requires("live_codes.read")])
def get_content(tx: ReadTx, asset_id: int) -> Response:
    """Pictures are shown; anything else is handed over to be saved."""
    one = api.asset(tx, asset_id)
    headers = {"Cache-Control": "private, max-age=86400", "X-Content-Type-Options": "nosniff"}
    if not one.content_type.startswith("image/"):
        headers["Content-Disposition"] = "attachment"
    return Response(api.content(tx, asset_id), media_type=one.content_type, headers=headers)


def _out(tx: Transaction, assets: list[api.Asset]) -> list[AssetOut]:
    ends = api.ends(tx, [one.id for one in assets])
    return [
        AssetOut(
            id=one.id, kind=one.kind, name=one.name, content_type=one.content_type, size=one.size,
            url=f"/api/wecom/media/{one.id}/content", ends_at=_still(ends.get(one.id), tx.now),
            created_at=one.created_at,
        )
        for one in assets
    ]  # fmt: skip


def _still(moment: datetime | None, now: datetime) -> datetime | None:
    return moment if moment and moment > now else None
