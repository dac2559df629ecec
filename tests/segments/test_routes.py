"""Segments over HTTP: composed, kept, versioned, refused; who is in them and why; within the data scope."""

from __future__ import annotations

from typing import Any

import pytest
from segments.door import Door, guide

from huayuan.identity import api as identity
from huayuan.kernel.caller import Caller
from huayuan.profiles import api as profiles
from huayuan.stores import api as stores

WANG, LI, ZHAO = "13800000001", "13800000002", "13800000003"


def bought(times: int = 1, days: int = 30, operator: str = "at_least") -> dict[str, Any]:
    window = {"kind": "last", "n": days, "unit": "day"}
    return {"kind": "event", "event": "order_paid", "operator": operator, "value": times, "window": window}


def trait(key: str, operator: str, value: Any = None) -> dict[str, Any]:
    return {"kind": "trait", "trait": key, "operator": operator, "value": value}


def every(*of: dict[str, Any]) -> dict[str, Any]:
    return {"kind": "all", "of": list(of)}


@pytest.fixture
def people(door: Door) -> dict[str, int]:
    """Wang paid twice and lives in Shanghai, a friend of Li Na; Li paid once long ago; Zhao only looked."""
    for days in (3, 5):
        door.happened(WANG, "order_paid", days_ago=days, amount=20_000, order_no=f"w{days}")
    door.happened(LI, "order_paid", days_ago=60, amount=100, order_no="l1")
    door.happened(ZHAO, "page_viewed", days_ago=1, path="/")
    found = {"wang": door.person(WANG), "li": door.person(LI), "zhao": door.person(ZHAO)}
    with door.uow.begin() as tx:
        staff = stores.upsert_staff(tx, account="corp", userid="lina", name="李娜", store_id=None)
        for name, city in (("wang", "上海"), ("li", "杭州")):
            profiles.set_traits(tx, found[name], {"name": name, "city": city}, "import", tx.now)
        profiles.friend_added(
            tx, person_id=found["wang"], staff_id=staff, account="corp", external_userid="wm1", added_at=tx.now, add_way=1,
            state=None, channel="抖音", live_code_id=None,
        )  # fmt: skip
        tag = profiles.ensure_tag(tx, "等级", "VIP")
        profiles.add_tags(tx, found["wang"], [tag], "manual", tx.now)
    door.settle()
    return found | {"staff": staff, "tag": tag}


def test_a_segment_is_made_evaluated_and_says_what_it_is(door: Door, people: dict[str, int]) -> None:
    rule = every(bought(2), trait("city", "in", ["上海", "杭州"]))
    made = door.post("/segments", {"name": " 上海熟客 ", "description": "两次以上", "tree": rule}, 201)
    assert (made["name"], made["size"], made["version"], made["status"]) == ("上海熟客", None, 1, "active")
    assert made["sentence"]["zh"] == "最近 30 天内支付 ≥ 2 次，且城市是上海或杭州"
    door.settle()
    [line] = door.get("/segments", q="熟客")["items"]
    assert (line["size"], line["used_by"], line["created_by"]) == (1, 0, "system")
    assert line["trend"][-1]["size"] == 1
    shown = door.get(f"/segments/{made['id']}/people")
    assert [(one["name"], one["tags"][0]["name"], one["friends"][0]["name"]) for one in shown["items"]] == [
        ("wang", "VIP", "李娜")
    ]
    assert [one["id"] for one in door.get("/customers", segment=made["id"])["items"]] == [people["wang"]]


def test_it_follows_what_happens_and_tells_who_came_and_went(door: Door, people: dict[str, int]) -> None:
    number = door.made("买过", bought())
    assert door.members(number) == {people["wang"]}
    door.happened(ZHAO, "order_paid", amount=900, order_no="z1")
    door.settle()
    assert door.members(number) == {people["wang"], people["zhao"]}
    page = door.get(f"/segments/{number}/changes")
    [change] = page["items"]
    assert (change["person_id"], change["entered"], change["version"], change["cause"]) == (
        people["zhao"],
        True,
        1,
        "data",
    )
    assert door.get(f"/segments/{number}/changes", after=page["next"]) == {"items": [], "next": page["next"]}
    point = door.get(f"/segments/{number}/history")["items"][-1]
    assert (point["size"], point["entered"]) == (2, 1)
    assert door.get(f"/segments/{number}/history", to="2026-01-01")["items"] == []


