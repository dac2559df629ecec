"""Where the archive process hands over what it read."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from huayuan.kernel.routes import ReadTx, Tx, requires, service
from huayuan.wechat.connections.api import Connections
from huayuan.wechat.wecom.archive import api
from huayuan.wechat.wecom.archive.contracts import BATCH, ArchivedMessage
from huayuan.wechat.wecom.chosen import chosen_connection

router = APIRouter(prefix="/api/wecom/archive", tags=["wecom"])
Known = Annotated[Connections, service(Connections)]
Name = Annotated[str, Field(min_length=1, max_length=64)]


class ArchivedMessageIn(BaseModel):
    """Anything else, above all what was said, is refused: it must not leave the archive process."""

    model_config = ConfigDict(extra="forbid")

    seq: int = Field(ge=1)
    msgid: str = Field(min_length=1, max_length=128)
    sender: Name
    receivers: list[Name] = Field([], max_length=2000)
    room: str = Field("", max_length=64)
    kind: str = Field(min_length=1, max_length=32)
    sent_at: AwareDatetime


class ArchiveIn(BaseModel):
    messages: list[ArchivedMessageIn] = Field(max_length=BATCH)


class ArchivePlace(BaseModel):
    seq: int
    taken_at: datetime | None


class ArchiveTaken(BaseModel):
    seq: int
    told: int


@router.get("/{connection_id}", dependencies=[requires("imports.write")])
def get_place(tx: ReadTx, connection_id: int, known: Known) -> ArchivePlace:
    """Where the process goes on after a restart."""
    seq, taken_at = api.place(tx, chosen_connection(known, connection_id))
    return ArchivePlace(seq=seq, taken_at=taken_at)


@router.post("/{connection_id}/messages", dependencies=[requires("imports.write")])
def take_messages(tx: Tx, connection_id: int, body: ArchiveIn, known: Known) -> ArchiveTaken:
    """Up to 1,000; the same again is harmless."""
    messages = [
        ArchivedMessage(one.seq, one.msgid, one.sender, tuple(one.receivers), one.room, one.kind, one.sent_at)
        for one in body.messages
    ]
    taken = api.take(tx, chosen_connection(known, connection_id), messages)
    return ArchiveTaken(seq=taken.seq, told=taken.told)
