"""Values that cross the door of RFM."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from huayuan.kernel.errors import Text

DIMENSIONS = ("r", "f", "m")
FOLLOWING = "segments.rfm"  # the projection of order events
AGAIN = "segments.rfm_again"  # the projection of people whose orders changed hands


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Where one score ends and the next begins; n − 1 numbers each, ascending.

    `r`: microseconds since the last order; the best score is for at most the first number. `f` (orders) and `m` (分): at
    least the first number is score 2, at least the second score 3, and so on.
    """

    r: tuple[int, ...]
    f: tuple[int, ...]
    m: tuple[int, ...]

    @property
    def scores(self) -> int:
        return len(self.r) + 1


@dataclass(frozen=True, slots=True)
class RfmSettings:
    """`method` quantiles: thresholds are taken from the buyers each night, so that scores are about equally common.

    Fixed thresholds: `fixed_r` days since the last order, `fixed_f` orders, `fixed_m` 分; `scores` − 1 numbers each.
    """

    window_days: int = 365
    scores: int = 3
    method: Literal["quantiles", "fixed"] = "quantiles"
    fixed_r: tuple[int, ...] = (30, 90)
    fixed_f: tuple[int, ...] = (2, 5)
    fixed_m: tuple[int, ...] = (20_000, 100_000)


@dataclass(frozen=True, slots=True)
class KeptSettings:
    """Settings with who changed them last. `version` 0: as they are shipped."""

    settings: RfmSettings
    version: int = 0
    changed_at: datetime | None = None
    changed_by: str = ""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Thresholds taken at `at` over so many buyers; `window_days` is that of the settings at that moment."""

    id: int
    at: datetime
    thresholds: Thresholds
    window_days: int
    people: int
    counted: bool  # everybody has been scored with it


@dataclass(frozen=True, slots=True)
class Cell:
    """People of one cell and their revenue (分) within the window."""

    r: int
    f: int
    m: int
    people: int
    revenue: int


@dataclass(frozen=True, slots=True)
class Buyer:
    """A person with their cell, and what they bought within the window (revenue in 分)."""

    person_id: int
    r: int
    f: int
    m: int
    orders: int
    revenue: int
    last_order_at: datetime


@dataclass(frozen=True, slots=True)
class Grade:
    """One of the eight grades: each dimension in the upper half or not."""

    key: str
    name: Text
    meaning: Text
