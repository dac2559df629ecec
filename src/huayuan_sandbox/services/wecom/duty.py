"""What staff do in WeCom when they look at their phone. Fulfils `DutyDoor` of the world."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from huayuan_sandbox.services.wecom.corp import Corp
from huayuan_sandbox.services.wecom.mass import MassMessages
from huayuan_sandbox.services.wecom.moments import Moments


class Duty:
    def __init__(self, corp: Corp) -> None:
        self._corp = corp

    def on_duty(self, staff: Sequence[str], at: float, rng: Random, *, live: bool) -> None:
        for userid in staff:
            if userid in self._corp.staff:
                self._corp.part(MassMessages).look(userid, at, rng, live=live)
                self._corp.part(Moments).look(userid, at, rng, live=live)
