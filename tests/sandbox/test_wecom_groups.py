"""Customer groups: rooms, members, codes, callbacks and figures."""

from __future__ import annotations

from typing import Any

import pytest

from huayuan_sandbox.world.clock import DAY

from .conftest import World, wait_for


def act(world: World, path: str, **wish: Any) -> dict[str, Any]:
    return world.control(f"wecom/{path}", **wish)


def rooms(world: World) -> list[dict[str, Any]]:
    return list(world.post("externalcontact/groupchat/list", limit=100)["group_chat_list"])


def detail(world: World, chat_id: str) -> dict[str, Any]:
    return dict(world.post("externalcontact/groupchat/get", chat_id=chat_id, need_name=1)["group_chat"])


def told(world: World, event: str = "change_external_chat") -> list[dict[str, str]]:
    return [one for one in world.platform.callbacks if one["Event"] == event]


def test_every_store_has_a_room_and_pages_hold_all_of_them(world: World) -> None:
    corp = world.sandbox.corp
    listed = rooms(world)
    assert len(listed) == len(corp.chain.stores)
    assert {one["status"] for one in listed} == {0}
    first = world.post("externalcontact/groupchat/list", limit=2)
    rest = world.post("externalcontact/groupchat/list", limit=2, cursor=first["next_cursor"])
    assert "next_cursor" not in rest
    paged = [row["chat_id"] for answer in (first, rest) for row in answer["group_chat_list"]]
    assert paged == [row["chat_id"] for row in listed]
    room = detail(world, listed[0]["chat_id"])
    assert room["owner"] in corp.serving
    assert {member["type"] for member in room["member_list"]} == {1}
    assert all(member["name"] for member in room["member_list"])
    mine = world.post(
        "externalcontact/groupchat/list", limit=10, owner_filter={"userid_list": [room["owner"]]}
    )
    assert [row["chat_id"] for row in mine["group_chat_list"]] == [listed[0]["chat_id"]]


@pytest.mark.parametrize(
    ("path", "body", "errcode"),
    [
        ("list", {}, 40058),
        ("list", {"limit": 1001}, 40058),
        ("list", {"limit": 10, "status_filter": 4}, 40058),
        ("list", {"limit": 10, "cursor": "@@@"}, 50100),
        ("list", {"limit": 10, "owner_filter": {"userid_list": ["nobody"]}}, 40003),
        ("list", {"limit": 10, "owner_filter": {"userid_list": ["x"] * 101}}, 40058),
        ("get", {}, 40050),
        ("get", {"chat_id": "wrNobodyKnowsIt"}, 86003),
        ("add_join_way", {"chat_id_list": ["x"]}, 41038),
        ("add_join_way", {"scene": 3, "chat_id_list": ["x"]}, 41040),
        ("add_join_way", {"scene": 2}, 40058),
        ("add_join_way", {"scene": 2, "chat_id_list": list("abcdef")}, 41091),
        ("add_join_way", {"scene": 2, "chat_id_list": ["x"]}, 86003),
        ("get_join_way", {}, 41043),
        ("get_join_way", {"config_id": "x"}, 41044),
        ("statistic", {}, 40058),
    ],
)
def test_wrong_calls_are_refused(world: World, path: str, body: dict[str, Any], errcode: int) -> None:
    assert world.post(f"externalcontact/groupchat/{path}", **body)["errcode"] == errcode


def test_a_customer_joins_by_a_code_and_is_shown_with_its_state(connected: World) -> None:
    chat_id = rooms(connected)[0]["chat_id"]
    before = detail(connected, chat_id)
    config_id = connected.post(
        "externalcontact/groupchat/add_join_way", scene=2, chat_id_list=[chat_id], state="poster_1",
        remark="r" * 40,
    )["config_id"]  # fmt: skip
    way = connected.post("externalcontact/groupchat/get_join_way", config_id=config_id)["join_way"]
    assert (way["remark"], way["state"], way["auto_create_room"]) == ("r" * 30, "poster_1", 1)
    assert way["qr_code"].endswith(config_id)
    joined = act(connected, "groups/join", customer="p3", code=config_id)
    assert joined["joined"] and joined["chat_id"] == chat_id
    assert not act(connected, "groups/join", customer="p3", code=config_id)["joined"], "inside already"
    room = detail(connected, chat_id)
    (member,) = [one for one in room["member_list"] if one["type"] == 2]
    person = connected.sandbox.people[3]
    assert (member["userid"], member["join_scene"], member["state"]) == (
        person.external_userid,
        3,
        "poster_1",
    )
    assert member.get("unionid") == person.unionid
    assert member["name"] == person.nickname and "invitor" not in member
    wait_for(lambda: told(connected))
    (one,) = told(connected)
    assert (one["ChangeType"], one["UpdateDetail"], one["JoinScene"]) == ("update", "add_member", "3")
    assert (one["MemChangeCnt"], one["LastMemVer"]) == ("1", before["member_version"])
    assert one["CurMemVer"] == room["member_version"]


