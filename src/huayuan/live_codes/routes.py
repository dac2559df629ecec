"""Live codes over HTTP."""

from datetime import date, datetime
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, Field

from huayuan.access.api import audit
from huayuan.kernel.routes import (
    CurrentCaller,
    PageQuery,
    ReadTx,
    Tx,
    picture_response,
    requires,
    service,
    services_of,
)
from huayuan.kernel.settings import Settings
from huayuan.kernel.unit_of_work import Transaction, UnitOfWork
from huayuan.live_codes import api
from huayuan.live_codes.contracts import VARIABLES, ContactWaysPort, LiveCode, NewLiveCode, Rotation, Status
from huayuan.live_codes.errors import NotIssuedYet
from huayuan.profiles import api as profiles

router = APIRouter(prefix="/api", tags=["live_codes"])

DAYS_SHOWN = 30
Name = Annotated[str, Field(min_length=1, max_length=60)]
Ids = Annotated[list[int], Field(max_length=1000)]
Welcome = Annotated[str, Field(max_length=4000)]
Attachments = Annotated[list[dict[str, Any]], Field(max_length=9)]
Port = Annotated[ContactWaysPort, service(ContactWaysPort)]


class LiveCodeIn(BaseModel):
    name: Name
    channel: Name
    connection_id: int | None = Field(None, description="May be left out where there is only one connection.")
    staff_ids: Ids = []
    rotation: Rotation = Rotation.SINGLE
    tag_ids: Ids = []
    welcome_text: Welcome = ""
    welcome_attachments: Attachments = Field(
        [],
        description="Of kind image, video or file (asset_id), link (title, url, desc, picurl) or miniprogram (title, appid, page, asset_id).",
    )


class LiveCodeChange(BaseModel):
    name: Name | None = None
    channel: Name | None = None
    staff_ids: Ids | None = None
    rotation: Rotation | None = None
    tag_ids: Ids | None = None
    welcome_text: Welcome | None = None
    welcome_attachments: Attachments | None = None


class StaffRef(BaseModel):
    id: int
    name: str


class LiveCodeTag(BaseModel):
    id: int
    name: str
    color: str


class LiveCodeOut(BaseModel):
    """`scans` is null where the platform reports none. `url` is what the QR code holds, once it is issued."""

    id: int
    name: str
    channel: str
    connection_id: int
    staff: list[StaffRef]
    rotation: Rotation
    tags: list[LiveCodeTag]
    welcome_text: str
    welcome_attachments: list[dict[str, Any]]
    variables: list[str]
    state: str
    url: str | None
    status: Status
    error: dict[str, Any] | None
    scans: int | None
    friends: int
    friends_today: int
    created_at: datetime


class LiveCodePage(BaseModel):
    items: list[LiveCodeOut]
    total: int


class LiveCodeDay(BaseModel):
    day: date
    friends: int


class LiveCodeDays(BaseModel):
    items: list[LiveCodeDay]


class ConnectionOption(BaseModel):
    id: int
    name: str
    account: str = Field(description="The corp id: staff of this account may stand behind its codes.")


class ConnectionOptions(BaseModel):
    items: list[ConnectionOption]


class Variable(BaseModel):
    name: str
    label: dict[str, str]


class Variables(BaseModel):
    items: list[Variable]


class WelcomePreviewIn(BaseModel):
    welcome_text: Welcome
    customer_name: str = "王芳"
    staff_name: str = "小张"
    store_name: str = "旗舰店"
    channel: str = "门店海报"


class WelcomePreviewOut(BaseModel):
    text: str
    variables: list[str]
    bytes: int


@router.get("/live-codes/variables", dependencies=[requires("live_codes.read")])
def list_variables() -> Variables:
    """What a welcome text may hold in braces."""
    return Variables(items=[Variable(name=name, label=label.as_dict()) for name, label in VARIABLES.items()])


@router.get("/live-codes/connections", dependencies=[requires("live_codes.read")])
def list_connections(port: Port) -> ConnectionOptions:
    """The connections a code can be made in, for whoever may not see their settings."""
    return ConnectionOptions(
        items=[ConnectionOption.model_validate(one, from_attributes=True) for one in port.ways.connections()]
    )


@router.post("/live-codes/preview", dependencies=[requires("live_codes.read")])
def preview(body: WelcomePreviewIn) -> WelcomePreviewOut:
    """The welcome as a customer would read it; refuses unknown variables as saving does."""
    api.check_welcome(body.welcome_text)
    text = api.render(body.welcome_text, body.model_dump(exclude={"welcome_text"}))
    return WelcomePreviewOut(
        text=text, variables=api.variables_in(body.welcome_text), bytes=len(text.encode())
    )


