"""What a platform with tags of its own must be able to do, and how its sync stands."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from huayuan.kernel.errors import HuayuanError
from huayuan.kernel.unit_of_work import Transaction
from huayuan.profiles.contracts import TagPush

NEW = "new:"  # external id of a link whose tag is still to be made there
IN_STEP, WAITING, CONFLICT, FAILED = "in_step", "waiting", "conflict", "failed"
DELETED_THERE, NAME_TAKEN_HERE, NAME_TAKEN_THERE, NOT_OURS_THERE = (
    "deleted_there", "name_taken_here", "name_taken_there", "not_ours_there"
)  # fmt: skip
TO_MAKE = "to_make"


@dataclass(frozen=True, slots=True)
class TheirTag:
    """A tag as the platform lists it. A platform without groups names the one its tags stand in here."""

    external_id: str
    group_name: str
    name: str


@dataclass(slots=True)
class Told:
    """What came of telling a platform. `later` with how many seconds to wait; `stale`: a tag there is gone, list again."""

    done: list[TagPush] = field(default_factory=list)
    failed: list[tuple[TagPush, int]] = field(default_factory=list)
    later: list[tuple[TagPush, float]] = field(default_factory=list)
    stale: bool = False
    stopped: HuayuanError | None = None  # nothing more can be told to this account for now
    notes: list[Any] = field(default_factory=list)  # what the platform's part keeps of it, in `keep`


class TagPlatform(Protocol):
    """One account. Only `relations` and `keep` are inside a transaction; the others call the network.

    They raise Refused, Paused, AnswerBroken or OutsideUnreachable.
    """

    account: str
    name_chars: int
    most_tags: int
    grouped: bool  # a name is taken in its group only

    def listed(self) -> list[TheirTag]:
        """Every tag there that is not the system's."""
        ...

    def make(self, group: str, name: str) -> TheirTag | None:
        """None: there is one of that name already, look in the list."""
        ...

    def rename(self, external_id: str, name: str) -> None: ...

    def prepare(self, tx: Transaction, pushes: Sequence[TagPush]) -> Any:
        """What `tell` must know: whom these people are there, and what they wear there as far as we know."""
        ...

    def tell(self, pushes: Sequence[TagPush], external: Mapping[int, Sequence[str]], prepared: Any) -> Told:
        """`external`: our tag → theirs; the first is put on, all of them are taken off."""
        ...

    def keep(self, tx: Transaction, told: Told) -> None: ...

    def still_worn(self, tx: Transaction, taken: Collection[tuple[int, str]]) -> set[tuple[int, str]]:
        """Of (person, their tag) that was taken off somewhere: who wears it there all the same."""
        ...


PlatformOf = Callable[[int], TagPlatform]  # by the id of a connection


@dataclass(frozen=True, slots=True)
class AccountState:
    """When the tags of an account were compared last, and what stopped it (as the error says it)."""

    account: str
    kind: str
    connection_id: int
    last_at: datetime | None
    error: dict[str, Any] | None
    tags: int
    most_tags: int
