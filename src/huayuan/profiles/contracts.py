"""Values that cross the door of `profiles`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol

from huayuan.kernel.errors import Text
from huayuan.kernel.unit_of_work import Transaction

# Traits that are also columns of the customer list.
SUMMARY_TRAITS = ("name", "avatar", "gender", "city")


@dataclass(frozen=True, slots=True)
class Friend:
    """A friendship of a person with a member of staff; ended when `removed_at` is set."""

    id: int
    person_id: int
    staff_id: int
    store_id: int | None
    account: str
    external_userid: str
    added_at: datetime
    removed_at: datetime | None
    removed_by: str | None
    add_way: int | None
    state: str | None
    channel: str | None
    live_code_id: int | None
    remark: str | None


@dataclass(frozen=True, slots=True)
class NewFriend:
    """An addition as a connector tells it. None: not known; `remark` as it is now."""

    person_id: int
    staff_id: int
    account: str
    external_userid: str
    added_at: datetime
    add_way: int | None = None
    state: str | None = None
    channel: str | None = None
    live_code_id: int | None = None
    store_id: int | None = None
    remark: str | None = None


@dataclass(frozen=True, slots=True)
class Tag:
    """`people` is the number of persons who wear it; None where it was not counted.

    `status`: active, archived (cannot be given any more) or merged (`merged_into` stands for it).
    """

    id: int
    name: str
    group: str
    color: str
    people: int | None = None
    status: str = "active"
    merged_into: int | None = None


@dataclass(frozen=True, slots=True)
class TagGift:
    """Tags that `source` gives a person at `at`, until `expires_at` (None: as the tag says).

    `source` is a word and, after a colon, which one: manual, import, rule:<segment>, live_code:<id>, oa_code:<id>, menu:…,
    form:…, campaign:…, keyword:…, message:…, wecom, official_account. `by` is who, `why` what for. `account`: where it
    comes from, so that it is not told back there.
    """

    person_id: int
    tag_ids: tuple[int, ...]
    source: str
    at: datetime
    expires_at: datetime | None = None
    by: str | None = None
    why: str | None = None
    account: str | None = None


@dataclass(frozen=True, slots=True)
class TagLink:
    """A tag of a platform that is one of ours. `first`: it is the one that is written to.

    `state`: in_step, waiting (something is to be told there), conflict, or failed; `reason` says what is the matter,
    `errcode` what the platform answered. `group_name` and `name` are those of the platform.
    """

    account: str
    kind: str
    external_id: str
    tag_id: int
    group_name: str
    name: str
    state: str
    reason: str | None
    errcode: int | None
    linked_at: datetime
    first: bool = True

    @property
    def made(self) -> bool:
        """It is there; the id of one that is still to be made begins with "new:"."""
        return not self.external_id.startswith("new:") and self.reason != "deleted_there"


@dataclass(frozen=True, slots=True)
class TagPush:
    """A person wears (`worn`) or no longer wears a tag, which `account` is still to be told."""

    account: str
    origin: int
    person: int
    tag_id: int
    worn: bool
    changed_at: datetime
    attempts: int


@dataclass(frozen=True, slots=True)
class TagPlace:
    """Where a tag is used, so that deleting it is refused with the place named."""

    kind: str
    id: int
    name: str
    url: str


class TraitKind(StrEnum):
    """How the values of a trait are checked, normalised and compared."""

    TEXT = "text"
    NUMBER = "number"
    MONEY = "money"  # in 分
    DATE = "date"
    TIME = "time"
    YES_NO = "yes_no"
    ONE_OF = "one_of"
    MANY_OF = "many_of"


@dataclass(frozen=True, slots=True)
class TraitOption:
    value: str
    label: Text


@dataclass(frozen=True, slots=True)
class TraitDefinition:
    """A trait (属性) as the console shows it.

    `column`: a column of the customer list, computed and not stated by anybody. `loose`: full-width and half-width
    characters and blanks around and between words make no difference. `precedence`: sources in order, the first that
    says anything counts; empty: the newest statement counts.
    """

    key: str
    kind: TraitKind
    label: Text
    group: str = "custom"
    options: tuple[TraitOption, ...] = ()
    built_in: bool = False
    column: str | None = None
    loose: bool = False
    personal: bool = True
    precedence: tuple[str, ...] = ()
    computed: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class TraitQuestion:
    """A condition on one trait, such as ("city", "in", ["上海", "杭州"]). Operators are those of its kind."""

    trait: str
    operator: str
    value: Any = None


@dataclass(frozen=True, slots=True)
class Trait:
    """A statement. `confidence` (0 to 1) decides between statements of the same moment."""

    key: str
    value: Any
    source: str
    updated_at: datetime
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class TraitUpdate:
    """What `source` learnt about a person at `at`: key → JSON value; None forgets the key."""

    person_id: int
    values: dict[str, Any]
    source: str
    at: datetime
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class OrderTotals:
    """A person's paid orders as commerce counts them. `gmv` is in 分, refunds deducted."""

    person_id: int
    orders: int
    gmv: int
    last_order_at: datetime | None


