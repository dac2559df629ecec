"""Query parameters of lists, as the console sends them: several values joined by commas, days or times as bounds."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from huayuan.kernel.errors import Invalid

_A_DAY = len("2026-03-02")


def words(text: str | None) -> tuple[str, ...]:
    """`"a, b"` to its parts, without empty ones."""
    return tuple(part.strip() for part in (text or "").split(",") if part.strip())


def numbers(text: str | None) -> tuple[int, ...]:
    """`"3,5"` to integers. Raises Invalid."""
    try:
        return tuple(int(part) for part in words(text))
    except ValueError:
        raise Invalid(field="filter", reason=(text or "")[:40]) from None


def moment(text: str | None, zone: ZoneInfo, *, end: bool = False) -> datetime | None:
    """A bound: a time, or a day of `zone` (with `end`, the start of the next day). Raises Invalid."""
    if not text:
        return None
    try:
        found = datetime.fromisoformat(text)
        if len(text) == _A_DAY and end:
            found += timedelta(days=1)  # before the zone is set: a day of the wall clock, whatever its hours
        return (found if found.tzinfo else found.replace(tzinfo=zone)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise Invalid(field="time", reason=text[:40]) from None
