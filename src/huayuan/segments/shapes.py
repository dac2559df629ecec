"""What the HTTP API says about segments. Times are ISO 8601 in UTC."""

from datetime import date, datetime
from typing import Any, Literal

from pydantic import BaseModel, Field

from huayuan.kernel.errors import Text

Tree = dict[str, Any]
Name = Field(min_length=1, max_length=120, pattern=r"\S")


class Label(BaseModel):
    zh: str
    en: str

    @classmethod
    def of(cls, text: Text) -> "Label":
        return cls(zh=text.zh, en=text.en)


class TrendPoint(BaseModel):
    day: date
    size: int


class SegmentOut(BaseModel):
    id: int
    name: str
    description: str
    status: Literal["active", "archived"]
    tree: Tree
    version: int = Field(description="Raised with each other rule; send it back when you edit.")
    size: int | None = Field(description="Null until it was evaluated the first time.")
    evaluated_at: datetime | None = Field(description="When somebody last entered or left.")
    sentence: Label
    created_by: str
    created_at: datetime
    updated_by: str
    updated_at: datetime
    used_by: int = Field(description="In how many places it is used.")
    trend: list[TrendPoint] = Field(
        description="Its size at the end of each of the last 30 days that is known."
    )


class SegmentPage(BaseModel):
    items: list[SegmentOut]
    total: int


class SegmentIn(BaseModel):
    name: str = Name
    description: str = Field("", max_length=2000)
    tree: Tree


class SegmentEdit(SegmentIn):
    version: int = Field(ge=1, description="The version that was edited.")
    note: str = Field("", max_length=200, description="What was changed and why, for the list of versions.")


class VersionOut(BaseModel):
    version: int
    tree: Tree
    sentence: Label
    at: datetime
    by: str
    note: str | None


class Versions(BaseModel):
    items: list[VersionOut]


class PlaceOut(BaseModel):
    """Where a segment is used."""

    kind: str
    id: int | str
    name: str
    url: str | None


class Places(BaseModel):
    items: list[PlaceOut]


class PreviewIn(BaseModel):
    tree: Tree
    sample: int = Field(10, ge=0, le=50, description="How many people to show.")


class LeafSize(BaseModel):
    path: list[int] = Field(description="Places in the tree, from the top.")
    size: int


class SampleOut(BaseModel):
    id: int
    name: str | None
    avatar: str | None
    city: str | None
    last_seen_at: datetime | None


class PreviewOut(BaseModel):
    size: int
    of: int = Field(description="How many people are known.")
    as_of: datetime
    took_ms: int
    sentence: Label
    leaves: list[LeafSize]
    sample: list[SampleOut]


class SizeOut(BaseModel):
    """An hour in which somebody entered or left; `size` is that at its end."""

    at: datetime
    size: int
    entered: int
    left: int


class SizeHistory(BaseModel):
    items: list[SizeOut]


class MembershipChangeOut(BaseModel):
    cursor: int
    person_id: int
    entered: bool
    at: datetime
    version: int
    cause: str = Field(description="data, time, rule or gone (merged or erased).")


class Changes(BaseModel):
    items: list[MembershipChangeOut]
    next: int = Field(description="Ask on with `after` of this; the same as before when nothing came.")


class MembershipOut(BaseModel):
    """Each node of the tree also has `answer` and `explanation` {zh, en}."""

    member: bool
    as_of: datetime
    tree: Tree


class OverlapIn(BaseModel):
    segments: list[int] = Field(min_length=2, max_length=4)


class OverlapSet(BaseModel):
    id: int
    name: str
    size: int


class OverlapRegion(BaseModel):
    """People who are in exactly these of the segments."""

    segments: list[int] = Field(alias="in")
    size: int


class SegmentOverlapOut(BaseModel):
    sets: list[OverlapSet]
    regions: list[OverlapRegion]


class LibraryEntry(BaseModel):
    key: str
    name: Label
    why: Label
    tree: Tree
    size: int | None


class Library(BaseModel):
    items: list[LibraryEntry]
