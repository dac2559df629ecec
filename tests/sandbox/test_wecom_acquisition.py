"""获客助手: links, quota, customers who come through them and how they talk."""

from __future__ import annotations

from typing import Any

import pytest

from huayuan_sandbox.world.clock import DAY

from .conftest import World, wait_for

API = "externalcontact/customer_acquisition"


def make(world: World, **wish: Any) -> dict[str, Any]:
    users = {"user_list": world.sandbox.corp.serving[:2]}
    return world.post(f"{API}/create_link", **{"link_name": "朋友圈广告", "range": users, **wish})


def link_of(world: World, **wish: Any) -> str:
    return str(make(world, **wish)["link"]["link_id"])


def come(world: World, link_id: str, **wish: Any) -> dict[str, Any]:
    return world.control("wecom/links/open", link_id=link_id, **wish)


def told(world: World) -> list[dict[str, str]]:
    return [one for one in world.platform.callbacks if one["Event"] == "customer_acquisition"]


def test_a_link_can_be_made_read_changed_listed_and_deleted(connected: World) -> None:
    made = make(connected)["link"]
    link_id = made["link_id"]
    assert made["url"].endswith(f"/sandbox/ca/{link_id}")
    assert made["create_time"] == int(connected.clock.now())
    users = connected.sandbox.corp.serving[:2]
    read = connected.post(f"{API}/get", link_id=link_id)
    assert read["range"] == {"user_list": users, "department_list": []}
    assert (read["link"]["link_name"], read["link"]["skip_verify"]) == ("朋友圈广告", True)
    changed = {
        "link_id": link_id,
        "link_name": "抖音",
        "skip_verify": False,
        "range": {"user_list": users[:1]},
    }
    assert connected.post(f"{API}/update_link", **changed)["errcode"] == 0
    read = connected.post(f"{API}/get", link_id=link_id)
    assert (read["link"]["link_name"], read["link"]["skip_verify"]) == ("抖音", False)
    assert read["range"]["user_list"] == users[:1]
    others = [link_of(connected) for _ in range(3)]
    first = connected.post(f"{API}/list_link", limit=3)
    rest = connected.post(f"{API}/list_link", limit=3, cursor=first["next_cursor"])
    assert first["link_id_list"] + rest["link_id_list"] == [link_id, *others]
    assert rest["next_cursor"] == ""
    assert connected.post(f"{API}/delete_link", link_id=link_id)["errcode"] == 0
    assert connected.post(f"{API}/get", link_id=link_id)["errcode"] == 40058
    connected.control("wecom/links/delete", link_id=others[0])
    wait_for(lambda: told(connected))
    (one,) = told(connected)
    assert (one["ChangeType"], one["LinkId"]) == ("delete_link", others[0]), "only the console's is told"


@pytest.mark.parametrize(
    ("change", "errcode"),
    [
        ({"link_name": ""}, 40058),
        ({"link_name": "x" * 31}, 40058),
        ({"range": {}}, 40058),
        ({"range": None}, 40058),
        ({"range": {"user_list": ["nobody"]}}, 40003),
        ({"range": {"user_list": ["Accountant"]}}, 84074),
        ({"range": {"user_list": ["NewJoiner"]}}, 41054),
        ({"range": {"department_list": [999]}}, 60003),
        ({"skip_verify": 1}, 40058),
        ({"priority_option": {"priority_type": 1}}, 41200),
    ],
)
def test_wrong_links_are_refused(world: World, change: dict[str, Any], errcode: int) -> None:
    assert make(world, **change)["errcode"] == errcode
    assert world.post(f"{API}/list_link")["link_id_list"] == []


def test_links_are_limited_and_may_prefer_friends(connected: World) -> None:
    connected.control("wecom/rules", links_per_corp=2, link_priorities=True)
    wrong = make(connected, priority_option={"priority_type": 3})
    assert wrong["errcode"] == 40058
    first = link_of(connected, priority_option={"priority_type": 2, "priority_userid_list": []})
    link_of(connected)
    assert make(connected)["errcode"] == 41095
    shown = connected.post(f"{API}/get", link_id=first)["priority_option"]
    assert shown["priority_type"] == 2


