"""HTTP of identity: the conflict queue, merges and undoing them, and how well people are recognised."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ConfigDict, Field

from huayuan.access.api import audit
from huayuan.identity import api, quality
from huayuan.identity.contracts import Conflict, ConflictState, Decision, Merge, PeopleInScope
from huayuan.kernel.crypto import Vault
from huayuan.kernel.routes import Caller, CurrentCaller, PageQuery, ReadTx, Tx, requires, service, services_of
from huayuan.kernel.unit_of_work import Transaction

router = APIRouter(prefix="/api", tags=["identity"])
READ, WRITE = requires("identity.read"), requires("identity.write")


class Bilingual(BaseModel):
    zh: str
    en: str


class FromValue(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class SeenIdentifierOut(FromValue):
    id: int = Field(description="Identifier, as in the customer's list of identifiers.")
    kind: str = Field(description="Kind of identifier, such as wechat_unionid or phone.")
    label: Bilingual = Field(description="The kind's name.")
    value_masked: str = Field(description="The value with its middle left out.")


class IdentityConflictOut(FromValue):
    id: int
    persons: tuple[int, int] = Field(description="The two customers as they are numbered now, smaller first.")
    reason: str = Field(description="two_<kind>, too_many_<kind>, shared_device or merge_undone.")
    label: Bilingual = Field(description="The reason in words.")
    identifiers: list[SeenIdentifierOut] = Field(
        description="Identifiers that were seen together in one event."
    )
    event_id: UUID | None = Field(description="The first event that showed it.")
    source: str = Field(description="Where that event came from.")
    state: ConflictState = Field(description="open, merged or kept_apart.")
    times: int = Field(description="How often evidence asked to link the two.")
    first_at: datetime
    last_at: datetime
    decided_by: str | None
    decided_at: datetime | None


class ConflictPage(BaseModel):
    items: list[IdentityConflictOut]
    total: int


class PersonMergeOut(FromValue):
    id: int
    winner: int = Field(description="The customer whose number was kept.")
    loser: int = Field(description="The customer that became part of the winner.")
    basis: str = Field(
        description="event, operator, sitting or device; the last two are undone by themselves."
    )
    reason: str = Field(description="evidence, conflict, sitting, device, or what the operator wrote.")
    by: str
    at: datetime
    undone_at: datetime | None
    undone_by: str | None


class DecisionIn(BaseModel):
    decision: Decision = Field(description="merge: the two are one customer. keep_apart: they never are.")


class Resolution(BaseModel):
    conflict: IdentityConflictOut
    merge_id: int | None = Field(description="The merge this decision made; it can be undone.")


class PersonMergeIn(BaseModel):
    winner: int = Field(gt=0, description="The customer to keep.")
    loser: int = Field(gt=0, description="The customer that becomes part of it.")
    reason: str = Field(min_length=1, max_length=500, description="Why; shown in the history.")


class Split(BaseModel):
    winner: int = Field(description="The customer on the side that kept the number.")
    loser: int = Field(description="The customer that was split off.")


def _within(request: Request, tx: Transaction, caller: Caller) -> Any | None:
    """The people whom the caller's data scope shows, as a subquery; None: everyone."""
    if caller.sees_everybody:
        return None
    return services_of(request).get(PeopleInScope).query(tx, caller.scope)


@router.get("/conflicts", dependencies=[READ])
def list_conflicts(
    request: Request,
    tx: ReadTx,
    caller: CurrentCaller,
    page: PageQuery,
    state: Annotated[ConflictState | None, Query(description="Default open.")] = ConflictState.OPEN,
    person: Annotated[int | None, Query(gt=0, description="Only those of this customer.")] = None,
) -> ConflictPage:
    """Those between customers within the caller's data scope."""
    within = _within(request, tx, caller)
    items, total = api.conflicts(
        tx, state=state, person_id=person, within=within, limit=page.limit, offset=page.offset
    )
    return ConflictPage(items=[_conflict(one) for one in items], total=total)


