"""Identifiers that we make: sortable random ones, and deterministic ones for facts that must not double."""

from __future__ import annotations

import secrets
import uuid
from datetime import datetime

_EVENTS = uuid.UUID("6f1b1e2a-8f0f-5d5e-9a86-3f6b1c0d7a11")


def uuid7(now: datetime) -> uuid.UUID:
    """Time-ordered UUID (RFC 9562 version 7): 48 bits of milliseconds, then random bits."""
    milliseconds = int(now.timestamp() * 1000) & ((1 << 48) - 1)
    value = milliseconds << 80 | 0x7 << 76 | secrets.randbits(12) << 64 | 0b10 << 62 | secrets.randbits(62)
    return uuid.UUID(int=value)


def event_uuid(*parts: object) -> uuid.UUID:
    """The event id of a fact named by `parts`: the same fact told twice gets the same id, so it is stored once."""
    return uuid.uuid5(_EVENTS, "\x1f".join(str(part) for part in parts))


def token(prefix: str, size: int = 24) -> str:
    """A secret for keys and links: `prefix` and `size` random bytes, URL-safe."""
    return prefix + secrets.token_urlsafe(size)
