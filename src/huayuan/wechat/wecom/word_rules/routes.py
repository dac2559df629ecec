"""Rules of words over HTTP. Every call asks WeCom."""

from datetime import UTC, datetime
from typing import Annotated, Literal

from fastapi import APIRouter
from pydantic import BaseModel, Field, model_validator

from huayuan.access.api import audit
from huayuan.kernel.errors import NotFound
from huayuan.kernel.routes import CurrentCaller, WriteSlot, requires, service
from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.stores import api as stores
from huayuan.wechat.connections.api import Connections
from huayuan.wechat.connections.contracts import Connection
from huayuan.wechat.wecom.chosen import chosen_connection
from huayuan.wechat.wecom.client import Clients
from huayuan.wechat.wecom.word_rules.calls import NewRule

router = APIRouter(prefix="/api/wecom/word-rules", tags=["wecom"])
Known = Annotated[Connections, service(Connections)]
TheClients = Annotated[Clients, service(Clients)]
Uow = Annotated[UnitOfWork, service(UnitOfWork)]
Kind = Literal["mobile", "email", "red_packet"]
_KINDS: dict[Kind, int] = {"mobile": 1, "email": 2, "red_packet": 3}
_NAMES: dict[int, Kind] = {number: name for name, number in _KINDS.items()}


class WordRuleIn(BaseModel):
    """For whom: members of the staff, or departments by their number at WeCom; at least one."""

    connection_id: int | None = None
    name: str = Field(min_length=1, max_length=20)
    words: list[Annotated[str, Field(min_length=1, max_length=32)]] = Field(min_length=1, max_length=300)
    kinds: list[Kind] = Field(
        [], description="Also what looks like a mobile number, mail address or red packet."
    )
    blocks: bool = Field(True, description="Not sent at all; else the member is only warned.")
    staff_ids: list[int] = Field([], max_length=1000)
    departments: list[int] = Field([], max_length=1000)

    @model_validator(mode="after")
    def _somebody(self) -> "WordRuleIn":
        if not self.staff_ids and not self.departments:
            raise ValueError("staff_ids or departments")
        return self


class WordRuleRef(BaseModel):
    id: str
    name: str
    created_at: datetime | None


class WordRuleList(BaseModel):
    items: list[WordRuleRef]


class WordRuleOut(BaseModel):
    """`userids` who are no staff of ours (any more) are shown by their id at WeCom only."""

    id: str
    name: str
    words: list[str]
    kinds: list[Kind]
    blocks: bool
    staff_ids: list[int]
    userids: list[str]
    departments: list[int]


@router.get("", dependencies=[requires("messages.read")])
def list_rules(known: Known, clients: TheClients, connection_id: int | None = None) -> WordRuleList:
    found = clients.of(chosen_connection(known, connection_id).id).word_rules()
    return WordRuleList(
        items=[
            WordRuleRef(
                id=one.rule_id, name=one.rule_name,
                created_at=datetime.fromtimestamp(one.create_time, UTC) if one.create_time else None,
            )
            for one in found
        ]
    )  # fmt: skip


@router.get("/{rule_id}", dependencies=[requires("messages.read")])
def get_rule(
    rule_id: str, known: Known, clients: TheClients, uow: Uow, connection_id: int | None = None
) -> WordRuleOut:
    return _read(clients, uow, chosen_connection(known, connection_id), rule_id)


@router.post("", status_code=201, dependencies=[requires("messages.write")])
def add_rule(
    _slot: WriteSlot, body: WordRuleIn, caller: CurrentCaller, known: Known, clients: TheClients, uow: Uow
) -> WordRuleOut:
    connection = chosen_connection(known, body.connection_id)
    rule_id = clients.of(connection.id).add_word_rule(_wanted(uow, connection, body))
    _note(uow, caller, "added", rule_id, body.name)
    return _read(clients, uow, connection, rule_id)


@router.put("/{rule_id}", dependencies=[requires("messages.write")])
def change_rule(
    _slot: WriteSlot, rule_id: str, body: WordRuleIn, caller: CurrentCaller, known: Known,
    clients: TheClients, uow: Uow,
) -> WordRuleOut:  # fmt: skip
    connection = chosen_connection(known, body.connection_id)
    client = clients.of(connection.id)
    before = client.word_rule(rule_id)
    if before is None:
        raise NotFound(what="word rule")
    client.update_word_rule(rule_id, _wanted(uow, connection, body), before.applicable_range)
    _note(uow, caller, "changed", rule_id, body.name)
    return _read(clients, uow, connection, rule_id)


@router.delete("/{rule_id}", status_code=204, dependencies=[requires("messages.write")])
def delete_rule(
    _slot: WriteSlot, rule_id: str, caller: CurrentCaller, known: Known, clients: TheClients, uow: Uow,
    connection_id: int | None = None,
) -> None:  # fmt: skip
    clients.of(chosen_connection(known, connection_id).id).delete_word_rule(rule_id)
    _note(uow, caller, "deleted", rule_id, "")


def _wanted(uow: UnitOfWork, connection: Connection, body: WordRuleIn) -> NewRule:
    with uow.read() as tx:
        staff = stores.staff_by_id(tx, body.staff_ids)
    mine = {number: one.userid for number, one in staff.items() if one.account == connection.account}
    if len(mine) < len(set(body.staff_ids)):
        raise NotFound(what="staff")
    kinds = [_KINDS[one] for one in dict.fromkeys(body.kinds)]
    return NewRule(body.name, body.words, kinds, body.blocks, sorted(mine.values()), body.departments)


def _read(clients: Clients, uow: UnitOfWork, connection: Connection, rule_id: str) -> WordRuleOut:
    one = clients.of(connection.id).word_rule(rule_id)
    if one is None:
        raise NotFound(what="word rule")
    with uow.read() as tx:
        staff = stores.staff_by_userid(tx, connection.account, one.applicable_range.user_list)
    return WordRuleOut(
        id=str(one.rule_id) or rule_id, name=one.rule_name, words=one.word_list,
        kinds=[_NAMES[kind] for kind in one.semantics_list if kind in _NAMES], blocks=one.intercept_type == 1,
        staff_ids=sorted(member.id for member in staff.values()), userids=one.applicable_range.user_list,
        departments=one.applicable_range.department_list,
    )  # fmt: skip


def _note(uow: UnitOfWork, caller: CurrentCaller, what: str, rule_id: str, name: str) -> None:
    with uow.begin() as tx:
        audit(tx, caller, f"wecom.word_rule_{what}", f"wecom_word_rule:{rule_id}", {"name": name})
