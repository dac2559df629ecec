"""Values of group welcomes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any


class WelcomeStatus(StrEnum):
    """`draft`: the platform has yet to make it; `failed`: it refused, saving tries again."""

    DRAFT = "draft"
    ACTIVE = "active"
    FAILED = "failed"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class GroupWelcome:
    """`attachment` as welcomes of live codes have it; `notify` tells the staff that there is a new one to choose."""

    id: int
    connection_id: int
    account: str
    name: str
    text: str
    attachment: dict[str, Any] | None
    notify: bool
    status: WelcomeStatus
    template_id: str | None
    error: dict[str, Any] | None
    created_at: datetime
    changed_at: datetime
