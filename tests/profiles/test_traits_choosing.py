"""Choosing people by a trait: every operator of every kind, on both engines."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from huayuan.events.api import Totals
from huayuan.kernel.errors import Text
from huayuan.kernel.unit_of_work import Transaction, UnitOfWork
from huayuan.profiles import api
from huayuan.profiles.contracts import OrderTotals, TraitDefinition, TraitKind, TraitQuestion
from huayuan.profiles.errors import BadComparison, UnknownTrait
from huayuan.profiles.store import trait_definitions
from huayuan.profiles.traits import defining

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)  # 10:00 in Shanghai
ALL = {1, 2, 3, 4, 5}


def ask(
    tx: Transaction, trait: str, operator: str, value: Any = None, among: list[int] | None = None
) -> set[int]:
    question = TraitQuestion(trait, operator, value)
    api.check_trait_question(tx, question)
    found = api.people_with_trait(tx, question, NOW, SHANGHAI, among).tolist()
    assert len(found) == len(set(found))
    return set(found)


def define(tx: Transaction, key: str, kind: TraitKind, **more: Any) -> None:
    trait_definitions.write(tx.session, TraitDefinition(key, kind, Text(key, key), **more), None, tx.now)
    defining.forget(tx)


def fill(uow: UnitOfWork, trait: str, kind: TraitKind, values: dict[int, Any], **more: Any) -> None:
    """People 1 to 5 with the values given; who is left out has none."""
    with uow.begin() as tx:
        define(tx, trait, kind, **more)
        for person in ALL:
            api.set_traits(tx, person, {"name": f"P{person}"}, "wecom", tx.now)
        for person, value in values.items():
            api.set_traits(tx, person, {trait: value}, "wecom", tx.now)


def check(uow: UnitOfWork, trait: str, table: list[tuple[str, Any, set[int]]]) -> None:
    with uow.read() as tx:
        for operator, value, expected in table:
            assert ask(tx, trait, operator, value) == expected, (operator, value)
            assert ask(tx, trait, operator, value, [1, 3, 99]) == expected & {1, 3}, (operator, value)


def test_text(uow: UnitOfWork) -> None:
    fill(uow, "job", TraitKind.TEXT, {1: "设计师", 2: "Senior Designer", 3: " 设计师", 4: ""})
    check(uow, "job", [
        ("is", "设计师", {1}),
        ("is_not", "设计师", {2, 3, 4, 5}),
        ("in", ["设计师", "Senior Designer"], {1, 2}),
        ("not_in", ["设计师", "Senior Designer"], {3, 4, 5}),
        ("contains", "设计", {1, 3}),
        ("contains", "designer", set()),
        ("contains", "%", set()),
        ("not_contains", "设计", {2, 4, 5}),
        ("starts_with", "设", {1}),
        ("ends_with", "师", {1, 3}),
        ("ends_with", "very much longer than any of the values", set()),
        ("matches", r"^S\w+ D", {2}),
        ("matches", r"(a+)+$|师$", {1, 3}),
        ("is_empty", None, {4, 5}),
        ("is_not_empty", None, {1, 2, 3}),
    ])  # fmt: skip


def test_a_loose_text_knows_no_full_width_and_no_blanks(uow: UnitOfWork) -> None:
    fill(
        uow, "plate", TraitKind.TEXT, {1: "沪Ａ１２３", 2: " 沪A123 ", 3: "沪A  123", 4: "沪a123"}, loose=True
    )
    check(uow, "plate", [("is", "沪A123", {1, 2}), ("is", "沪Ａ 123", {3}), ("is_not", "沪A123", {3, 4, 5})])
    fill(uow, "code", TraitKind.TEXT, {1: "Ａ１", 2: "A1 ", 3: "A1"})
    check(uow, "code", [("is", "A1", {3}), ("is", "Ａ１", {1})])


def test_number(uow: UnitOfWork) -> None:
    fill(uow, "size", TraitKind.NUMBER, {1: 10, 2: "10", 3: 9.5, 4: "unknown"})
    check(uow, "size", [
        ("is", 10, {1, 2}), ("is", "10", {1, 2}), ("is", "10.0", {1, 2}), ("is_not", 10, {3, 4, 5}),
        ("in", [9.5, "10"], {1, 2, 3}), ("not_in", [10], {3, 4, 5}),
        ("greater", 9.5, {1, 2}), ("at_least", "9.5", {1, 2, 3}), ("less", 10, {3}), ("at_most", 10, {1, 2, 3}),
        ("between", [9.5, 10], {1, 2, 3}), ("between", ["9.6", 10], {1, 2}),
        ("is_empty", None, {5}), ("is_not_empty", None, {1, 2, 3, 4}),
    ])  # fmt: skip


def test_texts_that_are_numbers_compare_as_numbers(uow: UnitOfWork) -> None:
    fill(uow, "score", TraitKind.TEXT, {1: "9", 2: "10", 3: "１１", 4: "ten"})
    check(uow, "score", [("greater", 9, {2, 3}), ("between", ["9", "10"], {1, 2}), ("less", "10", {1})])


def test_dates_are_days_of_the_organisation(uow: UnitOfWork) -> None:
    days = {1: "2026-03-02", 2: "2026-02-27", 3: "2026-03-05", 4: "2025年3月2日"}
    fill(uow, "visited", TraitKind.DATE, days)
    check(uow, "visited", [
        ("on", "2026-03-02", {1}), ("before", "2026-03-02", {2, 4}), ("after", "2026-03-02", {3}),
        ("between", ["2026-02-27", "2026-03-02"], {1, 2}),
        ("within_last", {"n": 3, "unit": "day"}, {1, 2}), ("within_last", {"n": 2, "unit": "day"}, {1}),
        ("not_within_last", {"n": 3, "unit": "day"}, {3, 4, 5}),
        ("within_last", {"n": 12, "unit": "month"}, {1, 2, 4}),
        ("within_next", {"n": 3, "unit": "day"}, {1, 3}), ("within_next", {"n": 2, "unit": "day"}, {1}),
        ("within_last", {"n": 10_000_000, "unit": "month"}, {1, 2, 4}),
        ("is_empty", None, {5}), ("is_not_empty", None, {1, 2, 3, 4}),
    ])  # fmt: skip


def test_times_roll_to_the_second(uow: UnitOfWork) -> None:
    times = {
        1: NOW - timedelta(hours=1),
        2: NOW - timedelta(hours=1, seconds=1),
        3: NOW + timedelta(minutes=5),
    }
    values: dict[int, Any] = {person: at.isoformat() for person, at in times.items()}
    fill(uow, "asked_at", TraitKind.TIME, values | {4: "2026-03-01T16:00:00Z"})
    check(uow, "asked_at", [
        ("within_last", {"n": 1, "unit": "hour"}, {1}), ("within_last", {"n": 61, "unit": "minute"}, {1, 2}),
        ("not_within_last", {"n": 1, "unit": "hour"}, {2, 3, 4, 5}),
        ("within_next", {"n": 5, "unit": "minute"}, {3}), ("within_next", {"n": 4, "unit": "minute"}, set()),
        ("on", "2026-03-02", {1, 2, 3, 4}), ("on", "2026-03-01", set()), ("before", "2026-03-02", set()),
        ("after", "2026-03-01", {1, 2, 3, 4}), ("before", "2026-03-02T01:00:00Z", {2, 4}),
        ("between", ["2026-03-02T01:00:00Z", "2026-03-02"], {1, 3}), ("is_empty", None, {5}),
    ])  # fmt: skip


def test_yes_no_and_one_of(uow: UnitOfWork) -> None:
    fill(uow, "has_pet", TraitKind.YES_NO, {1: True, 2: "是", 3: False, 4: "否"})
    check(uow, "has_pet", [
        ("is", True, {1, 2}), ("is", "no", {3, 4}), ("is_empty", None, {5}), ("is_not_empty", None, {1, 2, 3, 4}),
    ])  # fmt: skip
    fill(uow, "skin", TraitKind.ONE_OF, {1: "干性", 2: "油性", 3: " 干性"})
    check(uow, "skin", [
        ("is", "干性", {1, 3}), ("is_not", "干性", {2, 4, 5}), ("in", ["干性", "油性"], {1, 2, 3}),
        ("not_in", ["油性"], {1, 3, 4, 5}), ("is_empty", None, {4, 5}),
    ])  # fmt: skip


def test_many_of(uow: UnitOfWork) -> None:
    fill(uow, "likes", TraitKind.MANY_OF, {1: ["茶", "咖啡"], 2: ["茶"], 3: [], 4: "咖啡，书"})
    check(uow, "likes", [
        ("has_any", ["茶", "书"], {1, 2, 4}), ("has_all", ["咖啡", "茶"], {1}), ("has_all", ["茶"], {1, 2}),
        ("has_none", ["茶"], {3, 4, 5}), ("is_empty", None, {3, 5}), ("is_not_empty", None, {1, 2, 4}),
    ])  # fmt: skip


def test_birthdays_of_both_calendars(uow: UnitOfWork) -> None:
    # 2026-03-02 is the 14th of the first lunar month, 2026-03-03 the 15th (元宵).
    fill(uow, "born", TraitKind.DATE, {
        1: "1990-03-02", 2: "--03-05", 3: {"calendar": "lunar", "year": None, "month": 1, "day": 15, "leap": False},
        4: "农历1988-1-14", 5: "1990-02-28",
    })  # fmt: skip
    check(uow, "born", [
        ("anniversary_within", {"n": 0}, {1, 4}), ("anniversary_within", {"n": 1}, {1, 3, 4}),
        ("anniversary_within", {"n": 3}, {1, 2, 3, 4}), ("anniversary_within", {"n": 363}, {1, 2, 3, 4, 5}),
        ("on", "1988-03-01", {4}), ("before", "1990-03-02", {4, 5}),
    ])  # fmt: skip


def test_columns_of_the_list_are_traits_too(uow: UnitOfWork) -> None:
    with uow.begin() as tx:
        for person in (1, 2, 3):
            api.set_traits(tx, person, {"city": "上海"}, "wecom", tx.now)
        first, last = NOW - timedelta(days=40), NOW - timedelta(days=2)
        api.count_anew(tx, [1], {1: Totals(1, 7, first, last, "抖音", first, "门店", last)}, up_to=1)
        api.set_order_totals(tx, [OrderTotals(1, 2, 30_001, NOW - timedelta(days=3))])
    with uow.read() as tx:
        assert ask(tx, "first_channel", "is", "抖音") == {1} == ask(tx, "last_channel", "contains", "店")
        assert ask(tx, "first_channel", "is_not", "抖音") == {2, 3} == ask(tx, "first_channel", "is_empty")
        assert ask(tx, "first_channel", "matches", "^抖") == {1}
        assert ask(tx, "orders", "is", 0) == {2, 3} and ask(tx, "orders", "at_least", 1) == {1}
        assert ask(tx, "average", "is", 15_000) == {1} and ask(tx, "average", "is_empty") == {2, 3}
        assert ask(tx, "gmv", "between", [30_001, 40_000]) == {1}
        assert ask(tx, "last_order_at", "within_last", {"n": 3, "unit": "day"}) == {1}
        assert ask(tx, "last_order_at", "not_within_last", {"n": 2, "unit": "day"}) == {1, 2, 3}
        assert ask(tx, "last_seen_at", "within_last", {"n": 1, "unit": "day"}) == {2, 3}
        assert ask(tx, "phone_known", "is", False) == {1, 2, 3}
        values = api.trait_values(
            tx, 1, ["city", "orders", "average", "first_channel", "stage", "no such trait"]
        )
        assert values == {"city": "上海", "orders": 2, "average": 15_000, "first_channel": "抖音"}


@pytest.mark.parametrize(
    "trait, operator, value",
    [
        ("name", "greater", "abc"), ("name", "has_any", ["a"]), ("name", "in", []), ("name", "in", "a"),
        ("name", "in", ["x"] * 5001), ("name", "matches", "("), ("name", "matches", ""), ("name", "matches", "a" * 501),
        ("name", "is", None), ("name", "contains", ""), ("orders", "is", "ten"), ("orders", "is", True),
        ("orders", "between", [1]), ("orders", "between", [2, 1]), ("orders", "is", float("nan")),
        ("last_seen_at", "on", "yesterday"), ("last_seen_at", "within_last", {"n": 0, "unit": "day"}),
        ("last_seen_at", "within_last", {"n": 1, "unit": "year"}), ("last_seen_at", "within_last", 3),
        ("last_seen_at", "between", ["2026-03-02", "2026-03-01"]), ("birthday", "anniversary_within", {"n": 367}),
        ("birthday", "within_last", {"n": 1, "unit": "hour"}), ("phone_known", "is", "perhaps"), ("name", "", None),
        ("birthday", "on", "9999-12-31"), ("last_seen_at", "on", "0001-01-01"), ("last_seen_at", "after", "9999-12-31"),
        ("first_channel", "greater", 5), ("name", "matches", "(?P<x>a)(?=b)"), ("name", "matches", "a" + "{1000}" * 5),
    ],
)  # fmt: skip
def test_what_cannot_be_compared_is_refused(trait: str, operator: str, value: Any, uow: UnitOfWork) -> None:
    with uow.read() as tx, pytest.raises(BadComparison):
        api.check_trait_question(tx, TraitQuestion(trait, operator, value))


def test_an_unknown_trait_is_refused(uow: UnitOfWork) -> None:
    with uow.read() as tx, pytest.raises(UnknownTrait):
        api.people_with_trait(tx, TraitQuestion("salary", "is", 1), NOW, SHANGHAI)


def test_a_list_of_five_thousand_values(uow: UnitOfWork) -> None:
    fill(uow, "job", TraitKind.TEXT, {1: "4999", 2: "5000"})
    check(
        uow,
        "job",
        [("in", [str(n) for n in range(5000)], {1}), ("not_in", [str(n) for n in range(5000)], ALL - {1})],
    )


def test_friends_and_tags_choose_too(uow: UnitOfWork) -> None:
    with uow.begin() as tx:
        for person, staff, store in ((1, 10, 7), (2, 11, 8), (3, 10, 7)):
            api.friend_added(
                tx, person_id=person, staff_id=staff, account="corp", external_userid=f"wm{person}", added_at=tx.now,
                add_way=1, state=None, channel=None, live_code_id=None, store_id=store,
            )  # fmt: skip
        api.friend_removed(tx, person_id=3, staff_id=10, removed_at=tx.now + timedelta(days=1), by="customer")
        api.set_traits(tx, 4, {"name": "D"}, "wecom", tx.now)
        tag = api.ensure_tag(tx, "g", "t")
        api.add_tags(tx, 1, [tag], "a", tx.now)
        api.add_tags(tx, 1, [tag], "b", tx.now)
    with uow.read() as tx:

        def friends(*asked: Any, among: list[int] | None = None) -> list[int]:
            return sorted(api.people_with_friends(tx, *asked, among).tolist())

        assert friends("open", [], []) == [1, 2] and friends("open", [10], []) == [1] == friends(
            "open", [], [7]
        )
        assert friends("open", [11], [7]) == [1, 2] and friends("lost", [], []) == [3] == friends(
            "lost", [10], []
        )
        assert friends("never", [], []) == [4] and friends("never", [10], []) == [2, 4]
        assert friends("never", [10], [], among=[1, 2]) == [2]
        assert api.tag_wearers(tx, tag).tolist() == [1] and api.tag_wearers(tx, tag, [2]).tolist() == []
        assert api.tag_wearers(tx, 999).tolist() == []
        assert sorted(api.all_people(tx).tolist()) == [1, 2, 3, 4] and api.all_people(
            tx, [4, 9]
        ).tolist() == [4]
