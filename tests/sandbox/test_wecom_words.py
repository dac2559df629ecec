"""敏感词 in the sandbox: whom a rule watches, what it stops, and what is no rule."""

from __future__ import annotations

from typing import Any

import pytest

from .conftest import World

ADD, CHANGE = "externalcontact/add_intercept_rule", "externalcontact/update_intercept_rule"


def rule(world: World, applicable_range: dict[str, Any], **more: Any) -> dict[str, Any]:
    wish = {"rule_name": "承诺收益", "word_list": ["保本"], "intercept_type": 1}
    return world.post(ADD, **{**wish, "applicable_range": applicable_range, **more})


def say(world: World, userid: str, text: str = "这个保本") -> tuple[bool, list[str]]:
    heard = world.control("wecom/words/say", userid=userid, text=text)
    return heard["sent"], heard["rules"]


def two_of_different_regions(world: World) -> tuple[Any, Any]:
    corp = world.sandbox.corp
    serving = [corp.staff[userid] for userid in corp.serving]
    return serving[0], next(one for one in serving if one.store.region != serving[0].store.region)


def test_a_rule_watches_a_department_and_those_below_it(world: World) -> None:
    near, far = two_of_different_regions(world)
    region = world.sandbox.corp.chain.region_id(near.store.region)
    assert rule(world, {"department_list": [region]})["errcode"] == 0
    assert say(world, near.userid) == (False, ["承诺收益"])
    assert say(world, near.userid, "这个不错") == (True, [])
    assert say(world, far.userid) == (True, [])


def test_members_and_departments_are_added_and_taken_away(world: World) -> None:
    near, far = two_of_different_regions(world)
    made = rule(world, {"user_list": [far.userid]}, intercept_type=2, semantics_list=[1, 2])["rule_id"]
    assert say(world, far.userid, "打我电话 13800001111") == (True, ["承诺收益"])
    assert say(world, far.userid, "订单 2213800001111") == (True, []), "a longer number is no mobile"
    assert say(world, far.userid, "写给 a.b@huayuan.example") == (True, ["承诺收益"])
    swap = {
        "add_applicable_range": {"department_list": [near.store.id]},
        "remove_applicable_range": {"user_list": [far.userid]},
    }
    assert world.post(CHANGE, rule_id=made, **swap)["errcode"] == 0
    assert (say(world, near.userid), say(world, far.userid)) == ((True, ["承诺收益"]), (True, []))
    shown = world.post("externalcontact/get_intercept_rule", rule_id=made)["rule"]["applicable_range"]
    assert shown == {"user_list": [], "department_list": [near.store.id]}
    nobody = {"remove_applicable_range": {"department_list": [near.store.id]}}
    assert world.post(CHANGE, rule_id=made, **nobody)["errcode"] == 40058


@pytest.mark.parametrize(
    ("applicable_range", "errcode"),
    [
        ({}, 40058), ({"department_list": [999_999]}, 60003), ({"department_list": ["1"]}, 40058),
        ({"department_list": [1] * 1001}, 40058), ({"user_list": ["nobody"]}, 40003),
    ],
)  # fmt: skip
def test_wrong_ranges_are_refused(world: World, applicable_range: dict[str, Any], errcode: int) -> None:
    assert rule(world, applicable_range)["errcode"] == errcode


def test_a_department_out_of_sight_is_refused(world: World) -> None:
    near, far = two_of_different_regions(world)
    world.control("wecom/rules", visible_departments=[near.store.id])
    assert rule(world, {"department_list": [far.store.id]})["errcode"] == 60011
    assert rule(world, {"department_list": [near.store.id]})["errcode"] == 0


def test_a_corp_has_a_hundred_rules(world: World) -> None:
    answers = [rule(world, {"department_list": [1]})["errcode"] for _ in range(101)]
    assert answers == [0] * 100 + [40058]
