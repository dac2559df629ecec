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


class Speaker(IntEnum):
    """Who a line of a conversation is from; all but `US` as the platform numbers them."""

    US = 1
    CUSTOMER = 3
    SYSTEM = 4
    SERVICER = 5


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


@dataclass(frozen=True, slots=True)
class KfLine:
    """Something said, or a change of the session (`kind` entered, or a state it came into; `servicer` who has it now).

    `number` is the platform's or ours, once in a conversation. `key` names our own messages in the ledger.
    """

    number: str
    at: datetime
    speaker: Speaker
    kind: str
    text: str = ""
    servicer: str = ""
    key: str = ""
