"""How far the calls of a day have come, and where they will end. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from huayuan.wechat.connections.contracts import Calls
from huayuan.wechat.connections.kinds import Kind

_SHORTEST_SHARE = 1 / 24  # an hour after midnight is the earliest from which a day can be told


class Counted(Protocol):
    path: str
    calls: int
    refused: int
    last_errcode: int | None


def calls_today(rows: Sequence[Counted], kind: Kind, now: datetime, zone: ZoneInfo) -> list[Calls]:
    """The forecast goes on at the pace of the day so far."""
    local = now.astimezone(zone)
    share = max((local.hour * 3600 + local.minute * 60 + local.second) / 86_400, _SHORTEST_SHARE)
    return [
        Calls(row.path, row.calls, row.refused, row.last_errcode, kind.daily_limits.get(row.path),
              max(row.calls, round(row.calls / share)))
        for row in rows
    ]  # fmt: skip
