"""Faults of calls, callbacks and the clock, what a log keeps of them, and the pages for it."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from .conftest import World, wait_for

LIST = "externalcontact/list"


def _friends(world: World, number: int, staff: str = "") -> str:
    """`number` people add one member; answers who."""
    userid = staff or world.sandbox.corp.serving[0]
    for person in range(number):
        assert world.control("scan", customer=f"p{person}", staff=userid)["added"]
    return userid


def _calls(world: World, *calls: dict[str, Any], **more: Any) -> None:
    world.control("faults", calls=list(calls), **more)


def _last(world: World) -> dict[str, Any]:
    return dict(world.http.get("/sandbox/control/requests", params={"limit": 1}).json()["items"][0])


def test_a_refusal_has_the_code_and_is_not_carried_out(world: World) -> None:
    _calls(world, {"fault": "refuse", "service": "wecom", "path": "add_corp_tag", "code": 45009, "times": 1})
    wish = {"group_name": "g", "tag": [{"name": "t"}]}
    assert world.post("externalcontact/add_corp_tag", **wish)["errcode"] == 45009
    assert _last(world) | {"fault": "refuse", "errcode": 45009} == _last(world)
    made = world.post("externalcontact/add_corp_tag", **wish)
    assert made["errcode"] == 0, "once means once, and nothing was made before"
    assert world.status()["faults_injected"] == {"refuse": 1}


@pytest.mark.parametrize(
    ("service", "path", "code"),
    [
        ("wecom", "/cgi-bin/department/list", -1),
        ("official_account", "/official_account/cgi-bin/user/get", 45009),
        ("mini_program", "/mini_program/wxa/generate_urllink", 40001),
        ("channels", "/channels/ec/order/list/get", -1),
    ],
)
def test_each_service_refuses_in_its_words(world: World, service: str, path: str, code: int) -> None:
    _calls(world, {"fault": "refuse", "service": service, "code": code})
    answer = world.http.get(path)
    assert (answer.status_code, answer.json()["errcode"]) == (200, code) and answer.json()["errmsg"]


def test_pay_refuses_with_a_word_and_a_status(world: World) -> None:
    _calls(world, {"fault": "refuse", "service": "pay", "code": "SYSTEM_ERROR", "status": 500})
    answer = world.http.get("/pay/v3/pay/transactions/out-trade-no/1")
    assert (answer.status_code, answer.json()["code"]) == (500, "SYSTEM_ERROR")
    assert _last(world)["errcode"] == 500


def test_http_errors_and_cut_connections(world: World) -> None:
    token = world.token()
    wish = {"group_name": "g", "tag": [{"name": "t"}]}
    _calls(world, {"fault": "status", "path": "add_corp_tag", "status": 503})
    url, query = "/cgi-bin/externalcontact/add_corp_tag", {"access_token": token}
    answer = world.http.post(url, params=query, json=wish)
    assert answer.status_code == 503 and not answer.content.startswith(b"{")
    for fault, tags in (("cut", 0), ("lose_answer", 1)):
        _calls(world, {"fault": fault, "path": "add_corp_tag"})
        with pytest.raises(httpx.RemoteProtocolError):
            world.http.post(url, params=query, json=wish)
        _calls(world)
        groups = world.post("externalcontact/get_corp_tag_list")["tag_group"]
        assert sum(one["group_name"] == "g" for one in groups) == tags, fault


def test_a_slow_answer_holds_up_nobody_else(world: World) -> None:
    _calls(world, {"fault": "slow", "path": "department/list", "seconds": 0.3})
    assert world.get("department/list")["errcode"] == 0
    assert _last(world)["ms"] >= 300
    world.get("externalcontact/get_follow_user_list")
    assert _last(world)["ms"] < 300


def test_a_token_dies_in_the_middle_of_pages(world: World) -> None:
    userid, token = _friends(world, 3), world.token()
    _calls(world, {"fault": "token", "path": "get_by_user"})
    body = {"userid_list": [userid], "limit": 1}
    url, query = "/cgi-bin/externalcontact/batch/get_by_user", {"access_token": token}
    first = world.http.post(url, params=query, json=body).json()
    assert first["errcode"] == 0 and first["next_cursor"]
    second = world.http.post(url, params=query, json={**body, "cursor": first["next_cursor"]}).json()
    assert second["errcode"] == 40014


def test_a_cursor_repeats(world: World) -> None:
    userid = _friends(world, 4)
    body = {"userid_list": [userid], "limit": 1}
    first = world.post("externalcontact/batch/get_by_user", **body)
    _calls(world, {"fault": "cursor", "path": "get_by_user"})
    again = world.post("externalcontact/batch/get_by_user", **body)
    assert again["next_cursor"] == first["next_cursor"], "a first page has nothing to repeat"
    second = world.post("externalcontact/batch/get_by_user", **body, cursor=first["next_cursor"])
    assert second["next_cursor"] == first["next_cursor"]
    assert (
        second["external_contact_list"][0]["external_contact"]
        != first["external_contact_list"][0]["external_contact"]
    )


def test_a_customer_vanishes_between_list_and_detail(connected: World) -> None:
    userid = _friends(connected, 3)
    wait_for(lambda: connected.status()["callbacks_sent"] >= 3)
    _calls(connected, {"fault": "vanish", "path": LIST, "times": 1})
    listed = connected.get(LIST, userid=userid)["external_userid"]
    left = connected.get(LIST, userid=userid)["external_userid"]
    assert (len(listed), len(left)) == (3, 2)
    told = connected.platform.callbacks
    wait_for(lambda: any(one.get("ChangeType") == "del_external_contact" for one in told))


def test_a_member_vanishes_too(world: World) -> None:
    _calls(world, {"fault": "vanish", "path": "get_follow_user_list", "times": 1})
    members = world.get("externalcontact/get_follow_user_list")["follow_user"]
    left = world.get("externalcontact/get_follow_user_list")["follow_user"]
    [gone] = set(members) - set(left)
    assert world.get(LIST, userid=gone)["errcode"] != 0


def test_a_follower_vanishes(world: World) -> None:
    account, people, now = world.sandbox.services.official_account.account, world.sandbox.people, 1.0
    from random import Random

    for index in range(3):
        account.follow(people[index], now, Random(1), live=False)
    known = world.http.get("/sandbox/control/credentials").json()["services"]["official_account"]
    prefix = "/official_account/cgi-bin"
    query = {"grant_type": "client_credential", "appid": known["appid"], "secret": known["secret"]}
    token = world.http.get(f"{prefix}/token", params=query).json()["access_token"]
    _calls(world, {"fault": "vanish", "service": "official_account", "path": "user/get", "times": 1})
    pages = [world.http.get(f"{prefix}/user/get", params={"access_token": token}).json() for _ in range(2)]
    assert pages[0]["total"] - pages[1]["total"] == 1


def test_callbacks_are_late_unheard_and_dripped(connected: World) -> None:
    connected.live_code("x", skip_verify=True)
    connected.control("faults", callbacks={"wecom": {"unheard": 1.0, "retry_pause_ms": 1}})
    connected.control("scan", state="x")
    wait_for(lambda: connected.status()["callbacks_sent"] == 1)
    assert len(connected.platform.callbacks) == 4, "heard at the last attempt"
    connected.control("faults", drip=1.0, drip_s=0.2)
    connected.control("scan", state="x")
    wait_for(lambda: connected.status()["callbacks_dripped"] == 1 and len(connected.platform.callbacks) == 5)
    connected.control("faults", late=1.0, late_s=0.3)
    connected.control("scan", state="x")
    assert connected.status()["callbacks_waiting"] == 1
    wait_for(lambda: len(connected.platform.callbacks) == 6)


def test_faults_of_callbacks_are_those_of_their_service(connected: World) -> None:
    connected.control("faults", lose=1.0, callbacks={"wecom": {}})
    connected.control("scan")
    wait_for(lambda: len(connected.platform.callbacks) == 1)
    assert connected.status()["callbacks_lost"] == 0


def test_the_clock_is_wrong_runs_and_jumps(connected: World) -> None:
    before = connected.http.get("/sandbox/control/time").json()["now"]
    connected.control("faults", skew_s=-600)
    assert connected.http.get("/sandbox/control/time").json()["now"] == before - 600
    connected.control("scan")
    wait_for(lambda: len(connected.platform.callbacks) == 1)
    assert int(connected.platform.callbacks[0]["CreateTime"]) == int(before - 600)
    connected.control("faults")
    token = connected.token()
    assert connected.control("time", jump_s=7201)["now"] == before + 7201
    answer = connected.http.get("/cgi-bin/department/list", params={"access_token": token}).json()
    assert answer["errcode"] == 42001
    connected.control("time", factor=60)
    connected.clock.advance(10)
    assert connected.http.get("/sandbox/control/time").json()["now"] == before + 7201 + 600
    connected.control("time")
    connected.clock.advance(10)
    assert connected.http.get("/sandbox/control/time").json()["now"] == before + 7201 + 610


def test_requests_are_kept_without_secrets_and_can_be_filtered(world: World) -> None:
    known = world.http.get("/sandbox/control/credentials").json()
    token = world.token()
    world.post("externalcontact/get_corp_tag_list", tag_id=["t1"])
    world.http.get("/cgi-bin/department/list", params={"access_token": "bad"})
    world.http.get("/official_account/cgi-bin/user/get")
    items = world.http.get("/sandbox/control/requests").json()["items"]
    text = str(items)
    assert known["secret"] not in text and token not in text and "corpid" in text
    asked = next(one for one in items if one["path"].endswith("get_corp_tag_list"))
    assert (asked["method"], asked["status"], asked["errcode"], asked["body"]) == (
        "POST", 200, 0, '{"tag_id":["t1"]}',
    )  # fmt: skip
    refused = world.http.get("/sandbox/control/requests", params={"errcode": 40014}).json()["items"]
    assert [one["path"] for one in refused] == ["/cgi-bin/department/list"]
    other = world.http.get("/sandbox/control/requests", params={"service": "official_account"}).json()
    assert len(other["items"]) == 1


@pytest.mark.parametrize(
    "wish",
    [
        {"calls": [{"fault": "nothing"}]},
        {"calls": [{"fault": "cut", "chance": 2}]},
        {"calls": [{"fault": "cut", "service": "wechat"}]},
        {"calls": [{"fault": "refuse", "code": "SYSTEM_ERROR"}]},
        {"callbacks": {"wecom": {"loose": 1}}},
    ],
)
def test_a_wish_nobody_understands_changes_nothing(world: World, wish: dict[str, Any]) -> None:
    world.control("faults", duplicate=0.5)
    answer = world.http.post("/sandbox/control/faults", json=wish)
    assert answer.status_code == 400 and answer.json()["error"]
    assert world.http.get("/sandbox/control/faults").json()["duplicate"] == 0.5


def test_pages_for_people(connected: World) -> None:
    connected.get("department/list")
    http = connected.http
    assert "/cgi-bin/department/list" in http.get("/sandbox/requests?path=department").text
    assert "department/list" not in http.get("/sandbox/requests?service=pay").text
    http.post("/sandbox/faults", data={"act": "some"})
    assert connected.http.get("/sandbox/control/faults").json()["duplicate"] == 0.05
    assert http.post("/sandbox/faults", data={"act": "set", "json": "{"}).status_code == 400
    http.post("/sandbox/faults", data={"act": "set", "json": '{"calls": [{"fault": "cut", "path": "x"}]}'})
    assert "cut" in http.get("/sandbox/faults").text
    http.post("/sandbox/faults", data={"act": "none"})
    http.post("/sandbox/faults", data={"act": "day"})
    assert http.get("/sandbox/control/time").json()["moved_s"] == pytest.approx(86_400, abs=60)
