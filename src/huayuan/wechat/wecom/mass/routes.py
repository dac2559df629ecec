"""Mass messages over HTTP."""

import secrets
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request

from huayuan.access.api import audit
from huayuan.communities import api as communities
from huayuan.kernel.caller import Caller
from huayuan.kernel.errors import Forbidden, NotFound
from huayuan.kernel.routes import (
    CurrentCaller,
    PageQuery,
    ReadTx,
    Tx,
    WriteSlot,
    requires,
    service,
    services_of,
)
from huayuan.kernel.unit_of_work import Transaction, UnitOfWork
from huayuan.profiles import api as profiles
from huayuan.segments import api as segments
from huayuan.stores import api as stores
from huayuan.wechat.connections.api import Connections
from huayuan.wechat.wecom.chosen import chosen_connection
from huayuan.wechat.wecom.limits import KIND
from huayuan.wechat.wecom.mass import api
from huayuan.wechat.wecom.mass import shapes as s
from huayuan.wechat.wecom.mass.contracts import (
    Audience,
    Counts,
    Mass,
    MassState,
    NewMass,
    Tapped,
    Target,
    TargetState,
)
from huayuan.wechat.wecom.mass.masses import MassMessages

router = APIRouter(prefix="/api/wecom/mass-messages", tags=["wecom"])
Desk = Annotated[MassMessages, service(MassMessages)]
Known = Annotated[Connections, service(Connections)]
SHARES = 100  # members that a check names


@router.get("/connections", dependencies=[requires("messages.read")])
def list_connections(connections: Known) -> s.MassConnections:
    """The corps that mass messages and moments can go out from, for whoever may not see their settings."""
    known = sorted(connections.all(KIND), key=lambda one: one.id)
    return s.MassConnections(
        items=[s.MassConnection(id=one.id, name=one.name, account=one.account) for one in known]
    )


@router.post("/check", dependencies=[requires("messages.write")])
def check_mass(
    tx: ReadTx, request: Request, caller: CurrentCaller, body: s.MassCheckIn, connections: Known
) -> s.MassCheckOut:
    """Who would get it, through whom, and who would not. Nothing is kept."""
    connection = chosen_connection(connections, body.connection_id)
    wanted, seen = _audience(caller, body.audience), profiles.visibility(tx, caller.scope)
    found = api.check(services_of(request), tx, connection.account, wanted, seen)
    return s.MassCheckOut(
        chosen=found.chosen, reached=found.reached, capped=found.capped, refused=found.refused,
        members=len(found.shares),
        shares=[
            s.MassShare(
                staff_id=one.member.id, name=one.member.name, store_name=one.member.store_name,
                recipients=one.recipients,
            )
            for one in found.shares[:SHARES]
        ],
    )  # fmt: skip


def _audience(caller: Caller, wanted: s.MassAudienceIn) -> Audience:
    """Raises Forbidden: who may not see segments does not learn of them by writing to them."""
    if wanted.segment_id is not None and not caller.may("segments.read"):
        raise Forbidden(permission="segments.read")
    ids = (tuple(wanted.staff_ids), tuple(wanted.person_ids), tuple(wanted.group_ids))
    return Audience(*ids, segment_id=wanted.segment_id)


@router.post("", status_code=201, dependencies=[requires("messages.write")])
def create_mass(
    tx: Tx,
    caller: CurrentCaller,
    body: s.WecomMassIn,
    connections: Known,
) -> s.WecomMassOut:
    """Answers at once; staff have their tasks a moment later (`state` waiting). Nothing is sent before they confirm."""
    connection = chosen_connection(connections, body.connection_id)
    new = NewMass(
        key=f"{caller.kind}:{caller.id}:{body.key or secrets.token_hex(12)}", name=body.name,
        connection_id=connection.id, account=connection.account, text=body.text,
        audience=_audience(caller, body.audience), attachments=tuple(body.attachments),
        allow_select=body.allow_select, created_by=caller.name, send_at=body.send_at,
    )  # fmt: skip
    made = api.create(tx, new, profiles.visibility(tx, caller.scope))
    audit(tx, caller, "wecom.mass_created", f"wecom_mass:{made.id}", {"name": made.name})
    return _outs(tx, caller, [made])[0]


@router.get("", dependencies=[requires("messages.read")])
def list_masses(
    tx: ReadTx, caller: CurrentCaller, page: PageQuery, state: MassState | None = None
) -> s.WecomMassPage:
    found, total = api.masses(tx, state=state.value if state else None, limit=page.limit, offset=page.offset)
    return s.WecomMassPage(items=_outs(tx, caller, found), total=total)


@router.get("/{mass_id}", dependencies=[requires("messages.read")])
def get_mass(tx: ReadTx, caller: CurrentCaller, mass_id: int) -> s.MassDetail:
    return _detail(tx, caller, api.mass(tx, mass_id))


@router.get("/{mass_id}/recipients", dependencies=[requires("messages.read")])
def list_recipients(
    tx: ReadTx,
    caller: CurrentCaller,
    page: PageQuery,
    mass_id: int,
    state: Annotated[TargetState | None, Query()] = None,
) -> s.MassTargets:
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
    return s.MassTargets(items=items, total=total)


