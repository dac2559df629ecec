"""WeCom over HTTP: connections for administrators, and the callback address for the platform."""

import asyncio
from dataclasses import asdict
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, Field
from starlette.concurrency import run_in_threadpool
from starlette.responses import PlainTextResponse, Response

from huayuan.access.api import audit
from huayuan.kernel.crypto import Vault
from huayuan.kernel.errors import HuayuanError
from huayuan.kernel.routes import CurrentCaller, ReadTx, Tx, requires, service, services_of
from huayuan.wechat.wecom import api
from huayuan.wechat.wecom.clients import Clients
from huayuan.wechat.wecom.contracts import Options
from huayuan.wechat.wecom.door import CallbackDoor
from huayuan.wechat.wecom.errors import WecomRefused
from huayuan.wechat.wecom.hints import hint_of
from huayuan.wechat.wecom.limits import CALLBACK_BYTES

router = APIRouter(tags=["wecom"])

CorpId = Annotated[str, Field(min_length=4, max_length=64, pattern=r"^[A-Za-z0-9_-]+$")]
Token = Annotated[str, Field(pattern=r"^[A-Za-z0-9]{0,32}$")]
Url = Annotated[str, Field(max_length=200, pattern=r"^https?://[^\s]+$")]
Name = Annotated[str, Field(min_length=1, max_length=120)]
Secret = Annotated[str, Field(min_length=8, max_length=200)]


class ConnectionIn(BaseModel):
    name: Name
    corp_id: CorpId
    agent_id: Annotated[int, Field(ge=0)]
    secret: Secret
    api_url: Url | None = None
    callback_token: Token = ""
    encoding_aes_key: Annotated[str, Field(max_length=43)] = ""
    welcome_text: Annotated[str, Field(max_length=4000)] = ""


class ConnectionChange(BaseModel):
    name: Name | None = None
    secret: Secret | None = None
    api_url: Url | None = None
    callback_token: Annotated[str, Field(pattern=r"^[A-Za-z0-9]{3,32}$")] | None = None
    encoding_aes_key: Annotated[str, Field(max_length=43)] | None = None
    welcome_text: Annotated[str, Field(max_length=4000)] | None = None


class HealthOut(BaseModel):
    last_callback_at: datetime | None
    callbacks_24h: int
    duplicates_24h: int
    unknown_24h: int
    failures_24h: int
    waiting: int
    token_expires_at: datetime | None


class ConnectionOut(BaseModel):
    id: int
    name: str
    corp_id: str
    agent_id: int
    api_url: str
    status: str
    status_hint: dict[str, str] | None
    checked_at: datetime | None
    welcome_text: str
    created_at: datetime
    callback_url: str
    health: HealthOut


class ConnectionMade(ConnectionOut):
    """Token and key are shown this once, to be entered in the WeCom console."""

    callback_token: str
    encoding_aes_key: str


class ConnectionPage(BaseModel):
    items: list[ConnectionOut]
    total: int


class CheckOut(BaseModel):
    ok: bool
    members: int
    errcode: int | None
    hint: dict[str, str] | None


class SyncOut(BaseModel):
    queued: bool


@router.get("/api/wecom/connections", dependencies=[requires("connections.read")])
def list_connections(request: Request, tx: ReadTx) -> ConnectionPage:
    items = [_out(request, tx, one) for one in api.connections(tx)]
    return ConnectionPage(items=items, total=len(items))


@router.post("/api/wecom/connections", status_code=201, dependencies=[requires("connections.write")])
def add_connection(
    request: Request,
    tx: Tx,
    caller: CurrentCaller,
    body: ConnectionIn,
    vault: Annotated[Vault, service(Vault)],
    options: Annotated[Options, service(Options)],
    clients: Annotated[Clients, service(Clients)],
) -> ConnectionMade:
    values = body.model_dump() | {"api_url": body.api_url or options.api_url}
    made, token, aes_key = api.connect(tx, vault, api.NewConnection(**values))
    audit(tx, caller, "connections.created", f"wecom_connection:{made.id}", {"corp_id": made.corp_id})
    tx.after_commit(lambda: clients.forget(made.id))
    shown = _out(request, tx, made).model_dump()
    return ConnectionMade(**shown, callback_token=token, encoding_aes_key=aes_key)


@router.get("/api/wecom/connections/{connection_id}", dependencies=[requires("connections.read")])
def get_connection(request: Request, tx: ReadTx, connection_id: int) -> ConnectionOut:
    return _out(request, tx, api.view(tx, connection_id))


