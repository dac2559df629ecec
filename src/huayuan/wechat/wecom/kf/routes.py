"""微信客服 over HTTP."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from huayuan.access.api import audit
from huayuan.kernel.routes import CurrentCaller, PageQuery, ReadTx, Tx, WriteSlot, requires, service
from huayuan.kernel.unit_of_work import Transaction, UnitOfWork
from huayuan.messaging import api as messaging
from huayuan.messaging.contracts import ChannelRegistry
from huayuan.profiles import api as profiles
from huayuan.stores import api as stores
from huayuan.wechat.connections.api import Connections
from huayuan.wechat.wecom.chosen import chosen_connection
from huayuan.wechat.wecom.client import Clients
from huayuan.wechat.wecom.kf import api, rules
from huayuan.wechat.wecom.kf.contracts import KfConversation, KfLine, SessionState
from huayuan.wechat.wecom.kf.errors import KfServicerNeeded
from huayuan.wechat.wecom.kf.moving import move
from huayuan.wechat.wecom.kf.reading import KfReader

router = APIRouter(prefix="/api/wecom/kf", tags=["wecom"])
Known = Annotated[Connections, service(Connections)]


class KfAccountOut(BaseModel):
    """`active` false: the app may no longer manage it. `read_at`: when its messages were last asked for."""

    connection_id: int
    open_kfid: str
    name: str
    avatar: str
    active: bool
    read_at: datetime | None


class KfAccounts(BaseModel):
    items: list[KfAccountOut]


class KfServicer(BaseModel):
    """A member, or a whole department by its number at WeCom."""

    userid: str
    staff_id: int | None
    name: str | None
    department_id: int | None
    serving: bool


class KfServicers(BaseModel):
    items: list[KfServicer]


State = Literal["unhandled", "robot", "queued", "human", "ended"]


class KfLineOut(BaseModel):
    """Something said, or what became of the session: `kind` entered, or its new state. `delivery` and `reason` of our
    own messages as the ledger has them."""

    number: str
    at: datetime
    speaker: Literal["us", "customer", "system", "servicer"]
    kind: str
    text: str
    servicer_name: str | None
    delivery: str | None = None
    reason: str | None = None


class KfLines(BaseModel):
    """The newest, oldest first."""

    items: list[KfLineOut]


class KfConversationOut(BaseModel):
    """`moves`: the states it may be moved into. `last`: what was said last, of the last month. `messages_left`: what may be sent before the customer writes again, until `answerable_until`."""

    id: int
    connection_id: int
    open_kfid: str
    account_name: str = Field(description="Of the account; empty until WeCom was asked.")
    person_id: int
    person_name: str | None
    state: State
    moves: list[State]
    last: KfLineOut | None
    servicer: str | None
    servicer_name: str | None
    scene: str | None
    entered_at: datetime | None
    asked_at: datetime | None
    answered_at: datetime | None
    answerable_until: datetime | None
    messages_left: int


class KfConversations(BaseModel):
    """`by_state`: how many there are of each, whatever state was asked for."""

    items: list[KfConversationOut]
    total: int
    by_state: dict[str, int]


class KfReply(BaseModel):
    """`key` makes it once: the same key again is the same message."""

    text: str = Field(max_length=2048)
    key: str = Field("", max_length=60)


class KfPlaced(BaseModel):
    """`state` and `reason` of the message at the gate; it goes out a moment later."""

    state: str
    reason: str | None
    fresh: bool


class KfMove(BaseModel):
    """`human` needs the member who takes over."""

    state: str = Field(pattern="robot|queued|human|ended")
    staff_id: int | None = None


@router.get("/accounts", dependencies=[requires("messages.read")])
def list_accounts(tx: ReadTx, connection_id: int | None = None) -> KfAccounts:
    found = api.accounts(tx, connection_id)
    return KfAccounts(
        items=[
            KfAccountOut(**{name: getattr(one, name) for name in KfAccountOut.model_fields}) for one in found
        ]
    )


@router.post("/accounts/refresh", dependencies=[requires("connections.write")])
def refresh_accounts(
    _slot: WriteSlot,
    known: Known,
    reader: Annotated[KfReader, service(KfReader)],
    uow: Annotated[UnitOfWork, service(UnitOfWork)],
    connection_id: int | None = None,
) -> KfAccounts:
    """Asks WeCom which accounts the app may manage."""
    connection = chosen_connection(known, connection_id)
    reader.accounts(connection.id)
    with uow.read() as tx:
        return list_accounts(tx, connection.id)


@router.get("/accounts/{open_kfid}/servicers", dependencies=[requires("messages.read")])
def list_servicers(
    open_kfid: str,
    known: Known,
    clients: Annotated[Clients, service(Clients)],
    uow: Annotated[UnitOfWork, service(UnitOfWork)],
    connection_id: int | None = None,
) -> KfServicers:
    """Who serves at an account, asked of WeCom now."""
    connection = chosen_connection(known, connection_id)
    found = clients.of(connection.id).kf_servicers(open_kfid)
    with uow.read() as tx:
        staff = stores.staff_by_userid(tx, connection.account, {one.userid for one in found if one.userid})
    items = []
    for one in found:
        member = staff.get(one.userid)
        items.append(
            KfServicer(
                userid=one.userid, staff_id=member.id if member else None,
                name=member.shown_name if member else None, department_id=one.department_id or None,
                serving=one.status == 0,
            )
        )  # fmt: skip
    return KfServicers(items=items)


@router.get("/conversations", dependencies=[requires("messages.read")])
def list_conversations(
    tx: ReadTx,
    caller: CurrentCaller,
    known: Known,
    page: PageQuery,
    open_kfid: Annotated[str | None, Query(max_length=64)] = None,
    state: State | None = None,
) -> KfConversations:
    """The newest question first; customers outside the caller's data scope are left out."""
    seen = profiles.visibility(tx, caller.scope)
    wanted = SessionState[state.upper()] if state else None
    found, total = api.conversations(
        tx, seen, open_kfid=open_kfid, state=wanted, limit=page.limit, offset=page.offset
    )
    counts = {one.name.lower(): count for one, count in api.by_state(tx, seen, open_kfid).items()}
    return KfConversations(items=_shown(tx, known, found), total=total, by_state=counts)


