"""What the HTTP API says about the people of a segment."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, Field

from huayuan.profiles.api import CustomerQuery


class TagOf(BaseModel):
    id: int
    name: str
    color: str


class FriendOf(BaseModel):
    staff_id: int
    name: str
    store: str | None


class PersonLine(BaseModel):
    """A line as the customer list shows it."""

    id: int
    name: str | None
    avatar: str | None
    phone_masked: str | None
    city: str | None
    channel: str | None
    last_channel: str | None
    stage: str | None
    first_seen_at: datetime
    last_seen_at: datetime
    friends: list[FriendOf]
    tags: list[TagOf]
    orders: int
    gmv: int = Field(description="分")
    last_order_at: datetime | None
    events: int


class PersonPage(BaseModel):
    items: list[PersonLine]
    total: int


class TagAll(BaseModel):
    add: list[int] = Field(default=[], max_length=50)
    remove: list[int] = Field(default=[], max_length=50)


class AssignAll(BaseModel):
    staff: list[int] = Field(max_length=200, description="Several: shared out in turn, to friends first.")


class ActionBegun(BaseModel):
    job_id: int
    id: int


class SegmentActionOut(BaseModel):
    id: int
    kind: Literal["tag", "assign"]
    segment_id: int
    segment_name: str
    state: Literal["running", "done", "undoing", "undone"]
    people: int
    changed: int
    by: str
    created_at: datetime
    finished_at: datetime | None


class SegmentActions(BaseModel):
    items: list[SegmentActionOut]
    total: int


class UndoBegun(BaseModel):
    job_id: int


class ExportIn(BaseModel):
    fields: list[str] = Field(default=[], max_length=50, description="None: all of them.")
    reason: str = Field(max_length=500)
    language: Literal["zh", "en"] = "zh"


class ExportChosenIn(ExportIn):
    """Either `people`, or everybody who fits `query` (the query of GET /api/customers)."""

    people: list[int] = Field(default=[], max_length=5000)
    query: CustomerQuery | None = None


class ExportOut(BaseModel):
    id: int
    of: Literal["segment", "people", "query"] = Field(description="What it is a file of.")
    segment_id: int | None = Field(description="Of a segment.")
    segment_name: str | None
    fields: list[str]
    state: str = Field(description="queued, done or expired.")
    rows: int | None
    created_at: datetime
    finished_at: datetime | None
    by: str
    reason: str
    url: str | None = Field(description="Where the file is, for a week.")


class Exports(BaseModel):
    items: list[ExportOut]
    total: int
