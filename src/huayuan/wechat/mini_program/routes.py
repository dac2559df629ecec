"""The mini program over HTTP: for the console, and the two doors that phones knock at."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from huayuan.access.api import audit, client_ip
from huayuan.kernel.crypto import Vault
from huayuan.kernel.errors import NotFound
from huayuan.kernel.routes import CurrentCaller, PageQuery, ReadTx, Tx, public, requires, service, services_of
from huayuan.kernel.settings import Settings
from huayuan.messaging.contracts import ChannelRegistry, Purpose
from huayuan.wechat.connections.api import Connections
from huayuan.wechat.connections.contracts import AccountOption, Connection
from huayuan.wechat.mini_program import api
from huayuan.wechat.mini_program.contracts import Link, LinkKind, NewLink
from huayuan.wechat.mini_program.errors import NoSuchProgram
from huayuan.wechat.mini_program.limits import KIND
from huayuan.wechat.mini_program.links import Links
from huayuan.wechat.mini_program.visitors import Visitors

router = APIRouter(tags=["mini_program"])
READ, WRITE = [requires("messages.read")], [requires("messages.write")]
Text = Annotated[str, Field(max_length=120)]
Code = Annotated[str, Field(min_length=1, max_length=128)]


def _program(connection_id: int, connections: Annotated[Connections, service(Connections)]) -> Connection:
    try:
        connection = connections.by_id(connection_id)
    except NotFound:
        raise NoSuchProgram(connection=connection_id) from None
    if connection.kind != KIND:
        raise NoSuchProgram(connection=connection_id)
    return connection


Program = Annotated[Connection, Depends(_program)]


class MiniProgramOptions(BaseModel):
    items: list[AccountOption]


class MiniProgramLinkIn(BaseModel):
    """`query` of a code is its scene: 1 to 32 visible characters."""

    kind: LinkKind
    name: Annotated[str, Field(min_length=1, max_length=120)]
    path: Annotated[str, Field(max_length=200)] = ""
    query: Annotated[str, Field(max_length=1024)] = ""
    days: Annotated[int, Field(ge=1, le=30)] = 30


class MiniProgramLinkOut(BaseModel):
    id: int
    kind: LinkKind
    name: str
    path: str
    query: str
    url: str
    image_url: str | None
    expires_at: datetime | None
    created_at: datetime


class MiniProgramLinkPage(BaseModel):
    items: list[MiniProgramLinkOut]
    total: int


class TemplateFieldOut(BaseModel):
    key: str
    name: str
    rule: str


class SubscribeTemplateOut(BaseModel):
    """`willing`: visitors who allow at least one message of it, as far as the platform told us."""

    template_id: str
    title: str
    fields: list[TemplateFieldOut]
    example: str
    once: bool
    willing: int


class SubscribeTemplatePage(BaseModel):
    items: list[SubscribeTemplateOut]


class SubscribeMessageIn(BaseModel):
    """`values` by the key of the field. A second message with the same `key` is the same message."""

    person_id: int
    template_id: Annotated[str, Field(min_length=1, max_length=64)]
    values: Annotated[dict[str, Annotated[str, Field(max_length=200)]], Field(max_length=12)]
    page: Annotated[str, Field(max_length=512)] = ""
    key: Annotated[str, Field(min_length=1, max_length=100)]


class MessageOut(BaseModel):
    state: str
    reason: str | None


class MiniProgramDayOut(BaseModel):
    day: date
    sessions: int
    page_views: int
    visitors: int
    new_visitors: int
    seconds_per_visitor: float
    shares: int
    sharers: int
    visitors_ever: int


class DayPage(BaseModel):
    items: list[MiniProgramDayOut]


class VisitorLoginIn(BaseModel):
    """`code` of wx.login; `anonymous_id` of the tracker, so that what was seen before belongs to the visitor."""

    code: Code
    anonymous_id: Annotated[str, Field(max_length=128)] = ""


class VisitorLoginOut(BaseModel):
    session: str


class PhoneIn(BaseModel):
    """`code` of the button open-type="getPhoneNumber"; `session` of the login."""

    code: Code
    session: Annotated[str, Field(min_length=1, max_length=1024)]


class PhoneOut(BaseModel):
    phone_masked: str


@router.get("/api/mini-program/programs", dependencies=READ)
def list_programs(connections: Annotated[Connections, service(Connections)]) -> MiniProgramOptions:
    """The connected mini programs, for whoever may not see their settings."""
    return MiniProgramOptions(items=connections.options(KIND))


@router.get("/api/mini-program/{connection_id}/links", dependencies=READ)
def list_links(tx: ReadTx, program: Program, page: PageQuery) -> MiniProgramLinkPage:
    found, total = api.links(tx, program.id, limit=page.limit, offset=page.offset)
    return MiniProgramLinkPage(items=[_link(one) for one in found], total=total)


@router.post("/api/mini-program/{connection_id}/links", status_code=201, dependencies=WRITE)
def make_link(
    program: Program, body: MiniProgramLinkIn, links: Annotated[Links, service(Links)]
) -> MiniProgramLinkOut:
    """Asks the platform for a link or code and keeps it."""
    return _link(links.make(program.id, NewLink(body.kind, body.name, body.path, body.query, body.days)))


@router.get("/api/mini-program/{connection_id}/links/{link_id}/image", dependencies=READ)
def get_image(tx: ReadTx, program: Program, link_id: int) -> Response:
    content = api.image(tx, program.id, link_id)
    kind = "image/png" if content.startswith(b"\x89PNG") else "image/jpeg"
    return Response(content, media_type=kind, headers={"Cache-Control": "private, max-age=86400"})


@router.get("/api/mini-program/{connection_id}/templates", dependencies=READ)
def list_templates(tx: ReadTx, program: Program) -> SubscribeTemplatePage:
    """Subscribe message templates as of the last synchronisation."""
    found = api.templates(tx, program.id)
    return SubscribeTemplatePage(
        items=[
            SubscribeTemplateOut(**asdict(one), willing=api.willing(tx, program.id, one.template_id))
            for one in found
        ]
    )


@router.post("/api/mini-program/{connection_id}/messages", status_code=202, dependencies=WRITE)
def send_message(
    tx: Tx,
    caller: CurrentCaller,
    program: Program,
    body: SubscribeMessageIn,
    vault: Annotated[Vault, service(Vault)],
    channels: Annotated[ChannelRegistry, service(ChannelRegistry)],
) -> MessageOut:
    """One subscribe message to one customer: judged now, sent after the commit."""
    placed = api.place(
        tx, vault, channels, program, person_id=body.person_id, template_id=body.template_id, values=body.values,
        page=body.page, key=f"mp:{program.id}:{body.key}", purpose=Purpose.SERVICE,
    )  # fmt: skip
    subject = f"person:{body.person_id}"
    audit(tx, caller, "mini_program.message_sent", subject, {"template": body.template_id})
    return MessageOut(state=placed.state.value, reason=placed.reason)


@router.get("/api/mini-program/{connection_id}/statistics", dependencies=[requires("insights.read")])
def statistics(
    tx: ReadTx,
    program: Program,
    first: Annotated[date, Query(alias="from")],
    last: Annotated[date, Query(alias="to")],
) -> DayPage:
    """The platform's own figures by Chinese day; days that it has not counted are absent."""
    return DayPage(items=[MiniProgramDayOut(**asdict(one)) for one in api.days(tx, program.id, first, last)])


