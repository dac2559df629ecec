"""Mass messages over HTTP."""

import secrets
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from huayuan.access.api import audit
from huayuan.communities import api as communities
from huayuan.kernel.routes import CurrentCaller, PageQuery, ReadTx, Tx, WriteSlot, requires, service
from huayuan.kernel.unit_of_work import Transaction, UnitOfWork
from huayuan.profiles import api as profiles
from huayuan.stores import api as stores
from huayuan.wechat.connections.api import Connections
from huayuan.wechat.wecom.chosen import chosen_connection
from huayuan.wechat.wecom.mass import api
from huayuan.wechat.wecom.mass.contracts import (
    Audience,
    Counts,
    Mass,
    MassState,
    NewMass,
    PartState,
    Target,
    TargetState,
)
from huayuan.wechat.wecom.mass.masses import MassMessages

router = APIRouter(prefix="/api/wecom/mass-messages", tags=["wecom"])
Ids = Annotated[list[int], Field(max_length=10_000)]
Desk = Annotated[MassMessages, service(MassMessages)]


class MassAudienceIn(BaseModel):
    """`staff_ids`: all customers of these members; `person_ids`: these, through their latest friend on the staff;
    `group_ids`: these groups, through their owners. Customers and groups do not mix."""

    staff_ids: Ids = []
    person_ids: Ids = []
    group_ids: Ids = []


class WecomMassIn(BaseModel):
    """`key` makes it once: sending the same key again answers the one there is. `attachments` as WeCom takes them."""

    key: str = Field("", max_length=60)
    name: str = Field("", max_length=120)
    connection_id: int | None = Field(None, description="May be left out where there is only one connection.")
    text: str = Field("", max_length=4000)
    attachments: list[dict[str, Any]] = Field([], max_length=9)
    allow_select: bool = Field(False, description="Members may choose among the recipients.")
    audience: MassAudienceIn


class MassCounts(BaseModel):
    """Recipients by what became of them; `reasons` says why the failed and blocked got nothing."""

    waiting: int
    sent: int
    failed: int
    blocked: int
    reasons: dict[str, int]


class WecomMassOut(BaseModel):
    """`state` waiting: staff have the task and some have yet to confirm it."""

    id: int
    name: str
    connection_id: int
    chat_type: str
    text: str
    attachments: list[dict[str, Any]]
    allow_select: bool
    state: MassState
    error: dict[str, Any] | None
    counts: MassCounts
    reminded_at: datetime | None
    read_at: datetime | None = Field(description="When WeCom was last asked for results.")
    created_at: datetime
    finished_at: datetime | None


class WecomMassPage(BaseModel):
    items: list[WecomMassOut]
    total: int


class MassMember(BaseModel):
    """One member's task. `confirmed_at`: when they tapped; null while they have not."""

    userid: str
    name: str | None
    state: PartState
    confirmed_at: datetime | None
    recipients: int
    sent: int
    waiting: int


class MassDetail(WecomMassOut):
    members: list[MassMember]


class MassTargetOut(BaseModel):
    name: str | None
    person_id: int | None
    group_id: int | None
    member: str
    state: TargetState
    reason: str | None
    at: datetime | None


class MassTargets(BaseModel):
    items: list[MassTargetOut]
    total: int


@router.post("", status_code=201, dependencies=[requires("messages.write")])
def create_mass(
    tx: Tx,
    caller: CurrentCaller,
    body: WecomMassIn,
    connections: Annotated[Connections, service(Connections)],
) -> WecomMassOut:
    """Answers at once; staff have their tasks a moment later (`state` waiting). Nothing is sent before they confirm."""
    connection = chosen_connection(connections, body.connection_id)
    new = NewMass(
        key=f"{caller.kind}:{caller.id}:{body.key or secrets.token_hex(12)}", name=body.name,
        connection_id=connection.id, account=connection.account, text=body.text,
        audience=Audience(**{name: tuple(ids) for name, ids in body.audience.model_dump().items()}),
        attachments=tuple(body.attachments), allow_select=body.allow_select,
    )  # fmt: skip
    made = api.create(tx, new, profiles.visibility(tx, caller.scope))
    audit(tx, caller, "wecom.mass_created", f"wecom_mass:{made.id}", {"name": made.name})
    return _out(made, api.counts(tx, [made.id])[made.id])


@router.get("", dependencies=[requires("messages.read")])
def list_masses(tx: ReadTx, page: PageQuery, state: MassState | None = None) -> WecomMassPage:
    found, total = api.masses(tx, state=state.value if state else None, limit=page.limit, offset=page.offset)
    counted = api.counts(tx, [one.id for one in found])
    return WecomMassPage(items=[_out(one, counted[one.id]) for one in found], total=total)


