"""What a stretch of life leaves behind for the collector. What happens inside WeChat goes through `doors`."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from datetime import datetime
from typing import Any

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
    "SITE", "TILL", "Added", "Doors", "DutyDoor", "Event", "EventIds", "GroupDoor", "Item", "JoinScene",
    "LeaveScene", "Letter", "Mailbox", "MiniProgramDoor", "MomentDoor", "OfficialAccountDoor", "PayDoor",
    "Purchase", "Stretch", "WeComDoor",
]  # fmt: skip

_AFTER_ALL = 1 << 62


class Event(msgspec.Struct, gc=False):
    """One element of the collector's `events`; `time` carries its zone, money is 分."""

    event_id: str
    event: str
    time: datetime
    ids: dict[str, str]
    properties: dict[str, Any]
    account: str | None = None
    session_id: str | None = None


class EventIds:
    """An endless row of UUIDs that is the same for the same `origin`: 62 bits of it, then a number."""

    def __init__(self, origin: str) -> None:
        digits = hashlib.sha256(origin.encode()).hexdigest()
        self._begin = f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-8{digits[17:20]}-"
        self._made = 0

    def next(self) -> str:
        self._made += 1
        return f"{self._begin}{self._made:012x}"


class Stretch:
    """Collects events; many visits may write into one."""

    def __init__(self, event_ids: EventIds) -> None:
        self._event_ids = event_ids
        self._told = 0
        self.events: list[tuple[float, int, Event]] = []

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
        self.tell_of(person.ids(shown), at, event, properties, account, session)

    def tell_of(
        self,
        ids: dict[str, str],
        at: float,
        event: str,
        properties: dict[str, Any],
        account: str = SITE,
        session: str | None = None,
    ) -> None:
        """The same with ids that were shown before, or that are nobody's."""
        moment = datetime.fromtimestamp(at, CHINA)
        told = Event(self._event_ids.next(), event, moment, ids, properties, account, session)
        self._told += 1
        self.events.append((at, self._told, told))

    def take(self, until: float) -> list[Event]:
        """The events up to second `until` in time order; each once."""
        self.events.sort()
        end = bisect_right(self.events, (until, _AFTER_ALL))
        taken = [event for _, _, event in self.events[:end]]
        del self.events[:end]
        return taken
