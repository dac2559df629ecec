"""Values of the 公众号 connector."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

SERVICE, TEMPLATE, NOTICE = "oa_service", "oa_template", "oa_notice"  # channels of messaging
REPLY = "oa_reply"  # in the ledger only: it went out with the answer to a callback


@dataclass(frozen=True, slots=True)
class NewCode:
    """A QR code to be made. `days` None = permanent, else 1 … 30."""

    name: str
    scene: str
    channel: str
    days: int | None = None
    tag_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Audience:
    """Who gets a mass message: everyone, those with a tag of the account, or these people."""

    everyone: bool = False
    tag: int | None = None
    person_ids: tuple[int, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return {"everyone": self.everyone, "tag": self.tag, "person_ids": list(self.person_ids)}


@dataclass(frozen=True, slots=True)
class MassWish:
    name: str
    audience: Audience
    msgtype: str
    content: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SyncState:
    """How far a full sync has come. `found_missing`: followers who had left without our being told."""

    state: str
    done: int
    total: int
    found_missing: int
    started_at: datetime | None
    finished_at: datetime | None


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who logged in on a web page. `openid` is per account; the rest only when the person agreed to show it."""

    openid: str
    unionid: str | None
    nickname: str
    avatar: str
    person_id: int
