"""What an app may see and call: visible range, and the list of apps that may call 客户联系."""

from __future__ import annotations

from typing import Any

import pytest

from .conftest import World, wait_for

API = "externalcontact"


@pytest.fixture
def narrow(connected: World) -> tuple[World, str, str]:
    """The app sees the first store only. A member inside and one outside it."""
    corp = connected.sandbox.corp
    stores = corp.chain.stores
    connected.control("wecom/rules", visible_departments=[stores[0].id])
    inside = next(one for one in corp.serving if corp.staff[one].store == stores[0])
    outside = next(one for one in corp.serving if corp.staff[one].store != stores[0])
    return connected, inside, outside


def test_members_outside_are_not_shown(narrow: tuple[World, str, str]) -> None:
    world, inside, outside = narrow
    store = world.sandbox.corp.chain.stores[0].id
    assert [row["id"] for row in world.get("department/list")["department"]] == [store]
    assert world.get("department/get", id=1)["errcode"] == 60011
    assert world.get("department/get", id=999)["errcode"] == 60003
    assert world.get("user/get", userid=inside)["errcode"] == 0
    assert world.get("user/get", userid=outside)["errcode"] == 60011
    here = world.get("user/list", department_id=store)["userlist"]
    listed = world.get(f"{API}/get_follow_user_list")["follow_user"]
    assert inside in listed and outside not in listed
    assert set(listed) <= {one["userid"] for one in here}


def test_a_region_shows_its_stores(connected: World) -> None:
    corp = connected.sandbox.corp
    region = corp.chain.region_id(corp.chain.stores[0].region)
    connected.control("wecom/rules", visible_departments=[region])
    seen = {row["id"] for row in connected.get("department/list")["department"]}
    below = {one.id for one in corp.chain.stores if corp.chain.region_id(one.region) == region}
    assert seen == {region} | below


def test_customers_outside_are_refused_and_not_told(narrow: tuple[World, str, str]) -> None:
    world, inside, outside = narrow
    seen = world.control("scan", customer="p1", staff=inside)["external_userid"]
    hidden = world.control("scan", customer="p2", staff=outside)["external_userid"]
    both = world.control("scan", customer="p1", staff=outside)["external_userid"]
    assert both == seen
    assert world.get(f"{API}/list", userid=outside)["errcode"] == 60011
    assert world.get(f"{API}/get", external_userid=hidden)["errcode"] == 84061
    follow = world.get(f"{API}/get", external_userid=seen)["follow_user"]
    assert [one["userid"] for one in follow] == [inside]
    assert world.post(f"{API}/batch/get_by_user", userid_list=[outside])["errcode"] == 60011
    text = {"content": "hi"}
    mass = world.post(f"{API}/add_msg_template", external_userid=[seen, hidden], text=text)
    assert mass["fail_list"] == [hidden]
    assert world.post(f"{API}/add_msg_template", sender=outside, text=text)["errcode"] == 60011
    wait_for(lambda: world.platform.callbacks)
    world.control("leave", external_userid=seen, userid=inside)
    wait_for(lambda: len(world.platform.callbacks) == 2)
    assert {one["UserID"] for one in world.platform.callbacks} == {inside}


def test_groups_and_ways_of_members_outside(narrow: tuple[World, str, str]) -> None:
    world, inside, outside = narrow
    owners = {one["owner"]: one["chat_id"] for one in world.control("wecom/groups")["items"]}
    listed = world.post(f"{API}/groupchat/list", limit=100)["group_chat_list"]
    own = {
        chat_id
        for owner, chat_id in owners.items()
        if owner in world.get(f"{API}/get_follow_user_list")["follow_user"]
    }
    assert {one["chat_id"] for one in listed} == own and len(own) == 1
    hidden = next(chat_id for chat_id in owners.values() if chat_id not in own)
    assert world.post(f"{API}/groupchat/get", chat_id=hidden)["errcode"] == 60011
    world.control("wecom/groups/join", customer="p1", chat_id=hidden)
    world.control("wecom/groups/join", customer="p1", chat_id=own.copy().pop())
    wait_for(lambda: world.platform.callbacks)
    assert {one["ChatId"] for one in world.platform.callbacks} == own
    way = {"type": 1, "scene": 2, "user": [outside]}
    assert world.post(f"{API}/add_contact_way", **way)["errcode"] == 40031
    assert world.post(f"{API}/add_contact_way", **{**way, "user": [inside]})["errcode"] == 0
    link = {"link_name": "x", "range": {"user_list": [outside]}}
    assert world.post(f"{API}/customer_acquisition/create_link", **link)["errcode"] == 40031
    moved = {"handover_userid": outside, "takeover_userid": inside, "external_userid": ["x"]}
    assert world.post(f"{API}/transfer_customer", **moved)["errcode"] == 60011
    job = world.post(f"{API}/add_moment_task", text={"content": "hi"})["jobid"]
    world.clock.advance(3)
    result = world.get(f"{API}/get_moment_task_result", jobid=job)["result"]
    tasks = world.post(f"{API}/get_moment_task", moment_id=result["moment_id"])["task_list"]
    assert {one["userid"] for one in tasks} == set(world.get(f"{API}/get_follow_user_list")["follow_user"])


@pytest.mark.parametrize(
    ("method", "path", "errcode"),
    [
        ("get", f"{API}/get_follow_user_list", 48002),
        ("post", f"{API}/groupchat/list", 48002),
        ("post", "idconvert/convert_tmp_external_userid", 48002),
        ("get", "department/list", 0),
    ],
)
def test_an_app_outside_the_list_may_not_call_customer_contact(
    world: World, method: str, path: str, errcode: int
) -> None:
    world.control("wecom/rules", customer_contact=False)
    call: Any = getattr(world, method)
    assert call(path)["errcode"] == errcode
    world.control("wecom/rules")
    assert call(path)["errcode"] != 48002


def test_too_many_calls_block_a_path_for_a_minute_or_an_hour(world: World) -> None:
    limit, token = world.sandbox.corp.limit, world.token()

    def calls(number: int, path: str = "department/list") -> list[int]:
        query = {"access_token": token}
        return [world.http.get(f"/cgi-bin/{path}", params=query).json()["errcode"] for _ in range(number)]

    limit.per_minute = 3
    world.clock.advance(50)
    assert calls(4) == [0, 0, 0, 45009]
    world.clock.advance(30)
    assert calls(1) == [45009], "a new minute, but still blocked"
    assert calls(1, "department/simplelist") == [0], "another path is not"
    world.clock.advance(30)
    assert calls(1) == [0]
    limit.per_minute, limit.per_hour = 100, 6
    assert calls(3)[-1] == 45009
    world.clock.advance(3599)
    assert calls(1) == [45009]
    world.clock.advance(1)
    assert calls(1) == [0]
    limit.per_hour, limit.of_address_per_minute = 100, 2
    assert calls(3)[-1] == 45009


def test_looking_at_the_rules_changes_none(world: World) -> None:
    set_to = world.control("wecom/rules", group_size=7)
    assert set_to["group_size"] == 7
    seen = world.http.get("/sandbox/control/wecom/rules").json()
    assert seen["group_size"] == 7 and world.sandbox.corp.rules.group_size == 7
    assert world.http.get("/sandbox/control/wecom/groups").json()["items"]
    assert world.http.get("/sandbox/control/wecom/resign").status_code == 405
    wrong = world.http.post("/sandbox/control/wecom/rules", json={"group_sise": 7})
    assert wrong.status_code == 400 and "group_sise" in wrong.json()["error"]
