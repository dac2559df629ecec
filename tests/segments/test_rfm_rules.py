"""Scores, thresholds and grades."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from huayuan.segments.purchases import PaidOrders
from huayuan.segments.rfm.api import parse_cells
from huayuan.segments.rfm.contracts import RfmSettings, Thresholds
from huayuan.segments.rfm.errors import BadRfmSettings, UnknownCell
from huayuan.segments.rfm.grades import GRADES, action_of, grade_of
from huayuan.segments.rfm.rules import DAY_US, Buyers, buyers_of, cells_of, check, thresholds_of

NOW = 20_000 * DAY_US


def buyers(*rows: tuple[int, int, int]) -> Buyers:
    """(days since the last order, orders, revenue) each."""
    days, orders, revenue = (np.asarray(column, dtype=np.int64) for column in zip(*rows, strict=True))
    last = NOW - days * DAY_US
    return Buyers(np.arange(len(rows)), orders, revenue, last, last)


def cells(given: Buyers, thresholds: Thresholds) -> list[str]:
    found = cells_of(given, thresholds, 365 * DAY_US, NOW)
    return [f"{r}{f}{m}" for r, f, m in zip(found.r, found.f, found.m, strict=True)]


def test_the_window_counts_what_was_paid_less_than_so_long_ago() -> None:
    people = np.asarray([1, 1, 1, 2], dtype=np.int64)
    paid_at = NOW - np.asarray([10 * DAY_US, 9 * DAY_US + 1, DAY_US, 10 * DAY_US], dtype=np.int64)
    found = buyers_of(PaidOrders(people, paid_at, np.asarray([5, 7, 11, 13])), 10 * DAY_US, NOW)
    assert found.people.tolist() == [1] and found.orders.tolist() == [2] and found.revenue.tolist() == [18]


def test_quantiles_part_buyers_evenly() -> None:
    given = buyers(*[(day, day, day * 100) for day in range(1, 10)])
    thresholds = thresholds_of(given, RfmSettings(), NOW)
    assert thresholds == Thresholds((3 * DAY_US, 6 * DAY_US), (4, 7), (301, 601))
    assert cells(given, thresholds) == ["311"] * 3 + ["222"] * 3 + ["133"] * 3


def test_equal_values_never_part() -> None:
    given = buyers(*[(1, 1, 100)] * 7, (9, 4, 900), (9, 9, 950))
    thresholds = thresholds_of(given, RfmSettings(), NOW)
    assert set(cells(given, thresholds)[:7]) == {"311"}
    assert len(set(cells(given, thresholds))) > 1


def test_fixed_thresholds_say_at_most_days_and_at_least_orders_and_money() -> None:
    settings = RfmSettings(method="fixed", fixed_r=(30, 90), fixed_f=(2, 5), fixed_m=(20_000, 100_000))
    thresholds = thresholds_of(buyers((1, 1, 1)), settings, NOW)
    rows = [(30, 2, 20_000), (31, 5, 100_000), (90, 4, 99_999), (91, 1, 19_999)]
    assert cells(buyers(*rows), thresholds) == ["322", "233", "222", "111"]


@pytest.mark.parametrize("scores", [3, 4, 5])
def test_scores_reach_from_one_to_as_many_as_are_set(scores: int) -> None:
    given = buyers(*[(day, day, day * 100) for day in range(1, 101)])
    thresholds = thresholds_of(given, RfmSettings(scores=scores), NOW)
    found = cells_of(given, thresholds, 365 * DAY_US, NOW)
    for of in (found.r, found.f, found.m):
        assert sorted(set(of.tolist())) == list(range(1, scores + 1))
        assert max(np.bincount(of)[1:]) - min(np.bincount(of)[1:]) <= 1


def test_a_cell_changes_at_the_moment_it_said_and_not_before() -> None:
    given = Buyers(
        *(np.asarray([value], dtype=np.int64) for value in (1, 2, 500, NOW - 20 * DAY_US, NOW - DAY_US))
    )
    thresholds, window = Thresholds((2 * DAY_US, 7 * DAY_US), (2, 3), (100, 900)), 30 * DAY_US
    now, seen = NOW, []
    for _ in range(3):
        found = cells_of(given, thresholds, window, now)
        seen.append(int(found.r[0]))
        due = int(found.due_at[0])
        assert cells_of(given, thresholds, window, due - 1).r[0] == found.r[0]
        now = due
    assert seen == [3, 2, 1] and due == NOW + 10 * DAY_US  # then the first order leaves the window


def test_cells_are_read_with_wildcards_and_refused_when_they_are_none() -> None:
    assert parse_cells(["311"]) == [(3, 1, 1)]
    assert len(parse_cells(["3**"])) == 25
    for text in ("", "31", "3111", "601", "abc", "３１１"):
        with pytest.raises(UnknownCell):
            parse_cells([text])


@pytest.mark.parametrize("scores", [3, 4, 5])
def test_every_cell_has_a_grade_and_an_action_in_both_languages(scores: int) -> None:
    grades = set()
    for r, f, m in product(range(1, scores + 1), repeat=3):
        grades.add(grade_of(r, f, m, scores).key)
        action = action_of(r, f, m, scores)
        assert action.zh and action.en
    assert grades == {grade.key for grade in GRADES.values()} and len(grades) == 8
    assert grade_of(scores, scores, scores, scores).name.zh == "重要价值客户"
    assert grade_of(1, 1, 1, scores).name.zh == "一般挽留客户"


@pytest.mark.parametrize(
    "wrong",
    [
        {"scores": 2}, {"scores": 6}, {"window_days": 0}, {"method": "fixed", "fixed_r": (30,)},
        {"method": "fixed", "fixed_f": (5, 2)}, {"method": "fixed", "fixed_m": (0, 5)},
        {"method": "fixed", "window_days": 60},
    ],
)  # fmt: skip
def test_settings_that_make_no_sense_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(BadRfmSettings):
        check(RfmSettings(**wrong))  # type: ignore[arg-type]
