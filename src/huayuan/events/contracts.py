"""Values that cross the door of `events`, and the port it needs."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any, NamedTuple, Protocol
from uuid import UUID

from huayuan.kernel.unit_of_work import Transaction


@dataclass(frozen=True, slots=True)
class NewEvent:
    """Something that happened, as a feature tells it. `ids` is kind → value; `account` is the corp, app or site.

    `amount` is in 分. `person_id` is given instead of `ids` when the person is already known.
    """

    event_id: UUID
    event: str
    occurred_at: datetime
    ids: dict[str, str] = field(default_factory=dict)
    properties: dict[str, Any] = field(default_factory=dict)
    account: str | None = None
    session_id: str | None = None
    channel: str | None = None
    staff_id: str | None = None
    store_id: str | None = None
    content_id: str | None = None
    campaign_id: str | None = None
    amount: int | None = None
    person_id: int | None = None


class Observation(NamedTuple):
    """Identifiers seen together in one event: evidence that they are one person.

    `ids` are raw (kind, value) pairs, sorted, as they came. `account` scopes the kinds that are per corp or app.
    `sitting`: the session in which several identifiers were shown; None where only one was, for it says nothing then.
    """

    ids: tuple[tuple[str, str], ...]
    account: str | None
    event_id: UUID
    at: datetime
    source: str
    sitting: str | None = None


class Resolved(NamedTuple):
    """Who an observation is about: the person, and the strongest identifier in it (immutable in the event row)."""

    person_id: int
    identifier_id: int
    created: bool  # the person did not exist before this batch


class Unresolvable(NamedTuple):
    """An observation without one usable identifier; `code` is a stable error code."""

    code: str
    data: dict[str, Any]


class IdentityResolver(Protocol):
    """Port, filled by `identity`: persons of many observations in one go, in the order given.

    Writes through `tx`; caches only what was committed.
    """

    def resolve(
        self, tx: Transaction, observations: Sequence[Observation]
    ) -> list[Resolved | Unresolvable]: ...

    def known(self, tx: Transaction, person_ids: Collection[int]) -> dict[int, Resolved]:
        """For events told with a `person_id`: whom each is part of now, and their strongest identifier (or 0)."""
        ...


@dataclass(frozen=True, slots=True)
class PersonNames:
    """Port, filled by `profiles`: person → name, for lists of events that people read."""

    of: Callable[[Transaction, Sequence[int]], dict[int, str]]


@dataclass(frozen=True, slots=True)
class StoredEvent:
    """An event as it is read back, with the person it belongs to now (merges and splits applied)."""

    event_id: UUID
    event: str
    occurred_at: datetime
    received_at: datetime
    person_id: int
    identifier_id: int
    account: str | None
    channel: str | None
    staff_id: str | None
    store_id: str | None
    content_id: str | None
    campaign_id: str | None
    session_id: str | None
    amount: int | None
    properties: dict[str, Any]
    batch_id: int


def as_json(event: StoredEvent) -> dict[str, Any]:
    """A stored event as plain JSON values, for copies that leave the house."""
    plain = asdict(event)
    return plain | {
        "event_id": str(event.event_id),
        "occurred_at": event.occurred_at.isoformat(),
        "received_at": event.received_at.isoformat(),
    }


@dataclass(frozen=True, slots=True)
class Rejection:
    """Why one event of a request was not accepted. `index` is its place in the request's list."""

    index: int
    code: str
    message: dict[str, str]


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of a request: how many were stored now, how many were repeats, which were refused and why."""

    accepted: int
    duplicates: int
    rejected: list[Rejection]
