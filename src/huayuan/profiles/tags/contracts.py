"""Values of tags that the parts of `profiles.tags` share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

ACTIVE, ARCHIVED, MERGED = "active", "archived", "merged"
RULE = "rule:"
MANUAL = "manual"
# Why a gift ended, where nobody took the tag off.
EXPIRED, EXCLUSIVE, MERGE, ARCHIVE = "expired", "exclusive", "merge", "archive"


@dataclass(frozen=True, slots=True)
class TagFacts:
    """What giving a tag must know about it. `id` is the tag that counts, after merges."""

    id: int
    name: str
    group_id: int
    status: str
    exclusive: bool
    expires_after_days: int | None
    roles: tuple[int, ...]
    linked: bool

    def lapses(self, source: str, at: datetime, until: datetime | None) -> datetime | None:
        """When a gift ends by itself. What a rule gives lasts as long as the rule says."""
        if until is not None or self.expires_after_days is None or source.startswith(RULE):
            return until
        return at + timedelta(days=self.expires_after_days)


@dataclass(frozen=True, slots=True)
class Gift:
    """A row of `person_tag`: one source's gift of one tag."""

    origin: int
    person: int
    tag: int
    source: str
    added_at: datetime
    expires_at: datetime | None
    by: str | None
    why: str | None


@dataclass(frozen=True, slots=True)
class TagGroup:
    """`roles` empty: everybody with the permission may use its tags."""

    id: int
    name: str
    color: str | None
    exclusive: bool
    roles: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TagDetail:
    """A tag as its page shows it."""

    id: int
    group_id: int
    name: str
    color: str
    status: str
    merged_into: int | None
    expires_after_days: int | None
    rule_segment: int | None
    created_at: datetime
    named_at: datetime


@dataclass(frozen=True, slots=True)
class TagChanges:
    """What to change about a tag; None leaves it. `expires_after_days` 0: it does not expire."""

    name: str | None = None
    group_id: int | None = None
    color: str | None = None
    expires_after_days: int | None = None


@dataclass(frozen=True, slots=True)
class GroupChanges:
    """What to change about a group; None leaves it. `roles` empty: everybody."""

    name: str | None = None
    color: str | None = None
    exclusive: bool | None = None
    roles: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """One source's gift from beginning to end. `ended_by` is who or what took it off."""

    person_id: int
    tag_id: int
    source: str
    by: str | None
    why: str | None
    added_at: datetime
    removed_at: datetime | None
    ended_by: str | None


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From when on the quality page shows a tag. Days, shares of 0 to 1, numbers of people and tags."""

    unused_days: int = 30
    stale_days: int = 90
    overlap_share: float = 0.9
    overlap_people: int = 20
    crowded_tags: int = 30
    similarity: float = 0.8


@dataclass(frozen=True, slots=True)
class Usage:
    """How a tag is used: who wears it, and what happened in the last 30 days."""

    tag_id: int
    people: int
    given: int
    taken: int
    last_given_at: datetime | None
    by_source: dict[str, int]


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two tags worn by the same people. `share` is of the smaller one: how many of its wearers wear the other too."""

    a: int
    b: int
    both: int
    share: float
