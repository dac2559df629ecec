"""The rule of the layers: thresholds as they are shipped, edges in time, and the same rule for many people at once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random

import numpy as np
import pytest

from huayuan.segments.lifecycle.contracts import LAYERS, Facts, Layer, LifecycleSettings
from huayuan.segments.lifecycle.errors import BadLifecycleSettings
from huayuan.segments.lifecycle.explaining import explanations, flag_explanations
from huayuan.segments.lifecycle.rules import NEVER, NO_DUE, FactColumns, layer_of, place
from huayuan.segments.lifecycle.settings import check

NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
SHIPPED = LifecycleSettings()


def ago(days: float) -> datetime:
    return NOW - timedelta(days=days)


def friend(**known: object) -> Facts:
    return Facts(connected=True, ever_connected=True, joined_at=ago(400), **known)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "facts, layer",
    [
        (Facts(), Layer.POTENTIAL),
        (
            Facts(last_activity_at=ago(1), interactions=(ago(1),) * 9),
            Layer.POTENTIAL,
        ),  # follows nothing, bought nothing
        (Facts(connected=True, ever_connected=True, joined_at=ago(3)), Layer.NEW),
        (friend(last_activity_at=ago(1), interactions=(ago(1), ago(3), ago(6))), Layer.ACTIVE),
        (friend(last_activity_at=ago(1), purchases=(ago(1), ago(29))), Layer.LOYAL),
        (friend(last_activity_at=ago(30)), Layer.SLEEPING),
        (friend(last_activity_at=ago(179)), Layer.SLEEPING),
        (friend(last_activity_at=ago(180)), Layer.CHURNED),
        (Facts(ever_connected=True, joined_at=ago(9), last_activity_at=ago(1)), Layer.CHURNED),  # deleted us
        (Facts(ever_connected=True, joined_at=ago(90), purchases=(ago(9),)), Layer.ACTIVE),  # …but still buys
        (
            Facts(joined_at=ago(5), purchases=(ago(5),), last_activity_at=ago(5)),
            Layer.NEW,
        ),  # a buyer we do not know yet
        (friend(last_activity_at=ago(10), interactions=(ago(10),)), Layer.ACTIVE),  # in between, as shipped
        (Facts(connected=True, ever_connected=True), Layer.CHURNED),  # a friend of old who never showed
    ],
)
def test_layers_as_they_are_shipped(facts: Facts, layer: Layer) -> None:
    assert layer_of(facts, SHIPPED, NOW).layer is layer


def test_whoever_is_in_between_goes_where_the_settings_say() -> None:
    facts = friend(last_activity_at=ago(10), interactions=(ago(10),))
    for layer in ("new", "active", "sleeping"):
        assert layer_of(facts, LifecycleSettings(in_between=layer), NOW).layer == layer  # type: ignore[arg-type]


def test_flags_come_on_top_of_the_layer() -> None:
    quiet = layer_of(friend(last_activity_at=ago(14)), SHIPPED, NOW)
    assert quiet.churn_risk and not quiet.high_value
    rich = layer_of(friend(last_activity_at=ago(13), spent=100_000, purchases=(ago(13),)), SHIPPED, NOW)
    assert rich.high_value and not rich.churn_risk
    assert not layer_of(friend(last_activity_at=ago(31)), SHIPPED, NOW).churn_risk  # asleep already


def test_a_layer_changes_at_the_moment_it_said_and_not_before() -> None:
    facts = Facts(
        True,
        True,
        ago(29),
        ago(1),
        interactions=(ago(1), ago(2), ago(6.5)),
        purchases=(ago(20), ago(28.25)),
        spent=5,
    )
    at, seen = NOW, []
    while (placed := layer_of(facts, SHIPPED, at)).due_at is not None:
        before = placed.due_at - timedelta(microseconds=1)
        same = layer_of(facts, SHIPPED, before)
        assert (same.layer, same.churn_risk, same.due_at) == (placed.layer, placed.churn_risk, placed.due_at)
        seen.append(placed.layer)
        at = placed.due_at
    assert list(dict.fromkeys([*seen, placed.layer])) == ["loyal", "active", "sleeping", "churned"]


def test_the_rule_for_many_is_the_rule_for_one() -> None:
    random = Random(7)
    for _ in range(40):
        settings = some_settings(random)
        people = [some_facts(random) for _ in range(60)]
        places = place(columns(people, settings), settings, us(NOW))
        for i, facts in enumerate(people):
            one = layer_of(facts, settings, NOW)
            many = LAYERS[places.layer[i]], bool(places.high_value[i]), bool(places.churn_risk[i])
            assert many == (one.layer, one.high_value, one.churn_risk), facts
            assert (one.due_at is None) == (places.due_at[i] == NO_DUE)
            assert one.due_at is None or us(one.due_at) == places.due_at[i]


def some_settings(random: Random) -> LifecycleSettings:
    risk = random.randint(1, 20)
    sleeping = risk + random.randint(1, 20)
    return LifecycleSettings(
        new_days=random.randint(1, 40), active_days=random.randint(1, 20), active_interactions=random.randint(1, 4),
        loyal_days=random.randint(1, 40), loyal_purchases=random.randint(1, 3), sleeping_days=sleeping, risk_days=risk,
        churned_days=sleeping + random.randint(1, 60), high_value_amount=random.randint(1, 300),
        in_between=random.choice(["new", "active", "sleeping"]),
    )  # fmt: skip


def some_facts(random: Random) -> Facts:
    def when() -> datetime:
        return ago(random.choice([0, 1, 5, 7, 14, 30, 40, 90, random.random() * 60]))

    def maybe() -> datetime | None:
        return when() if random.random() < 0.7 else None

    ever = random.random() < 0.7
    return Facts(
        ever and random.random() < 0.7, ever, maybe(), maybe(), tuple(when() for _ in range(random.randrange(6))),
        tuple(when() for _ in range(random.choice([0, 0, 1, 2, 3]))), random.randrange(400),
    )  # fmt: skip


def columns(people: list[Facts], settings: LifecycleSettings) -> FactColumns:
    def times(of: list[datetime | None]) -> np.ndarray:  # type: ignore[type-arg]
        return np.asarray([NEVER if at is None else us(at) for at in of], dtype=np.int64)

    def nth(of: tuple[datetime, ...], place: int) -> datetime | None:
        return sorted(of)[-place] if len(of) >= place else None

    return FactColumns(
        np.arange(len(people)),
        np.asarray([one.connected for one in people]),
        np.asarray([one.ever_connected for one in people]),
        times([one.joined_at for one in people]),
        times([one.last_activity_at for one in people]),
        times([nth(one.interactions, settings.active_interactions) for one in people]),
        times([nth(one.purchases, settings.loyal_purchases) for one in people]),
        times([nth(one.purchases, 1) for one in people]),
        np.asarray([one.spent for one in people]),
    )


def us(at: datetime) -> int:
    return round(at.timestamp() * 1_000_000)


@pytest.mark.parametrize(
    "wrong",
    [
        {"sleeping_days": 14}, {"churned_days": 30}, {"active_interactions": 0}, {"new_days": 9_999},
        {"interactions": ()}, {"interactions": ("Order Paid",)}, {"visits": tuple(f"e{i}" for i in range(200))},
        {"high_value_amount": 0},
    ],
)  # fmt: skip
def test_thresholds_that_make_no_sense_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(BadLifecycleSettings) as refused:
        check(LifecycleSettings(**wrong))  # type: ignore[arg-type]
    assert refused.value.text("zh") != refused.value.text("en")


def test_every_layer_and_flag_is_explained_with_its_numbers() -> None:
    settings = LifecycleSettings(
        new_days=11, active_days=12, loyal_purchases=13, sleeping_days=21, churned_days=99
    )
    said = explanations(settings)
    assert list(said) == list(LAYERS)
    for layer, number in (
        ("new", "11"),
        ("active", "12"),
        ("loyal", "13"),
        ("sleeping", "21"),
        ("churned", "99"),
    ):
        assert number in said[layer].zh and number in said[layer].en
    assert "1000" in flag_explanations(settings)["high_value"].zh.replace(",", "")
