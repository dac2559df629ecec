"""Values of webhooks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from huayuan.marketplaces.contracts import Options, Problem


@dataclass(frozen=True, slots=True)
class HookMapping:
    """Where things stand in a body. `items` is the path to the list of items, "" when the body is one item or a list.

    `fields` is field → path within an item. `goods[].title` makes a row of each of the goods; "=paid" is a fixed value.
    """

    kind: str
    items: str
    fields: dict[str, str]


@dataclass(frozen=True, slots=True)
class Webhook:
    """An address. `previous_until` is set while two secrets are valid."""

    id: int
    name: str
    key: str
    mapping: HookMapping
    options: Options
    active: bool
    previous_until: datetime | None
    created_by: str
    created_at: datetime
    last_refused_at: datetime | None
    last_refusal: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Signed:
    """A request as it came: what its headers say, and its body byte for byte."""

    timestamp: str
    signature: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Delivery:
    """What became of a request. `accepted` and `duplicates` count events, orders or customers; `rejected` items."""

    items: int
    accepted: int = 0
    duplicates: int = 0
    rejected: int = 0
    problems: Sequence[Problem] = ()


@dataclass(frozen=True, slots=True)
class PastDelivery:
    id: int
    at: datetime
    size: int
    items: int
    accepted: int
    duplicates: int
    rejected: int
    problems: list[dict[str, Any]]
    error: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class ReadItem:
    """One item of a body under a mapping: what it would become, or why not."""

    index: int
    record: Any | None
    problems: Sequence[Problem]
