"""Connections over HTTP: for administrators, and the callback addresses for the platforms."""

import asyncio
from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from huayuan.access.api import audit
from huayuan.kernel.errors import HuayuanError
from huayuan.kernel.routes import CurrentCaller, ReadTx, Tx, read_body, requires, service, services_of
from huayuan.kernel.services import Services
from huayuan.wechat.connections import api
from huayuan.wechat.connections.contracts import Check, CheckState, Field, Reply
from huayuan.wechat.connections.limits import CALLBACK_BYTES
from huayuan.wechat.connections.shapes import (
    CallsOut,
    CallsPage,
    CheckOut,
    ConnectionChange,
    ConnectionFieldOut,
    ConnectionIn,
    ConnectionMade,
    ConnectionOut,
    ConnectionPage,
    Examination,
    HealthOut,
    KeptCallbackOut,
    KeptCallbackPage,
    KindOut,
    KindPage,
    ReadingBegun,
    ReplayIn,
    ReplayOut,
    SwitchIn,
    SyncStateOut,
)
from huayuan.wechat.connections.switchboard import Switchboard

router = APIRouter(tags=["connections"])
Board = Annotated[Switchboard, service(Switchboard)]
READ, WRITE = [requires("connections.read")], [requires("connections.write")]


@router.get("/api/connections/kinds", dependencies=READ)
def list_kinds(board: Board) -> KindPage:
    """What can be connected, with the fields to enter and the steps to take at the platform."""
    return KindPage(items=[_kind(one) for one in board.kinds.all()])


@router.get("/api/connections", dependencies=READ)
def list_connections(request: Request, tx: ReadTx, board: Board) -> ConnectionPage:
    items = [_out(request, tx, board, one) for one in api.connections(tx, board.vault)]
    return ConnectionPage(items=items, total=len(items))


@router.post("/api/connections", status_code=201, dependencies=WRITE)
def add_connection(
    request: Request, tx: Tx, caller: CurrentCaller, body: ConnectionIn, board: Board
) -> ConnectionMade:
    new = api.NewConnection(**body.model_dump(exclude={"api_url"}), api_url=body.api_url or "")
    made, made_up = api.connect(tx, board.vault, board.kinds, new)
    audit(
        tx,
        caller,
        "connections.created",
        f"connection:{made.id}",
        {"kind": made.kind, "account": made.account},
    )
    tx.after_commit(lambda: board.forget(made.id))
    return ConnectionMade(**_out(request, tx, board, made).model_dump(), made_up=made_up)


@router.get("/api/connections/{connection_id}", dependencies=READ)
def get_connection(request: Request, tx: ReadTx, connection_id: int, board: Board) -> ConnectionOut:
    return _out(request, tx, board, api.view(tx, board.vault, connection_id))


@router.delete("/api/connections/{connection_id}", status_code=204, dependencies=WRITE)
def remove_connection(tx: Tx, caller: CurrentCaller, connection_id: int, board: Board) -> Response:
    """Take back a connection that never worked; one that was used stays."""
    api.remove(tx, connection_id)
    audit(tx, caller, "connections.removed", f"connection:{connection_id}")
    tx.after_commit(lambda: board.forget(connection_id))
    return Response(status_code=204)


@router.post("/api/connections/{connection_id}/switch", dependencies=WRITE)
def switch_connection(
    request: Request, tx: Tx, caller: CurrentCaller, connection_id: int, body: SwitchIn, board: Board
) -> ConnectionOut:
    """Off: the platform is not called, callbacks are answered and held. On: what was held is processed."""
    switched = api.switch(tx, board.vault, connection_id, body.on)
    action = "connections.switched_on" if body.on else "connections.switched_off"
    audit(tx, caller, action, f"connection:{connection_id}")
    tx.after_commit(lambda: board.forget(connection_id))
    return _out(request, tx, board, switched)


def _tried(connection_id: int, body: ConnectionChange, board: Board) -> None:
    """New secrets get a token before they replace the old ones, so a typing error takes nothing down."""
    if body.untried or not body.secrets:
        return
    with board.uow.read() as tx:
        wanted = api.with_changes(tx, board.vault, connection_id, body.secrets, body.api_url)
        known = board.connections.by_id(connection_id)
    client = board.trial(wanted)
    if client is not None and wanted.secret != known.secret:
        client.fetch_token()


