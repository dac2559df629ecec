"""What can be made to go wrong: one JSON shape for calls, callbacks and the clock. `{}` = nothing.

Every chance is 0 to 1 and rolled anew for each call or callback.
"""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import Annotated, Literal

import msgspec

TIMEOUT_SECONDS = 5.0

Chance = Annotated[float, msgspec.Meta(ge=0, le=1)]
Seconds = Annotated[float, msgspec.Meta(ge=0, le=3600)]
Kind = Literal["refuse", "slow", "cut", "lose_answer", "status", "token", "cursor", "vanish"]


class CallbackFaults(msgspec.Struct, forbid_unknown_fields=True):
    """Of each callback. `late` waits `late_s`; `delay_ms` is for all. `unheard`: an answer of ours that never
    reaches the platform, which therefore repeats. `drip` sends the body slowly, over `drip_s`.

    `retry_statuses`: repeat after any answer but 200 (document 90238; 90930 differs).
    """

    lose: Chance = 0.0
    duplicate: Chance = 0.0
    reorder: Chance = 0.0
    late: Chance = 0.0
    late_s: Seconds = 5.0
    delay_ms: float = 0.0
    unheard: Chance = 0.0
    drip: Chance = 0.0
    drip_s: Seconds = 3.0
    retry_statuses: bool = True
    retry_pause_ms: float = 1000.0
    timeout_s: float = TIMEOUT_SECONDS


class CallFault(msgspec.Struct, forbid_unknown_fields=True):
    """One thing that happens to calls of `service` whose path ends with `path` (`*` and `?` as in file names).

    refuse       answered with `code` without being carried out
    status       answered with HTTP `status` and no JSON, without being carried out
    cut          the connection ends before the call is carried out
    lose_answer  carried out, but the connection ends in the middle of the answer
    slow         carried out after `seconds`
    token        the platform takes its tokens back before a call that asks for a further page
    cursor       a further page is answered with the cursor it was asked with
    vanish       somebody in an answered list is gone a moment later, with the callbacks that belong to it
    """

    fault: Kind
    service: str = ""
    path: str = ""
    chance: Chance = 1.0
    code: int | str = -1
    status: Annotated[int, msgspec.Meta(ge=400, le=599)] = 500
    seconds: Seconds = 2.0
    times: Annotated[int, msgspec.Meta(ge=1)] | None = None

    def concerns(self, service: str, path: str) -> bool:
        if self.service not in ("", service):
            return False
        return not self.path or fnmatchcase(path, "*" + self.path)


class Faults(CallbackFaults, forbid_unknown_fields=True):
    """The fields of `CallbackFaults` hold for every service, unless `callbacks` has it by name.

    `skew_s` moves the platform's clock: time stamps of callbacks, signatures and the Date header.
    """

    calls: list[CallFault] = []
    callbacks: dict[str, CallbackFaults] = {}
    skew_s: float = 0.0
    calls_per_minute: int | None = None
    trusted_ips: list[str] = []

    def of_callbacks(self, service: str) -> CallbackFaults:
        return self.callbacks.get(service, self)