@router.post(
    "/v1/mini-program/{key}/login",
    dependencies=[public("phones of visitors knock here with a code that only WeChat can make")],
)
def log_in(
    request: Request, key: str, body: VisitorLoginIn, visitors: Annotated[Visitors, service(Visitors)]
) -> VisitorLoginOut:
    """The code of wx.login for a session with us; tells who the visitor is as an event."""
    made = visitors.log_in(key, body.code, body.anonymous_id, _address(request))
    return VisitorLoginOut(session=made.session)


@router.post(
    "/v1/mini-program/{key}/phone",
    dependencies=[public("the session proves the visitor, the code can only be made by WeChat")],
)
def give_phone(
    request: Request, key: str, body: PhoneIn, visitors: Annotated[Visitors, service(Visitors)]
) -> PhoneOut:
    """The code of the phone button; tells the number as an event, and answers it masked."""
    return PhoneOut(phone_masked=visitors.give_phone(key, body.session, body.code, _address(request)))


def _address(request: Request) -> str:
    """Of the phone, as far as the proxies that we trust tell it."""
    settings = services_of(request).find(Settings)
    peer = request.client.host if request.client else ""
    forwarded = ",".join(request.headers.getlist("x-forwarded-for"))
    return client_ip(peer, forwarded, settings.trusted_proxies if settings else 0)


def _link(one: Link) -> MiniProgramLinkOut:
    shown = {name: value for name, value in asdict(one).items() if name not in ("connection_id", "has_image")}
    image = f"/api/mini-program/{one.connection_id}/links/{one.id}/image" if one.has_image else None
    return MiniProgramLinkOut(**shown, image_url=image)
