"""What the brand sells, as people look at it: by category, by price, by how long it lasts."""

from __future__ import annotations

from bisect import bisect
from itertools import accumulate
from random import Random
from typing import NamedTuple

from huayuan_sandbox.world.names import GOODS

CATEGORIES = ("skin", "body", "make-up", "home", "gift")
_MIDDLE_PRICE = 12_000
_PRICE_STEPS = 4
# sku → (category, days one piece lasts; 0 = nobody buys it again because it is used up)
_USE = {
    "HY-1001": (0, 60), "HY-1002": (0, 50), "HY-1003": (0, 55), "HY-1004": (0, 40), "HY-1005": (0, 35),
    "HY-1006": (1, 45), "HY-1007": (1, 35), "HY-1008": (1, 35), "HY-1009": (1, 45), "HY-1010": (0, 30),
    "HY-2001": (3, 50), "HY-2002": (3, 60), "HY-2003": (3, 40), "HY-3001": (4, 0), "HY-3002": (4, 0),
    "HY-3003": (1, 0), "HY-4001": (0, 14), "HY-4002": (0, 30), "HY-4003": (2, 90), "HY-4004": (2, 75),
}  # fmt: skip


class Good(NamedTuple):
    """`price` in 分; `lasts` in days, 0 = for ever."""

    sku: str
    name: str
    price: int
    weight: int
    category: int
    lasts: int


SHELF = tuple(Good(*row, *_USE[row[0]]) for row in GOODS)


class Taste:
    """Which goods somebody looks at: the favourite category more often, dear goods less when prices matter."""

    def __init__(self, interest_factor: float) -> None:
        self._tables = [
            [
                self._table(category, step / (_PRICE_STEPS - 1), interest_factor)
                for step in range(_PRICE_STEPS)
            ]
            for category in range(len(CATEGORIES))
        ]

    def choose(self, interest: int, sensitivity: float, rng: Random) -> int:
        """Index on the shelf. `sensitivity` is 0 .. 1."""
        table = self._tables[interest][min(int(sensitivity * _PRICE_STEPS), _PRICE_STEPS - 1)]
        return bisect(table, rng.random() * table[-1])

    def _table(self, interest: int, sensitivity: float, factor: float) -> list[float]:
        return list(
            accumulate(
                good.weight
                * (factor if good.category == interest else 1.0)
                * (_MIDDLE_PRICE / good.price) ** (1.2 * (sensitivity - 0.5))
                for good in SHELF
            )
        )
