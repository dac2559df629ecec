"""Values of acquisition links."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any


class LinkStatus(StrEnum):
    """`unavailable`: the platform says so (staff cannot be reached, quota used up); `deleted` is final."""

    DRAFT = "draft"
    ACTIVE = "active"
    FAILED = "failed"
    UNAVAILABLE = "unavailable"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class AcquisitionLink:
    """`url` is the platform's; `shared_url` is the one to spread, with the `state` that names the channel."""

    id: int
    connection_id: int
    account: str
    name: str
    channel: str
    staff_ids: tuple[int, ...]
    skip_verify: bool
    state: str
    status: LinkStatus
    link_id: str | None
    url: str | None
    customers: int
    asked_at: datetime | None
    error: dict[str, Any] | None
    read_at: datetime | None
    created_at: datetime

    @property
    def shared_url(self) -> str | None:
        if self.url is None:
            return None
        return f"{self.url}{'&' if '?' in self.url else '?'}customer_channel={self.state}"
