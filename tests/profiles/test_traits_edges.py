"""Answers that change because time passes: whoever they change for is among the edges, and hardly anybody else."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from huayuan.kernel.errors import Text
from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.profiles import api
from huayuan.profiles.contracts import TraitDefinition, TraitKind, TraitQuestion, TraitUpdate
from huayuan.profiles.store import trait_definitions
from huayuan.profiles.traits.comparing import anniversaries
from huayuan.profiles.traits.lunar import lunar_day, solar_date

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
QUESTIONS: list[tuple[str, str, Any]] = [
    ("seen", "within_last", {"n": 3, "unit": "day"}), ("seen", "not_within_last", {"n": 90, "unit": "minute"}),
    ("seen", "within_next", {"n": 12, "unit": "hour"}), ("seen", "within_last", {"n": 1, "unit": "month"}),
    ("day", "within_last", {"n": 3, "unit": "day"}), ("day", "within_next", {"n": 2, "unit": "week"}),
    ("day", "anniversary_within", {"n": 0}), ("day", "anniversary_within", {"n": 7}), ("seen", "before", "2026-03-03"),
    ("day", "is_not_empty", None), ("seen", "on", "2026-03-02"),
]  # fmt: skip


@pytest.mark.parametrize("trait, operator, value", QUESTIONS)
def test_whoever_changes_is_among_the_edges(uow: UnitOfWork, trait: str, operator: str, value: Any) -> None:
    chance = random.Random(operator + trait)
    with uow.begin() as tx:
        for key, kind in (("seen", TraitKind.TIME), ("day", TraitKind.DATE)):
            trait_definitions.write(tx.session, TraitDefinition(key, kind, Text(key, key)), None, tx.now)
        api.set_many_traits(tx, [_stated(person, chance) for person in range(1, 300)])
    question, changed_ever, since = TraitQuestion(trait, operator, value), 0, NOW
    with uow.read() as tx:
        for _ in range(12):
            now = since + timedelta(seconds=chance.choice([1, 600, 7_000, 50_000, 90_000]))
            before = set(api.people_with_trait(tx, question, since, SHANGHAI).tolist())
            after = set(api.people_with_trait(tx, question, now, SHANGHAI).tolist())
            found = api.trait_edges(tx, question, since, now, SHANGHAI).tolist()
            assert len(found) == len(set(found)) and before ^ after <= set(found), (since, now)
            assert len(found) <= 2 * len(before ^ after) + 60  # not everybody is asked again
            changed_ever += len(before ^ after)
            since = now
    assert changed_ever or operator in ("before", "is_not_empty", "on")


def _stated(person: int, chance: random.Random) -> TraitUpdate:
    seen = NOW + timedelta(seconds=chance.randint(-40 * 86_400, 5 * 86_400))
    if person % 3 == 0:
        seen = NOW + timedelta(seconds=chance.randint(-5 * 86_400, 4 * 86_400))
    day: Any = (NOW + timedelta(days=chance.randint(-30, 30))).date().isoformat()
    if person % 2:
        day = {
            "calendar": "lunar",
            "year": None,
            "month": chance.randint(1, 3),
            "day": chance.randint(1, 30),
            "leap": False,
        }
    return TraitUpdate(person, {"seen": seen.isoformat(), "day": day}, "wecom", NOW)


@pytest.mark.parametrize(
    "day, also",
    [
        (date(2026, 2, 28), 229),  # no 29th of February in 2026
        (date(2026, 9, 25), 10_815),  # Mid-Autumn
        (date(2026, 2, 17), 10_101),  # New Year
        (date(2026, 2, 16), 11_230),  # the twelfth month has 29 days: those of its 30th are a day early
    ],
)
def test_anniversaries_of_days_that_a_year_does_not_have(day: date, also: int) -> None:
    assert also in anniversaries(day)


def test_a_leap_month_has_no_anniversaries_of_its_own() -> None:
    day = solar_date(2025, 6, 15, True)  # 2025 has a sixth month twice
    assert day is not None and anniversaries(day) == {day.month * 100 + day.day}
    assert 229 not in anniversaries(date(2028, 2, 28)) and 229 in anniversaries(date(2028, 2, 29))
    assert solar_date(2026, 6, 15, True) is None and lunar_day(date(2300, 1, 1)) is None


def test_every_birthday_comes_once_a_year() -> None:
    """Of a solar year each solar code once; of a lunar year each lunar code once."""
    solar = [
        code
        for n in range(365)
        for code in anniversaries(date(2026, 1, 1) + timedelta(days=n))
        if code < 10_000
    ]
    assert len(solar) == len(set(solar)) == 366
    first, end = solar_date(2025, 1, 1, False), solar_date(2026, 1, 1, False)
    assert first and end
    days = [first + timedelta(days=n) for n in range((end - first).days)]
    lunar = [code for day in days for code in anniversaries(day) if code > 10_000]
    assert len(lunar) == len(set(lunar)) == 360  # twelve months of thirty days, whatever the year has