BAD: list[tuple[dict[str, Any], str]] = [
    ({"kind": "moon"}, "segments.unknown_condition"),
    ({"of": []}, "segments.bad_rule"),
    ({"kind": "all"}, "segments.bad_rule"),
    ({"kind": "tag", "has": "some", "tags": [1]}, "segments.bad_rule"),
    ({"kind": "tag", "has": "any", "tags": []}, "segments.bad_value"),
    ({"kind": "tag", "has": "any", "tags": [999_999]}, "segments.unknown_reference"),
    ({"kind": "segment", "segment": 999_999}, "segments.unknown_reference"),
    ({"kind": "list", "list": 999_999}, "segments.unknown_reference"),
    ({"kind": "identity", "identifier": "passport"}, "segments.unknown_reference"),
    (trait("shoe_size", "is", 44), "profiles.unknown_trait"),
    (trait("city", "louder_than", "上海"), "profiles.bad_comparison"),
    (trait("gmv", "between", [5]), "profiles.bad_comparison"),
    (trait("city", "matches", "(?=a)b"), "segments.bad_pattern"),
    (trait("city", "matches", "(" * 200), "segments.bad_pattern"),
    (trait("city", "matches", "a" * 501), "segments.bad_pattern"),
    ({**bought(), "value": "many"}, "segments.bad_value"),
    ({**bought(), "operator": "between", "value": [5, 2]}, "segments.bad_value"),
    ({**bought(), "measure": "sum"}, "segments.bad_value"),
    ({**bought(), "window": {"kind": "between", "from": "2026-02-01", "to": "2026-01-01"}}, "segments.empty_window"),
    ({**bought(), "window": {"kind": "last", "n": 30, "unit": "moon"}}, "segments.bad_rule"),
    ({**bought(), "where": [{"property": "amount", "operator": "matches", "value": "[z-a]"}]}, "segments.bad_pattern"),
    ({"kind": "sequence", "steps": [{"event": "order_paid"}], "within": {"n": 1, "unit": "day"}}, "segments.bad_value"),
    ({"kind": "sample", "salt": "a", "from": 50, "to": 20}, "segments.bad_value"),
    ({"kind": "rfm", "cells": ["9x9"]}, "rfm.unknown_cell"),
    ({"kind": "lifecycle", "layers": ["immortal"]}, "lifecycle.unknown_layer"),
    (trait("city", "in", [f"城{n}" for n in range(5_001)]), "segments.rule_too_large"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "code"), BAD, ids=[f"{code}-{place}" for place, (_, code) in enumerate(BAD)]
)
def test_a_rule_that_cannot_be_is_refused_with_its_place(
    shared_door: Door, rule: dict[str, Any], code: str
) -> None:
    body = {"name": "x", "tree": every(every(), rule)}
    for path in ("/segments", "/segments/preview"):
        error = shared_door.refused("POST", path, 422, json=body)
        assert error["code"] == code
        assert error["data"]["path"] == [1]
    assert shared_door.get("/segments")["total"] == 0


@pytest.mark.parametrize("value", ['"\\ud800"', '"\\u0000"', "NaN", "1e999", str(10**30), '{"a": [-1e400]}'])
def test_values_that_no_database_can_hold_are_refused(shared_door: Door, value: str) -> None:
    body = '{"tree": {"kind": "trait", "trait": "city", "operator": "is", "value": ' + value + "}}"
    headers = {"content-type": "application/json"}
    answer = shared_door.http.post("/api/segments/preview", content=body, headers=headers)
    assert (answer.status_code, answer.json()["error"]["code"]) == (422, "segments.bad_rule")


def test_five_thousand_values_and_thirty_levels_are_fine(door: Door, people: dict[str, int]) -> None:
    rule = trait("city", "in", [f"城{n}" for n in range(4_999)] + ["上海"])
    for _ in range(30):
        rule = every(rule, {"kind": "none", "of": [trait("city", "is", "火星")]})
    number = door.made("深", rule)
    assert door.members(number) == {people["wang"]}
    assert "等 5,000 个" in door.get(f"/segments/{number}")["sentence"]["zh"]
    deep: dict[str, Any] = bought()
    for _ in range(150):
        deep = every(deep)
    assert (
        door.refused("POST", "/segments/preview", 422, json={"tree": deep})["code"]
        == "segments.rule_too_large"
    )


def test_a_pattern_that_explodes_elsewhere_answers_at_once(door: Door, people: dict[str, int]) -> None:
    with door.uow.begin() as tx:
        profiles.set_traits(tx, people["wang"], {"note": "a" * 400 + "!"}, "import", tx.now)
    door.settle()
    found = door.post("/segments/preview", {"tree": trait("note", "matches", "^(a+)+$")})
    assert found["size"] == 0 and found["took_ms"] < 2_000


