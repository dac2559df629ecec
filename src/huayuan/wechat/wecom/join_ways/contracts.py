"""Values of join ways."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any


class JoinWayStatus(StrEnum):
    """`draft`: the platform has yet to make it; `failed`: it refused, saving tries again."""

    DRAFT = "draft"
    ACTIVE = "active"
    FAILED = "failed"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class JoinWay:
    """`state` comes back with everyone who joins through the code; `url` is what the code holds."""

    id: int
    connection_id: int
    account: str
    name: str
    channel: str
    group_ids: tuple[int, ...]
    auto_create: bool
    base_name: str
    state: str
    status: JoinWayStatus
    config_id: str | None
    url: str | None
    error: dict[str, Any] | None
    created_at: datetime
