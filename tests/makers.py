"""Values for tests, valid unless told otherwise."""

from __future__ import annotations

import json
import uuid
from datetime import UTC, datetime
from typing import Any

NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)  # 12:00 in Shanghai on the day where the tests' clock starts


def sent_event(**changes: Any) -> dict[str, Any]:
    """One event as a client sends it."""
    event: dict[str, Any] = {
        "event_id": str(uuid.uuid4()),
        "event": "page_viewed",
        "time": "2026-03-02T09:59:00+08:00",
        "ids": {"anonymous_id": "a-1"},
        "properties": {"path": "/tea", "title": "春茶上新"},
        "account": "site",
        "session_id": "s-1",
    }
    return event | changes


def body_of(*events: dict[str, Any]) -> bytes:
    return json.dumps({"events": list(events)}, ensure_ascii=False).encode()