def test_a_full_room_is_followed_by_the_next_one(connected: World) -> None:
    chat_id = rooms(connected)[0]["chat_id"]
    size = len(detail(connected, chat_id)["member_list"])
    act(connected, "rules", group_size=size + 1)
    ways = "externalcontact/groupchat"
    config_id = connected.post(
        f"{ways}/add_join_way", scene=2, chat_id_list=[chat_id], room_base_name="福利群", room_base_id=2
    )["config_id"]
    joined = [act(connected, "groups/join", customer=f"p{n}", code=config_id)["chat_id"] for n in range(2)]
    assert joined[0] == chat_id != joined[1]
    assert detail(connected, joined[1])["name"] == "福利群2"
    way = connected.post(f"{ways}/get_join_way", config_id=config_id)["join_way"]
    assert (way["chat_id_list"], way["room_base_id"]) == ([chat_id, joined[1]], 3)
    closed = {"config_id": config_id, "scene": 2, "chat_id_list": [chat_id], "auto_create_room": 0}
    assert connected.post(f"{ways}/update_join_way", **closed)["errcode"] == 0
    assert not act(connected, "groups/join", customer="p5", code=config_id)["joined"]
    assert connected.post(f"{ways}/del_join_way", config_id=config_id)["errcode"] == 0
    assert connected.post(f"{ways}/get_join_way", config_id=config_id)["errcode"] == 41044
    wait_for(lambda: len(told(connected)) == 3)
    assert [one["ChangeType"] for one in sorted(told(connected), key=lambda one: one["ChangeType"])] == [
        "create", "update", "update",
    ]  # fmt: skip


def test_invitations_name_staff_but_not_customers(connected: World) -> None:
    chat_id = rooms(connected)[0]["chat_id"]
    owner = detail(connected, chat_id)["owner"]
    act(connected, "groups/join", customer="p1", chat_id=chat_id, scene="invited")
    act(connected, "groups/join", customer="p2", chat_id=chat_id, scene="invited", inviter="p1")
    members = {one["userid"]: one for one in detail(connected, chat_id)["member_list"]}
    first, second = (members[connected.sandbox.people[number].external_userid] for number in (1, 2))
    assert first["invitor"] == {"userid": owner} and "invitor" not in second
    assert first["join_scene"] == second["join_scene"] == 1
    wait_for(lambda: len(told(connected)) == 2)
    assert {one["JoinScene"] for one in told(connected)} == {"0"}


def test_staff_rename_announce_hand_over_remove_and_dismiss(connected: World) -> None:
    chat_id = rooms(connected)[0]["chat_id"]
    act(connected, "groups/join", customer="p1", chat_id=chat_id)
    room = detail(connected, chat_id)
    heir = next(one["userid"] for one in room["member_list"] if one["userid"] not in (room["owner"],))
    act(connected, "groups/change", chat_id=chat_id, name="新名字", notice="今晚八点", owner=heir)
    changed = detail(connected, chat_id)
    assert (changed["name"], changed["notice"], changed["owner"]) == ("新名字", "今晚八点", heir)
    assert act(connected, "groups/leave", chat_id=chat_id, customer="p1", removed=True)["left"]
    assert not act(connected, "groups/leave", chat_id=chat_id, customer="p1")["left"]
    act(connected, "groups/change", chat_id=chat_id, dismiss=True)
    assert connected.post("externalcontact/groupchat/get", chat_id=chat_id)["errcode"] == 49008
    assert chat_id not in {one["chat_id"] for one in rooms(connected)}
    wait_for(lambda: len(told(connected)) == 6)
    details = sorted(one.get("UpdateDetail", one["ChangeType"]) for one in told(connected))
    assert details == ["add_member", "change_name", "change_notice", "change_owner", "del_member", "dismiss"]
    removed = next(one for one in told(connected) if one.get("UpdateDetail") == "del_member")
    assert removed["QuitScene"] == "1"


def test_an_opengid_names_a_room_of_this_corp(world: World) -> None:
    (room, *_) = world.control("wecom/groups")["items"]
    path = "externalcontact/opengid_to_chatid"
    assert world.post(path, opengid=room["opengid"])["chat_id"] == room["chat_id"]
    assert world.post(path, opengid="short")["errcode"] == 90511
    assert world.post(path, opengid="G" + "x" * 27)["errcode"] == 90509


