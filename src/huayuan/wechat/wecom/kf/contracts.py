"""Values of 微信客服."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum

CHANNEL = "wecom_kf"


class SessionState(IntEnum):
    """As the platform numbers them."""

    UNHANDLED = 0
    ROBOT = 1
    QUEUED = 2
    HUMAN = 3
    ENDED = 4


@dataclass(frozen=True, slots=True)
class KfAccount:
    connection_id: int
    open_kfid: str
    name: str
    avatar: str
    active: bool
    read_at: datetime | None


@dataclass(frozen=True, slots=True)
class KfConversation:
    """A customer at an account. `sent` counts our messages since the customer's last one."""

    id: int
    connection_id: int
    open_kfid: str
    external_userid: str
    person_id: int
    state: SessionState
    servicer: str
    scene: str
    entered_at: datetime | None
    asked_at: datetime | None
    answered_at: datetime | None
    sent: int