def test_segments_that_refer_to_each_other_in_a_circle(door: Door, people: dict[str, int]) -> None:
    first = door.made("一", bought())
    second = door.made("二", {"kind": "segment", "segment": first})
    error = door.refused(
        "PUT", f"/segments/{first}", 422,
        json={"name": "一", "version": 1, "tree": every({"kind": "segment", "segment": second})},
    )  # fmt: skip
    assert error["code"] == "segments.cycle" and "一 → 二 → 一" in error["message"]["zh"]
    assert door.members(second) == {people["wang"]}


def test_two_operators_edit_at_once_and_nothing_is_lost(door: Door, people: dict[str, int]) -> None:
    number = door.made("两人", bought())
    door.caller = Caller("user", 1, "小李", frozenset({"*"}))
    door.call(
        "PUT",
        f"/segments/{number}",
        json={"name": "两人", "version": 1, "tree": bought(2), "note": "提高门槛"},
    )
    door.caller = Caller("user", 2, "小张", frozenset({"*"}))
    mine = {"name": "两人", "version": 1, "tree": bought(3)}
    error = door.refused("PUT", f"/segments/{number}", 409, json=mine)
    assert error["code"] == "segments.changed_meanwhile"
    assert (error["data"]["by"], error["data"]["version"]) == ("小李", 2) and error["data"]["at"]
    assert door.get(f"/segments/{number}")["tree"]["value"] == 2
    saved = door.call("PUT", f"/segments/{number}", json={**mine, "version": 2})
    assert (saved["version"], saved["updated_by"]) == (3, "小张")
    found = door.get(f"/segments/{number}/versions")["items"]
    assert [(one["version"], one["by"], one["note"]) for one in found] == [
        (3, "小张", None),
        (2, "小李", "提高门槛"),
        (1, "system", None),
    ]
    assert found[1]["sentence"]["en"] == "Did “Order paid” at least 2 times in the last 30 days"
    back = door.post(f"/segments/{number}/versions/1/restore")
    assert (back["version"], back["tree"]["value"]) == (4, 1)
    door.settle()
    assert door.members(number) == {people["wang"]}
    door.refused("POST", f"/segments/{number}/versions/77/restore", 404)


def test_what_is_in_use_is_not_deleted(door: Door, people: dict[str, int]) -> None:
    base = door.made("底", bought())
    door.made("上层", {"kind": "segment", "segment": base})
    with door.uow.begin() as tx:
        profiles.set_rule(tx, people["tag"], base)
    door.settle()
    places = door.get(f"/segments/{base}/used-by")["items"]
    assert {(one["kind"], one["name"]) for one in places} == {("segment", "上层"), ("tag", "等级/VIP")}
    for method, path in (("DELETE", f"/segments/{base}"), ("POST", f"/segments/{base}/archive")):
        error = door.refused(method, path, 409)
        assert error["code"] == "segments.in_use" and "上层" in error["message"]["zh"]
        assert {one["kind"] for one in error["data"]["places"]} == {"segment", "tag"}
    door.call("DELETE", f"/segments/{places[0]['id']}", 204)
    with door.uow.begin() as tx:
        profiles.set_rule(tx, people["tag"], None)
    door.call("DELETE", f"/segments/{base}", 204)
    door.get(f"/segments/{base}", 404)


def test_tags_and_traits_that_a_rule_names_stay(door: Door, people: dict[str, int]) -> None:
    number = door.made("VIP", {"kind": "tag", "has": "any", "tags": [people["tag"]]})
    assert door.members(number) == {people["wang"]}
    error = door.refused("DELETE", f"/tags/{people['tag']}", 409)
    assert "VIP" in error["message"]["zh"]
    with door.uow.begin() as tx:
        profiles.set_traits(tx, people["li"], {"shoe": "44"}, "import", tx.now)
    door.made("鞋", trait("shoe", "is", "44"))
    assert door.refused("DELETE", "/traits/shoe", 409)["data"]["places"][0]["name"] == "鞋"


def test_a_rule_tag_is_worn_by_the_members_and_nobody_else(door: Door, people: dict[str, int]) -> None:
    number = door.made("买过", bought())
    with door.uow.begin() as tx:
        tag = profiles.ensure_tag(tx, "自动", "近期买家")
        profiles.set_rule(tx, tag, number)
    door.settle()
    wearers = door.made("戴", {"kind": "tag", "has": "all", "tags": [tag]})
    assert door.members(wearers) == {people["wang"]}
    door.happened(LI, "order_paid", amount=100, order_no="l2")
    door.settle()
    assert door.members(wearers) == {people["wang"], people["li"]}
    door.clock.advance(days=31)
    door.settle()
    assert door.members(number) == door.members(wearers) == set()


