"""What the app tells members, what is counted of them, and the limits of both."""

from __future__ import annotations

from typing import Any

import pytest

from huayuan_sandbox.world.clock import DAY

from .conftest import World

PATH = "externalcontact/get_user_behavior_data"


def tell(world: World, **more: Any) -> dict[str, Any]:
    wish = {
        "touser": world.sandbox.corp.serving[0], "agentid": world.sandbox.corp.credentials.agent_id, "msgtype": "text",
        "text": {"content": "开会"},
    }  # fmt: skip
    return world.post("message/send", **{**wish, **more})


def read_by_members(world: World) -> list[dict[str, Any]]:
    return list(world.control("wecom/app_messages")["messages"])


def test_members_are_told_once_when_asked_so(world: World) -> None:
    one = world.sandbox.corp.serving[0]
    answer = tell(world, touser=f"{one}|Nobody")
    assert answer["errcode"] == 0 and answer["invaliduser"] == "nobody"
    tell(world, enable_duplicate_check=1, duplicate_check_interval=60)
    assert len(read_by_members(world)) == 1
    world.clock.advance(61)
    tell(world, enable_duplicate_check=1, duplicate_check_interval=60)
    tell(world)
    assert len(read_by_members(world)) == 3
    tell(world, text={"content": "好" * 1000})
    assert len(read_by_members(world)[-1]["content"]["content"].encode()) <= 2048, "cut without a word"


@pytest.mark.parametrize(
    ("wish", "errcode"),
    [
        ({"agentid": 1}, 40056), ({"touser": "nobody"}, 81013), ({"msgtype": "poem"}, 40008),
        ({"text": {"content": ""}}, 44004), ({"msgtype": "textcard", "textcard": {"title": "x"}}, 40058),
    ],
)  # fmt: skip
def test_wrong_messages_are_refused(world: World, wish: dict[str, Any], errcode: int) -> None:
    assert tell(world, **wish)["errcode"] == errcode


def test_chats_friends_and_goodbyes_are_counted_by_day(connected: World) -> None:
    seller, today = connected.sandbox.corp.serving[0], int(connected.clock.now())
    customer = connected.control("scan", staff=seller)["external_userid"]
    for _ in range(3):
        connected.control("chat", external_userid=customer, userid=seller)
    connected.control("leave", external_userid=customer, userid=seller)
    wish = {"userid": [seller], "start_time": today - int(DAY), "end_time": today}
    assert connected.post(PATH, **wish)["errcode"] == 40058, "today is not counted yet"
    connected.clock.advance(DAY)
    before, day = connected.post(PATH, **wish)["behavior_data"]
    assert (before["chat_cnt"], before["message_cnt"]) == (0, 0) and "reply_percentage" not in before
    assert (day["chat_cnt"], day["message_cnt"], day["negative_feedback_cnt"]) == (1, 3, 1)
    assert day["new_contact_cnt"] == 1 and 0 < day["reply_percentage"] <= 100
    both = {**wish, "userid": connected.sandbox.corp.serving[:2]}
    assert len(connected.post(PATH, **both)["behavior_data"]) == 2, "several members are one sum"
    assert connected.post(PATH, **{**wish, "userid": ["nobody"]})["errcode"] == 40003
    assert connected.post(PATH, **{**wish, "start_time": today - 31 * int(DAY)})["errcode"] == 40058


def test_pictures_for_good_have_a_limit(world: World) -> None:
    def upload(content: bytes) -> dict[str, Any]:
        query = {"access_token": world.token()}
        files = {"media": ("a.png", content)}
        return dict(world.http.post("/cgi-bin/media/uploadimg", params=query, files=files).json())

    assert upload(b"a picture")["url"].startswith("http")
    assert upload(b"x")["errcode"] == 40006 and upload(b"x" * 2_097_153)["errcode"] == 45001
    from huayuan_sandbox.services.wecom.images import Images

    part = world.sandbox.corp.part(Images)
    part.state.days = dict.fromkeys(part.state.days, 1000)
    assert upload(b"a picture")["errcode"] == 45009


def test_a_ticket_is_the_same_while_it_lasts_and_seldom_asked_for(world: World) -> None:
    first = world.get("get_jsapi_ticket")
    assert world.get("get_jsapi_ticket")["ticket"] == first["ticket"] and first["expires_in"] == 7200
    assert world.get("ticket/get", type="agent_config")["ticket"] != first["ticket"]
    assert world.get("ticket/get", type="other")["errcode"] == 40058
    world.clock.advance(7201)
    assert world.get("get_jsapi_ticket")["ticket"] != first["ticket"]
    codes = [world.get("get_jsapi_ticket")["errcode"] for _ in range(100)]
    assert codes[-1] == 45009 and codes[0] == 0
