"""Mass messages: routing, refusals, staff who must tap, caps that skip silently, results."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

from huayuan_sandbox.world.clock import DAY

from .conftest import World

API = "externalcontact"


@pytest.fixture
def friends(connected: World) -> list[tuple[str, str]]:
    """Six pairs (member, customer): two members with three customers each."""
    corp = connected.sandbox.corp
    pairs = []
    for number in range(6):
        userid = corp.serving[number % 2]
        scan = connected.control("scan", customer=f"p{number}", staff=userid)
        pairs.append((userid, scan["external_userid"]))
    connected.clock.advance(60)
    return pairs


def make(world: World, **wish: Any) -> dict[str, Any]:
    body = {"chat_type": "single", "text": {"content": "三八节快乐 https://shop.example/a"}, **wish}
    answer = world.post(f"{API}/add_msg_template", **body)
    world.clock.advance(3)
    return answer


def results(world: World, msgid: str, userid: str) -> list[dict[str, Any]]:
    answer = world.post(f"{API}/get_groupmsg_send_result", msgid=msgid, userid=userid)
    assert answer["errcode"] == 0, answer
    return list(answer["send_list"])


def statuses(world: World, msgid: str, userid: str) -> list[int]:
    return [row["status"] for row in results(world, msgid, userid)]


def test_nothing_is_sent_before_a_member_taps(connected: World, friends: list[tuple[str, str]]) -> None:
    first, second = connected.sandbox.corp.serving[:2]
    body = {"external_userid": [external for _, external in friends] + ["wmNobody"]}
    fresh = connected.post(f"{API}/add_msg_template", text={"content": "hi"}, **body)
    assert fresh["errcode"] == 0 and fresh["fail_list"] == ["wmNobody"]
    busy = connected.post(f"{API}/get_groupmsg_task", msgid=fresh["msgid"])
    assert busy["errcode"] == 41063, "still being dispatched"
    connected.clock.advance(3)
    tasks = connected.post(f"{API}/get_groupmsg_task", msgid=fresh["msgid"])["task_list"]
    assert tasks == [{"userid": first, "status": 0}, {"userid": second, "status": 0}]
    assert statuses(connected, fresh["msgid"], first) == [0, 0, 0]
    counts = connected.control("wecom/mass/confirm", msgid=fresh["msgid"], userid=first)
    assert counts["sent"] == 3
    rows = results(connected, fresh["msgid"], first)
    assert {row["status"] for row in rows} == {1}
    assert {row["external_userid"] for row in rows} == {one for userid, one in friends if userid == first}
    assert {row["send_time"] for row in rows} == {int(connected.clock.now())}
    tasks = connected.post(f"{API}/get_groupmsg_task", msgid=fresh["msgid"])["task_list"]
    assert [task["status"] for task in tasks] == [2, 0]
    again = connected.http.post("/sandbox/control/wecom/mass/confirm", json={**fresh, "userid": first})
    assert again.status_code == 400


def test_friends_who_left_are_told_apart(connected: World, friends: list[tuple[str, str]]) -> None:
    userid, external = friends[0]
    msgid = make(connected, sender=userid)["msgid"]
    connected.control("leave", external_userid=external, userid=userid)
    counts = connected.control("wecom/mass/confirm", msgid=msgid)
    assert (counts["sent"], counts["no_friend"]) == (2, 1)
    assert sorted(statuses(connected, msgid, userid)) == [1, 1, 2]
    assert make(connected, external_userid=[external])["errcode"] == 41048


def test_the_monthly_cap_skips_silently(connected: World, friends: list[tuple[str, str]]) -> None:
    """March has 31 days; staff's own messages count too."""
    userid, external = friends[0]
    connected.control("wecom/mass/own", userid=userid, text="早安", external_userid=[external])
    for _ in range(30):
        msgid = make(connected, external_userid=[external])["msgid"]
        connected.control("wecom/mass/confirm", msgid=msgid)
        assert statuses(connected, msgid, userid) == [1]
    other = next(one for who, one in friends if who == userid and one != external)
    msgid = make(connected, external_userid=[external, other])["msgid"]
    counts = connected.control("wecom/mass/confirm", msgid=msgid)
    assert (counts["sent"], counts["capped"]) == (1, 1)
    assert sorted(statuses(connected, msgid, userid)) == [1, 3]
    assert make(connected, external_userid=[external])["errcode"] == 41048
    connected.clock.advance(31 * DAY)
    assert make(connected, external_userid=[external])["errcode"] == 0, "a new month"


@pytest.mark.parametrize(("rule", "allowed", "pause"), [("day", 1, DAY), ("week", 7, 7 * DAY)])
def test_the_administrator_can_tighten_the_cap(
    connected: World, friends: list[tuple[str, str]], rule: str, allowed: int, pause: float
) -> None:
    connected.control("wecom/rules", mass_rule=rule)
    _, external = friends[0]
    for _ in range(allowed):
        msgid = make(connected, external_userid=[external])["msgid"]
        assert connected.control("wecom/mass/confirm", msgid=msgid)["sent"] == 1
    assert make(connected, external_userid=[external])["errcode"] == 41048
    connected.clock.advance(pause)
    assert make(connected, external_userid=[external])["errcode"] == 0


