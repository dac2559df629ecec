"""Customers and groups change hands: the day of waiting, refusals, limits, members who left."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from huayuan_sandbox.world.clock import DAY

from .conftest import World, wait_for

API = "externalcontact"


@pytest.fixture
def corp(connected: World) -> World:
    """Nobody refuses by chance."""
    connected.control("wecom/rules", transfer_refusals=0.0)
    return connected


def befriend(world: World, userid: str, *numbers: int) -> list[str]:
    return [world.control("scan", customer=f"p{n}", staff=userid)["external_userid"] for n in numbers]


def ask(
    world: World, handover: str, takeover: str, customers: list[str], *, resigned: bool = False
) -> list[int] | int:
    path = f"{API}/resigned/transfer_customer" if resigned else f"{API}/transfer_customer"
    wish = {"handover_userid": handover, "takeover_userid": takeover, "external_userid": customers}
    answer = world.post(path, **wish)
    return [row["errcode"] for row in answer["customer"]] if answer["errcode"] == 0 else answer["errcode"]


def result(world: World, handover: str, takeover: str, *, resigned: bool = False) -> list[dict[str, Any]]:
    path = f"{API}/resigned/transfer_result" if resigned else f"{API}/transfer_result"
    return list(world.post(path, handover_userid=handover, takeover_userid=takeover)["customer"])


def followers(world: World, external_userid: str) -> dict[str, int]:
    answer = world.get(f"{API}/get", external_userid=external_userid)
    return {one["userid"]: one["add_way"] for one in answer.get("follow_user", ())}


def told(world: World, change_type: str) -> list[dict[str, str]]:
    return [one for one in world.platform.callbacks if one["ChangeType"] == change_type]


def test_a_customer_changes_hands_after_a_day(corp: World) -> None:
    old, new = corp.sandbox.corp.serving[:2]
    (external,) = befriend(corp, old, 1)
    tag = corp.post(f"{API}/get_corp_tag_list")["tag_group"][0]["tag"][0]["id"]
    pair = {"userid": old, "external_userid": external}
    corp.post(f"{API}/mark_tag", **pair, add_tag=[tag])
    corp.post(f"{API}/remark", **pair, remark="老客户")
    assert ask(corp, old, new, [external]) == [0]
    assert ask(corp, old, new, [external]) == [40129], "is in transfer"
    assert result(corp, old, new) == [{"external_userid": external, "status": 2}]
    corp.clock.advance(DAY - 1)
    assert old in followers(corp, external)
    corp.clock.advance(1)
    assert followers(corp, external) == {new: 202}
    (row,) = result(corp, old, new)
    assert (row["status"], row["takeover_time"]) == (1, int(corp.clock.now()))
    follow = corp.get(f"{API}/get", external_userid=external)["follow_user"][0]
    assert follow["remark"] == "老客户" and follow["tags"][0]["tag_id"] == tag
    wait_for(lambda: told(corp, "del_external_contact") and len(told(corp, "add_external_contact")) == 2)
    (lost,) = told(corp, "del_external_contact")
    assert (lost["UserID"], lost["Source"]) == (old, "DELETE_BY_TRANSFER")
    gained = next(one for one in told(corp, "add_external_contact") if one["UserID"] == new)
    assert "WelcomeCode" not in gained and "State" not in gained
    assert corp.sandbox.corp.people_known[external].friends == (new,)


def test_a_customer_may_refuse(corp: World) -> None:
    old, new = corp.sandbox.corp.serving[:2]
    (external,) = befriend(corp, old, 1)
    ask(corp, old, new, [external])
    corp.control("wecom/transfers/refuse", external_userid=external)
    assert [row["status"] for row in result(corp, old, new)] == [3]
    corp.clock.advance(DAY)
    assert list(followers(corp, external)) == [old]
    wait_for(lambda: told(corp, "transfer_fail"))
    (one,) = told(corp, "transfer_fail")
    assert (one["UserID"], one["FailReason"]) == (new, "customer_refused")
    again = corp.http.post("/sandbox/control/wecom/transfers/refuse", json={"external_userid": external})
    assert again.status_code == 400


def test_some_refuse_by_themselves_before_the_day_is_over(corp: World) -> None:
    corp.control("wecom/rules", transfer_refusals=1.0)
    old, new = corp.sandbox.corp.serving[:2]
    customers = befriend(corp, old, 1, 2, 3)
    assert ask(corp, old, new, customers) == [0, 0, 0]
    corp.clock.advance(DAY)
    assert [row["status"] for row in result(corp, old, new)] == [3, 3, 3]


def test_a_full_taker_is_refused_at_once_or_later(corp: World) -> None:
    old, new, third = corp.sandbox.corp.serving[:3]
    first, second = befriend(corp, old, 1, 2)
    service = corp.sandbox.corp
    service._parameters = msgspec.structs.replace(corp.sandbox.parameters, customers_per_staff=2)
    befriend(corp, new, 3)
    assert ask(corp, old, new, [first]) == [0]
    befriend(corp, new, 4)
    assert ask(corp, old, new, [second]) == [40099]
    corp.clock.advance(DAY)
    assert [row["status"] for row in result(corp, old, new)] == [4]
    wait_for(lambda: told(corp, "transfer_fail"))
    assert told(corp, "transfer_fail")[0]["FailReason"] == "customer_limit_exceed"
    assert ask(corp, old, third, [first]) == [0], "a failed transfer does not count"


def test_a_customer_moves_twice_in_ninety_days(corp: World) -> None:
    one, two = corp.sandbox.corp.serving[:2]
    (external,) = befriend(corp, one, 1)
    for old, new in ((one, two), (two, one)):
        assert ask(corp, old, new, [external]) == [0]
        corp.clock.advance(DAY)
        corp.control("wecom/settle")
    assert ask(corp, one, two, [external]) == [40128]
    corp.clock.advance(90 * DAY)
    assert ask(corp, one, two, [external]) == [0]


def test_wrong_transfers_are_refused(corp: World) -> None:
    old, new, third = corp.sandbox.corp.serving[:3]
    (external,) = befriend(corp, old, 1)
    assert ask(corp, old, new, ["wmNobody", external]) == [40096, 0]
    assert ask(corp, third, new, [external]) == [40131]
    assert ask(corp, old, old, [external]) == [40130]
    assert ask(corp, old, "nobody", [external]) == 40003
    assert ask(corp, "nobody", new, [external]) == 40003
    assert ask(corp, old, "Accountant", [external]) == 84074
    assert ask(corp, old, "NewJoiner", [external]) == 40098
    assert ask(corp, old, new, []) == 41035
    assert ask(corp, old, new, ["x"] * 101) == 40058
    assert ask(corp, old, new, [external], resigned=True) == 40097, "has not left"
    wish = {"handover_userid": old, "takeover_userid": new, "external_userid": [external]}
    long = corp.post(f"{API}/transfer_customer", **wish, transfer_success_msg="字" * 201)
    assert long["errcode"] == 40058
    assert corp.post(f"{API}/transfer_result", handover_userid=old)["errcode"] == 40003


def test_the_customers_of_a_member_who_left_are_given_away(corp: World) -> None:
    old, new = corp.sandbox.corp.serving[:2]
    customers = befriend(corp, old, 1, 2, 3)
    assert corp.post(f"{API}/get_unassigned_list")["info"] == []
    corp.control("wecom/resign", userid=old)
    left_at = int(corp.clock.now())
    wait_for(lambda: told(corp, "delete_user"))
    assert told(corp, "delete_user")[0]["UserID"] == old
    assert corp.get("user/get", userid=old)["errcode"] == 60111
    assert old not in corp.get(f"{API}/get_follow_user_list")["follow_user"]
    assert corp.get(f"{API}/list", userid=old)["errcode"] == 60111
    assert corp.get(f"{API}/get", external_userid=customers[0])["errcode"] == 84061
    first = corp.post(f"{API}/get_unassigned_list", page_size=2)
    assert (len(first["info"]), first["is_last"]) == (2, False)
    rest = corp.post(f"{API}/get_unassigned_list", page_size=2, cursor=first["next_cursor"])
    assert rest["is_last"] and rest["next_cursor"] == ""
    rows = first["info"] + rest["info"]
    assert {row["external_userid"] for row in rows} == set(customers)
    assert {(row["handover_userid"], row["dimission_time"]) for row in rows} == {(old, left_at)}
    assert ask(corp, old, new, customers[:2], resigned=True) == [0, 0]
    assert ask(corp, old, new, customers[:1], resigned=True) == [40100]
    assert len(corp.post(f"{API}/get_unassigned_list")["info"]) == 1
    corp.clock.advance(DAY)
    assert [row["status"] for row in result(corp, old, new, resigned=True)] == [1, 1]
    assert result(corp, old, new) == [], "the two kinds of transfer do not mix"
    assert followers(corp, customers[0]) == {new: 202}
    assert not told(corp, "del_external_contact"), "nobody is told for a member who left"


def test_results_come_in_pages_of_a_thousand(corp: World) -> None:
    from huayuan_sandbox.services.wecom.transfers import Transfer, Transfers

    old, new = corp.sandbox.corp.serving[:2]
    state = corp.sandbox.corp.part(Transfers).state
    state.transfers = [
        Transfer(n, False, old, new, f"wm{n}", 0, 0.0, refuses=False, status=3) for n in range(1, 1502)
    ]
    wish = {"handover_userid": old, "takeover_userid": new}
    first = corp.post(f"{API}/transfer_result", **wish)
    rest = corp.post(f"{API}/transfer_result", **wish, cursor=first["next_cursor"])
    assert (len(first["customer"]), len(rest["customer"]), rest["next_cursor"]) == (1000, 501, "")
    assert corp.post(f"{API}/transfer_result", **wish, cursor="?")["errcode"] == 50100


def _rooms(world: World) -> list[dict[str, Any]]:
    return list(world.control("wecom/groups")["items"])


def _give(world: World, rooms: list[str], owner: str, *, resigned: bool = False) -> dict[str, int] | int:
    path = f"{API}/groupchat/transfer" if resigned else f"{API}/groupchat/onjob_transfer"
    answer = world.post(path, chat_id_list=rooms, new_owner=owner)
    if answer["errcode"]:
        return int(answer["errcode"])
    return {row["chat_id"]: row["errcode"] for row in answer["failed_chat_list"]}


def test_groups_of_a_working_owner_change_at_once(corp: World) -> None:
    room, other, *_ = _rooms(corp)
    chat_id, heir = room["chat_id"], other["owner"]
    assert _give(corp, [chat_id, "wrNo"], heir) == {"wrNo": 90501}
    group = corp.post(f"{API}/groupchat/get", chat_id=chat_id)["group_chat"]
    assert group["owner"] == heir
    assert {room["owner"], heir} <= {one["userid"] for one in group["member_list"]}
    assert _give(corp, [chat_id], heir) == {chat_id: 90504}
    assert _give(corp, [chat_id], room["owner"]) == {}
    assert _give(corp, [chat_id], heir) == {chat_id: 40128}, "twice in ninety days"
    assert _give(corp, [chat_id], heir, resigned=True) == {chat_id: 90500}
    assert _give(corp, [], heir) == 40058
    assert _give(corp, ["x"] * 101, heir) == 40058
    assert _give(corp, [chat_id], "nobody") == 40003
    assert not [one for one in corp.platform.callbacks if one["Event"] == "change_external_chat"]


def test_groups_of_an_owner_who_left_are_inherited(corp: World) -> None:
    room, other, *_ = _rooms(corp)
    chat_id, old, heir = room["chat_id"], room["owner"], other["owner"]
    corp.control("wecom/resign", userid=old)
    listed = corp.post(f"{API}/groupchat/list", limit=100)["group_chat_list"]
    assert chat_id not in {one["chat_id"] for one in listed}, "an owner who left must be named"
    named = {"limit": 100, "owner_filter": {"userid_list": [old]}}
    assert corp.post(f"{API}/groupchat/list", **named)["group_chat_list"] == [
        {"chat_id": chat_id, "status": 1}
    ]
    assert corp.post(f"{API}/groupchat/list", limit=9, status_filter=1)["group_chat_list"]
    assert _give(corp, [chat_id], heir) == {chat_id: 90502}
    assert _give(corp, [chat_id], heir, resigned=True) == {}
    assert _give(corp, [chat_id], heir, resigned=True) == {chat_id: 90507}
    assert corp.post(f"{API}/groupchat/list", **named)["group_chat_list"][0]["status"] == 2
    corp.clock.advance(600)
    group = corp.post(f"{API}/groupchat/get", chat_id=chat_id)["group_chat"]
    assert group["owner"] == heir and old not in {one["userid"] for one in group["member_list"]}
    assert _give(corp, [chat_id], heir, resigned=True) == {chat_id: 90508}
    inherited = corp.post(f"{API}/groupchat/list", limit=9, status_filter=3)["group_chat_list"]
    assert inherited == [{"chat_id": chat_id, "status": 3}]


def test_an_owner_gives_away_so_many_groups_a_day(corp: World) -> None:
    room, other, *_ = _rooms(corp)
    second = corp.control("wecom/groups/open", owner=room["owner"], name="二群")["chat_id"]
    corp.control("wecom/rules", group_transfers_per_day=1)
    assert _give(corp, [room["chat_id"], second], other["owner"]) == {second: 45009}
    corp.clock.advance(DAY)
    assert _give(corp, [second], other["owner"]) == {}


def test_waiting_transfers_survive_a_restart(corp: World) -> None:
    from huayuan_sandbox.services.wecom.corp import Corp

    old, new = corp.sandbox.corp.serving[:2]
    (external,) = befriend(corp, old, 1)
    ask(corp, old, new, [external])
    sandbox, before = corp.sandbox, corp.sandbox.corp
    after = Corp(sandbox.settings.seed, before.chain, sandbox.parameters, before.opened_at)
    after.restore(before.record(), list(sandbox.people))
    after.parts.pass_time(corp.clock.now() + DAY)
    assert [one.userid for one in after.of_customer[external]] == [new]


def test_nobody_adds_a_member_who_left(corp: World) -> None:
    gone, stays = corp.sandbox.corp.serving[:2]
    corp.live_code("both", user=[gone, stays])
    corp.live_code("gone", user=[gone])
    corp.control("wecom/resign", userid=gone)
    scans = [corp.control("scan", state="both", customer=f"p{number}") for number in range(8)]
    assert {one["staff"] for one in scans} == {stays}
    assert not corp.control("scan", state="gone", customer="p20")["added"]
    refused = corp.http.post("/sandbox/control/scan", json={"customer": "p21", "staff": gone})
    assert refused.status_code == 400