@router.get("/{mass_id}", dependencies=[requires("messages.read")])
def get_mass(tx: ReadTx, mass_id: int) -> MassDetail:
    return _detail(tx, api.mass(tx, mass_id))


@router.get("/{mass_id}/recipients", dependencies=[requires("messages.read")])
def list_recipients(
    tx: ReadTx,
    caller: CurrentCaller,
    page: PageQuery,
    mass_id: int,
    state: Annotated[TargetState | None, Query()] = None,
) -> MassTargets:
    """Names of customers outside the caller's data scope are left out."""
    found = api.mass(tx, mass_id)
    rows, total = api.targets(
        tx, found.id, state=state.value if state else None, limit=page.limit, offset=page.offset
    )
    senders = {part.id: part.sender for part in api.parts(tx, found.id)}
    people = [one.person_id for _, one in rows if one.person_id]
    seen = profiles.visible_people(tx, people, profiles.visibility(tx, caller.scope)) if people else set()
    names = profiles.names_of(tx, seen)
    chats = [one.recipient for _, one in rows if found.chat_type == "group"]
    groups = communities.groups_by_chat(tx, found.account, chats)
    items = []
    for part_id, one in rows:
        group = groups.get(one.recipient)
        items.append(_target(one, senders[part_id], seen, names.get(one.person_id or 0), group))
    return MassTargets(items=items, total=total)


@router.post("/{mass_id}/remind", dependencies=[requires("messages.write")])
def remind_staff(
    _slot: WriteSlot,
    mass_id: int,
    caller: CurrentCaller,
    desk: Desk,
    uow: Annotated[UnitOfWork, service(UnitOfWork)],
) -> MassDetail:
    """Those who have yet to confirm are reminded by WeCom; at most three times within 24 hours."""
    desk.remind(mass_id)
    return _noted(uow, caller, mass_id, "wecom.mass_reminded")


@router.post("/{mass_id}/cancel", dependencies=[requires("messages.write")])
def cancel_mass(
    _slot: WriteSlot,
    mass_id: int,
    caller: CurrentCaller,
    desk: Desk,
    uow: Annotated[UnitOfWork, service(UnitOfWork)],
) -> MassDetail:
    """Takes the task from those who have yet to confirm; what was sent stays sent."""
    desk.cancel(mass_id)
    return _noted(uow, caller, mass_id, "wecom.mass_cancelled")


def _noted(uow: UnitOfWork, caller: CurrentCaller, mass_id: int, action: str) -> MassDetail:
    with uow.begin() as tx:
        audit(tx, caller, action, f"wecom_mass:{mass_id}", {})
        return _detail(tx, api.mass(tx, mass_id))


def _counts(counts: Counts) -> MassCounts:
    numbers = {state.value: counts.by_state.get(state.value, 0) for state in TargetState}
    return MassCounts(**numbers, reasons=counts.by_reason)


def _fields(one: Mass, counts: Counts) -> dict[str, Any]:
    return {
        "id": one.id, "name": one.name, "connection_id": one.connection_id, "chat_type": one.chat_type,
        "text": one.text, "attachments": list(one.attachments), "allow_select": one.allow_select,
        "state": one.state, "error": one.error, "counts": _counts(counts), "reminded_at": one.reminded_at,
        "read_at": one.read_at, "created_at": one.created_at, "finished_at": one.finished_at,
    }  # fmt: skip


def _out(one: Mass, counts: Counts) -> WecomMassOut:
    return WecomMassOut(**_fields(one, counts))


def _detail(tx: Transaction, one: Mass) -> MassDetail:
    parts = api.parts(tx, one.id)
    by_part = api.counts_by_part(tx, one.id)
    staff = stores.staff_by_userid(tx, one.account, {part.sender for part in parts})
    members = []
    for part in parts:
        counted = by_part.get(part.id, {})
        who = staff.get(part.sender)
        members.append(
            MassMember(
                userid=part.sender, name=who.name if who else None, state=part.state,
                confirmed_at=part.confirmed_at, recipients=sum(counted.values()),
                sent=counted.get("sent", 0), waiting=counted.get("waiting", 0),
            )
        )  # fmt: skip
    return MassDetail(**_fields(one, api.counts(tx, [one.id])[one.id]), members=members)


def _target(one: Target, member: str, seen: set[int], name: str | None, group: Any) -> MassTargetOut:
    visible = one.person_id if one.person_id in seen else None
    return MassTargetOut(
        name=group.name if group else name, person_id=visible, group_id=group.id if group else None,
        member=member, state=one.state, reason=one.reason, at=one.at,
    )  # fmt: skip
