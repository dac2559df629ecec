"""What another private-domain system knows, in our words, and where it is read from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from huayuan.kernel.errors import Text


@dataclass(frozen=True, slots=True)
class SourceCustomer:
    """A customer account of a corp. `phones` are numbers that staff noted for them."""

    account: str
    external_userid: str
    unionid: str
    phones: tuple[str, ...]
    traits: dict[str, Any]
    at: datetime


@dataclass(frozen=True, slots=True)
class SourceFriend:
    """A friendship. `removed_by` is "customer" or "staff" where it has ended."""

    account: str
    external_userid: str
    userid: str
    added_at: datetime
    add_way: int | None
    state: str | None
    remark: str | None
    removed_at: datetime | None
    removed_by: str | None


@dataclass(frozen=True, slots=True)
class SourceGift:
    """A tag that a customer wears."""

    account: str
    external_userid: str
    group: str
    tag: str
    at: datetime


@dataclass(frozen=True, slots=True)
class SourceCode:
    """A live code. `config_id` is its contact way in WeCom; empty when it was never issued."""

    account: str
    name: str
    channel: str
    state: str
    config_id: str
    url: str
    userids: tuple[str, ...]
    single: bool
    tags: tuple[tuple[str, str], ...]
    welcome: str


@dataclass(frozen=True, slots=True)
class RowProblem:
    """A row that cannot be taken over, or not as it is."""

    why: Text


@dataclass(frozen=True, slots=True)
class Found:
    """One row of the source: `table` and `row` name it; `value` is what it says."""

    table: str
    row: str
    value: SourceCustomer | SourceFriend | SourceGift | SourceCode | RowProblem
    notes: tuple[Text, ...] = ()


class Tables(Protocol):
    """The other system's tables, read only, in a fixed order."""

    def columns(self, table: str) -> frozenset[str]:
        """Empty when there is no such table."""
        ...

    def rows(self, table: str) -> Iterator[dict[str, Any]]: ...


class Peer(Protocol):
    """What is known of one system's tables. Each method goes through its rows in a fixed order."""

    key: str
    label: str

    @property
    def needed(self) -> Mapping[str, Sequence[str]]:
        """table → columns without which nothing can be taken over; `a|b` is one of two."""
        ...

    def staff(self) -> dict[tuple[str, str], str]:
        """(account, userid) → name."""
        ...

    def customers(self) -> Iterator[Found]: ...

    def friends(self) -> Iterator[Found]: ...

    def gifts(self) -> Iterator[Found]: ...

    def codes(self) -> Iterator[Found]: ...

    def materials(self) -> dict[str, int]:
        """Kind of material → how many there are."""
        ...


@dataclass(slots=True)
class Counts:
    """`read` = `new` + `known` + `left_out`; `notes` are rows that were taken over with something missing."""

    read: int = 0
    new: int = 0
    known: int = 0
    left_out: int = 0
    notes: int = 0


@dataclass(slots=True)
class MigrationReport:
    """What became of each part. `materials` are counted and not taken over."""

    peer: str
    dry_run: bool
    parts: dict[str, Counts] = field(default_factory=dict)
    materials: dict[str, int] = field(default_factory=dict)
    finished: bool = False

    @property
    def changed(self) -> int:
        return sum(counts.new for counts in self.parts.values())
