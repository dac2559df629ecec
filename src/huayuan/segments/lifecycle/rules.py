"""Which layer a person is in. Pure: facts, thresholds and the time in, the answer out.

`layer_of` is the rule as one reads it, for one person; `place` is the same rule for a million at once. A test holds them
together.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from huayuan.segments.lifecycle.contracts import LAYERS, Facts, Layer, LifecycleSettings, Placed

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

DAY_US = 86_400_000_000
NEVER = -(1 << 61)  # a time before all others; no span of ours leads from there into our days
NO_DUE = 1 << 61


def layer_of(facts: Facts, settings: LifecycleSettings, now: datetime) -> Placed:
    """A window of n days holds what happened less than n × 24 hours ago; a threshold in days is reached on the dot."""
    seen = max(_known(facts.last_activity_at, facts.joined_at, *facts.purchases), default=None)
    layer = _layer(facts, settings, now, seen)
    awake = layer in (Layer.NEW, Layer.ACTIVE, Layer.LOYAL)
    quiet = seen is not None and now >= seen + timedelta(days=settings.risk_days)
    return Placed(
        layer,
        high_value=facts.spent >= settings.high_value_amount,
        churn_risk=awake and quiet,
        due_at=min((at for at in _edges(facts, settings, seen) if at > now), default=None),
    )


def _layer(facts: Facts, settings: LifecycleSettings, now: datetime, seen: datetime | None) -> Layer:
    if not facts.ever_connected and not facts.purchases:
        return Layer.POTENTIAL
    bought = [at for at in facts.purchases if now < at + timedelta(days=settings.loyal_days)]
    if facts.ever_connected and not facts.connected and not bought:
        return Layer.CHURNED
    if seen is None or now >= seen + timedelta(days=settings.churned_days):
        return Layer.CHURNED
    if now >= seen + timedelta(days=settings.sleeping_days):
        return Layer.SLEEPING
    if len(bought) >= settings.loyal_purchases:
        return Layer.LOYAL
    acted = [at for at in facts.interactions if now < at + timedelta(days=settings.active_days)]
    if len(acted) >= settings.active_interactions:
        return Layer.ACTIVE
    if facts.joined_at is not None and now < facts.joined_at + timedelta(days=settings.new_days):
        return Layer.NEW
    return Layer(settings.in_between)


def _edges(facts: Facts, settings: LifecycleSettings, seen: datetime | None) -> list[datetime]:
    """The moments at which some answer above turns over by itself."""
    if not facts.ever_connected and not facts.purchases:
        return []
    spans: list[tuple[datetime | None, int]] = [
        (facts.joined_at, settings.new_days),
        (_latest(facts.interactions, settings.active_interactions), settings.active_days),
        (_latest(facts.purchases, settings.loyal_purchases), settings.loyal_days),
        (_latest(facts.purchases, 1), settings.loyal_days),
        (seen, settings.risk_days),
        (seen, settings.sleeping_days),
        (seen, settings.churned_days),
    ]
    return [at + timedelta(days=days) for at, days in spans if at is not None]


def _latest(times: tuple[datetime, ...], place: int) -> datetime | None:
    """The time at this place, counted from the latest."""
    return sorted(times, reverse=True)[place - 1] if len(times) >= place else None


def _known(*times: datetime | None) -> list[datetime]:
    return [at for at in times if at is not None]


@dataclass(frozen=True, slots=True)
class FactColumns:
    """`Facts` of many people, side by side; times in microseconds since 1970 or NEVER.

    `active_at` is the time of the interaction that makes up the threshold of active (the third latest, when it is
    three); `loyal_at` the same of purchases.
    """

    people: Ints
    connected: Flags
    ever_connected: Flags
    joined_at: Ints
    last_activity_at: Ints
    active_at: Ints
    loyal_at: Ints
    last_purchase_at: Ints
    spent: Ints


@dataclass(frozen=True, slots=True)
class Places:
    """`Placed` of many people: `layer` is a place in LAYERS, `due_at` microseconds or NO_DUE."""

    people: Ints
    layer: NDArray[np.int8]
    high_value: Flags
    churn_risk: Flags
    due_at: Ints


def place(facts: FactColumns, settings: LifecycleSettings, now: int) -> Places:
    """`layer_of` for many people; `now` in microseconds since 1970."""
    seen = np.maximum(np.maximum(facts.last_activity_at, facts.joined_at), facts.last_purchase_at)
    stranger = ~facts.ever_connected & (facts.last_purchase_at == NEVER)
    bought = now < facts.last_purchase_at + settings.loyal_days * DAY_US
    left = facts.ever_connected & ~facts.connected & ~bought
    rules: list[tuple[Any, Layer]] = [
        (stranger, Layer.POTENTIAL),
        (left | (now >= seen + settings.churned_days * DAY_US), Layer.CHURNED),
        (now >= seen + settings.sleeping_days * DAY_US, Layer.SLEEPING),
        (now < facts.loyal_at + settings.loyal_days * DAY_US, Layer.LOYAL),
        (now < facts.active_at + settings.active_days * DAY_US, Layer.ACTIVE),
        (now < facts.joined_at + settings.new_days * DAY_US, Layer.NEW),
    ]
    number = {layer: np.int8(i) for i, layer in enumerate(LAYERS)}
    layer = np.select(
        [condition for condition, _ in rules],
        [number[layer] for _, layer in rules],
        default=number[Layer(settings.in_between)],
    )
    awake = np.isin(layer, [number[Layer.NEW], number[Layer.ACTIVE], number[Layer.LOYAL]])
    return Places(
        facts.people,
        layer.astype(np.int8),
        high_value=facts.spent >= settings.high_value_amount,
        churn_risk=awake & (now >= seen + settings.risk_days * DAY_US),
        due_at=np.where(stranger, NO_DUE, _next_edge(facts, settings, seen, now)),
    )


def _next_edge(facts: FactColumns, settings: LifecycleSettings, seen: Ints, now: int) -> Ints:
    spans = (
        (facts.joined_at, settings.new_days),
        (facts.active_at, settings.active_days),
        (facts.loyal_at, settings.loyal_days),
        (facts.last_purchase_at, settings.loyal_days),
        (seen, settings.risk_days),
        (seen, settings.sleeping_days),
        (seen, settings.churned_days),
    )
    soonest = np.full(len(seen), NO_DUE, dtype=np.int64)
    for at, days in spans:
        edge = at + days * DAY_US
        soonest = np.where((edge > now) & (edge < soonest), edge, soonest)
    return soonest
