"""The port: what the archive process hands over. It is described in docs/operations/chat-archive.md."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

ON = "on"
BATCH = 1000


@dataclass(frozen=True, slots=True)
class ArchivedMessage:
    """`seq` grows with every message of the corp. `sender` and `receivers` are userids, or external userids (wo…, wm…);
    `room` is empty in a chat of two. What was said is not part of it."""

    seq: int
    msgid: str
    sender: str
    receivers: tuple[str, ...]
    room: str
    kind: str
    sent_at: datetime


@dataclass(frozen=True, slots=True)
class Taken:
    """`seq`: the highest one known now; `told`: how many messages of customers became events."""

    seq: int
    told: int