@dataclass(frozen=True, slots=True)
class Customer:
    """A line of the customer list. Money in 分."""

    id: int
    name: str
    avatar: str | None
    gender: str | None
    city: str | None
    phone_masked: str | None
    first_seen_at: datetime
    last_seen_at: datetime
    first_channel: str | None
    last_channel: str | None
    events: int
    orders: int
    gmv: int
    last_order_at: datetime | None
    stage: str | None


@dataclass(frozen=True, slots=True)
class Visibility:
    """Which customers a caller may see: those with an open friendship with one of `staff`; None: everyone."""

    staff: tuple[int, ...] | None = None

    @property
    def everyone(self) -> bool:
        return self.staff is None


@dataclass(frozen=True, slots=True)
class CustomerFilter:
    """Conditions of the list; all must hold. Bounds are inclusive, except `*_to` times. Money in 分."""

    q: str | None = None
    people: tuple[int, ...] | None = None  # found by identifier; joined to the name search with "or"
    channel: tuple[str, ...] = ()
    tag: tuple[int, ...] = ()
    staff: tuple[int, ...] = ()
    store: tuple[int, ...] = ()
    store_staff: tuple[int, ...] = ()  # who works in `store`, filled in by the api
    live_code: tuple[int, ...] = ()  # whoever became a friend through one of them, friends no more included
    stage: tuple[str, ...] = ()
    first_seen_from: datetime | None = None
    first_seen_to: datetime | None = None
    last_seen_from: datetime | None = None
    last_seen_to: datetime | None = None
    orders_min: int | None = None
    orders_max: int | None = None
    gmv_min: int | None = None
    gmv_max: int | None = None
    among: Sequence[int] | None = None  # nobody but these, however many they are
    visibility: Visibility = field(default_factory=Visibility)


@dataclass(frozen=True, slots=True)
class CustomerPage:
    items: list[Customer]
    total: int


# The projection that keeps the customer list in step with the event stream.
SUMMARY = "profiles.summary"
# The one that keeps computed traits in step with it.
COMPUTED_TRAITS = "profiles.computed_traits"


class PeopleOfSegment(Protocol):
    """Who is in a segment; segments are above profiles, so bootstrap hands them in."""

    def members_after(self, tx: Transaction, segment_id: int, after: int, limit: int) -> Sequence[int]:
        """Members with a person id above `after`, in order. Raises what segments refuses with."""
        ...

    def size(self, tx: Transaction, segment_id: int) -> int: ...

    def everybody(self, tx: Transaction, segment_id: int) -> Sequence[int]:
        """All members, in order. Raises what segments refuses with."""
        ...


@dataclass(frozen=True, slots=True)
class NamedSegment:
    id: int
    name: str
    description: str


class SegmentsByName(Protocol):
    """What the search finds of segments; handed in by bootstrap as well."""

    def named(self, tx: Transaction, q: str, limit: int) -> Sequence[NamedSegment]:
        """Active ones with `q` in their name."""
        ...


class TraitUses(Protocol):
    """Where a trait is used by features above, so that deleting it is refused with the places named."""

    def places_of_trait(self, tx: Transaction, key: str) -> Sequence[TagPlace]: ...


@dataclass(frozen=True, slots=True)
class TraitEdit:
    """Traits changed for many at once. `state`: running, done, undoing or undone; `left`: what undoing had to leave."""

    id: int
    source: str
    values: dict[str, Any]
    state: str
    people: int
    changed: int
    left: int
    by: str | None
    created_at: datetime
    finished_at: datetime | None


# Told when what is known about people changed: {"people": [at most 500 ids]}.
PROFILES_CHANGED = "profiles.changed"