@router.post("/conflicts/{conflict_id}/resolve", dependencies=[WRITE])
def resolve_conflict(
    request: Request, tx: Tx, caller: CurrentCaller, conflict_id: int, body: DecisionIn
) -> Resolution:
    api.check_within(tx, api.conflict(tx, conflict_id).persons, _within(request, tx, caller))
    merge_id = api.resolve_conflict(tx, conflict_id, body.decision, caller.name)
    settled = api.conflict(tx, conflict_id)
    data = {"decision": body.decision.value, "persons": list(settled.persons), "merge_id": merge_id}
    audit(tx, caller, "identity.conflict_resolved", f"conflict:{conflict_id}", data)
    return Resolution(conflict=_conflict(settled), merge_id=merge_id)


@router.post("/merges", status_code=201, dependencies=[WRITE])
def merge_persons(request: Request, tx: Tx, caller: CurrentCaller, body: PersonMergeIn) -> PersonMergeOut:
    """Both within the caller's data scope."""
    api.check_within(tx, (body.winner, body.loser), _within(request, tx, caller))
    merge_id = api.merge(tx, body.winner, body.loser, body.reason, caller.name)
    done = api.merge_of(tx, merge_id)
    audit(tx, caller, "identity.merged", f"merge:{merge_id}", {"winner": done.winner, "loser": done.loser})
    return _merge(done)


@router.post("/merges/{merge_id}/undo", dependencies=[WRITE])
def undo_merge(request: Request, tx: Tx, caller: CurrentCaller, merge_id: int) -> Split:
    api.check_within(tx, (api.merge_of(tx, merge_id).winner,), _within(request, tx, caller))
    winner, loser = api.undo_merge(tx, merge_id, caller.name)
    audit(tx, caller, "identity.split", f"merge:{merge_id}", {"winner": winner, "loser": loser})
    return Split(winner=winner, loser=loser)


class MergesOfBasis(BaseModel):
    held: int
    undone: int


class IdentityState(BaseModel):
    """What can be said without knowing the truth."""

    people: int
    identifiers: dict[str, int] = Field(description="By kind.")
    merges: dict[str, MergesOfBasis] = Field(description="By basis: event, operator, sitting, device.")
    open_conflicts: dict[str, int] = Field(description="By reason.")
    devices_named: int = Field(description="Devices on which somebody named themself.")
    devices_owned: int = Field(description="Those of them that belong to somebody; the others are shared.")


class TrueIdentifierIn(BaseModel):
    kind: str = Field(max_length=40)
    value: str = Field(max_length=512)
    account: str | None = Field(None, max_length=128)
    evidence: int | None = Field(
        None, description="Shared by those of a person that something shown connects."
    )


class TruePersonIn(BaseModel):
    person: str = Field(max_length=80)
    ids: list[TrueIdentifierIn] = Field(max_length=50)


class TruthIn(BaseModel):
    people: list[TruePersonIn] = Field(max_length=20_000)


class KindQualityOut(FromValue):
    identifiers: int
    precision: float
    recall: float


class IdentityQualityOut(FromValue):
    """Of pairs of identifiers: precision of those we hold for one person, recall of those that evidence connects."""

    identifiers_known: int
    people: int
    precision: float
    recall: float
    wrongly_merged_people: int = Field(description="Our customers who are several people in truth.")
    by_kind: dict[str, KindQualityOut]


@router.get("/identity/quality", dependencies=[READ])
def read_state(tx: ReadTx) -> IdentityState:
    found = quality.state(tx)
    return IdentityState(
        people=found.people,
        identifiers=found.identifiers,
        merges={basis: MergesOfBasis(held=held, undone=gone) for basis, (held, gone) in found.merges.items()},
        open_conflicts=found.open_conflicts,
        devices_named=found.devices_named,
        devices_owned=found.devices_owned,
    )


@router.post("/identity/quality", dependencies=[READ])
def measure_quality(tx: ReadTx, vault: Annotated[Vault, service(Vault)], body: TruthIn) -> IdentityQualityOut:
    """Measure us against a truth: a sandbox's, or people whom you know. Nothing of it is kept."""
    truth = [
        quality.TrueIdentifier(one.person, each.kind, each.value, each.account, each.evidence)
        for one in body.people
        for each in one.ids
    ]
    return IdentityQualityOut.model_validate(quality.measure(tx, vault, truth))


def _conflict(value: Conflict) -> IdentityConflictOut:
    return IdentityConflictOut.model_validate(value)


def _merge(value: Merge) -> PersonMergeOut:
    return PersonMergeOut.model_validate(value)
