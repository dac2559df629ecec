"""How a file is to be read, checked before anything is read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from huayuan.marketplaces.contracts import Options
from huayuan.marketplaces.errors import BadOption

LONGEST_SOURCE = 60
_CHOICES = {"amount_unit": ("yuan", "fen"), "lines": ("sum", "repeat"), "date_order": ("ymd", "mdy", "dmy")}


def options_from(values: Mapping[str, Any]) -> Options:
    """Raises BadOption for a name or value that is not one of Options'."""
    known = set(Options.__dataclass_fields__)
    for name, value in values.items():
        if name not in known or (name in _CHOICES and value not in _CHOICES[name]):
            raise BadOption(option=name, value=str(value)[:60])
    source = str(values.get("source") or "").strip()
    if not source or len(source) > LONGEST_SOURCE:
        raise BadOption(option="source", value=source[:60])
    _check_zone(str(values.get("zone")))
    channel = str(values.get("channel") or "").strip()[:120] or None
    tags = tuple(str(tag).strip()[:60] for tag in values.get("tags") or () if str(tag).strip())
    return Options(**(dict(values) | {"source": source, "channel": channel, "tags": tags}))


def _check_zone(name: str) -> None:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise BadOption(option="zone", value=name[:60]) from None
