"""What the HTTP API says about customers. Times are ISO 8601 in UTC, money in 分."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from huayuan.profiles.asking import CustomerQuery
from huayuan.profiles.contracts import TraitKind
from huayuan.profiles.tags.shapes import Rule


class FromValue(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class Label(BaseModel):
    zh: str
    en: str


class TagOfCustomer(FromValue):
    id: int
    name: str
    color: str = Field(description="Name of a colour of the design system, such as green.")


class FriendOfCustomer(BaseModel):
    """A member of staff with whom the customer is friends now."""

    staff_id: int
    name: str
    store: str | None = Field(description="The store where they work now.")


class CustomerRow(BaseModel):
    """A line of the customer list."""

    id: int = Field(description="Number of the person; a merge keeps the winner's.")
    name: str | None
    avatar: str | None
    phone_masked: str | None = Field(description="The phone seen latest, its middle hidden.")
    channel: str | None = Field(description="The channel of their first event that had one.")
    last_channel: str | None
    stage: str | None = Field(description="Lifecycle stage, once segments compute it.")
    first_seen_at: datetime
    last_seen_at: datetime
    friends: list[FriendOfCustomer]
    tags: list[TagOfCustomer]
    orders: int = Field(description="Paid orders, refunded ones included.")
    gmv: int = Field(description="What they paid for these orders, refunds not deducted, in 分.")
    last_order_at: datetime | None = Field(description="When they last paid.")
    events: int = Field(description="Everything they did; our own notes about them do not count.")


class CustomerPage(BaseModel):
    items: list[CustomerRow]
    total: int


class EvidenceOut(FromValue):
    """Why an identifier is theirs: it was seen in one event together with another."""

    source: str
    event_id: UUID | None
    at: datetime
    last_at: datetime
    times: int
    with_kind: str
    with_value_masked: str


class IdentifierOut(FromValue):
    id: int
    kind: str
    label: Label
    value_masked: str
    account: str
    origin_person_id: int = Field(description="The person it was first recorded for, before any merge.")
    first_seen_at: datetime
    last_seen_at: datetime
    evidence: list[EvidenceOut]


class FriendshipOut(BaseModel):
    """A friendship, from adding to removal."""

    staff_id: int
    staff_name: str
    store_name: str | None
    account: str
    added_at: datetime
    removed_at: datetime | None
    removed_by: str | None = Field(description="customer, staff or transfer.")
    add_way: int | None = Field(description="WeCom's number for how they met (add_way).")
    state: str | None = Field(description="State of the code that was scanned.")
    channel: str | None
    live_code_id: int | None
    remark: str | None = Field(description="The staff member's note name (备注).")


class TraitOut(BaseModel):
    key: str
    label: Label
    kind: TraitKind
    value: Any
    source: str
    confidence: float = Field(description="How sure the source is, 0 to 1.")
    updated_at: datetime


class TotalsOut(BaseModel):
    orders: int
    gmv: int = Field(description="分")
    average: int = Field(description="GMV for each order, in 分, rounded down.")
    last_order_at: datetime | None
    events: int


class MergeOut(FromValue):
    id: int
    winner: int
    loser: int
    basis: str = Field(description="event, operator, sitting or device.")
    reason: str
    by: str
    at: datetime
    undone_at: datetime | None
    undone_by: str | None


class ConflictOut(BaseModel):
    id: int
    persons: list[int]
    reason: str
    label: Label
    state: str
    first_at: datetime
    last_at: datetime


class CustomerDetail(BaseModel):
    """All we know about a person, except their events and orders."""

    id: int
    name: str | None
    avatar: str | None
    gender: str | None
    city: str | None
    phone_masked: str | None
    stage: str | None
    channel: str | None
    last_channel: str | None
    first_seen_at: datetime
    last_seen_at: datetime
    identifiers: list[IdentifierOut]
    friends: list[FriendshipOut] = Field(description="Newest first, ended ones included.")
    traits: list[TraitOut]
    tags: list[TagOfCustomer]
    totals: TotalsOut
    merges: list[MergeOut]
    conflicts: list[ConflictOut] = Field(description="Open ones.")


class TimelineEvent(BaseModel):
    event_id: UUID
    event: str
    label: Label
    occurred_at: datetime
    received_at: datetime
    person_id: int
    account: str | None
    channel: str | None
    staff_id: str | None
    store_id: str | None
    amount: int | None = Field(description="分")
    properties: dict[str, Any] = Field(
        description="Personal ones read ***; POST /api/customers/{id}/reveal shows one, with a reason."
    )


class Timeline(BaseModel):
    """Newest first. Ask again with `before` = `next_before` for older events; null when there are none."""

    items: list[TimelineEvent]
    next_before: datetime | None
    counts_by_event: dict[str, int] = Field(description="All their events by name, whatever the filter.")


class RevealIn(BaseModel):
    field: str = Field(
        max_length=120,
        description="phone, another kind of identifier, identifier:<id>, or event:<event id>:<property>.",
        examples=["phone"],
    )
    reason: str = Field(max_length=200, description="Why; written to the audit log.")


class Revealed(BaseModel):
    value: str


class TagChange(BaseModel):
    add: list[int] = Field(default=[], max_length=100)
    remove: list[int] = Field(default=[], max_length=100)
    expires_at: datetime | None = Field(
        default=None, description="When what is given now is taken off again."
    )
    why: str | None = Field(
        default=None, max_length=120, description="What it is given for; kept with the gift."
    )


class BulkTags(TagChange):
    """Tags for many: either `ids`, or everybody who fits `filter` (the query of GET /api/customers)."""

    ids: list[int] = Field(default=[], max_length=5000)
    filter: CustomerQuery | None = None


class TagFailure(BaseModel):
    id: int
    code: str
    message: Label


class TagsTurned(BaseModel):
    id: int = Field(description="The customer, as they are numbered now.")
    added: list[int] = Field(description="Tags they wear now and did not.")
    removed: list[int] = Field(description="Tags they wear no longer, those of an exclusive group included.")


class BulkTagsDone(BaseModel):
    changed: int = Field(description="Customers whose tags are different now.")
    items: list[TagsTurned] = Field(description="What is different of each of them.")
    failed: list[TagFailure] = Field(description="Of whom nothing was changed, and why.")
    queued: int = Field(description="Above 0: so many are changed in the background, by the job `job_id`.")
    job_id: int | None = Field(description="Its progress: GET /api/jobs/{job_id}.")
    edit_id: int = Field(description="What POST /api/tags/edits/{edit_id}/undo takes back.")
    undoable: bool = Field(description="False: nothing is different, so there is nothing to undo.")


class TagsOfCustomer(BaseModel):
    tags: list[TagOfCustomer]


class TagOut(TagOfCustomer):
    group: str
    people: int = Field(description="Persons who wear it.")
    status: str = Field(description="active, or archived: it cannot be given any more.")


class TagList(BaseModel):
    items: list[TagOut]


class TagIn(BaseModel):
    group: int | Annotated[str, Field(min_length=1, max_length=60)] = Field(
        description="Its id; or its name, and it is made when absent."
    )
    name: str = Field(min_length=1, max_length=60)
    color: str | None = Field(default=None, max_length=16, pattern="^[a-z]+$")
    expires_after_days: int | None = Field(default=None, ge=1, le=3650)
    rule: Rule | None = Field(default=None, description="The segment whose members wear it.")


class Hit(BaseModel):
    kind: str = Field(description="person, segment or tag.")
    id: int
    title: str
    subtitle: str | None
    url: str


class Hits(BaseModel):
    items: list[Hit]
