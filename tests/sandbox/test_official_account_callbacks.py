"""What followers do reaches the platform, in each of the three modes, and replies reach followers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from .conftest import wait_for
from .official_account_stage import Stage, open_stage


@pytest.fixture
def stage() -> Iterator[Stage]:
    with open_stage() as opened:
        yield opened


@pytest.fixture
def connected(stage: Stage) -> Stage:
    assert stage.connect() == {"connected": True, "problem": ""}
    return stage


def arrived(stage: Stage, count: int) -> list[dict[str, str]]:
    wait_for(lambda: len(stage.receiver.callbacks) >= count)
    return stage.receiver.callbacks


def reply_to(openid: str, content: str) -> str:
    return (
        f"<xml><ToUserName>{openid}</ToUserName><FromUserName>gh</FromUserName><CreateTime>1</CreateTime>"
        f"<MsgType>text</MsgType><Content>{content}</Content></xml>"
    )


def test_a_callback_url_that_does_not_echo_is_refused_and_wecom_stays_unconnected(stage: Stage) -> None:
    stage.receiver.echo = "something else"
    answer = stage.connect()
    assert answer["connected"] is False
    assert answer["problem"].startswith("official_account: answered with another text")
    assert stage.http.get("/sandbox/control/status").json()["connected_services"] == []


def test_an_unknown_service_is_refused(stage: Stage) -> None:
    answer = stage.http.post("/sandbox/control/connect", json={"callback_urls": {"weibo": "http://x"}})
    assert answer.status_code == 400 and "weibo" in answer.json()["error"]


@pytest.mark.parametrize("mode", ["plain", "compatible", "safe"])
def test_following_by_a_code_tells_the_scene_in_every_mode(connected: Stage, mode: str) -> None:
    connected.control("options", mode=mode)
    made = connected.post(
        "cgi-bin/qrcode/create",
        action_name="QR_LIMIT_STR_SCENE",
        action_info={"scene": {"scene_str": "poster"}},
    )
    (openid,) = connected.follow(3, scene="poster")
    (callback,) = arrived(connected, 1)
    assert callback["Event"] == "subscribe" and callback["FromUserName"] == openid
    assert callback["EventKey"] == "qrscene_poster" and callback["Ticket"] == made["ticket"]
    assert callback["ToUserName"] == connected.credentials()["original_id"]
    query = connected.receiver.queries[0]
    assert query["openid"] == openid
    assert ("encrypt_type" in query) == (mode != "plain")


def test_a_follower_acts_and_each_act_has_its_event(connected: Stage) -> None:
    button = [
        {"type": "click", "name": "会员", "key": "MEMBER"},
        {
            "name": "更多",
            "sub_button": [{"type": "view", "name": "商城", "url": "https://shop.example.com/"}],
        },
    ]
    assert connected.post("cgi-bin/menu/create", button=button)["errcode"] == 0
    connected.post("cgi-bin/qrcode/create", action_name="QR_SCENE", expire_seconds=600,
                   action_info={"scene": {"scene_id": 123}})  # fmt: skip
    connected.follow(5)
    acts = [("scan", {"scene": "123"}), ("say", {"text": "在吗 😀"}), ("say", {"kind": "image"}),
            ("click", {"key": "MEMBER"}), ("click", {"key": "https://shop.example.com/"}), ("locate", {}),
            ("unfollow", {})]  # fmt: skip
    for number, (act, wish) in enumerate(acts):
        assert connected.control(act, person="p5", **wish)["done"] is True
        arrived(connected, number + 2)
    rows = [(one["MsgType"], one.get("Event", "")) for one in connected.receiver.callbacks]
    assert rows == [
        ("event", "subscribe"), ("event", "SCAN"), ("text", ""), ("image", ""), ("event", "CLICK"),
        ("event", "VIEW"), ("event", "LOCATION"), ("event", "unsubscribe"),
    ]  # fmt: skip
    scanned, said = connected.receiver.callbacks[1:3]
    assert scanned["EventKey"] == "123"
    assert said["Content"] == "在吗 😀" and int(said["MsgId"]) > 24_000_000_000_000_000


def test_a_passive_reply_reaches_the_follower_once_though_the_callback_came_twice(connected: Stage) -> None:
    (openid,) = connected.follow(4)
    arrived(connected, 1)
    connected.http.post("/sandbox/control/faults", json={"duplicate": 1.0})
    sealed = connected.receiver.sealed(reply_to(openid, "欢迎"))
    connected.receiver.answers = [sealed, sealed]
    connected.control("say", person="p4", text="hi")
    arrived(connected, 3)
    wait_for(lambda: connected.read("messages")["items"])
    rows = connected.read("messages")["items"]
    assert [(row["way"], row["openid"], row["content"]) for row in rows] == [
        ("reply", openid, {"content": "欢迎"})
    ]


def test_a_reply_that_cannot_be_read_shows_the_user_that_the_service_is_out_of_order(
    connected: Stage,
) -> None:
    (openid,) = connected.follow(4)
    arrived(connected, 1)
    unsealed = reply_to(openid, "not encrypted in safe mode")
    someone_else = connected.receiver.sealed(reply_to("o-somebody-else", "to nobody"))
    connected.receiver.answers = ["{}", unsealed, someone_else]
    for number in range(3):
        connected.control("say", person="p4", text="hi")
        arrived(connected, number + 2)
    wait_for(lambda: connected.read("status")["replies_refused"] == 3)
    assert connected.read("messages")["items"] == []


def test_a_callback_that_is_refused_comes_again(connected: Stage) -> None:
    connected.http.post("/sandbox/control/faults", json={"retry_pause_ms": 10})
    connected.receiver.answers = [500, 502, 503]
    connected.follow(9)
    rows = arrived(connected, 4)
    assert {row["Event"] for row in rows} == {"subscribe"}
    wait_for(lambda: connected.http.get("/sandbox/control/status").json()["callbacks_retried"] == 3)


def test_nothing_that_was_remembered_is_lost_over_a_restart(connected: Stage) -> None:
    connected.follow(1, 2)
    connected.post("cgi-bin/tags/create", tag={"name": "会员"})
    connected.control("unfollow", person="p2")
    service = connected.sandbox.services.official_account
    kept = service.record()
    with open_stage() as second:
        again = second.sandbox.services.official_account
        again.restore(kept, list(second.sandbox.people))
        assert again.account.followers.present == 1
        assert again.record() == kept
        assert again.account.credentials == service.account.credentials
        assert second.get("cgi-bin/user/get")["data"] == connected.get("cgi-bin/user/get")["data"]
