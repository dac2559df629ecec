"""What a stretch of life leaves behind for the collector. What happens inside WeChat goes through `doors`."""

from __future__ import annotations

from bisect import bisect_right
from datetime import datetime
from random import Random
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

_KEPT_IDS = 4096


class Event(msgspec.Struct):
    """One element of the collector's `events`; `time` carries its zone, money is 分."""

    event_id: str
    event: str
    time: datetime
    ids: dict[str, str]
    properties: dict[str, Any]
    account: str | None = None
    session_id: str | None = None


class EventIds:
    """An endless row of UUIDs that is the same for the same `origin`."""

    def __init__(self, origin: str) -> None:
        self._random = Random(origin)

    def next(self) -> str:
        text = f"{self._random.getrandbits(128):032x}"
        return f"{text[:8]}-{text[8:12]}-4{text[13:16]}-8{text[17:20]}-{text[20:]}"


class Stretch:
    """Collects events; many visits may write into one."""

    def __init__(self, event_ids: EventIds) -> None:
        self._event_ids = event_ids
        self._ids: dict[tuple[int, int], dict[str, str]] = {}
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
        ids = self._ids.get((person.index, shown))
        if ids is None:
            if len(self._ids) > _KEPT_IDS:
                self._ids.clear()
            ids = self._ids[person.index, shown] = person.ids(shown)
        self.tell_of(ids, at, event, properties, account, session)

    def tell_of(
        self,
        ids: dict[str, str],
        at: float,
        event: str,
        properties: dict[str, Any],
        account: str = SITE,
        session: str | None = None,
    ) -> None:
        moment = datetime.fromtimestamp(at, CHINA)
        told = Event(self._event_ids.next(), event, moment, ids, properties, account, session)
        self._told += 1
        self.events.append((at, self._told, told))

    def take(self, until: float) -> list[Event]:
        """The events up to second `until` in time order; each once."""
        self.events.sort(key=_place)
        end = bisect_right(self.events, until, key=_second)
        taken = [event for _, _, event in self.events[:end]]
        del self.events[:end]
        return taken


def _place(row: tuple[float, int, Event]) -> tuple[float, int]:
    return row[:2]


def _second(row: tuple[float, int, Event]) -> float:
    return row[0]
