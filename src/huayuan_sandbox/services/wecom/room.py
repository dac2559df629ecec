"""What WeCom stores for one customer group, and its figures by day."""

from __future__ import annotations

from bisect import bisect_right

import msgspec

from huayuan_sandbox.world.clock import DAY

STAFF, CUSTOMER = 1, 2
INVITED, LINK, CODE = 1, 2, 3
NORMAL, OWNER_LEFT, INHERITING, INHERITED = 0, 1, 2, 3
_CHINA_SECONDS = 8 * 3600


class Member(msgspec.Struct):
    """`userid` is an external_userid for CUSTOMER; `person` is -1 for staff."""

    userid: str
    kind: int
    joined_at: int
    join_scene: int
    person: int = -1
    invitor: str = ""
    state: str = ""
    nickname: str = ""


class RoomDay(msgspec.Struct):
    """`members` at the end of the day; `day` counts local days since 1970."""

    day: int
    joined: int = 0
    messages: int = 0
    members: int = 0
    speakers: list[str] = []


class Room(msgspec.Struct):
    """Times are unix seconds. `status`: NORMAL … INHERITED; a dismissed room is kept, so that it is refused by name."""

    chat_id: str
    number: int
    name: str
    owner: str
    created_at: int
    notice: str = ""
    members: dict[str, Member] = {}
    admins: list[str] = []
    version: str = ""
    last_version: str = ""
    status: int = NORMAL
    dismissed_at: int = 0
    inherited_at: float = 0.0
    transfers: list[int] = []
    days: list[RoomDay] = []

    def on(self, day: int) -> RoomDay:
        """The figures of a day; nothing happened on days without a row, the members stay."""
        place = bisect_right(self.days, day, key=lambda one: one.day)
        if place and self.days[place - 1].day == day:
            return self.days[place - 1]
        return RoomDay(day, members=self.days[place - 1].members if place else 0)

    def existed_on(self, day: int) -> bool:
        return local_day(self.created_at) <= day and not (
            self.dismissed_at and local_day(self.dismissed_at) <= day
        )


def local_day(at: float) -> int:
    """Days since 1970 on the calendar of China."""
    return int((at + _CHINA_SECONDS) // DAY)


def day_begins(day: int) -> int:
    return int(day * DAY - _CHINA_SECONDS)
