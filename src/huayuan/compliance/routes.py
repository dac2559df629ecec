"""HTTP of compliance: a copy of a person's data, and its erasure."""

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Response
from pydantic import BaseModel, ConfigDict, Field

from huayuan.compliance import api
from huayuan.compliance.contracts import PersonRights
from huayuan.events.api import EventReader
from huayuan.events.contracts import as_json
from huayuan.kernel.routes import CurrentCaller, Tx, requires, service

router = APIRouter(prefix="/api", tags=["compliance"])
Rights = Annotated[PersonRights, service(PersonRights)]


MOST_EVENTS = 100_000


class ReasonIn(BaseModel):
    model_config = ConfigDict(extra="forbid")
    reason: str = Field(default="", max_length=2000)


class ErasedIdentifierOut(BaseModel):
    kind: str
    value: str
    account: str


class PersonExportOut(BaseModel):
    person_id: int
    exported_at: datetime
    identifiers: list[ErasedIdentifierOut]
    data: dict[str, Any]


class ErasureOut(BaseModel):
    person_id: int
    removed: dict[str, int]
    remembered: int


@router.post("/customers/{id}/export-personal-data", dependencies=[requires("compliance.write")])
def export_personal_data(
    id: int,
    body: ReasonIn,
    response: Response,
    tx: Tx,
    caller: CurrentCaller,
    rights: Rights,
    reader: Annotated[EventReader, service(EventReader)],
) -> PersonExportOut:
    found = api.export_person(tx, id, rights, by=caller, reason=body.reason)
    happened = [as_json(event) for event in reader.timeline(found.person_id, limit=MOST_EVENTS)]
    response.headers["content-disposition"] = f'attachment; filename="person-{found.person_id}.json"'
    response.headers["cache-control"] = "no-store"
    return PersonExportOut(
        person_id=found.person_id,
        exported_at=found.exported_at,
        identifiers=[ErasedIdentifierOut(**one._asdict()) for one in found.identifiers],
        data=dict(found.data) | {"events": happened},
    )


@router.post("/customers/{id}/erase", dependencies=[requires("compliance.write")])
def erase(id: int, body: ReasonIn, tx: Tx, caller: CurrentCaller, rights: Rights) -> ErasureOut:
    done = api.erase_person(tx, id, rights, by=caller, reason=body.reason)
    return ErasureOut(person_id=done.person_id, removed=dict(done.removed), remembered=done.remembered)