Tried = Annotated[None, Depends(_tried, max_concurrency=1)]


@router.patch("/api/connections/{connection_id}", dependencies=WRITE)
def change_connection(
    request: Request,
    _: Tried,
    tx: Tx,
    caller: CurrentCaller,
    connection_id: int,
    body: ConnectionChange,
    board: Board,
) -> ConnectionOut:
    """Change what is given. A refused new secret changes nothing; a replaced callback token or key is accepted for
    a day more."""
    values = body.model_dump(exclude_none=True, exclude={"untried"})
    changed = api.change(tx, board.vault, board.kinds, connection_id, **values)
    fields = sorted(set(values) | {f"secrets.{name}" for name in values.get("secrets", {})} - {"secrets"})
    audit(tx, caller, "connections.changed", f"connection:{connection_id}", {"fields": fields})
    tx.after_commit(lambda: board.forget(connection_id))
    return _out(request, tx, board, changed)


def _examined(request: Request, connection_id: int) -> list[Check]:
    return api.examine(services_of(request), connection_id)


# Asking keeps a pool thread for seconds and stores the token it gets, outside of the write slots. So one at a time.
Examined = Annotated[list[Check], Depends(_examined, max_concurrency=1)]


@router.post("/api/connections/{connection_id}/check", dependencies=WRITE)
def check_connection(connection_id: int, checks: Examined, tx: Tx) -> Examination:
    """The doctor, step by step; the transaction begins when the platform has answered."""
    failed = next((one for one in checks if one.state is CheckState.FAILED), None)
    if not any(one.step == "switched_off" for one in checks):  # what the platform said last stays
        api.checked(tx, connection_id, *api.verdict(checks))
    return Examination(ok=failed is None, checks=[_check(one) for one in checks])


@router.post("/api/connections/{connection_id}/sync", status_code=202, dependencies=WRITE)
def sync_connection(tx: Tx, caller: CurrentCaller, connection_id: int, board: Board) -> ReadingBegun:
    """Read everything in the background; not queued again while it runs."""
    queued = api.start_sync(tx, board.kinds, connection_id)
    audit(tx, caller, "connections.sync_started", f"connection:{connection_id}")
    return ReadingBegun(queued=queued)


@router.get("/api/connections/{connection_id}/sync", dependencies=READ)
def last_sync(tx: ReadTx, connection_id: int, board: Board) -> SyncStateOut | None:
    """How far reading everything is, or how it ended; null when it was never asked for, or long ago."""
    found = api.last_sync(tx, board.kinds, connection_id)
    return SyncStateOut(**asdict(found)) if found else None


@router.post("/api/connections/{connection_id}/reconcile", status_code=202, dependencies=WRITE)
def compare_connection(tx: Tx, caller: CurrentCaller, connection_id: int, board: Board) -> ReadingBegun:
    """Find what callbacks missed, now instead of tonight; the job shows its progress under /api/jobs."""
    queued = api.start_comparison(tx, board.kinds, connection_id)
    audit(tx, caller, "connections.compared", f"connection:{connection_id}")
    return ReadingBegun(queued=queued)