@router.get("/conversations/{session_id}", dependencies=[requires("messages.read")])
def show_conversation(tx: ReadTx, session_id: int, caller: CurrentCaller, known: Known) -> KfConversationOut:
    return _shown(tx, known, [api.conversation(tx, session_id, profiles.visibility(tx, caller.scope))])[0]


@router.get("/conversations/{session_id}/messages", dependencies=[requires("messages.read")])
def list_messages(tx: ReadTx, session_id: int, caller: CurrentCaller, known: Known) -> KfLines:
    """What was said in the last 30 days, the newest 200 at most. Pictures and files stay at WeCom."""
    one = api.conversation(tx, session_id, profiles.visibility(tx, caller.scope))
    found = api.lines(tx, one)
    names = _servicers(tx, known, one.connection_id, {line.servicer for line in found})
    return KfLines(items=[_line(tx, line, names) for line in found])


@router.post(
    "/conversations/{session_id}/messages", status_code=202, dependencies=[requires("messages.write")]
)
def reply(
    tx: Tx,
    session_id: int,
    caller: CurrentCaller,
    body: KfReply,
    known: Known,
    channels: Annotated[ChannelRegistry, service(ChannelRegistry)],
) -> KfPlaced:
    one = api.conversation(tx, session_id, profiles.visibility(tx, caller.scope))
    account = known.by_id(one.connection_id).account
    key = f"{caller.kind}:{caller.id}:{body.key or secrets.token_hex(12)}"
    placed = api.reply(tx, channels, one, account, body.text, key)
    audit(tx, caller, "wecom.kf_replied", f"person:{one.person_id}", {"session_id": one.id})
    return KfPlaced(state=placed.state.value, reason=placed.reason, fresh=placed.fresh)


@router.post("/conversations/{session_id}/state", dependencies=[requires("messages.write")])
def move_conversation(
    _slot: WriteSlot,
    session_id: int,
    caller: CurrentCaller,
    body: KfMove,
    known: Known,
    clients: Annotated[Clients, service(Clients)],
    uow: Annotated[UnitOfWork, service(UnitOfWork)],
) -> KfConversationOut:
    """Hands a session to the robot, the waiting pool, a servicer, or ends it. WeCom has the last word."""
    state = SessionState[body.state.upper()]
    with uow.read() as tx:
        one = api.conversation(tx, session_id, profiles.visibility(tx, caller.scope))
        staff = stores.staff_by_id(tx, [body.staff_id]) if body.staff_id else {}
    if state is SessionState.HUMAN and not staff:
        raise KfServicerNeeded()
    servicer = next(iter(staff.values())).userid if state is SessionState.HUMAN else ""
    with uow.begin() as tx:
        audit(
            tx,
            caller,
            "wecom.kf_moved",
            f"person:{one.person_id}",
            {"state": body.state, "servicer": servicer},
        )
    return _after(uow, known, move(clients, uow, one, state, servicer))


def _after(uow: UnitOfWork, known: Connections, one: KfConversation) -> KfConversationOut:
    with uow.read() as tx:
        return _shown(tx, known, [one])[0]


def _shown(tx: Transaction, known: Connections, found: Sequence[KfConversation]) -> list[KfConversationOut]:
    names = profiles.names_of(tx, {one.person_id for one in found})
    last = api.last_words(tx, [one.id for one in found])
    accounts = {(one.connection_id, one.open_kfid): one.name for one in api.accounts(tx)}
    shown = []
    for one in found:
        said = last.get(one.id)
        servicers = {one.servicer, said.servicer} if said else {one.servicer}
        staff = _servicers(tx, known, one.connection_id, servicers)
        fields: dict[str, Any] = {name: getattr(one, name) for name in _SAME}
        shown.append(
            KfConversationOut(
                **fields, account_name=accounts.get((one.connection_id, one.open_kfid), ""),
                person_name=names.get(one.person_id), state=one.state.name.lower(),
                moves=[state.name.lower() for state in rules.moves(one)],
                last=_line(tx, said, staff) if said else None,
                servicer=one.servicer or None, servicer_name=staff.get(one.servicer),
                scene=one.scene or None, answerable_until=rules.answerable_until(one),
                messages_left=rules.messages_left(one, tx.now),
            )
        )  # fmt: skip
    return shown


def _servicers(tx: Transaction, known: Connections, connection_id: int, userids: set[str]) -> dict[str, str]:
    """userid → name, of members we know."""
    wanted = userids - {""}
    if not wanted:
        return {}
    found = stores.staff_by_userid(tx, known.by_id(connection_id).account, wanted)
    return {userid: member.shown_name for userid, member in found.items()}


def _line(tx: Transaction, line: KfLine, names: dict[str, str]) -> KfLineOut:
    delivery, reason = (messaging.state_of(tx, line.key) if line.key else None) or (None, None)
    return KfLineOut(
        number=line.number, at=line.at, speaker=line.speaker.name.lower(), kind=line.kind, text=line.text,
        servicer_name=names.get(line.servicer, line.servicer or None), delivery=delivery, reason=reason,
    )  # fmt: skip


_SAME = ("id", "connection_id", "open_kfid", "person_id", "entered_at", "asked_at", "answered_at")