def test_tags_choose_customers(connected: World, friends: list[tuple[str, str]]) -> None:
    groups = connected.post(f"{API}/get_corp_tag_list")["tag_group"]
    gold, skin = groups[0]["tag"][2]["id"], groups[1]["tag"][0]["id"]
    silver = groups[0]["tag"][1]["id"]
    for (userid, external), tags in zip(friends, ([gold, skin], [silver], [gold]), strict=False):
        pair = {"userid": userid, "external_userid": external}
        assert connected.post(f"{API}/mark_tag", **pair, add_tag=tags)["errcode"] == 0
    either = {"group_list": [{"tag_list": [gold, silver]}]}
    both = {"group_list": [{"tag_list": [gold, silver]}, {"tag_list": [skin]}]}
    for wanted, count in ((either, 3), (both, 1)):
        msgid = make(connected, tag_filter=wanted)["msgid"]
        assert connected.control("wecom/mass/confirm", msgid=msgid)["sent"] == count
    assert make(connected, tag_filter={"group_list": [{"tag_list": ["nope"]}]})["errcode"] == 40068


def test_the_member_who_talked_last_sends(connected: World) -> None:
    early, late = connected.sandbox.corp.serving[:2]
    external = ""
    for userid in (early, late):
        external = connected.control("scan", customer="p9", staff=userid)["external_userid"]
        connected.clock.advance(10)
    msgid = make(connected, external_userid=[external])["msgid"]
    assert [one["userid"] for one in _tasks(connected, msgid)] == [late]
    connected.control("chat", external_userid=external, userid=early)
    msgid = make(connected, external_userid=[external])["msgid"]
    assert [one["userid"] for one in _tasks(connected, msgid)] == [early]


def test_groups_get_messages_of_their_owner(connected: World) -> None:
    (room, other, *_) = connected.control("wecom/groups")["items"]
    wish = {"chat_type": "group", "sender": room["owner"], "text": {"content": "群公告"}}
    made = make(connected, **wish, chat_id_list=[room["chat_id"], other["chat_id"]])
    assert made["fail_list"] == [other["chat_id"]]
    assert results(connected, made["msgid"], room["owner"]) == [], "groups show only what was sent"
    connected.control("wecom/mass/confirm", msgid=made["msgid"])
    (row,) = results(connected, made["msgid"], room["owner"])
    assert (row["chat_id"], row["status"]) == (room["chat_id"], 1)
    assert make(connected, chat_type="group")["errcode"] == 40058, "a group message needs its sender"
    listed = connected.post(f"{API}/get_groupmsg_list_v2", chat_type="group", **_today(connected))
    assert [one["msgid"] for one in listed["group_msg_list"]] == [made["msgid"]]


@pytest.mark.parametrize(
    ("change", "errcode"),
    [
        ({"chat_type": "room"}, 86214),
        ({"text": {"content": ""}}, 44004),
        ({"text": {"content": "字" * 1334}}, 45002),
        ({"text": "hi"}, 40058),
        ({"attachments": [{"msgtype": "link", "link": {"title": "t", "url": "u"}}] * 10}, 41064),
        ({"attachments": [{"msgtype": "dance"}]}, 41065),
        ({"attachments": [{"msgtype": "image", "image": {}}]}, 40058),
        ({"attachments": [{"msgtype": "image", "image": {"media_id": "x"}}]}, 40007),
        ({"attachments": [{"msgtype": "link", "link": {"title": "字" * 43, "url": "u"}}]}, 40058),
        ({"attachments": [{"msgtype": "link", "link": {"title": "t"}}]}, 40058),
        ({"sender": "nobody"}, 40003),
        ({"sender": "Accountant"}, 84074),
        ({"sender": ""}, 40058),
        ({"external_userid": ["x"] * 10_001}, 40058),
        ({"external_userid": ["x"]}, 41048),
        ({"chat_type": "group", "chat_id_list": ["x"] * 2001}, 40058),
    ],
)
def test_wrong_messages_are_refused(
    connected: World, friends: list[tuple[str, str]], change: dict[str, Any], errcode: int
) -> None:
    assert make(connected, **{"sender": friends[0][0], **change})["errcode"] == errcode


def test_media_of_a_message_expire(connected: World, friends: list[tuple[str, str]]) -> None:
    query = {"access_token": connected.token(), "type": "image"}
    upload = connected.http.post("/cgi-bin/media/upload", params=query, files={"media": b"x" * 100}).json()
    image = [{"msgtype": "image", "image": {"media_id": upload["media_id"]}}]
    assert make(connected, sender=friends[0][0], attachments=image)["errcode"] == 0
    connected.clock.advance(3 * DAY + 1)
    assert make(connected, sender=friends[0][0], attachments=image)["errcode"] == 40145