def test_a_customer_of_a_link_carries_its_channel(connected: World) -> None:
    link_id = link_of(connected)
    long = "渠" * 30
    added = come(connected, link_id, customer="p1", customer_channel=long)
    assert added["added"] and added["state"] == "渠" * 21, "64 bytes"
    come(connected, link_id, customer="p2", customer_channel="ad_2")
    assert not come(connected, link_id, customer="p3", add=False)["added"]
    external = added["external_userid"]
    (follow,) = connected.get("externalcontact/get", external_userid=external)["follow_user"]
    assert (follow["add_way"], follow["state"]) == (16, "渠" * 21)
    first = connected.post(f"{API}/customer", link_id=link_id, limit=1)
    rest = connected.post(f"{API}/customer", link_id=link_id, limit=1, cursor=first["next_cursor"])
    rows = first["customer_list"] + rest["customer_list"]
    assert [(row["state"], row["chat_status"]) for row in rows] == [("渠" * 21, 0), ("ad_2", 0)]
    assert rows[0]["external_userid"] == external and rest["next_cursor"] == ""
    today = int(connected.clock.now())
    wish = {"link_id": link_id, "start_time": today, "end_time": today}
    figures = connected.post(f"{API}/statistic", **wish)
    assert (figures["click_link_customer_cnt"], figures["new_customer_cnt"]) == (3, 2)
    assert (
        connected.post(f"{API}/statistic", **{**wish, "start_time": today - 30 * 86_400})["errcode"] == 40058
    )
    assert (
        connected.post(f"{API}/statistic", **{**wish, "start_time": today - 181 * 86_400})["errcode"] == 40058
    )
    assert connected.post(f"{API}/statistic", link_id=link_id)["errcode"] == 40058
    quota = connected.get("externalcontact/customer_acquisition_quota")
    assert (quota["total"], quota["balance"]) == (1000, 998)
    wait_for(lambda: len(connected.platform.callbacks) == 2)
    assert {one["State"] for one in connected.platform.callbacks} == {"渠" * 21, "ad_2"}


def test_a_link_with_verification_tells_the_request(connected: World) -> None:
    link_id = link_of(connected, skip_verify=False)
    come(connected, link_id, customer="p1", customer_channel="ad_1")
    wait_for(lambda: len(connected.platform.callbacks) == 2)
    (request,) = told(connected)
    assert (request["ChangeType"], request["LinkId"], request["State"]) == ("friend_request", link_id, "ad_1")


def test_quota_runs_low_out_and_comes_back(connected: World) -> None:
    from huayuan_sandbox.services.wecom.acquisition import Acquisition

    link_id = link_of(connected)
    part = connected.sandbox.corp.part(Acquisition)
    part.state.batches[0].left = 21
    for number in range(21):
        assert come(connected, link_id, customer=f"p{number}")["added"]
    assert not come(connected, link_id, customer="p30")["added"], "no quota, no friend"
    wait_for(lambda: len(told(connected)) == 3)
    assert {one["ChangeType"] for one in told(connected)} == {
        "balance_low", "balance_exhausted", "link_unavailable",
    }  # fmt: skip
    assert not come(connected, link_id, customer="p30")["added"]
    connected.control("wecom/links/quota", quota=5)
    assert come(connected, link_id, customer="p30")["added"]
    wait_for(lambda: len(told(connected)) == 4)
    assert told(connected)[-1]["ChangeType"] == "balance_increased"
    quota = connected.get("externalcontact/customer_acquisition_quota")
    assert (quota["total"], quota["balance"]) == (1005, 4)
    assert [one["balance"] for one in quota["quota_list"]] == [4]


