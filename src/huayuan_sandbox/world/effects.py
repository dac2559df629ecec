"""What a stretch of life leaves behind: collector events, and things done inside WeChat."""

from __future__ import annotations

from datetime import datetime
from random import Random
from typing import Any, Literal, Protocol

import msgspec

from huayuan_sandbox.world.clock import CHINA
from huayuan_sandbox.world.people import Person

SITE = "shop-web"
TILL = "pos"

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


class Added(msgspec.Struct, frozen=True):
    """A new friendship. `welcome_code` is None in history and whenever WeCom would push none."""

    staff: str
    state: str
    half: bool
    welcome_code: str | None


class WeComDoor(Protocol):
    """What people can do in WeCom. Implemented by the service, so the world knows no wire format."""

    def add_friend(
        self, person: Person, at: float, rng: Random, *, live: bool, way: str = "", staff: str = ""
    ) -> Added | None: ...

    def confirm_friend(self, person: Person, staff: str, at: float, *, live: bool) -> None: ...

    def customer_leaves(self, person: Person, staff: str, at: float) -> None: ...

    def staff_drops(self, person: Person, staff: str, at: float) -> None: ...

    def staff_edits(self, person: Person, staff: str, at: float) -> None: ...

    def customer_writes(self, person: Person, staff: str) -> bool: ...

    def admin_makes_tag(self, at: float, rng: Random) -> None: ...


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
