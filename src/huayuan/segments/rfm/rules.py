"""Scores and thresholds. Pure: what people bought, thresholds and the time in, cells out.

All of it works on arrays with one entry a buyer; times and spans are microseconds, money is 分.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from huayuan.segments.purchases import Ints, PaidOrders
from huayuan.segments.rfm.contracts import RfmSettings, Thresholds
from huayuan.segments.rfm.errors import BadRfmSettings

DAY_US = 86_400_000_000
FEWEST_SCORES, MOST_SCORES = 3, 5
MOST_DAYS = 3_650


@dataclass(frozen=True, slots=True)
class Buyers:
    """What people bought within the window: paid less than `window` ago."""

    people: Ints
    orders: Ints
    revenue: Ints
    first_at: Ints
    last_at: Ints


@dataclass(frozen=True, slots=True)
class Cells:
    """The cell of each buyer, and the next moment at which it may change although nothing is bought."""

    buyers: Buyers
    r: NDArray[np.int8]
    f: NDArray[np.int8]
    m: NDArray[np.int8]
    due_at: Ints


def buyers_of(orders: PaidOrders, window: int, now: int) -> Buyers:
    """`orders` by person and time."""
    inside = now < orders.paid_at + window
    people, paid_at, amount = orders.people[inside], orders.paid_at[inside], orders.amount[inside]
    who, first, count = np.unique(people, return_index=True, return_counts=True)
    revenue = np.add.reduceat(amount, first) if len(who) else np.empty(0, dtype=np.int64)
    return Buyers(who, count.astype(np.int64), revenue, paid_at[first], paid_at[first + count - 1])


def thresholds_of(buyers: Buyers, settings: RfmSettings, now: int) -> Thresholds:
    """Fixed ones from the settings, or such that about equally many buyers get each score.

    The k-th of n quantiles is the ⌈kN/n⌉-th smallest value, so equal values never part.
    """
    if settings.method == "fixed":
        days = tuple(day * DAY_US for day in settings.fixed_r)
        return Thresholds(days, settings.fixed_f, settings.fixed_m)
    return Thresholds(
        _quantiles(now - buyers.last_at, settings.scores),
        tuple(value + 1 for value in _quantiles(buyers.orders, settings.scores)),
        tuple(value + 1 for value in _quantiles(buyers.revenue, settings.scores)),
    )


def _quantiles(values: Ints, scores: int) -> tuple[int, ...]:
    if not len(values):
        return (0,) * (scores - 1)
    ordered = np.sort(values)
    return tuple(int(ordered[-(-k * len(values) // scores) - 1]) for k in range(1, scores))


def cells_of(buyers: Buyers, thresholds: Thresholds, window: int, now: int) -> Cells:
    age = now - buyers.last_at
    too_old = [age > limit for limit in thresholds.r]
    return Cells(
        buyers,
        r=(thresholds.scores - np.sum(too_old, axis=0)).astype(np.int8),
        f=(1 + np.sum([buyers.orders >= limit for limit in thresholds.f], axis=0)).astype(np.int8),
        m=(1 + np.sum([buyers.revenue >= limit for limit in thresholds.m], axis=0)).astype(np.int8),
        due_at=_next_edge(buyers, thresholds, window, now),
    )


def _next_edge(buyers: Buyers, thresholds: Thresholds, window: int, now: int) -> Ints:
    """The first order leaves the window; the last becomes older than a threshold."""
    soonest = buyers.first_at + window
    for limit in thresholds.r:
        edge = buyers.last_at + limit + 1
        soonest = np.where((edge > now) & (edge < soonest), edge, soonest)
    return soonest


def check(settings: RfmSettings) -> None:
    """Raises BadRfmSettings."""
    if not FEWEST_SCORES <= settings.scores <= MOST_SCORES:
        raise _bad(
            f"每个维度分 {FEWEST_SCORES} 到 {MOST_SCORES} 档",
            f"there are {FEWEST_SCORES} to {MOST_SCORES} scores",
        )
    if not 1 <= settings.window_days <= MOST_DAYS:
        raise _bad(f"统计窗口要在 1 到 {MOST_DAYS} 天之间", f"the window is 1 to {MOST_DAYS} days")
    for name, limits in (("R", settings.fixed_r), ("F", settings.fixed_f), ("M", settings.fixed_m)):
        if settings.method == "fixed" and len(limits) != settings.scores - 1:
            raise _bad(
                f"{name} 要有 {settings.scores - 1} 个门槛", f"{name} needs {settings.scores - 1} thresholds"
            )
        if any(not 1 <= limit <= 10**15 for limit in limits) or sorted(set(limits)) != list(limits):
            raise _bad(f"{name} 的门槛要从小到大且大于 0", f"the thresholds of {name} ascend and are above 0")
    if settings.method == "fixed" and settings.fixed_r[-1] > settings.window_days:
        raise _bad("R 的门槛不能超过统计窗口", "the thresholds of R lie within the window")


def _bad(zh: str, en: str) -> BadRfmSettings:
    return BadRfmSettings(reason_zh=zh, reason_en=en)