def test_a_friend_of_the_corp_costs_no_quota(connected: World) -> None:
    link_id = link_of(connected)
    other = connected.sandbox.corp.serving[-1]
    connected.control("scan", customer="p1", staff=other)
    assert come(connected, link_id, customer="p1")["added"]
    assert connected.get("externalcontact/customer_acquisition_quota")["balance"] == 1000


def test_quota_is_announced_before_it_expires(connected: World) -> None:
    now = connected.clock.now()
    connected.control("wecom/links/quota", quota=7, expires_at=now + 10 * DAY)
    connected.control("wecom/settle")
    wait_for(lambda: told(connected))
    assert (told(connected)[0]["ExpireQuotaNum"], len(told(connected))) == ("7", 1), "14 days, once"
    for days in (3, 3, 1, 1, 1):
        connected.clock.advance(days * DAY)
        connected.control("wecom/settle")
    wait_for(lambda: len(told(connected)) == 5)
    assert {one["ChangeType"] for one in told(connected)} == {"quota_expire_soon"}
    assert {one["ExpireTime"] for one in told(connected)} == {str(int(now + 10 * DAY))}
    connected.clock.advance(DAY)
    connected.control("wecom/settle")
    assert connected.get("externalcontact/customer_acquisition_quota")["balance"] == 1000


def test_talkative_customers_are_told(connected: World) -> None:
    link_id = link_of(connected)
    added = come(connected, link_id, customer="p1", customer_channel="ad_1")
    pair = {"external_userid": added["external_userid"], "userid": added["staff"]}
    for _ in range(10):
        connected.control("chat", **pair)
    wait_for(lambda: len(told(connected)) == 4)
    changes = sorted(one["ChangeType"] for one in told(connected))
    assert changes == ["customer_start_chat", *["message_from_customer"] * 3]
    (start,) = [one for one in told(connected) if one["ChangeType"] == "customer_start_chat"]
    assert (start["UserID"], start["ExternalUserID"]) == (pair["userid"], pair["external_userid"])
    keys = [one["ChatKey"] for one in told(connected) if "ChatKey" in one]
    infos = [connected.post(f"{API}/get_chat_info", chat_key=key) for key in keys]
    assert sorted(info["chat_info"]["recv_msg_cnt"] for info in infos) == [3, 5, 10]
    assert infos[0]["chat_info"]["state"] == "ad_1" and infos[0]["userid"] == pair["userid"]
    rows = connected.post(f"{API}/customer", link_id=link_id)["customer_list"]
    assert [row["chat_status"] for row in rows] == [1]
    connected.clock.advance(1801)
    assert connected.post(f"{API}/get_chat_info", chat_key=keys[0])["errcode"] == 41201
    assert connected.post(f"{API}/get_chat_info", chat_key="x")["errcode"] == 41201


def test_the_world_uses_links_in_the_channels_where_they_are_shown(connected: World) -> None:
    link_id = link_of(connected)
    connected.control("wecom/links/promote", link_id=link_id, channels=["douyin"])
    added = [connected.control("scan", customer=f"p{number}") for number in range(30)]
    assert "douyin" in {one["state"] for one in added if one["added"]}
    rows = connected.post(f"{API}/customer", link_id=link_id)["customer_list"]
    assert rows and {row["state"] for row in rows} == {"douyin"}


def test_links_and_talk_survive_a_restart(connected: World) -> None:
    from huayuan_sandbox.services.wecom.corp import Corp

    link_id = link_of(connected)
    added = come(connected, link_id, customer="p1")
    sandbox, before = connected.sandbox, connected.sandbox.corp
    after = Corp(sandbox.settings.seed, before.chain, sandbox.parameters, before.opened_at)
    after.restore(before.record(), list(sandbox.people))
    assert after.customer_writes(sandbox.people[1], added["staff"], connected.clock.now())
    assert [one.change_type for one in after.drain()] == ["customer_start_chat"]