@router.get("/api/connections/{connection_id}/callbacks", dependencies=READ)
def list_callbacks(
    tx: ReadTx,
    connection_id: int,
    outcome: Annotated[str | None, Query(max_length=12)] = None,
    before: int | None = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> KeptCallbackPage:
    """Callbacks as they came, newest first, without their content. `outcome`: waiting, done, failed, held, erased."""
    found = api.kept_callbacks(tx, connection_id, outcome=outcome, before=before, limit=limit)
    items = [KeptCallbackOut(**asdict(one)) for one in found]
    return KeptCallbackPage(items=items, next_before=items[-1].id if len(items) == limit else None)


@router.post("/api/connections/{connection_id}/callbacks/replay", status_code=202, dependencies=WRITE)
def replay_callbacks(tx: Tx, caller: CurrentCaller, connection_id: int, body: ReplayIn) -> ReplayOut:
    """Process stored callbacks again; what they did already is not done twice."""
    queued = api.replay(tx, connection_id, body.ids)
    audit(tx, caller, "connections.replayed", f"connection:{connection_id}", {"callbacks": queued})
    return ReplayOut(queued=queued)


@router.get("/api/connections/{connection_id}/calls", dependencies=READ)
def list_calls(tx: ReadTx, connection_id: int, board: Board) -> CallsPage:
    """Today's calls by interface with the documented limit and where the day ends at this pace."""
    found = api.calls(tx, board.kinds, board.counter, connection_id)
    return CallsPage(items=[CallsOut(**asdict(one)) for one in found])


async def callback(request: Request) -> Response:
    """The platforms' side. No login: every message is signed with this connection's own secrets.

    A plain Starlette route: it must not wait for a thread of the console's small pool. Opening and parsing take a
    fraction of a millisecond; durability is awaited. Answers 200 after that, 403 and 400 for what is not the
    platform's, 404 for an unknown key.
    """
    try:
        return await _callback(request, services_of(request))
    except HuayuanError as error:
        # Of what was not read, nothing more is taken.
        unread = {"Connection": "close"} if error.status in (408, 413) else None
        return PlainTextResponse(error.code, error.status, unread)


async def _callback(request: Request, services: Services) -> Response:
    door = services.get(api.CallbackDoor)
    kind, key = request.path_params["kind"], request.path_params["connection_key"]
    if not door.prepared(kind, key):
        await run_in_threadpool(door.prepare)
    refresh = BackgroundTask(door.prepare) if door.stale() else None
    if request.method != "POST":
        return _answered(door.echo(kind, key, request.query_params, request.headers), refresh)
    body = await read_body(request, CALLBACK_BYTES)
    reply, durable = door.accept(kind, key, request.query_params, request.headers, body)
    if durable is not None:
        await asyncio.wrap_future(durable)
    return _answered(reply, refresh)


def _answered(reply: Reply, refresh: BackgroundTask | None) -> Response:
    return Response(reply.body, reply.status, media_type=reply.content_type, background=refresh)


# Machines call it all day: it is matched before the routes of the console.
INTAKE = [Route("/callbacks/{kind}/{connection_key}", callback, methods=["GET", "POST"])]


def _kind(kind: api.Kind) -> KindOut:
    fields = [_field(one, True) for one in kind.secrets] + [_field(one, False) for one in kind.settings]
    return KindOut(
        name=kind.name,
        label=kind.label.as_dict(),
        account=_field(kind.account, False),
        app=_field(kind.app, False) if kind.app else None,
        fields=fields,
        steps=[one.as_dict() for one in kind.steps],
        callback_steps=[one.as_dict() for one in kind.callback_steps],
        default_api_url=kind.default_api_url,
        receives_callbacks=kind.reader is not None,
        can_sync=kind.sync_task is not None,
    )


def _field(one: Field, secret: bool) -> ConnectionFieldOut:
    return ConnectionFieldOut(
        name=one.name, label=one.label.as_dict(), where=one.where.as_dict(), required=one.required,
        generated=one.generated, multiline=one.multiline, secret=secret,
    )  # fmt: skip


def _check(one: Check) -> CheckOut:
    return CheckOut(
        step=one.step, title=one.title.as_dict(), state=one.state.value, found=one.found.as_dict(),
        fix=one.fix.as_dict() if one.fix else None,
    )  # fmt: skip


def _out(request: Request, tx: ReadTx, board: Switchboard, one: api.ConnectionView) -> ConnectionOut:
    kind = board.kinds.of(one.kind)
    base = board.options.public_url or str(request.base_url).rstrip("/")
    detail = one.status_detail or ""
    hint = kind.errors.hint(int(detail)).as_dict() if detail.lstrip("-").isdigit() else None
    values: dict[str, Any] = {
        name: value for name, value in asdict(one).items() if name not in ("key", "status_detail")
    }
    return ConnectionOut(
        **values,
        kind_label=kind.label.as_dict(),
        status_hint=hint,
        callback_url=f"{base}/callbacks/{one.kind}/{one.key}" if kind.reader else None,
        callback_entered=bool(kind.callback_steps),
        can_sync=kind.sync_task is not None,
        can_compare=kind.compare_task is not None,
        health=HealthOut(**asdict(api.health(tx, one.id))),
    )