@router.post("/{mass_id}/remind", dependencies=[requires("messages.write")])
def remind_staff(
    _slot: WriteSlot,
    mass_id: int,
    caller: CurrentCaller,
    desk: Desk,
    uow: Annotated[UnitOfWork, service(UnitOfWork)],
) -> s.MassDetail:
    """Those who have yet to confirm are reminded by WeCom; at most three times within 24 hours."""
    desk.remind(mass_id)
    return _noted(uow, caller, mass_id, "wecom.mass_reminded")


@router.post("/{mass_id}/refresh", dependencies=[requires("messages.read")])
def refresh_mass(
    _slot: WriteSlot,
    mass_id: int,
    caller: CurrentCaller,
    desk: Desk,
    uow: Annotated[UnitOfWork, service(UnitOfWork)],
) -> s.MassDetail:
    """Asks WeCom for results now rather than at the next look."""
    desk.refresh(mass_id)
    with uow.read() as tx:
        return _detail(tx, caller, api.mass(tx, mass_id))


@router.post("/{mass_id}/cancel", dependencies=[requires("messages.write")])
def cancel_mass(
    _slot: WriteSlot,
    mass_id: int,
    caller: CurrentCaller,
    desk: Desk,
    uow: Annotated[UnitOfWork, service(UnitOfWork)],
) -> s.MassDetail:
    """Takes the task from those who have yet to confirm; what was sent stays sent."""
    desk.cancel(mass_id)
    return _noted(uow, caller, mass_id, "wecom.mass_cancelled")


def _noted(uow: UnitOfWork, caller: CurrentCaller, mass_id: int, action: str) -> s.MassDetail:
    with uow.begin() as tx:
        audit(tx, caller, action, f"wecom_mass:{mass_id}", {})
        return _detail(tx, caller, api.mass(tx, mass_id))


def _counts(counts: Counts) -> s.MassCounts:
    numbers = {state.value: counts.by_state.get(state.value, 0) for state in TargetState}
    return s.MassCounts(**numbers, reasons=counts.by_reason)


def _outs(tx: Transaction, caller: Caller, found: list[Mass]) -> list[s.WecomMassOut]:
    return [s.WecomMassOut(**fields) for fields in _fields(tx, caller, found)]


def _fields(tx: Transaction, caller: Caller, found: list[Mass]) -> list[dict[str, Any]]:
    ids = [one.id for one in found]
    counts, tapped = api.counts(tx, ids), api.tapped(tx, ids)
    return [_of(tx, caller, one, counts[one.id], tapped.get(one.id, Tapped())) for one in found]


def _of(tx: Transaction, caller: Caller, one: Mass, counts: Counts, tapped: Tapped) -> dict[str, Any]:
    return {
        "id": one.id, "name": one.name, "connection_id": one.connection_id, "chat_type": one.chat_type,
        "text": one.text, "attachments": list(one.attachments), "allow_select": one.allow_select,
        "state": one.state, "error": one.error, "counts": _counts(counts), "reminded_at": one.reminded_at,
        "read_at": one.read_at, "created_at": one.created_at, "finished_at": one.finished_at,
        "created_by": one.created_by, "send_at": one.send_at, "staff": tapped.members,
        "tapped": tapped.confirmed, "audience": _chosen(tx, caller, one.audience),
    }  # fmt: skip


def _chosen(tx: Transaction, caller: Caller, wanted: Audience) -> s.WecomMassAudienceOut:
    segment = None
    if wanted.segment_id is not None:
        segment = s.MassSegment(id=wanted.segment_id, name=_segment_name(tx, caller, wanted.segment_id))
    numbers = {
        "staff": len(wanted.staff_ids),
        "people": len(wanted.person_ids),
        "groups": len(wanted.group_ids),
    }
    return s.WecomMassAudienceOut(**numbers, segment=segment)


def _segment_name(tx: Transaction, caller: Caller, segment_id: int) -> str | None:
    try:
        return segments.get(tx, segment_id).name if caller.may("segments.read") else None
    except NotFound:
        return None


def _detail(tx: Transaction, caller: Caller, one: Mass) -> s.MassDetail:
    parts = api.parts(tx, one.id)
    by_part = api.counts_by_part(tx, one.id)
    staff = stores.staff_by_userid(tx, one.account, {part.sender for part in parts})
    members = []
    for part in parts:
        counted = by_part.get(part.id, {})
        who = staff.get(part.sender)
        members.append(
            s.MassMember(
                userid=part.sender, name=who.name if who else None, state=part.state,
                confirmed_at=part.confirmed_at, recipients=sum(counted.values()),
                sent=counted.get("sent", 0), waiting=counted.get("waiting", 0),
            )
        )  # fmt: skip
    return s.MassDetail(**_fields(tx, caller, [one])[0], members=members)


def _target(one: Target, member: str, seen: set[int], name: str | None, group: Any) -> s.MassTargetOut:
    visible = one.person_id if one.person_id in seen else None
    return s.MassTargetOut(
        name=group.name if group else name, person_id=visible, group_id=group.id if group else None,
        member=member, state=one.state, reason=one.reason, at=one.at,
    )  # fmt: skip
