"""What a stretch of life leaves behind: collector events, and things done inside WeChat."""

from __future__ import annotations

from datetime import datetime
from random import Random
from typing import Any, Literal

import msgspec

from huayuan_sandbox.world.clock import CHINA
from huayuan_sandbox.world.doors import (
    Added,
    Doors,
    DutyDoor,
    GroupDoor,
    Item,
    JoinScene,
    LeaveScene,
    Letter,
    Mailbox,
    MiniProgramDoor,
    MomentDoor,
    OfficialAccountDoor,
    PayDoor,
    Purchase,
    WeComDoor,
)
from huayuan_sandbox.world.people import Person

SITE = "shop-web"
TILL = "pos"

__all__ = [
    "SITE",
    "TILL",
    "Act",
    "ActKind",
    "Added",
    "Doors",
    "DutyDoor",
    "Event",
    "EventIds",
    "GroupDoor",
    "Item",
    "JoinScene",
    "LeaveScene",
    "Letter",
    "Mailbox",
    "MiniProgramDoor",
    "MomentDoor",
    "OfficialAccountDoor",
    "PayDoor",
    "Purchase",
    "Stretch",
    "WeComDoor",
]  # fmt: skip

ActKind = Literal["add", "confirm", "leave", "drop", "edit", "tag"]


class Event(msgspec.Struct):
    """One element of the collector's `events`; `time` carries its zone, money is 分."""

    event_id: str
    event: str
    time: datetime
    ids: dict[str, str]
    properties: dict[str, Any]
    account: str | None = None
    session_id: str | None = None


class Act(msgspec.Struct):
    """Something a person does inside WeCom at second `at`. `person` is an index, -1 = the administrator."""

    at: float
    kind: ActKind
    person: int = -1
    staff: str = ""


class EventIds:
    """An endless row of UUIDs that is the same for the same `origin`."""

    def __init__(self, origin: str) -> None:
        self._random = Random(origin)

    def next(self) -> str:
        text = f"{self._random.getrandbits(128):032x}"
        return f"{text[:8]}-{text[8:12]}-4{text[13:16]}-8{text[17:20]}-{text[20:]}"


class Stretch:
    """Collects effects; several visits may write into one."""

    def __init__(self, event_ids: EventIds) -> None:
        self._event_ids = event_ids
        self.events: list[tuple[float, int, Event]] = []
        self.acts: list[tuple[float, int, Act]] = []

    def tell(
        self,
        person: Person,
        at: float,
        event: str,
        shown: int,
        properties: dict[str, Any],
        account: str = SITE,
        session: str | None = None,
    ) -> None:
        """One collector event that shows the identifiers of the bits `shown`."""
        person.show(shown)
        told = Event(
            self._event_ids.next(), event, datetime.fromtimestamp(at, CHINA), person.ids(shown), properties,
            account, session,
        )  # fmt: skip
        self.events.append((at, len(self.events), told))

    def act(self, at: float, kind: ActKind, person: int = -1, staff: str = "") -> None:
        self.acts.append((at, len(self.acts), Act(at, kind, person, staff)))
