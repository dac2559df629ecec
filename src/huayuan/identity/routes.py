"""HTTP of identity: the conflict queue, merges and undoing them."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from huayuan.access.api import audit
from huayuan.identity import api
from huayuan.identity.contracts import Conflict, ConflictState, Decision, Merge
from huayuan.kernel.routes import CurrentCaller, PageQuery, ReadTx, Tx, requires

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


class ConflictOut(FromValue):
    id: int
    persons: tuple[int, int] = Field(description="The two customers as they are numbered now, smaller first.")
    reason: str = Field(description="two_<kind>, too_many_<kind> or merge_undone.")
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
    items: list[ConflictOut]
    total: int


class MergeOut(FromValue):
    id: int
    winner: int = Field(description="The customer whose number was kept.")
    loser: int = Field(description="The customer that became part of the winner.")
    reason: str = Field(description="evidence, conflict, or what the operator wrote.")
    by: str
    at: datetime
    undone_at: datetime | None
    undone_by: str | None


class DecisionIn(BaseModel):
    decision: Decision = Field(description="merge: the two are one customer. keep_apart: they never are.")


class Resolution(BaseModel):
    conflict: ConflictOut
    merge_id: int | None = Field(description="The merge this decision made; it can be undone.")


class MergeIn(BaseModel):
    winner: int = Field(gt=0, description="The customer to keep.")
    loser: int = Field(gt=0, description="The customer that becomes part of it.")
    reason: str = Field(min_length=1, max_length=500, description="Why; shown in the history.")


class Split(BaseModel):
    winner: int = Field(description="The customer on the side that kept the number.")
    loser: int = Field(description="The customer that was split off.")


@router.get("/conflicts", dependencies=[READ])
def list_conflicts(
    tx: ReadTx,
    page: PageQuery,
    state: Annotated[ConflictState | None, Query(description="Default open.")] = ConflictState.OPEN,
    person: Annotated[int | None, Query(gt=0, description="Only those of this customer.")] = None,
) -> ConflictPage:
    items, total = api.conflicts(tx, state=state, person_id=person, limit=page.limit, offset=page.offset)
    return ConflictPage(items=[_conflict(one) for one in items], total=total)


@router.post("/conflicts/{conflict_id}/resolve", dependencies=[WRITE])
def resolve_conflict(tx: Tx, caller: CurrentCaller, conflict_id: int, body: DecisionIn) -> Resolution:
    merge_id = api.resolve_conflict(tx, conflict_id, body.decision, caller.name)
    settled = api.conflict(tx, conflict_id)
    data = {"decision": body.decision.value, "persons": list(settled.persons), "merge_id": merge_id}
    audit(tx, caller, "identity.conflict_resolved", f"conflict:{conflict_id}", data)
    return Resolution(conflict=_conflict(settled), merge_id=merge_id)


@router.post("/merges", status_code=201, dependencies=[WRITE])
def merge_persons(tx: Tx, caller: CurrentCaller, body: MergeIn) -> MergeOut:
    merge_id = api.merge(tx, body.winner, body.loser, body.reason, caller.name)
    done = api.merge_of(tx, merge_id)
    audit(tx, caller, "identity.merged", f"merge:{merge_id}", {"winner": done.winner, "loser": done.loser})
    return _merge(done)


@router.post("/merges/{merge_id}/undo", dependencies=[WRITE])
def undo_merge(tx: Tx, caller: CurrentCaller, merge_id: int) -> Split:
    winner, loser = api.undo_merge(tx, merge_id, caller.name)
    audit(tx, caller, "identity.split", f"merge:{merge_id}", {"winner": winner, "loser": loser})
    return Split(winner=winner, loser=loser)


def _conflict(value: Conflict) -> ConflictOut:
    return ConflictOut.model_validate(value)


def _merge(value: Merge) -> MergeOut:
    return MergeOut.model_validate(value)
