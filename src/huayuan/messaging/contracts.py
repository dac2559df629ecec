"""Values and ports of the gate."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol

from huayuan.kernel.unit_of_work import Transaction


class MessageState(StrEnum):
    """What is true of a message.

    `sending` is committed before the network is called. `unknown` means that the call may or may not have
    arrived; it is reconciled by the channel and never sent again blindly. `entrusted` is in the hands of a
    member of staff, who has to confirm it; only what the platform reports of it settles it.
    """

    QUEUED = "queued"
    HELD = "held"
    BLOCKED = "blocked"
    SENDING = "sending"
    ENTRUSTED = "entrusted"
    SENT = "sent"
    DELIVERED = "delivered"
    FAILED = "failed"
    UNKNOWN = "unknown"


class Purpose(StrEnum):
    """Why something is said: what the customer refused decides which of these still may be."""

    WELCOME = "welcome"
    SERVICE = "service"
    MARKETING = "marketing"


@dataclass(frozen=True, slots=True)
class Intent:
    """Something to be said once. A second intent with the same `key` is the same message.

    `address` is what the channel needs to deliver; `context` goes into the outcome events; `caused_at` is the
    moment from which latency is measured; `hold_until` keeps the message back so that a better text can be
    put
    in with `api.release` — after that time it goes out as it is.
    """

    key: str
    channel: str
    purpose: Purpose
    account: str
    person_id: int
    text: str
    caused_at: datetime
    address: dict[str, Any] = field(default_factory=dict)
    context: dict[str, Any] = field(default_factory=dict)
    staff_id: int | None = None
    expires_at: datetime | None = None
    hold_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the gate decided. `reason` is a stable code for a blocked or held message."""

    state: MessageState
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message handed to its channel, already committed as `sending`. `attempt` counts from 1."""

    id: int
    key: str
    channel: str
    purpose: str
    account: str
    person_id: int
    staff_id: int | None
    text: str
    address: dict[str, Any]
    context: dict[str, Any]
    caused_at: datetime
    expires_at: datetime | None
    attempt: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one call. QUEUED with `retry_in` (seconds) means: certainly not sent, try again."""

    state: MessageState
    reason: str | None = None
    code: int | None = None
    retry_in: float | None = None


class Channel(Protocol):
    """One way to reach a customer. Called outside any transaction, from several threads."""

    kind: str
    max_bytes: int

    def deliver(self, message: Outgoing) -> Outcome:
        """Send once. Never raises for what the platform answers."""
        ...

    def reconcile(self, message: Outgoing) -> Outcome:
        """Find out what became of a message whose call was cut off. UNKNOWN when that cannot be told."""
        ...


class Carrier(Protocol):
    """A way on which staff carry what was prepared for them: see `api.entrust`."""

    kind: str
    max_bytes: int


class SuppressionPort(Protocol):
    """Who must not be written to; filled by `compliance`. Answers the refused ones of `person_ids`."""

    def suppressed(
        self, tx: Transaction, person_ids: Collection[int], *, channel: str, purpose: str
    ) -> Collection[int]: ...


class NobodySuppressed:
    """The suppression port of an installation without the compliance feature."""

    def suppressed(
        self, tx: Transaction, person_ids: Collection[int], *, channel: str, purpose: str
    ) -> Collection[int]:
        return ()


class ChannelRegistry:
    """The channels of this process, by kind, and the policy ports that the gate asks."""

    def __init__(self, suppression: SuppressionPort | None = None) -> None:
        self.suppression: SuppressionPort = suppression or NobodySuppressed()
        self._channels: dict[str, Channel] = {}
        self._carriers: dict[str, Carrier] = {}

    def register(self, channel: Channel) -> None:
        self._channels[channel.kind] = channel

    def find(self, kind: str) -> Channel | None:
        return self._channels.get(kind)

    def carry(self, carrier: Carrier) -> None:
        self._carriers[carrier.kind] = carrier

    def carrier(self, kind: str) -> Carrier | None:
        return self._carriers.get(kind)
