"""微信客服: a push says that something came, `sync_msg` says what; sending has its window and its states."""

from __future__ import annotations

from typing import Any

import pytest

from .conftest import World, wait_for

HOUR = 3600


def act(world: World, path: str, **wish: Any) -> dict[str, Any]:
    return world.control(f"wecom/kf/{path}", **wish)


def account(world: World) -> str:
    [one] = world.post("kf/account/list")["account_list"]
    assert one["manage_privilege"] is True
    return str(one["open_kfid"])


def pushed(world: World) -> list[dict[str, str]]:
    return [one for one in world.platform.callbacks if one["Event"] == "kf_msg_or_event"]


def send(world: World, touser: str, **more: Any) -> int:
    wish = {"touser": touser, "open_kfid": account(world), "msgtype": "text", "text": {"content": "您好"}}
    return int(world.post("kf/send_msg", **{**wish, **more})["errcode"])


def test_a_message_is_pushed_without_content_and_fetched_with_a_cursor(connected: World) -> None:
    act(connected, "write", customer="p3", text="有货吗", scene="poster_1")
    wait_for(lambda: len(pushed(connected)) == 2)
    told = pushed(connected)[-1]
    assert "FromUserName" not in told and "ChangeType" not in told
    asked = {"token": told["Token"], "open_kfid": told["OpenKfId"]}
    first = connected.post("kf/sync_msg", **asked, limit=1)
    assert first["has_more"] == 1
    event = first["msg_list"][0]["event"]
    assert event["event_type"] == "enter_session" and event["scene"] == "poster_1" and event["welcome_code"]
    rest = connected.post("kf/sync_msg", **asked, cursor=first["next_cursor"])
    [message] = rest["msg_list"]
    person = connected.sandbox.people[3]
    assert (message["text"], message["origin"]) == ({"content": "有货吗"}, 3)
    assert message["external_userid"] == person.external_userid
    again = connected.post("kf/sync_msg", **asked, cursor=rest["next_cursor"])
    assert (again["msg_list"], again["has_more"], again["next_cursor"]) == ([], 0, rest["next_cursor"])
    connected.clock.advance(601)
    assert connected.post("kf/sync_msg", **asked)["errcode"] == 95007
    assert [connected.post("kf/sync_msg")["errcode"] for _ in range(4)] == [0, 0, 0, 45009]


def test_five_messages_within_48_hours_and_only_while_no_human_serves(connected: World) -> None:
    who = act(connected, "write", customer="p3", text="在吗")["external_userid"]
    assert [send(connected, who) for _ in range(6)] == [0] * 5 + [95001]
    act(connected, "write", customer="p3", text="谢谢")
    assert send(connected, who, msgid="one") == 0 and send(connected, who, msgid="one") == 95033
    connected.clock.advance(49 * HOUR)
    assert send(connected, who) == 95002
    act(connected, "write", customer="p3", text="又来了")
    userid = connected.get("kf/servicer/list", open_kfid=account(connected))["servicer_list"][0]["userid"]
    named = {"open_kfid": account(connected), "external_userid": who}
    moved = connected.post("kf/service_state/trans", **named, service_state=3, servicer_userid=userid)
    assert moved["msg_code"]
    shown = connected.post("kf/service_state/get", **named)
    assert (shown["service_state"], shown["servicer_userid"]) == (3, userid)
    assert send(connected, who) == 95018
    connected.post("kf/service_state/trans", **named, service_state=4)
    assert send(connected, who) == 95013


def test_who_refuses_is_told_afterwards(connected: World) -> None:
    who = act(connected, "write", customer="p3", text="在吗")["external_userid"]
    act(connected, "refuse", customer="p3")
    assert send(connected, who, msgid="m1") == 0
    events = [one["event"] for one in connected.post("kf/sync_msg")["msg_list"] if one["msgtype"] == "event"]
    assert events[-1] | {"external_userid": who} == events[-1] and events[-1]["fail_msgid"] == "m1"


def test_servicers_answer_end_and_customers_are_known_for_two_days(connected: World) -> None:
    who = act(connected, "write", customer="p3", text="在吗")["external_userid"]
    userid = connected.sandbox.corp.serving[0]
    act(connected, "answer", customer="p3", userid=userid)
    act(connected, "end", customer="p3")
    listed = connected.post("kf/sync_msg")["msg_list"]
    assert [one["origin"] for one in listed] == [4, 3, 4, 5, 4]
    person = connected.sandbox.people[3]
    known = connected.post("kf/customer/batchget", external_userid_list=[who, "wmNobody"])
    assert known["customer_list"][0]["nickname"] == person.nickname
    assert known["customer_list"][0].get("unionid", "") == person.unionid
    assert known["invalid_external_userid"] == ["wmNobody"]
    connected.clock.advance(49 * HOUR)
    assert connected.post("kf/customer/batchget", external_userid_list=[who])["customer_list"] == []


@pytest.mark.parametrize(
    ("path", "body", "errcode"),
    [
        ("sync_msg", {"open_kfid": "wkNone"}, 95004),
        ("sync_msg", {"token": "x"}, 95007),
        ("sync_msg", {"cursor": "@@@"}, 50100),
        ("send_msg", {}, 95000),
        ("account/add", {"name": "n" * 17}, 40058),
        ("account/add", {"name": "n", "media_id": "x"}, 40007),
        ("servicer/add", {"open_kfid": "wkNone"}, 95004),
        ("service_state/get", {"open_kfid": "wkNone"}, 95004),
        ("customer/batchget", {}, 40058),
    ],
)
def test_wrong_calls_are_refused(world: World, path: str, body: dict[str, Any], errcode: int) -> None:
    assert world.post(f"kf/{path}", **body)["errcode"] == errcode


def test_accounts_are_made_and_staffed(world: World) -> None:
    media = world.http.post(
        "/cgi-bin/media/upload",
        params={"access_token": world.token(), "type": "image"},
        files={"media": ("a.png", b"\x89PNG-bytes")},
    ).json()["media_id"]
    made = world.post("kf/account/add", name="售后", media_id=media)["open_kfid"]
    seller = world.sandbox.corp.serving[0]
    rows = world.post("kf/servicer/add", open_kfid=made, userid_list=[seller, "nobody"])["result_list"]
    assert [row["errcode"] for row in rows] == [0, 60030]
    assert "enc_scene=p1" in world.post("kf/add_contact_way", open_kfid=made, scene="p1")["url"]
    assert len(world.post("kf/account/list")["account_list"]) == 2
    record = world.sandbox.corp.record()
    world.sandbox.corp.restore(record, list(world.sandbox.people))
    assert len(world.post("kf/account/list")["account_list"]) == 2
    world.post("kf/account/del", open_kfid=made)
    assert len(world.post("kf/account/list")["account_list"]) == 1