def test_archived_ones_rest(door: Door, people: dict[str, int]) -> None:
    number = door.made("歇", bought())
    assert door.post(f"/segments/{number}/archive")["status"] == "archived"
    door.happened(ZHAO, "order_paid", amount=900, order_no="z1")
    door.settle()
    assert door.members(number) == {people["wang"]}
    body = {"name": "歇", "version": 1, "tree": bought(2)}
    assert door.refused("PUT", f"/segments/{number}", 409, json=body)["code"] == "segments.archived"
    assert door.call("GET", "/segments", params={"status": "archived"})["total"] == 1
    door.post(f"/segments/{number}/restore")
    door.settle()
    assert door.members(number) == {people["wang"], people["zhao"]}


def test_the_preview_says_sizes_sentence_and_some_people(door: Door, people: dict[str, int]) -> None:
    rule = every(bought(), trait("city", "is", "杭州"))
    found = door.post("/segments/preview", {"tree": rule, "sample": 5})
    assert (found["size"], found["of"], found["sample"]) == (0, 3, [])
    assert {tuple(one["path"]): one["size"] for one in found["leaves"]} == {(): 0, (0,): 1, (1,): 1}
    found = door.post("/segments/preview", {"tree": trait("city", "is_not_empty")})
    assert {one["name"] for one in found["sample"]} == {"wang", "li"}
    assert door.post("/segments/preview", {"tree": every(), "sample": 1})["size"] == 3


def test_why_somebody_is_in_or_not(door: Door, people: dict[str, int]) -> None:
    rule = every(
        bought(2), trait("city", "is", "上海"), {"kind": "tag", "has": "none", "tags": [people["tag"]]},
        {"kind": "event_time", "which": "last", "event": "order_paid", "window": {"kind": "ever"}},
    )  # fmt: skip
    number = door.made("为什么", rule)
    said = door.get(f"/segments/{number}/members/{people['wang']}")
    assert said["member"] is False
    answers = [(part["answer"], part["explanation"]["zh"]) for part in said["tree"]["of"]]
    assert answers[0] == (True, "符合：最近 30 天内支付 ≥ 2 次（实际：2 次）")
    assert answers[1] == (True, "符合：城市是上海（实际：上海）")
    assert answers[2] == (False, "不符合：没有标签「VIP」（实际：「VIP」）")
    assert answers[3][1].startswith("符合：支付过（实际：2026-02-2")
    assert said["tree"]["explanation"]["en"] == "3 of 4 are true; all are needed"
    other = door.get(f"/segments/{number}/members/{people['zhao']}")
    assert [part["explanation"]["zh"] for part in other["tree"]["of"]][:2] == [
        "不符合：最近 30 天内支付 ≥ 2 次（实际：0 次）", "不符合：城市是上海（实际：没有值）",
    ]  # fmt: skip
    door.get(f"/segments/{number}/members/999999", 404)


def test_overlap_of_up_to_four(door: Door, people: dict[str, int]) -> None:
    a = door.made("a", trait("city", "is_not_empty"))
    b = door.made("b", bought())
    c = door.made("c", every())
    found = door.post("/segments/overlap", {"segments": [a, b, c]})
    assert [one["size"] for one in found["sets"]] == [2, 1, 3]
    regions = {tuple(one["in"]): one["size"] for one in found["regions"]}
    assert regions == {(a, b, c): 1, (a, b): 0, (a, c): 1, (b, c): 0, (a,): 0, (b,): 0, (c,): 1}
    door.post("/segments/overlap", {"segments": [a]}, 422)
    door.post("/segments/overlap", {"segments": [a, b, c, a, b]}, 422)
    door.post("/segments/overlap", {"segments": [a, 999]}, 404)


def test_everything_keeps_to_the_data_scope(door: Door, people: dict[str, int]) -> None:
    number = door.made("所有人", every())
    door.happened("13800000009", "page_viewed", path="/")
    door.settle()
    for staff, seen in (((people["staff"],), {people["wang"]}), ((), set())):
        door.caller = guide(*staff)
        assert door.members(number) == seen
        assert {one["id"] for one in door.get("/customers", segment=number)["items"]} == seen
        assert door.get(f"/segments/{number}")["size"] == len(seen)
        found = door.post("/segments/preview", {"tree": every()})
        assert (found["size"], found["of"], len(found["sample"])) == (len(seen), len(seen), len(seen))
        assert door.get(f"/segments/{number}/changes")["items"] == []
        assert door.get(f"/segments/{number}/history")["items"] == []
        door.get(f"/segments/{number}/members/{people['zhao']}", 404)
    door.caller = guide(people["staff"])
    assert door.get(f"/segments/{number}/members/{people['wang']}")["member"] is True