def test_figures_end_yesterday(connected: World) -> None:
    chat_id = rooms(connected)[0]["chat_id"]
    owner = detail(connected, chat_id)["owner"]
    act(connected, "groups/join", customer="p1", chat_id=chat_id)
    act(connected, "groups/talk", chat_id=chat_id, speaker="p1", messages=3)
    act(connected, "groups/talk", chat_id=chat_id, speaker=owner)
    today = int(connected.clock.now())
    wish = {"day_begin_time": today, "owner_filter": {"userid_list": [owner]}}
    path = "externalcontact/groupchat/statistic"
    assert connected.post(path, **wish)["errcode"] == 40058, "today is not counted yet"
    connected.clock.advance(DAY)
    answer = connected.post(path, **wish)
    assert (answer["total"], answer["next_offset"]) == (1, 1)
    figures = answer["items"][0]["data"]
    assert (figures["new_member_cnt"], figures["msg_total"], figures["member_has_msg"]) == (1, 4, 2)
    assert figures["member_total"] == len(detail(connected, chat_id)["member_list"])
    assert (figures["chat_total"], figures["new_chat_cnt"], figures["chat_has_msg"]) == (1, 0, 1)
    wish["day_begin_time"] = today - int(DAY)
    by_day = connected.post(f"{path}_group_by_day", **wish, day_end_time=today)["items"]
    assert [row["data"]["msg_total"] for row in by_day] == [0, 4]
    assert all((row["stat_time"] + 8 * 3600) % DAY == 0 for row in by_day)
    assert connected.post(path, **{**wish, "owner_filter": {}})["errcode"] == 40058
    long = {**wish, "day_begin_time": today - 30 * int(DAY), "day_end_time": today}
    assert connected.post(path, **long)["errcode"] == 40058
    assert connected.post(path, **{**wish, "day_begin_time": today - 181 * int(DAY)})["errcode"] == 40058


def test_rooms_survive_a_restart(connected: World) -> None:
    from huayuan_sandbox.services.wecom.corp import Corp
    from huayuan_sandbox.services.wecom.groups import Groups

    chat_id = rooms(connected)[0]["chat_id"]
    act(connected, "groups/join", customer="p1", chat_id=chat_id)
    act(connected, "resign", userid=connected.sandbox.corp.serving[-1])
    old, sandbox = connected.sandbox.corp, connected.sandbox
    new = Corp(sandbox.settings.seed, old.chain, sandbox.parameters, old.opened_at)
    new.restore(old.record(), list(sandbox.people))
    assert new.part(Groups).rooms_with(sandbox.people[1]) == [chat_id]
    assert new.serving == old.serving and new.staff.keys() == old.staff.keys()
    assert new.record() == old.record()


def test_staff_open_another_room_when_an_invitation_finds_it_full(connected: World) -> None:
    room = world_rooms(connected)[0]
    act(connected, "rules", group_size=room["members"])
    assert not act(connected, "groups/join", customer="p1", chat_id=room["chat_id"], scene="invited")[
        "joined"
    ]
    (opened,) = [one for one in world_rooms(connected) if one["owner"] == room["owner"]][1:]
    assert opened["name"].endswith("会员群2")
    assert act(connected, "groups/join", customer="p1", chat_id=opened["chat_id"], scene="invited")["joined"]
    assert not act(connected, "groups/join", customer="p2", chat_id=room["chat_id"], scene="invited")[
        "joined"
    ]
    assert len(world_rooms(connected)) == len(connected.sandbox.corp.chain.stores) + 1, "one is enough"


def test_people_who_come_by_chance_use_the_codes_of_the_platform(connected: World) -> None:
    chat_ids = [one["chat_id"] for one in world_rooms(connected)][:3]
    connected.post("externalcontact/groupchat/add_join_way", scene=2, chat_id_list=chat_ids, state="lobby")
    for number in range(30):
        assert act(connected, "groups/join", customer=f"p{number}")["joined"]
    states = [one.get("state") for chat_id in chat_ids for one in detail(connected, chat_id)["member_list"]]
    assert states.count("lobby") > 5


def world_rooms(world: World) -> list[dict[str, Any]]:
    return list(world.control("wecom/groups")["items"])


def test_ways_into_groups_count_with_live_codes(world: World) -> None:
    act(world, "rules", ways_per_corp=2)
    way = {"scene": 2, "chat_id_list": [world_rooms(world)[0]["chat_id"]]}
    world.live_code("a")
    assert world.post("externalcontact/groupchat/add_join_way", **way)["errcode"] == 0
    assert world.post("externalcontact/groupchat/add_join_way", **way)["errcode"] == 41045
    code = {"type": 2, "scene": 2, "user": world.sandbox.corp.serving[:1]}
    assert world.post("externalcontact/add_contact_way", **code)["errcode"] == 41045


def test_large_corps_must_name_owners(world: World) -> None:
    staff = world.sandbox.corp.staff
    somebody = next(iter(staff.values()))
    staff.update({f"extra{number}": somebody for number in range(1001)})
    assert world.post("externalcontact/groupchat/list", limit=10)["errcode"] == 81017
    named = {"limit": 10, "owner_filter": {"userid_list": [somebody.userid]}}
    assert world.post("externalcontact/groupchat/list", **named)["errcode"] == 0
