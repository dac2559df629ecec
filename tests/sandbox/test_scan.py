"""From a live code to a friend: contact way → scan → encrypted callback → welcome → details."""

from __future__ import annotations

import pytest

from .conftest import World, wait_for


def test_a_scan_pushes_an_encrypted_callback_with_state_and_welcome_code(connected: World) -> None:
    config_id = connected.live_code("lc_42", skip_verify=False)
    scan = connected.control("scan", state="lc_42")
    wait_for(lambda: connected.platform.callbacks)
    callback = connected.platform.callbacks[0]
    assert callback["ChangeType"] == "add_external_contact"
    assert callback["FromUserName"] == "sys"
    assert callback["State"] == "lc_42"
    assert callback["WelcomeCode"] == scan["welcome_code"]
    assert callback["ExternalUserID"] == scan["external_userid"]
    assert callback["UserID"] in connected.sandbox.corp.ways[config_id].user


def test_details_show_state_and_true_attributes(connected: World) -> None:
    config_id = connected.live_code("lc_1", skip_verify=False)
    scan = connected.control("scan", config_id=config_id, customer="p3")
    person = connected.sandbox.people[3]
    answer = connected.get("externalcontact/get", external_userid=scan["external_userid"])
    assert answer["errcode"] == 0
    assert answer["external_contact"]["name"] == person.nickname
    assert answer["external_contact"].get("unionid") == person.unionid
    (follow,) = answer["follow_user"]
    assert (follow["state"], follow["add_way"], follow["tags"]) == ("lc_1", 1, [])
    assert follow["createtime"] == int(connected.clock.now())


def test_a_second_scan_of_the_same_member_pushes_nothing(connected: World) -> None:
    user = connected.sandbox.corp.serving[0]
    config_id = connected.live_code("one", user=[user], type=1, skip_verify=False)
    assert connected.control("scan", config_id=config_id, customer="p1")["added"]
    assert not connected.control("scan", config_id=config_id, customer="p1")["added"]


def test_a_visitor_scans_with_the_cookie_of_the_page(connected: World) -> None:
    config_id = connected.live_code("web")
    scan = connected.control("scan", config_id=config_id, anonymous_id="cookie-of-a-tester")
    row = next(
        row
        for row in map(dict, _truth(connected))
        if any(one["value"] == "cookie-of-a-tester" for one in row["ids"])
    )
    assert scan["external_userid"] in {one["value"] for one in row["ids"]}
    again = connected.control("scan", config_id=config_id, anonymous_id="cookie-of-a-tester", staff=None)
    assert again["external_userid"] == scan["external_userid"]


def _truth(world: World) -> list[dict[str, object]]:
    import msgspec

    lines = world.http.get("/sandbox/control/truth").text.splitlines()
    return [msgspec.json.decode(line) for line in lines]


def test_welcome_within_twenty_seconds_is_sent_once(connected: World) -> None:
    connected.live_code("w", skip_verify=False)
    code = connected.control("scan", state="w")["welcome_code"]
    connected.clock.advance(19.9)
    wish = {"welcome_code": code, "text": {"content": "你好"}}
    assert connected.post("externalcontact/send_welcome_msg", **wish)["errcode"] == 0
    assert connected.post("externalcontact/send_welcome_msg", **wish)["errcode"] == 41096
    connected.clock.advance(1)
    assert connected.post("externalcontact/send_welcome_msg", **wish)["errcode"] == 41051
    welcomes = connected.status()["welcomes"]
    assert (welcomes["issued"], welcomes["sent"]) == (1, 1)
    assert welcomes["latency_ms_p50"] == pytest.approx(19_900, abs=5)


def test_a_late_welcome_and_a_made_up_code_are_refused(connected: World) -> None:
    connected.live_code("w", skip_verify=False)
    late = connected.control("scan", state="w")["welcome_code"]
    connected.control("scan", state="w")
    connected.clock.advance(20.1)
    for code in (late, "made-up"):
        wish = {"welcome_code": code, "text": {"content": "hi"}}
        assert connected.post("externalcontact/send_welcome_msg", **wish)["errcode"] == 41050
    welcomes = connected.status()["welcomes"]
    assert (welcomes["late"], welcomes["lost"], welcomes["sent"]) == (1, 1, 0)


def test_no_welcome_after_the_customer_wrote(connected: World) -> None:
    connected.live_code("w", skip_verify=False)
    scan = connected.control("scan", state="w")
    connected.control("chat", external_userid=scan["external_userid"], userid=scan["staff"])
    wish = {"welcome_code": scan["welcome_code"], "text": {"content": "hi"}}
    assert connected.post("externalcontact/send_welcome_msg", **wish)["errcode"] == 41051


@pytest.mark.parametrize(
    ("content", "errcode"),
    [
        ({"text": {"content": "字" * 1334}}, 45002),
        ({}, 44004),
        ({"text": {"content": "x"}, "attachments": [{"msgtype": "link"}]}, 40058),
        ({"attachments": [{"msgtype": "image", "image": {"media_id": "unknown"}}]}, 40007),
        (
            {
                "attachments": [
                    {"msgtype": "link", "link": {"title": "新品", "url": "https://brand.example"}}
                ]
                * 10
            },
            40058,
        ),
    ],
)
def test_a_refused_welcome_does_not_use_up_the_code(
    connected: World, content: dict[str, object], errcode: int
) -> None:
    connected.live_code("w", skip_verify=False)
    code = connected.control("scan", state="w")["welcome_code"]
    refused = connected.post("externalcontact/send_welcome_msg", welcome_code=code, **content)
    assert refused["errcode"] == errcode
    good = {"welcome_code": code, "text": {"content": "字" * 1333}}
    assert connected.post("externalcontact/send_welcome_msg", **good)["errcode"] == 0


def test_an_uploaded_image_can_be_sent(connected: World) -> None:
    connected.live_code("w", skip_verify=False)
    code = connected.control("scan", state="w")["welcome_code"]
    media = connected.http.post(
        "/cgi-bin/media/upload",
        params={"access_token": connected.token(), "type": "image"},
        files={"media": ("a.png", b"\x89PNG and more", "image/png")},
    ).json()
    assert media["errcode"] == 0
    image = {"msgtype": "image", "image": {"media_id": media["media_id"]}}
    answer = connected.post("externalcontact/send_welcome_msg", welcome_code=code, attachments=[image])
    assert answer["errcode"] == 0


def test_goodbyes_push_callbacks_and_change_what_the_api_answers(connected: World) -> None:
    connected.live_code("w", skip_verify=False)
    scan = connected.control("scan", state="w")
    pair = {"external_userid": scan["external_userid"], "userid": scan["staff"]}
    for verb in ("edit", "leave"):
        connected.control(verb, **pair)
    assert connected.get("externalcontact/get", external_userid=scan["external_userid"])["errcode"] == 0
    connected.control("drop", **pair)
    assert connected.get("externalcontact/get", external_userid=scan["external_userid"])["errcode"] == 84061
    wanted = {
        "add_external_contact",
        "edit_external_contact",
        "del_follow_user",
        "del_external_contact",
    }
    wait_for(lambda: {one["ChangeType"] for one in connected.platform.callbacks} == wanted)
