"""How a file is to be read, checked before anything is read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from huayuan.marketplaces.contracts import Options
from huayuan.marketplaces.errors import BadOption

LONGEST_SOURCE = 60
MOST_STATUSES = 200
ORDER_STATES = ("placed", "paid", "cancelled", "refunded")
_CHOICES = {
    "amount_unit": ("yuan", "fen"),
    "lines": ("sum", "repeat"),
    "date_order": ("ymd", "mdy", "dmy"),
    "via": ("import", "webhook"),
}


def options_from(values: Mapping[str, Any]) -> Options:
    """Raises BadOption for a name or value that is not one of Options'."""
    known = set(Options.__dataclass_fields__)
    for name, value in values.items():
        if name not in known or (name in _CHOICES and value not in _CHOICES[name]):
            raise BadOption(option=name, value=str(value)[:60])
    if values.get("import_id") is not None:
        raise BadOption(option="import_id", value=str(values["import_id"])[:60])
    source = str(values.get("source") or "").strip()
    if not source or len(source) > LONGEST_SOURCE:
        raise BadOption(option="source", value=source[:60])
    _check_zone(str(values.get("zone")))
    channel = str(values.get("channel") or "").strip()[:120] or None
    tags = tuple(str(tag).strip()[:60] for tag in values.get("tags") or () if str(tag).strip())
    checked = {
        "source": source,
        "channel": channel,
        "tags": tags,
        "statuses": _statuses(values.get("statuses")),
    }
    preset = str(values["preset"])[:60] if values.get("preset") else None
    return Options(**(dict(values) | checked | {"preset": preset}))


def _statuses(said: Any) -> dict[str, str]:
    """word → state, words in lower case. Raises BadOption."""
    if not isinstance(said or {}, Mapping) or len(said or {}) > MOST_STATUSES:
        raise BadOption(option="statuses", value=str(said)[:60])
    found = {
        str(word).strip().lower()[:60]: state for word, state in (said or {}).items() if str(word).strip()
    }
    for word, state in found.items():
        if state not in ORDER_STATES:
            raise BadOption(option="statuses", value=f"{word}: {state}"[:60])
    return found


def _check_zone(name: str) -> None:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise BadOption(option="zone", value=name[:60]) from None
