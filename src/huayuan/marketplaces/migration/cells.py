"""Values of the other systems' columns, which come typed from a database and as text from CSV. Pure."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

GENDERS = {1: "male", 2: "female"}


def text(value: Any) -> str:
    return "" if value is None else str(value).strip()


def number(value: Any) -> int | None:
    try:
        return None if value is None or value == "" else int(value)
    except (TypeError, ValueError):
        return None


def moment(value: Any, zone: ZoneInfo) -> datetime | None:
    """In UTC. Their columns hold local time; Unix seconds and an empty date (0000-00-00) are met too."""
    if isinstance(value, datetime):
        found = value
    elif isinstance(value, date):
        found = datetime(value.year, value.month, value.day, tzinfo=zone)
    else:
        found_or_none = _written(text(value))
        if found_or_none is None:
            return None
        found = found_or_none
    aware = found if found.tzinfo else found.replace(tzinfo=zone)
    return aware.astimezone(UTC) if aware.year > 1970 else None


def end_of(added: datetime, removed: datetime | None) -> datetime:
    """When a friendship ended: after it began, as ours do; a second after where nobody wrote it down."""
    return max(removed or added, added + timedelta(seconds=1))


def _written(said: str) -> datetime | None:
    if said.isdigit() and len(said) in (10, 13):
        return datetime.fromtimestamp(int(said[:10]), UTC)
    try:
        return datetime.fromisoformat(said.replace("/", "-")) if said else None
    except ValueError:
        return None


def document(value: Any) -> Any:
    """A JSON column; None when it is empty or broken."""
    if isinstance(value, dict | list):
        return value
    try:
        return json.loads(value) if value else None
    except (TypeError, ValueError, RecursionError):
        return None


def first_of(row: dict[str, Any], *names: str) -> Any:
    """The first of these columns that says something: names changed between versions."""
    return next((row[name] for name in names if row.get(name) not in (None, "")), None)
