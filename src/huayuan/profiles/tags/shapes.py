"""What the HTTP API says about tags. Times are ISO 8601 in UTC."""

from datetime import date, datetime
from typing import Any

from pydantic import BaseModel, Field

COLOR = Field(
    default=None, max_length=16, pattern="^[a-z]*$", description="Name of a colour of the design system."
)


class Label(BaseModel):
    zh: str
    en: str


class Who(BaseModel):
    """Who may give and take the tags of a group by hand."""

    everybody: bool = True
    roles: list[int] = Field(default=[], max_length=100)


class GroupIn(BaseModel):
    name: str = Field(min_length=1, max_length=60)
    exclusive: bool = Field(default=False, description="Whoever gets one of its tags loses the others.")
    color: str | None = COLOR
    who: Who = Who()


class GroupPatch(BaseModel):
    name: str | None = Field(default=None, min_length=1, max_length=60)
    exclusive: bool | None = None
    color: str | None = COLOR
    who: Who | None = None


class Rule(BaseModel):
    """The members of a segment wear the tag."""

    segment: int


class SyncMark(BaseModel):
    account: str
    kind: str = Field(description="wecom or official_account.")
    state: str = Field(description="in_step, waiting, conflict or failed.")
    reason: str | None
    error: str | None = Field(description="What the platform answered, as its code.")


class ManagedTagOut(BaseModel):
    id: int
    name: str
    color: str
    people: int = Field(description="Persons who wear it.")
    status: str = Field(description="active, or archived: it cannot be given any more.")
    expires_after_days: int | None
    rule: Rule | None
    synced: list[SyncMark]


class GroupOut(BaseModel):
    id: int
    name: str
    exclusive: bool
    color: str
    who: Who
    tags: list[ManagedTagOut]


class Groups(BaseModel):
    items: list[GroupOut]


class TagPatch(BaseModel):
    """What is absent stays; `expires_after_days` and `rule` may be null: it does not expire, it follows no rule."""

    name: str | None = Field(default=None, min_length=1, max_length=60)
    group: int | None = Field(default=None, description="The group it moves to.")
    color: str | None = COLOR
    expires_after_days: int | None = Field(default=None, ge=1, le=3650)
    rule: Rule | None = None


class TagActionIn(BaseModel):
    """Whoever does this gets the tags."""

    name: str = Field(min_length=1, max_length=60, description="Kept with each gift as what it is for.")
    kind: str = Field(description="menu, form, campaign, link, message or keyword.")
    value: str = Field(
        default="",
        max_length=120,
        description="The menu's key, or the id of the form, campaign, link or message; the words. Empty: any.",
    )
    match: str = Field(default="is", pattern="^(is|contains)$")
    tags: list[int] = Field(min_length=1, max_length=50)
    days: int | None = Field(default=None, ge=1, le=3650, description="How long; absent: as each tag says.")
    active: bool = True


class TagActionOut(TagActionIn):
    id: int
    created_at: datetime


class TagActions(BaseModel):
    items: list[TagActionOut]


class MergeIn(BaseModel):
    into: int = Field(description="The tag that stays; what refers to the other means this one from now on.")


class Ids(BaseModel):
    ids: list[int] = Field(min_length=1, max_length=500)


class TagRef(BaseModel):
    id: int
    name: str
    color: str | None


class SpanOut(BaseModel):
    """One source's gift, from beginning to end."""

    tag: TagRef | None
    tag_id: int
    source: str
    by: str | None
    why: str | None
    added_at: datetime
    removed_at: datetime | None
    ended_by: str | None


class Spans(BaseModel):
    items: list[SpanOut] = Field(description="Newest first.")


class MomentOut(BaseModel):
    id: int
    at: datetime
    what: str = Field(description="given or taken.")
    person_id: int | None = Field(description="Null for somebody outside the caller's data scope.")
    person: str | None
    source: str
    cause: str | None = Field(description="Why the gift ended.")
    by: str | None
    detail: Label


class DayOut(BaseModel):
    day: date
    added: int = Field(description="Gifts on this day, in the organisation's zone.")
    removed: int
    people: int = Field(description="Who wore it when the day ended, as far as gifts tell.")


class TagHistory(BaseModel):
    items: list[MomentOut] = Field(description="Newest first.")
    by_day: list[DayOut] = Field(description="The last 30 days.")


class TagEditOut(BaseModel):
    id: int
    add: list[int]
    remove: list[int]
    state: str = Field(description="running, done, undoing or undone.")
    people: int = Field(description="Customers it went through.")
    changed: int = Field(description="Those of them whose tags became different.")
    by: str | None
    created_at: datetime
    finished_at: datetime | None
    undoable: bool


class TagUndoBegun(BaseModel):
    job_id: int


class SourceOut(BaseModel):
    source: str
    people: int


class UsageOut(BaseModel):
    id: int
    name: str
    people: int
    share: float = Field(description="Of all known people, 0 to 1.")
    added_30d: int
    removed_30d: int
    last_given_at: datetime | None
    sources: list[SourceOut]


class UsageList(BaseModel):
    items: list[UsageOut]


class TagOverlapOut(BaseModel):
    a: int
    b: int
    both: int
    share: float = Field(description="Of whoever wears one of the two, 0 to 1.")


class Overlaps(BaseModel):
    items: list[TagOverlapOut]


class CleanUp(BaseModel):
    """The call that tidies up; send it as it is."""

    method: str
    path: str
    body: dict[str, Any] | None = None
    label: Label


class IdleOut(BaseModel):
    tag: int
    name: str
    group: str = Field(description="Name of its group.")
    people: int
    since: datetime
    days: int
    clean_up: CleanUp


class OverlappingOut(TagOverlapOut):
    clean_up: CleanUp


class SimilarOut(BaseModel):
    a: int
    b: int
    a_name: str
    b_name: str
    similarity: float
    clean_up: CleanUp


class CrowdedOut(BaseModel):
    group: int
    name: str
    tags: int
    empty: list[int] = Field(description="Its tags that nobody wears.")
    clean_up: CleanUp | None


class ThresholdsOut(BaseModel):
    """From when on the quality page shows a tag."""

    unused_days: int
    stale_days: int
    overlap_share: float
    overlap_people: int
    crowded_tags: int
    similarity: float


class ThresholdsIn(BaseModel):
    unused_days: int | None = Field(default=None, ge=1, le=3650)
    stale_days: int | None = Field(default=None, ge=1, le=3650)
    overlap_share: float | None = Field(default=None, gt=0, le=1)
    overlap_people: int | None = Field(default=None, ge=1)
    crowded_tags: int | None = Field(default=None, ge=1, le=10_000)
    similarity: float | None = Field(default=None, gt=0, le=1)


class QualityOut(BaseModel):
    settings: ThresholdsOut
    unused: list[IdleOut]
    stale: list[IdleOut]
    overlapping: list[OverlappingOut]
    similar_names: list[SimilarOut]
    crowded: list[CrowdedOut]
