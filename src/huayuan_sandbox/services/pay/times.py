"""Times as API v3 writes them."""

from __future__ import annotations

from datetime import datetime

from huayuan_sandbox.world.clock import CHINA


def rfc3339(at: float) -> str:
    """Chinese time, whole seconds."""
    return datetime.fromtimestamp(int(at), CHINA).isoformat()
