"""Events of a transaction, delivered to reactions at least once.

A published message becomes one job row per reaction in the same transaction, so a delivery has the same leases,
attempts, backoff and visible failures as any other job. A reaction runs inside the transaction that marks it done:
what it writes to the database happens exactly once.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from huayuan.kernel.unit_of_work import Transaction


@dataclass(frozen=True, slots=True)
class Message:
    id: int
    topic: str
    payload: dict[str, Any]
    published_at: datetime


Handler = Callable[[Transaction, Message], None]


@dataclass(frozen=True, slots=True)
class Reaction:
    name: str
    topic: str
    handle: Handler


class Reactions:
    """The reactions of one feature: `@REACTIONS.on("contact.added")`."""

    def __init__(self, feature: str) -> None:
        self.feature = feature
        self.all: list[Reaction] = []

    def on(self, topic: str) -> Callable[[Handler], Handler]:
        def register(handler: Handler) -> Handler:
            name = f"on:{topic}:{self.feature}.{getattr(handler, '__name__', 'reaction')}"
            self.all.append(Reaction(name, topic, handler))
            return handler

        return register


def subscribers_of(features: list[Reactions]) -> dict[str, list[str]]:
    """topic → names of its reactions, as `UnitOfWork` wants it."""
    table: dict[str, list[str]] = {}
    for feature in features:
        for reaction in feature.all:
            table.setdefault(reaction.topic, []).append(reaction.name)
    return table


def message_of(job_id: int, payload: dict[str, Any]) -> Message:
    return Message(job_id, payload["topic"], payload["data"], datetime.fromisoformat(payload["published_at"]))