def test_reminders_and_cancelling(connected: World, friends: list[tuple[str, str]]) -> None:
    msgid = make(connected, sender=friends[0][0])["msgid"]
    remind = [connected.post(f"{API}/remind_groupmsg_send", msgid=msgid)["errcode"] for _ in range(4)]
    assert remind == [0, 0, 0, 41094]
    connected.clock.advance(DAY)
    assert connected.post(f"{API}/remind_groupmsg_send", msgid=msgid)["errcode"] == 0
    assert connected.post(f"{API}/cancel_groupmsg_send", msgid=msgid)["errcode"] == 0
    assert connected.post(f"{API}/cancel_groupmsg_send", msgid=msgid)["errcode"] == 41093
    assert connected.post(f"{API}/remind_groupmsg_send", msgid=msgid)["errcode"] == 41093
    refused = connected.http.post("/sandbox/control/wecom/mass/confirm", json={"msgid": msgid})
    assert refused.status_code == 400
    for path in ("remind_groupmsg_send", "cancel_groupmsg_send", "get_groupmsg_task"):
        assert connected.post(f"{API}/{path}", msgid="no")["errcode"] == 41047
        assert connected.post(f"{API}/{path}")["errcode"] == 41046


def test_lists_and_results_come_in_pages(connected: World, friends: list[tuple[str, str]]) -> None:
    made = [make(connected, sender=friends[0][0])["msgid"] for _ in range(5)]
    own = connected.control("wecom/mass/own", userid=friends[0][0], text="hi")["msgid"]
    seen, cursor = [], ""
    while True:
        wish = {"chat_type": "single", "limit": 2, "cursor": cursor, **_today(connected)}
        page = connected.post(f"{API}/get_groupmsg_list_v2", **wish)
        seen += [one["msgid"] for one in page["group_msg_list"]]
        cursor = page["next_cursor"]
        if not cursor:
            break
    assert seen == [*made, own]
    mine = connected.post(
        f"{API}/get_groupmsg_list_v2", chat_type="single", filter_type=1, **_today(connected)
    )
    (one,) = mine["group_msg_list"]
    assert (one["creator"], one["create_type"]) == (friends[0][0], 1)
    rows: list[dict[str, Any]] = []
    while True:
        wish = {"msgid": made[0], "userid": friends[0][0], "limit": 2, "cursor": cursor}
        page = connected.post(f"{API}/get_groupmsg_send_result", **wish)
        rows += page["send_list"]
        cursor = page["next_cursor"]
        if not cursor:
            break
    assert len(rows) == len({row["external_userid"] for row in rows}) == 3
    long = {"chat_type": "single", "start_time": 0, "end_time": int(connected.clock.now())}
    assert connected.post(f"{API}/get_groupmsg_list_v2", **long)["errcode"] == 40058
    assert connected.post(f"{API}/get_groupmsg_list_v2", **_today(connected))["errcode"] == 86214
    wish = {"msgid": made[0], "userid": "nobody"}
    assert connected.post(f"{API}/get_groupmsg_send_result", **wish)["errcode"] == 40003


def test_members_may_choose_where_that_is_allowed(connected: World, friends: list[tuple[str, str]]) -> None:
    userid, external = friends[0]
    strict = make(connected, sender=userid)["msgid"]
    wish = {"msgid": strict, "only": [external]}
    assert connected.http.post("/sandbox/control/wecom/mass/confirm", json=wish).status_code == 400
    loose = make(connected, sender=userid, allow_select=True)["msgid"]
    counts = connected.control("wecom/mass/confirm", msgid=loose, only=[external])
    assert (counts["sent"], counts["waiting"]) == (1, 2)


def test_staff_on_duty_tap_sooner_or_later_but_some_never(
    connected: World, friends: list[tuple[str, str]]
) -> None:
    letters: list[Any] = []

    class Box:
        def delivered(self, letter: Any, people: Any, at: float, *, live: bool) -> None:
            letters.append((letter, list(people)))

    service = connected.sandbox.services.wecom
    service.corp.mailbox = Box()
    lazy, eager = service.corp.serving[:2]
    connected.control("wecom/mass/never", userid=lazy)
    msgid = make(connected, external_userid=[external for _, external in friends])["msgid"]
    rng = Random(1)
    for _ in range(40):
        service.duty.on_duty([lazy, eager], connected.clock.now(), rng, live=True)
    status = {task["userid"]: task["status"] for task in _tasks(connected, msgid)}
    assert status == {lazy: 0, eager: 2}
    ((letter, people),) = letters
    assert (letter.channel, letter.staff, letter.links) == ("wecom_chat", eager, ("https://shop.example/a",))
    assert {one.external_userid for one in people} == {one for userid, one in friends if userid == eager}


def _tasks(world: World, msgid: str) -> list[dict[str, Any]]:
    return list(world.post(f"{API}/get_groupmsg_task", msgid=msgid)["task_list"])


def _today(world: World) -> dict[str, int]:
    now = int(world.clock.now())
    return {"start_time": now - 86_400, "end_time": now + 86_400}
