"""When the account may write to a follower: five messages in 48 h after theirs, three in a minute after a tap."""

from __future__ import annotations

from typing import Literal

import msgspec

from huayuan_sandbox.services.official_account.errors import OfficialAccountError

Trigger = Literal["message", "menu", "follow", "scan"]
_SWEEP = 10_000
_HOURS_48 = 48 * 3600.0
_RULES: dict[Trigger, tuple[int, float]] = {
    "message": (5, _HOURS_48),
    "menu": (3, 60.0),
    "follow": (3, 60.0),
    "scan": (3, 60.0),
}


class Window(msgspec.Struct):
    until: float
    left: int


class Windows:
    """Quotas of different triggers do not add up, and a new trigger of the same kind replaces the old one."""

    def __init__(self) -> None:
        self._sweep_at = _SWEEP
        self.open: dict[str, dict[Trigger, Window]] = {}
        self.touched: dict[str, float] = {}

    def opened(self, openid: str, trigger: Trigger, at: float) -> None:
        quota, seconds = _RULES[trigger]
        if len(self.open) >= self._sweep_at:
            self._sweep(at)
        self.open.setdefault(openid, {})[trigger] = Window(at + seconds, quota)
        self.touched[openid] = at

    def closed(self, openid: str) -> None:
        self.open.pop(openid, None)

    def use(self, openid: str, now: float) -> None:
        """One message of the best window. Raises 45015 when none is open, 45047 when they are used up."""
        living = [window for window in self.open.get(openid, {}).values() if window.until > now]
        if not living:
            raise OfficialAccountError(45015)
        best = max(living, key=lambda window: window.left)
        if best.left <= 0:
            raise OfficialAccountError(45047)
        best.left -= 1

    def _sweep(self, at: float) -> None:
        """What has closed is forgotten, now and when there is twice as much again."""
        self.open = {
            openid: mine
            for openid, mine in self.open.items()
            if any(window.until > at for window in mine.values())
        }
        self.touched = {openid: self.touched[openid] for openid in self.open if openid in self.touched}
        self._sweep_at = max(_SWEEP, 2 * len(self.open))

    def left(self, openid: str, now: float) -> int:
        living = [window.left for window in self.open.get(openid, {}).values() if window.until > now]
        return max(living, default=0)
