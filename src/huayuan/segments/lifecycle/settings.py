"""Whether thresholds make sense together. Pure."""

from __future__ import annotations

import re

from huayuan.segments.lifecycle.contracts import LifecycleSettings
from huayuan.segments.lifecycle.errors import BadLifecycleSettings

MOST_DAYS = 3_650
MOST_TIMES = 1_000
MOST_EVENTS = 200
_NAME = re.compile(r"[a-z][a-z0-9_]{0,63}")
_DAYS = ("new_days", "active_days", "loyal_days", "sleeping_days", "churned_days", "risk_days")
_TIMES = ("active_interactions", "loyal_purchases")


def check(settings: LifecycleSettings) -> None:
    """Raises BadLifecycleSettings."""
    for name in _DAYS:
        _between(name, getattr(settings, name), MOST_DAYS)
    for name in _TIMES:
        _between(name, getattr(settings, name), MOST_TIMES)
    _between("high_value_amount", settings.high_value_amount, 10**15)
    if not settings.risk_days < settings.sleeping_days < settings.churned_days:
        raise _bad(
            "流失风险天数要小于沉睡天数，沉睡天数要小于流失天数",
            "days until risk must be fewer than days until sleep, and those fewer than days until churn",
        )
    named = (*settings.interactions, *settings.visits)
    if not settings.interactions:
        raise _bad("至少要有一种事件算作互动", "at least one event must count as an interaction")
    if len(named) > MOST_EVENTS:
        raise _bad(f"事件最多 {MOST_EVENTS} 种", f"there may be at most {MOST_EVENTS} events")
    for name in named:
        if not _NAME.fullmatch(name):
            raise _bad(f"“{name[:64]}”不是事件名", f"“{name[:64]}” is no name of an event")


def _between(name: str, value: int, most: int) -> None:
    if not 1 <= value <= most:
        raise _bad(f"{name} 要在 1 到 {most} 之间", f"{name} must lie between 1 and {most}")


def _bad(zh: str, en: str) -> BadLifecycleSettings:
    return BadLifecycleSettings(reason_zh=zh, reason_en=en)
