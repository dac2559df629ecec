"""uploadimg: pictures with an address that never ends; counted by day and month."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import msgspec

from huayuan_sandbox.services.wecom.errors import WeComError
from huayuan_sandbox.services.wecom.parts import Part
from huayuan_sandbox.services.wecom.room import local_day

if TYPE_CHECKING:
    from huayuan_sandbox.services.wecom.corp import Corp

_A_DAY, _A_MONTH, _MONTH_DAYS = 1000, 3000, 30


class ImagesState(msgspec.Struct):
    """Day of the platform's zone → pictures uploaded."""

    made: int = 0
    days: dict[int, int] = {}


class Images(Part[ImagesState]):
    name = "images"

    def __init__(self, corp: Corp) -> None:
        super().__init__(corp, ImagesState())

    def add(self, now: float) -> str:
        """The last part of its address. Raises 45009 beyond 1,000 a day and 3,000 in 30 days."""
        today = local_day(now)
        days = {day: many for day, many in self.state.days.items() if day > today - _MONTH_DAYS}
        if days.get(today, 0) >= _A_DAY or sum(days.values()) >= _A_MONTH:
            raise WeComError(45009)
        self.state.days = {**days, today: days.get(today, 0) + 1}
        self.state.made += 1
        return f"{Random(f'{self.corp.seed}|image|{self.state.made}').getrandbits(128):032x}"