@router.get("/live-codes", dependencies=[requires("live_codes.read")])
def list_codes(
    request: Request,
    tx: ReadTx,
    page: PageQuery,
    status: Status | None = None,
    q: Annotated[str, Query(max_length=60)] = "",
) -> LiveCodePage:
    found, total = api.codes(
        tx, status=status.value if status else None, q=q, sort=page.sort or "-created_at", limit=page.limit,
        offset=page.offset, today=_today(tx, _zone(request)),
    )  # fmt: skip
    return LiveCodePage(items=_out(request, tx, found), total=total)


@router.post("/live-codes", status_code=201, dependencies=[requires("live_codes.write")])
def create_code(
    request: Request,
    tx: Tx,
    caller: CurrentCaller,
    body: LiveCodeIn,
    port: Port,
) -> LiveCodeOut:
    """Answers a draft at once; the QR code is there a moment later (`status` active)."""
    connection = api.chosen_connection(port.ways.connections(), body.connection_id)
    port.ways.check_assets(tx, body.welcome_attachments)
    new = NewLiveCode(
        body.name, body.channel, connection.id, tuple(body.staff_ids), body.rotation,
        tuple(body.tag_ids), body.welcome_text, tuple(body.welcome_attachments),
    )  # fmt: skip
    code = api.create(tx, new, connection.account)
    audit(
        tx, caller, "live_codes.created", f"live_code:{code.id}", {"name": code.name, "channel": code.channel}
    )
    return _out(request, tx, [code])[0]


@router.get("/live-codes/{code_id}", dependencies=[requires("live_codes.read")])
def get_code(request: Request, tx: ReadTx, code_id: int) -> LiveCodeOut:
    return _out(request, tx, [api.get(tx, code_id)])[0]


@router.get("/live-codes/{code_id}/days", dependencies=[requires("live_codes.read")])
def days_of_code(request: Request, tx: ReadTx, code_id: int) -> LiveCodeDays:
    """Friends won on each of the last 30 days, today included, oldest first; days of the organisation's zone."""
    counted = api.friends_by_day(tx, code_id, DAYS_SHOWN, _zone(request))
    return LiveCodeDays(items=[LiveCodeDay(day=day, friends=friends) for day, friends in counted.items()])


@router.patch("/live-codes/{code_id}", dependencies=[requires("live_codes.write")])
def change_code(
    request: Request, tx: Tx, caller: CurrentCaller, code_id: int, body: LiveCodeChange, port: Port
) -> LiveCodeOut:
    port.ways.check_assets(tx, body.welcome_attachments or [])
    values = body.model_dump(exclude_none=True)
    lists = {name: tuple(value) for name, value in values.items() if isinstance(value, list)}
    code = api.change(tx, code_id, api.Change(**(values | lists)))
    audit(tx, caller, "live_codes.changed", f"live_code:{code_id}", {"fields": sorted(values)})
    return _out(request, tx, [code])[0]


@router.post("/live-codes/{code_id}/archive", dependencies=[requires("live_codes.write")])
def archive_code(request: Request, tx: Tx, caller: CurrentCaller, code_id: int) -> LiveCodeOut:
    code = api.archive(tx, code_id)
    audit(tx, caller, "live_codes.archived", f"live_code:{code_id}", {"name": code.name})
    return _out(request, tx, [code])[0]


@router.get("/live-codes/{code_id}/qr", dependencies=[requires("live_codes.read")])
def qr(request: Request, code_id: int) -> Response:
    """The picture of the QR code that WeCom made. Raises NotIssuedYet, OutsideUnreachable, NoPicture."""
    services = services_of(request)
    with services.get(UnitOfWork).read() as tx:
        code = api.get(tx, code_id)
    if not code.url:
        raise NotIssuedYet(name=code.name, status=code.status.value)
    return picture_response(services, code.url)


def _zone(request: Request) -> ZoneInfo:
    return ZoneInfo(services_of(request).get(Settings).timezone)


def _today(tx: Transaction, zone: ZoneInfo) -> datetime:
    return tx.now.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)


def _out(request: Request, tx: ReadTx, codes: list[LiveCode]) -> list[LiveCodeOut]:
    numbers = api.numbers(tx, [code.id for code in codes], _today(tx, _zone(request)))
    names = api.staff_names(tx, codes)
    tags = profiles.tags_by_id(tx, {tag for code in codes for tag in code.tag_ids})
    return [
        LiveCodeOut(
            id=code.id, name=code.name, channel=code.channel, connection_id=code.connection_id,
            staff=[StaffRef(id=one, name=names[one]) for one in code.staff_ids if one in names],
            rotation=code.rotation,
            tags=[LiveCodeTag(id=t.id, name=t.name, color=t.color) for t in map(tags.get, code.tag_ids) if t],
            welcome_text=code.welcome_text, welcome_attachments=list(code.welcome_attachments),
            variables=api.variables_in(code.welcome_text), state=code.state,
            url=code.url, status=code.status, error=code.error, scans=numbers[code.id].scans,
            friends=numbers[code.id].friends, friends_today=numbers[code.id].friends_today,
            created_at=code.created_at,
        )
        for code in codes
    ]  # fmt: skip
