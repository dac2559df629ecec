"""Is it from them, and is it from now? HMAC-SHA-256 over `timestamp.body`, several secrets at once."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence
from datetime import datetime

from huayuan.marketplaces.hooks.contracts import Signed
from huayuan.marketplaces.hooks.errors import BadSignature, StaleDelivery

WINDOW_SECONDS = 300
_PREFIX = "sha256="


def signature(secret: str, timestamp: str, body: bytes) -> str:
    """What X-Huayuan-Signature has to hold."""
    digest = hmac.new(secret.encode(), timestamp.encode() + b"." + body, hashlib.sha256)
    return _PREFIX + digest.hexdigest()


def check(secrets: Sequence[str], signed: Signed, now: datetime) -> None:
    """Raises BadSignature, StaleDelivery. Every secret is tried, so that the time taken tells nothing."""
    given = signed.signature.strip().encode("utf-8", "replace")
    right = [
        hmac.compare_digest(signature(secret, signed.timestamp, signed.body).encode(), given)
        for secret in secrets
    ]
    if not any(right):
        raise BadSignature()
    seconds = int(signed.timestamp) if signed.timestamp.isascii() and signed.timestamp.isdigit() else 0
    if abs(now.timestamp() - seconds) > WINDOW_SECONDS:
        raise StaleDelivery(limit=WINDOW_SECONDS)
