"""朋友圈: orders that take their time, staff who publish by hand, likes and comments."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

from huayuan_sandbox.world.clock import DAY

from .conftest import World

API = "externalcontact"


@pytest.fixture
def friends(connected: World) -> dict[str, list[str]]:
    """The first two members have two customers each."""
    found: dict[str, list[str]] = {}
    for number in range(4):
        userid = connected.sandbox.corp.serving[number % 2]
        scan = connected.control("scan", customer=f"p{number}", staff=userid)
        found.setdefault(userid, []).append(scan["external_userid"])
    return found


def media(world: World, kind: str = "image") -> str:
    query = {"access_token": world.token(), "type": kind}
    answer = world.http.post("/cgi-bin/media/upload", params=query, files={"media": b"x" * 100}).json()
    return str(answer["media_id"])


def order(world: World, **wish: Any) -> dict[str, Any]:
    return world.post(
        f"{API}/add_moment_task", **{"text": {"content": "上新了 https://shop.example/n"}, **wish}
    )


def finished(world: World, **wish: Any) -> dict[str, Any]:
    answer = order(world, **wish)
    assert answer["errcode"] == 0, answer
    world.clock.advance(3)
    return dict(world.get(f"{API}/get_moment_task_result", jobid=answer["jobid"])["result"])


def made(world: World, users: list[str], **wish: Any) -> str:
    result = finished(world, visible_range={"sender_list": {"user_list": users}}, **wish)
    return str(result["moment_id"])


def test_an_order_becomes_a_moment_that_staff_publish(
    connected: World, friends: dict[str, list[str]]
) -> None:
    first, second = friends
    jobid = order(connected, visible_range={"sender_list": {"user_list": [first, second]}})["jobid"]
    states = []
    for pause in (0, 2, 1):
        connected.clock.advance(pause)
        states.append(connected.get(f"{API}/get_moment_task_result", jobid=jobid))
    assert [one["status"] for one in states] == [1, 2, 3]
    assert "result" not in states[1]
    moment_id = states[2]["result"]["moment_id"]
    task = connected.post(f"{API}/get_moment_task", moment_id=moment_id)["task_list"]
    assert task == [{"userid": first, "publish_status": 0}, {"userid": second, "publish_status": 0}]
    who = {"moment_id": moment_id, "userid": first}
    chosen = connected.post(f"{API}/get_moment_customer_list", **who)["customer_list"]
    assert chosen == [{"userid": first, "external_userid": one} for one in friends[first]]
    assert connected.post(f"{API}/get_moment_send_result", **who)["customer_list"] == []
    connected.control("leave", external_userid=friends[first][0], userid=first)
    assert connected.control("wecom/moments/publish", moment_id=moment_id, userid=first)["seen_by"] == 1
    seen = connected.post(f"{API}/get_moment_send_result", **who)["customer_list"]
    assert seen == [{"external_userid": friends[first][1]}]
    task = connected.post(f"{API}/get_moment_task", moment_id=moment_id)["task_list"]
    assert [one["publish_status"] for one in task] == [1, 0]


def test_likes_and_comments_say_who_and_when(connected: World, friends: dict[str, list[str]]) -> None:
    userid = next(iter(friends))
    moment_id = made(connected, [userid])
    external = friends[userid][0]
    stranger = {"moment_id": moment_id, "who": "p30"}
    early = {"moment_id": moment_id, "who": external}
    assert not connected.control("wecom/moments/react", **early)["reacted"], "not published yet"
    connected.control("wecom/moments/publish", moment_id=moment_id)
    assert connected.control("wecom/moments/react", **early)["reacted"]
    assert not connected.control("wecom/moments/react", **early)["reacted"], "one like each"
    assert connected.control("wecom/moments/react", **early, text="好看")["reacted"]
    assert connected.control("wecom/moments/react", moment_id=moment_id, who=userid, text="谢谢")["reacted"]
    assert not connected.control("wecom/moments/react", **stranger)["reacted"]
    now = int(connected.clock.now())
    answer = connected.post(f"{API}/get_moment_comments", moment_id=moment_id, userid=userid)
    assert answer["like_list"] == [{"external_userid": external, "create_time": now}]
    assert answer["comment_list"] == [
        {"external_userid": external, "create_time": now}, {"userid": userid, "create_time": now},
    ]  # fmt: skip


def test_tags_make_a_moment_partly_visible(connected: World, friends: dict[str, list[str]]) -> None:
    userid = next(iter(friends))
    tag = connected.post(f"{API}/get_corp_tag_list")["tag_group"][0]["tag"][0]["id"]
    pair = {"userid": userid, "external_userid": friends[userid][1]}
    connected.post(f"{API}/mark_tag", **pair, add_tag=[tag])
    wanted = {
        "sender_list": {"user_list": [userid, "nobody", "Accountant"], "department_list": [999]},
        "external_contact_list": {"tag_list": [tag, "nope"]},
    }
    result = finished(connected, visible_range=wanted)
    assert result["invalid_sender_list"] == {"user_list": ["nobody", "Accountant"], "department_list": [999]}
    assert result["invalid_external_contact_list"] == {"tag_list": ["nope"]}
    who = {"moment_id": result["moment_id"], "userid": userid}
    rows = connected.post(f"{API}/get_moment_customer_list", **who)["customer_list"]
    assert [row["external_userid"] for row in rows] == [friends[userid][1]]
    (shown,) = _list(connected)["moment_list"]
    assert (shown["visible_type"], shown["create_type"]) == (0, 0) and "creator" not in shown
    nobody = finished(connected, visible_range={"sender_list": {"user_list": ["nobody"]}})
    assert nobody["errcode"] == 81013 and nobody["moment_id"] == ""
    untagged = {"external_contact_list": {"tag_list": ["nope"]}}
    assert finished(connected, visible_range=untagged)["errcode"] == 81013


def test_departments_and_everybody_can_be_senders(connected: World) -> None:
    store = connected.sandbox.corp.chain.stores[0].id
    result = finished(connected, visible_range={"sender_list": {"department_list": [store]}})
    corp = connected.sandbox.corp
    there = {one for one in corp.serving if corp.staff[one].store.id == store}
    assert {row["userid"] for row in _tasks(connected, result["moment_id"])} == there
    everybody = finished(connected)["moment_id"]
    assert {row["userid"] for row in _tasks(connected, everybody)} == set(corp.serving)
    pages = connected.post(f"{API}/get_moment_task", moment_id=everybody, limit=3)
    rest = connected.post(f"{API}/get_moment_task", moment_id=everybody, cursor=pages["next_cursor"])
    assert len(pages["task_list"]) == 3 and len(rest["task_list"]) == len(corp.serving) - 3


@pytest.mark.parametrize(
    ("change", "errcode"),
    [
        ({"text": {"content": ""}}, 44004),
        ({"text": {"content": "字" * 1334}}, 45002),
        ({"text": {"content": "a" * 2001}}, 45002),
        ({"text": {"content": 7}}, 40058),
        ({"attachments": [{"msgtype": "file"}]}, 41065),
        ({"attachments": [{"msgtype": "image", "image": {"media_id": "x"}}] * 10}, 41064),
        ({"attachments": [{"msgtype": "video", "video": {"media_id": "x"}}] * 2}, 41064),
        ({"attachments": [{"msgtype": "image"}, {"msgtype": "video"}]}, 41065),
        ({"attachments": [{"msgtype": "image", "image": {"media_id": "x"}}]}, 40007),
        ({"attachments": [{"msgtype": "image", "image": {}}]}, 40058),
        ({"attachments": [{"msgtype": "link", "link": {"media_id": "x", "url": ""}}]}, 40058),
        ({"attachments": [{"msgtype": "link", "link": {"media_id": "x", "title": "字" * 43}}]}, 40058),
        ({"visible_range": {"sender_list": ["x"]}}, 40058),
        ({"visible_range": {"sender_list": {"user_list": ["x"] * 100_001}}}, 41089),
    ],
)
def test_wrong_orders_are_refused(world: World, change: dict[str, Any], errcode: int) -> None:
    assert order(world, **change)["errcode"] == errcode


def test_orders_are_limited_by_minute_month_and_at_once(world: World) -> None:
    world.control("wecom/rules", moment_jobs_at_once=2)
    assert [order(world)["errcode"] for _ in range(3)] == [0, 0, 41078]
    world.control("wecom/rules", moments_per_minute=5, moments_per_month=7)
    world.clock.advance(30)
    assert [order(world)["errcode"] for _ in range(4)] == [0, 0, 0, 45009]
    world.clock.advance(61)
    assert [order(world)["errcode"] for _ in range(3)] == [0, 0, 41210]
    world.clock.advance(31 * DAY)
    assert order(world)["errcode"] == 0


def test_the_list_shows_what_was_attached_in_pages_of_twenty(connected: World) -> None:
    image, video = media(connected), media(connected, "video")
    user = connected.sandbox.corp.serving[0]
    connected.control("wecom/rules", moments_per_minute=100)
    made(connected, [user], attachments=[{"msgtype": "image", "image": {"media_id": image}}] * 2)
    made(connected, [user], attachments=[{"msgtype": "video", "video": {"media_id": video}}])
    link = {"title": "点我", "url": "https://shop.example", "media_id": image}
    made(connected, [user], attachments=[{"msgtype": "link", "link": link}])
    for _ in range(19):
        made(connected, [user])
    own = connected.control("wecom/moments/own", userid=user, text="今天天气好")["moment_id"]
    first = _list(connected, limit=50)
    rest = _list(connected, cursor=first["next_cursor"])
    assert (len(first["moment_list"]), len(rest["moment_list"]), rest["next_cursor"]) == (20, 3, "")
    pictures, film, page = first["moment_list"][:3]
    assert pictures["image"] == [{"media_id": image}] * 2
    assert film["video"]["media_id"] == video
    assert page["link"] == {"title": "点我", "url": "https://shop.example"}
    (mine,) = _list(connected, filter_type=1)["moment_list"]
    assert (mine["moment_id"], mine["creator"], mine["create_type"]) == (own, user, 1)
    assert len(_list(connected, filter_type=0)["moment_list"]) == 20
    assert _list(connected, creator=user)["moment_list"] == [mine]
    now = int(connected.clock.now())
    long = connected.post(f"{API}/get_moment_list", start_time=now - 31 * 86_400, end_time=now)
    assert long["errcode"] == 40058
    assert connected.post(f"{API}/get_moment_list", start_time=now)["errcode"] == 40058


def test_a_cancelled_order_is_published_no_more(connected: World, friends: dict[str, list[str]]) -> None:
    first, second = friends
    moment_id = made(connected, [first, second])
    connected.control("wecom/moments/publish", moment_id=moment_id, userid=first)
    assert connected.post(f"{API}/cancel_moment_task", moment_id=moment_id)["errcode"] == 0
    wish = {"moment_id": moment_id, "userid": second}
    assert connected.http.post("/sandbox/control/wecom/moments/publish", json=wish).status_code == 400
    assert [row["publish_status"] for row in _tasks(connected, moment_id)] == [1, 0]


@pytest.mark.parametrize(
    ("path", "body", "errcode"),
    [
        ("cancel_moment_task", {}, 41059),
        ("cancel_moment_task", {"moment_id": "x"}, 41060),
        ("get_moment_task", {"moment_id": "x"}, 41067),
        ("get_moment_customer_list", {}, 41061),
        ("get_moment_customer_list", {"moment_id": "x"}, 41062),
        ("get_moment_send_result", {"moment_id": "x"}, 41062),
        ("get_moment_comments", {"moment_id": "x"}, 41062),
    ],
)
def test_unknown_moments_are_refused(world: World, path: str, body: dict[str, Any], errcode: int) -> None:
    assert world.post(f"{API}/{path}", **body)["errcode"] == errcode


def test_a_job_is_forgotten_after_a_day(world: World) -> None:
    jobid = order(world)["jobid"]
    world.clock.advance(DAY + 1)
    assert world.get(f"{API}/get_moment_task_result", jobid=jobid)["errcode"] == 40058
    assert world.get(f"{API}/get_moment_task_result", jobid="x")["errcode"] == 40058


def test_staff_on_duty_publish_and_the_world_learns_of_it(
    connected: World, friends: dict[str, list[str]]
) -> None:
    letters: list[Any] = []

    class Box:
        def delivered(self, letter: Any, people: Any, at: float, *, live: bool) -> None:
            letters.append((letter.channel, letter.id, letter.links, letter.staff, len(people)))

    service = connected.sandbox.services.wecom
    service.corp.mailbox = Box()
    userid = next(iter(friends))
    moment_id = made(connected, [userid])
    for number in range(40):
        service.duty.on_duty([userid], connected.clock.now(), Random(number), live=True)
    assert letters == [("moment", moment_id, ("https://shop.example/n",), userid, 2)]
    person = connected.sandbox.people[0]
    assert service.moments.like(person, connected.clock.now(), moment_id)


def _list(world: World, **wish: Any) -> dict[str, Any]:
    now = int(world.clock.now())
    return world.post(f"{API}/get_moment_list", start_time=now - 86_400, end_time=now + 60, **wish)


def _tasks(world: World, moment_id: str) -> list[dict[str, Any]]:
    return list(world.post(f"{API}/get_moment_task", moment_id=moment_id)["task_list"])
