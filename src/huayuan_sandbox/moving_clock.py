"""A clock that can be pushed: faster, forward, and wrong on purpose."""

from __future__ import annotations

from huayuan_sandbox.world.clock import Clock


class MovingClock:
    """Over another clock. `skew` is what its reader gets wrong; it is no time that passes."""

    def __init__(self, base: Clock) -> None:
        self._base = base
        self._since = base.now()
        self._gained = 0.0
        self.factor = 1.0
        self.skew = 0.0

    def now(self) -> float:
        base = self._base.now()
        return base + self._gained + (base - self._since) * (self.factor - 1) + self.skew

    def run(self, factor: float) -> None:
        """From now on a second of the base clock is `factor` seconds."""
        base = self._base.now()
        self._gained += (base - self._since) * (self.factor - 1)
        self._since, self.factor = base, factor

    def jump(self, seconds: float) -> None:
        self._gained += seconds

    @property
    def moved(self) -> float:
        """Seconds ahead of the base clock."""
        return self.now() - self._base.now()