def test_permissions(door: Door) -> None:
    door.caller = guide(permissions=frozenset({"customers.read"}))
    door.get("/segments", 403)
    door.caller = guide(permissions=frozenset({"segments.read"}))
    door.get("/segments")
    door.post("/segments", {"name": "x", "tree": every()}, 403)
    door.post("/segments/1/export", {"reason": "月度复盘"}, 403)
    door.post("/segments/1/tag", {"add": [1]}, 403)
    door.post("/segments/1/assign", {"staff": [1]}, 403)


def test_names_are_told_apart(door: Door) -> None:
    door.made("同名", every())
    assert (
        door.refused("POST", "/segments", 409, json={"name": "同名", "tree": every()})["code"]
        == "segments.exists"
    )
    door.post("/segments", {"name": "  ", "tree": every()}, 422)
    assert door.refused("GET", "/segments", 422, params={"sort": "moon"})["code"] == "invalid"


def test_the_vocabulary_holds_what_a_rule_needs(door: Door, people: dict[str, int]) -> None:
    door.made("有", every())
    words = door.get("/segments/vocabulary")
    city = next(one for one in words["traits"] if one["key"] == "city")
    assert city["label"] == {"zh": "城市", "en": "City"} and {"is", "matches", "is_empty"} <= set(
        city["operators"]
    )
    paid = next(one for one in words["events"] if one["name"] == "order_paid")
    assert {"amount", "channel"} <= {one["name"] for one in paid["properties"]}
    assert [one["name"] for one in words["staff"]] == ["李娜"] and words["tags"][0]["name"] == "VIP"
    assert {one["value"] for one in words["lifecycle"]} >= {"potential", "churned"}
    assert "333" in {one["value"] for one in words["rfm"]} and words["segments"][0]["name"] == "有"
    assert {"auto", "phone", "person_id"} <= {one["value"] for one in words["list_identifiers"]}


def test_every_ready_made_segment_can_be_taken_and_works(door: Door, people: dict[str, int]) -> None:
    entries = door.get("/segments/library")["items"]
    keys = [one["key"] for one in entries]
    assert {
        "potential",
        "churned",
        "high_value",
        "churn_risk",
        "birthday",
        "cart_left",
        "rfm_key_value",
    } <= set(keys)
    made = {key: door.post(f"/segments/library/{key}", None, 201) for key in keys}
    door.settle()
    assert door.members(made["first_order"]["id"]) == {people["li"]}
    assert door.members(made["friend_no_phone"]["id"]) == set()
    assert all(one["why"]["zh"] and one["why"]["en"] and "$" not in one["why"]["zh"] for one in entries)
    assert door.post("/segments/library/birthday", None, 201)["name"].endswith(" 2")
    door.post("/segments/library/moon", None, 404)


def test_a_merge_and_its_undoing_move_members(door: Door, people: dict[str, int]) -> None:
    number = door.made("买过", bought())
    with door.uow.begin() as tx:
        merge = identity.merge(tx, people["zhao"], people["wang"], "两个号是同一人", by="tester")
    door.settle()
    assert door.members(number) == {people["zhao"]}
    with door.uow.begin() as tx:
        identity.undo_merge(tx, merge, by="tester")
    door.settle()
    assert door.members(number) == {people["wang"]}


def test_a_tag_that_follows_a_rule_is_not_asked_for_by_that_rule(door: Door, people: dict[str, int]) -> None:
    """Whoever wears it would leave, and lose it, and come again."""
    tag = people["tag"]
    without = door.made("没有 VIP", {"kind": "none", "of": [{"kind": "tag", "has": "any", "tags": [tag]}]})
    above = door.made("上层", {"kind": "segment", "segment": without})
    for number in (without, above):
        error = door.refused("PATCH", f"/tags/{tag}", 422, json={"rule": {"segment": number}})
        assert error["code"] == "segments.tag_circle" and "VIP" in error["message"]["zh"]
    door.refused("PATCH", f"/tags/{tag}", 404, json={"rule": {"segment": 999}})
    fine = door.made("买过", bought())
    assert door.call("PATCH", f"/tags/{tag}", json={"rule": {"segment": fine}})
    wish = {"name": "买过", "version": 1, "tree": every(bought(), {"kind": "segment", "segment": above})}
    assert door.refused("PUT", f"/segments/{fine}", 422, json=wish)["code"] == "segments.tag_circle"