@router.patch("/api/wecom/connections/{connection_id}", dependencies=[requires("connections.write")])
def change_connection(
    request: Request,
    tx: Tx,
    caller: CurrentCaller,
    connection_id: int,
    body: ConnectionChange,
    vault: Annotated[Vault, service(Vault)],
    clients: Annotated[Clients, service(Clients)],
) -> ConnectionOut:
    values = body.model_dump(exclude_none=True)
    changed = api.change(tx, vault, connection_id, **values)
    audit(tx, caller, "connections.changed", f"wecom_connection:{connection_id}", {"fields": sorted(values)})
    tx.after_commit(lambda: clients.forget(connection_id))
    return _out(request, tx, changed)


def _ask(connection_id: int, clients: Annotated[Clients, service(Clients)]) -> int | HuayuanError:
    """How many members the platform names, asked with a new token; or why it does not."""
    clients.forget(connection_id)
    client = clients.of(connection_id)
    try:
        client.fetch_token()
        return len(client.follow_users())
    except HuayuanError as error:
        return error


# Asking keeps a pool thread for seconds and stores the token it gets, outside of the write slots. So one at a time.
Asked = Annotated[Any, Depends(_ask, max_concurrency=1)]


@router.post("/api/wecom/connections/{connection_id}/check", dependencies=[requires("connections.write")])
def check_connection(connection_id: int, asked: Asked, tx: Tx) -> CheckOut:
    """Ask for a new token and the members; the transaction begins when the network has answered."""
    if isinstance(asked, WecomRefused):
        api.checked(tx, connection_id, "refused", str(asked.errcode))
        return CheckOut(ok=False, members=0, errcode=asked.errcode, hint=hint_of(asked.errcode).as_dict())
    if isinstance(asked, HuayuanError):
        api.checked(tx, connection_id, "unreachable", asked.code)
        return CheckOut(ok=False, members=0, errcode=None, hint=asked.as_dict()["message"])
    api.checked(tx, connection_id, "ok", None)
    return CheckOut(ok=True, members=asked, errcode=None, hint=None)


@router.post(
    "/api/wecom/connections/{connection_id}/sync",
    status_code=202,
    dependencies=[requires("connections.write")],
)
def sync_connection(tx: Tx, caller: CurrentCaller, connection_id: int) -> SyncOut:
    """Read staff, tags and all customers in the background; the job shows its progress under /api/jobs."""
    api.start_sync(tx, connection_id)
    audit(tx, caller, "connections.sync_started", f"wecom_connection:{connection_id}")
    return SyncOut(queued=True)


async def callback(request: Request) -> Response:
    """The platform's side. No login: every message is signed and encrypted with this connection's own
    secrets.

    A plain Starlette route: it must not wait for a thread of the console's small pool. Decrypting and
    parsing take
    a fraction of a millisecond; the commit is awaited. Answers 200 after the commit, 403 and 400 for what
    is not
    the platform's, 404 for an unknown key.
    """
    try:
        return await _callback(request)
    except HuayuanError as error:
        return PlainTextResponse(error.code, error.status)


async def _callback(request: Request) -> Response:
    door = services_of(request).get(CallbackDoor)
    key, query = request.path_params["connection_key"], request.query_params
    if not door.prepared():
        await run_in_threadpool(door.prepare)
    if request.method != "POST":
        return PlainTextResponse(door.echo(key, query))
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > CALLBACK_BYTES:
            return PlainTextResponse("too_large", 413)
    await asyncio.wrap_future(door.accept(key, query, bytes(body)))
    return PlainTextResponse("success")


router.add_route(
    "/wecom/{connection_key}/callback", callback, methods=["GET", "POST"], include_in_schema=False
)


def _out(request: Request, tx: ReadTx, one: api.ConnectionView) -> ConnectionOut:
    options = services_of(request).get(Options)
    base = options.public_url or str(request.base_url).rstrip("/")
    detail = one.status_detail or ""
    hint = hint_of(int(detail)).as_dict() if detail.lstrip("-").isdigit() else None
    values = {name: value for name, value in asdict(one).items() if name not in ("key", "status_detail")}
    return ConnectionOut(
        **values,
        status_hint=hint,
        callback_url=f"{base}/wecom/{one.key}/callback",
        health=HealthOut(**asdict(api.health(tx, one.id))),
    )
