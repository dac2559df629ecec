"""HTTP of the tag sync: how each account stands, "now", and which tags are kept in step with it."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, Field

from huayuan.access.api import audit
from huayuan.kernel.routes import CurrentCaller, ReadTx, Tx, requires, service
from huayuan.wechat.connections.api import Connections
from huayuan.wechat.tag_sync import api, showing
from huayuan.wechat.tag_sync.api import TagSyncs

router = APIRouter(prefix="/api/tags", tags=["tags"])
Known = Annotated[Connections, service(Connections)]
Syncs = Annotated[TagSyncs, service(TagSyncs)]
READ, WRITE = requires("tags.read"), requires("tags.write")


class Label(BaseModel):
    zh: str
    en: str


class TagConflictOut(BaseModel):
    tag_id: int
    tag: str
    code: str = Field(description="What is the matter, or the platform's error code.")
    reason: Label
    here: str | None = Field(description="Its name here.")
    there: str | None = Field(description="Its name there; null when it is not there.")


class AccountOut(BaseModel):
    account: str
    name: str
    kind: str
    last_at: datetime | None = Field(description="When tags were compared last.")
    tags: int = Field(description="Tags of the account.")
    most_tags: int = Field(description="How many it may have.")
    in_step: int
    waiting: int = Field(description="Tags and people that are still to be told there.")
    failed: int = Field(description="People whose tags the platform did not take; `failures` say why.")
    failures: list[TagConflictOut] = Field(description="By error code; `tag` says how many people.")
    conflicts: list[TagConflictOut]
    error: Label | None = Field(description="What stops the account as a whole.")


class Accounts(BaseModel):
    items: list[AccountOut]


class Start(BaseModel):
    account: str = Field(max_length=64)


class Queued(BaseModel):
    queued: bool


@router.get("/sync", dependencies=[READ])
def list_accounts(tx: ReadTx, connections: Known, syncs: Syncs) -> Accounts:
    """Every account whose tags are kept in step with ours, and what is not."""
    found = [one for kind in syncs.kinds for one in connections.all(kind)]
    return Accounts(items=[AccountOut.model_validate(one) for one in showing.accounts(tx, found)])


@router.post("/sync/{account}/now", status_code=202, dependencies=[WRITE])
def sync_now(tx: Tx, caller: CurrentCaller, connections: Known, syncs: Syncs, account: str) -> Queued:
    """Compare the tags now, and try again whatever failed."""
    api.sync_now(tx, api.connection_of(connections, syncs, account))
    audit(tx, caller, "tags.synchronised", f"tag_account:{account}")
    return Queued(queued=True)


@router.post("/{tag_id}/sync", status_code=202, dependencies=[WRITE])
def start(
    tx: Tx, caller: CurrentCaller, connections: Known, syncs: Syncs, tag_id: int, body: Start
) -> Queued:
    """Keep the tag in step with one of the account: made there when there is none of its name, and put on its wearers."""
    api.start(tx, api.connection_of(connections, syncs, body.account), tag_id)
    audit(tx, caller, "tags.sync_started", f"tag:{tag_id}", {"account": body.account})
    return Queued(queued=True)


@router.delete("/{tag_id}/sync/{account}", status_code=204, dependencies=[WRITE])
def stop(tx: Tx, caller: CurrentCaller, tag_id: int, account: str) -> None:
    """Keep it in step no longer; both sides stay as they are."""
    api.stop(tx, account, tag_id)
    audit(tx, caller, "tags.sync_stopped", f"tag:{tag_id}", {"account": account})
