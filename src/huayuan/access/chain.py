"""The hash chain of the audit log: each entry's hash covers its content and the hash before it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

FIRST_PREVIOUS = "0" * 64


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry before it has its place. `data` is canonical JSON text: what was hashed is what is kept."""

    at: datetime
    actor_kind: str
    actor_id: int
    actor_name: str
    action: str
    subject: str
    data: str
    ip: str


def canonical(data: dict[str, Any]) -> str:
    """One text for equal data: sorted keys, no spaces, UTF-8; what JSON does not know is written as text."""
    text = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
    return text.encode(errors="replace").decode()


def entry_hash(sequence: int, previous: str, entry: Entry) -> str:
    parts = [
        sequence, previous, entry.at.astimezone(UTC).isoformat(timespec="microseconds"), entry.actor_kind,
        entry.actor_id, entry.actor_name, entry.action, entry.subject, entry.data, entry.ip,
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(parts, ensure_ascii=True, separators=(",", ":")).encode()).hexdigest()


def seal_text(sequence: int, entry_hash: str) -> str:
    """What a seal signs: that the chain had this hash at this number."""
    return f"huayuan audit\x1f{sequence}\x1f{entry_hash}"
