"""Group codes and acquisition links of WeCom: made, changed, refused, deleted; the channel of whom they bring."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.responses import JSONResponse
from picture_host import PNG, picture_host
from starlette.testclient import TestClient
from wechat.conftest import CORP
from wechat.test_flow import rows, told
from wechat.test_wecom_groups import detail, member, pushed, settle
from wechat.test_wecom_mass import befriend
from wechat.wecom_stage import stage

from huayuan.communities.models import GroupRow
from huayuan.kernel.caller import Caller
from huayuan.kernel.crypto import Vault
from huayuan.kernel.db import Database
from huayuan.kernel.errors import HuayuanError
from huayuan.kernel.pictures import Pictures
from huayuan.kernel.routes import Authenticator
from huayuan.kernel.settings import Settings
from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.profiles.models import StaffContactRow
from huayuan.stores import api as stores
from huayuan.wechat.wecom import codes
from huayuan.wechat.wecom.acquisition import api as links_api
from huayuan.wechat.wecom.acquisition import routes as link_routes
from huayuan.wechat.wecom.acquisition.models import AcquisitionLinkRow
from huayuan.wechat.wecom.groups import api as groups_api
from huayuan.wechat.wecom.join_ways import api as ways_api
from huayuan.wechat.wecom.join_ways import routes as way_routes
from huayuan.wechat.wecom.join_ways.models import JoinWayRow

WAYS, LINKS = "/api/wecom/join-ways", "/api/wecom/acquisition-links"


@pytest.fixture
def http(desk: Any, vault: Vault, tmp_path: Path) -> TestClient:
    app = FastAPI()
    app.state.services = desk.services
    desk.services.put(UnitOfWork, desk.uow)
    desk.services.put(Pictures, Pictures(tmp_path / "pictures"))
    desk.services.put(Settings, Settings(data_dir=tmp_path))
    desk.services.put(Vault, vault)
    desk.services.put(Authenticator, Authenticator(lambda _: Caller("user", 1, "a", frozenset({"*"}))))
    app.include_router(way_routes.router)
    app.include_router(link_routes.router)
    app.add_exception_handler(
        HuayuanError, lambda _, error: JSONResponse({"error": error.as_dict()}, error.status)
    )  # type: ignore
    return TestClient(app)


def group(desk: Any, platform: Any) -> int:
    platform.answers["get"] = detail()
    pushed(desk, "create")
    settle(desk)
    [row] = rows(desk, GroupRow)
    number: int = row.id
    return number


def test_a_group_code_is_made_changed_and_deleted(desk: Any, platform: Any, http: TestClient) -> None:
    number = group(desk, platform)
    platform.answers["add_join_way"] = {"config_id": "c1"}
    platform.answers["get_join_way"] = {"join_way": {"config_id": "c1", "qr_code": "https://qr/1"}}
    made = http.post(
        WAYS, json={"name": "门店海报", "channel": "海报", "group_ids": [number], "base_name": "会员群"}
    )
    assert made.status_code == 201
    way = made.json()
    assert (way["status"], way["url"]) == ("active", "https://qr/1")
    [asked] = platform.calls("add_join_way")
    assert asked.body == {
        "remark": "门店海报", "chat_id_list": ["wr1"], "state": way["state"], "auto_create_room": 1,
        "room_base_name": "会员群", "room_base_id": 1, "scene": 2,
    }  # fmt: skip
    changed = http.patch(f"{WAYS}/{way['id']}", json={"auto_create": False, "name": "新海报"}).json()
    assert changed["name"] == "新海报" and changed["state"] == way["state"]
    [updated] = platform.calls("update_join_way")
    assert (updated.body["auto_create_room"], updated.body["config_id"]) == (0, "c1")
    assert updated.body["state"] == way["state"], "what is not named would be forgotten"
    assert http.get(WAYS).json()["total"] == 1 and changed["groups"][0]["id"] == number
    platform.answers["del_join_way"] = {"errcode": 41044}  # gone at the platform already
    assert http.delete(f"{WAYS}/{way['id']}").json()["status"] == "deleted"
    assert (
        http.get(WAYS).json()["total"] == 0 and http.get(f"{WAYS}/{way['id']}").json()["status"] == "deleted"
    )
    assert http.patch(f"{WAYS}/{way['id']}", json={"name": "x"}).status_code == 409


@pytest.mark.parametrize("kind", codes.CODES, ids=lambda kind: kind.value)
def test_every_class_of_error_when_a_group_code_is_made(
    desk: Any, platform: Any, http: TestClient, kind: Any
) -> None:
    number = group(desk, platform)
    platform.answers["add_join_way"] = lambda _: {"errcode": codes.CODES[kind][0]}
    way = http.post(WAYS, json={"name": "海报", "channel": "海报", "group_ids": [number]}).json()
    assert way["status"] == "failed" and way["error"]["message"]["zh"] and way["url"] is None
    platform.answers["add_join_way"] = {"config_id": "c1"}
    platform.answers["get_join_way"] = {"join_way": {"config_id": "c1", "qr_code": "https://qr/1"}}
    desk.wecom.clients.forget(desk.view.id)
    assert http.patch(f"{WAYS}/{way['id']}", json={}).json()["status"] == "active", "saving tries again"
    assert len(rows(desk, JoinWayRow)) == 1


def test_a_code_that_was_refused_has_no_picture(desk: Any, platform: Any, http: TestClient) -> None:
    number = group(desk, platform)
    platform.answers["add_join_way"] = {"errcode": 41045}
    way = http.post(WAYS, json={"name": "海报", "channel": "海报", "group_ids": [number]}).json()
    refused = http.get(f"{WAYS}/{way['id']}/qr")
    assert refused.status_code == 409 and refused.json()["error"]["code"] == "wecom.join_way_not_made"


def test_the_picture_of_a_code_is_the_platforms(desk: Any, platform: Any, http: TestClient) -> None:
    number = group(desk, platform)
    platform.answers["add_join_way"] = {"config_id": "c1"}
    with picture_host({"/1": (200, PNG), "/2": (200, b"<html>")}) as host:
        for place, expected in ((1, 200), (2, 502)):
            platform.answers["get_join_way"] = {"join_way": {"config_id": "c1", "qr_code": f"{host}/{place}"}}
            way = http.post(WAYS, json={"name": "海报", "channel": "海报", "group_ids": [number]}).json()
            shown = http.get(f"{WAYS}/{way['id']}/qr")
            assert shown.status_code == expected
            assert shown.content == PNG if place == 1 else shown.json()["error"]["code"] == "pictures.none"


def test_who_joins_through_a_code_has_its_channel(desk: Any, platform: Any, http: TestClient) -> None:
    number = group(desk, platform)
    platform.answers["add_join_way"] = {"config_id": "c1"}
    way = http.post(WAYS, json={"name": "海报", "channel": "门店海报", "group_ids": [number]}).json()
    http.delete(f"{WAYS}/{way['id']}")
    platform.answers["get"] = detail(member("wm1", desk.now(), state=way["state"]))
    pushed(desk, "update", items=("wm1",), UpdateDetail="add_member", JoinScene="3")
    settle(desk)
    [joined] = [one for one in told(desk) if one["event"] == "group_joined"]
    assert joined["channel"] == "门店海报", "of a deleted code too"
    shown = http.get(f"{WAYS}/{way['id']}").json()
    assert (shown["joined"], shown["joined_today"], shown["inside"]) == (1, 1, 1)


def test_groups_of_a_code_must_be_alive_and_ours(desk: Any, platform: Any, http: TestClient) -> None:
    number = group(desk, platform)
    assert http.post(WAYS, json={"name": "a", "channel": "b", "group_ids": [number + 99]}).status_code == 404
    pushed(desk, "dismiss")
    desk.work()
    refused = http.post(WAYS, json={"name": "a", "channel": "b", "group_ids": [number]})
    assert refused.status_code == 422 and refused.json()["error"]["code"] == "wecom.join_way_groups_wrong"
    with desk.uow.begin() as tx:
        assert ways_api.channels(tx, CORP, []) == {}


def takes(platform: Any) -> None:
    platform.answers["create_link"] = {"link": {"link_id": "l1", "link_name": "抖音", "url": "https://ca/l1"}}


def test_an_acquisition_link_is_made_changed_and_deleted(desk: Any, platform: Any, http: TestClient) -> None:
    zhang, li = befriend(desk, "zhang"), befriend(desk, "li")
    takes(platform)
    platform.answers["customer_acquisition_quota"] = {"total": 100, "balance": 7}
    assert http.get(f"{LINKS}/quota").json() == {"total": 100, "balance": 7}
    link = http.post(LINKS, json={"name": "抖音", "channel": "抖音", "staff_ids": [zhang]}).json()
    assert [one["id"] for one in link["staff"]] == [zhang]
    assert (
        link["status"] == "active" and link["shared_url"] == f"https://ca/l1?customer_channel={link['state']}"
    )
    assert platform.calls("create_link")[0].body == {
        "link_name": "抖音", "range": {"user_list": ["zhang"]}, "skip_verify": True,
    }  # fmt: skip
    http.patch(f"{LINKS}/{link['id']}", json={"staff_ids": [zhang, li], "skip_verify": False})
    [updated] = platform.calls("update_link")
    assert updated.body["range"] == {"user_list": ["zhang", "li"]} and updated.body["skip_verify"] is False
    assert len(platform.calls("create_link")) == 1
    assert http.delete(f"{LINKS}/{link['id']}").json()["status"] == "deleted"
    assert http.get(LINKS).json()["total"] == 0
    assert http.patch(f"{LINKS}/{link['id']}", json={"name": "x"}).status_code == 409
    assert http.post(LINKS, json={"name": "x", "channel": "y", "staff_ids": [999]}).status_code == 422


@pytest.mark.parametrize("kind", codes.CODES, ids=lambda kind: kind.value)
def test_every_class_of_error_when_a_link_is_made(
    desk: Any, platform: Any, http: TestClient, kind: Any
) -> None:
    zhang = befriend(desk, "zhang")
    platform.answers["create_link"] = lambda _: {"errcode": codes.CODES[kind][0]}
    link = http.post(LINKS, json={"name": "抖音", "channel": "抖音", "staff_ids": [zhang]}).json()
    assert link["status"] == "failed" and link["error"]["message"]["en"]
    takes(platform)
    desk.wecom.clients.forget(desk.view.id)
    again = http.patch(f"{LINKS}/{link['id']}", json={})
    assert again.status_code == 200, again.text
    if kind.value.startswith(("backoff", "credential")):
        return  # we rested by ourselves, so it may have been looked for in vain first
    assert again.json()["status"] == "active" and len(rows(desk, AcquisitionLinkRow)) == 1
    assert not platform.calls("list_link"), "a no is certain"


def test_a_link_whose_answer_was_lost_is_found_and_not_bought_again(
    desk: Any, platform: Any, http: TestClient
) -> None:
    zhang = befriend(desk, "zhang")
    platform.answers["create_link"] = {"cut_off": True}
    link = http.post(LINKS, json={"name": "抖音", "channel": "抖音", "staff_ids": [zhang]}).json()
    assert link["status"] == "failed"
    platform.answers["list_link"] = {"link_id_list": ["l-old", "l-other", "l-new"]}
    known = {"l-old": ("抖音", 5), "l-other": ("别的", desk.now()), "l-new": ("抖音", desk.now())}
    platform.answers["get"] = lambda asked: {
        "link": {
            "link_name": known[asked.body["link_id"]][0],
            "create_time": known[asked.body["link_id"]][1],
            "url": "https://ca/new",
        }
    }
    again = http.patch(f"{LINKS}/{link['id']}", json={}).json()
    assert (again["status"], again["url"]) == ("active", "https://ca/new")
    assert len(platform.calls("create_link")) == 1


def test_whom_a_link_brought_gets_its_channel(desk: Any, platform: Any, http: TestClient) -> None:
    zhang = befriend(desk, "zhang", ("wm1", 11), ("wm2", 12))
    takes(platform)
    link = http.post(LINKS, json={"name": "抖音", "channel": "抖音推广", "staff_ids": [zhang]}).json()
    desk.added("zhang", "wm3", State=link["state"])
    desk.work()
    pages = [
        {"customer_list": [{"external_userid": "wm1", "userid": "zhang"}], "next_cursor": "2"},
        {"customer_list": [{"external_userid": "wm3", "userid": "zhang", "state": link["state"]},
                           {"external_userid": "wm9", "userid": "nobody"}]},
    ]  # fmt: skip
    platform.answers["customer"] = pages
    assert desk.wecom.links.read_customers(desk.view.id) == 3
    channels = {row.external_userid: row.channel for row in rows(desk, StaffContactRow)}
    assert channels == {"wm1": "抖音推广", "wm2": None, "wm3": "抖音推广"}
    [added] = [one for one in told(desk) if one["event"] == "contact_added"]
    assert added["channel"] == "抖音推广"
    assert http.get(f"{LINKS}/{link['id']}").json()["customers"] == 3
    platform.answers["customer"] = {
        "customer_list": [{"external_userid": one, "userid": "zhang", "chat_status": 1} for one in ("wm3", "wm9")]
    }  # fmt: skip
    asked = http.get(f"{LINKS}/{link['id']}/customers").json()["items"]
    assert [(one["external_userid"], one["person_id"] is not None) for one in asked] == [
        ("wm3", True),
        ("wm9", False),
    ]
    platform.answers["customer"] = {"errcode": 40058}
    assert desk.wecom.links.read_customers(desk.view.id) == 0, "a link that is gone holds up no other"


def test_the_platform_tells_that_a_link_cannot_be_used(desk: Any, platform: Any, http: TestClient) -> None:
    zhang = befriend(desk, "zhang")
    takes(platform)
    link = http.post(LINKS, json={"name": "抖音", "channel": "抖音", "staff_ids": [zhang]}).json()
    head = f"<xml><ToUserName>{CORP}</ToUserName><FromUserName>sys</FromUserName><CreateTime>{desk.now()}</CreateTime>"
    head += "<MsgType>event</MsgType><Event>customer_acquisition</Event><LinkId>l1</LinkId>"
    for change, status in (
        ("link_unavailable", "unavailable"),
        ("delete_link", "deleted"),
        ("link_unavailable", "deleted"),
    ):
        desk.push(head + f"<ChangeType>{change}</ChangeType></xml>")
        desk.work()
        desk.clock.advance(seconds=1)
        head = head.replace(str(desk.now() - 1), str(desk.now()))
        assert http.get(f"{LINKS}/{link['id']}").json()["status"] == status


@pytest.mark.slow
def test_beside_a_sandbox(
    database: Database, vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(groups_api, "SETTLE_SECONDS", 0.0)
    with stage(database, vault, tmp_path) as world:
        world.wecom.group_sync.run(world.connection_id, lambda share, note: None)
        connection = world.client.connection
        with world.uow.begin() as tx:
            number = world_group(tx, connection.account)
            way = ways_api.create(
                tx,
                connection,
                name="海报",
                channel="门店海报",
                group_ids=[number],
                auto_create=True,
                base_name="群",
            )
            staff = stores.list_staff(tx, account=connection.account, active=True, serves=True, limit=9)[0]
            link = links_api.create(
                tx, connection, name="抖音", channel="抖音推广", staff_ids=[staff[0].id], skip_verify=True
            )
        made = world.wecom.join_ways.issue(way.id)
        assert made.status == "active" and made.url, made.error
        world.act("groups/join", customer="p3", code=made.config_id)
        world.work_until(lambda: world.told("group_joined"))
        assert world.told("group_joined")[0]["channel"] == "门店海报"

        bought = world.wecom.links.issue(link.id)
        assert bought.status == "active" and bought.shared_url, bought.error
        people = iter(range(4, 40))
        for channel in (bought.state, ""):  # the second one opened the bare address
            opened = {"half": True}
            while opened["half"]:
                opened = world.act(
                    "links/open",
                    link_id=bought.link_id,
                    customer=f"p{next(people)}",
                    customer_channel=channel,
                )
        world.work_until(lambda: len(world.rows(StaffContactRow)) == 2)
        assert world.wecom.links.read_customers(world.connection_id) >= 2
        assert {row.channel for row in world.rows(StaffContactRow)} == {"抖音推广"}
        assert world.wecom.links.delete(link.id).status == "deleted"
        assert world.act("links")["items"] == []


def world_group(tx: Any, account: str) -> int:
    from huayuan.communities import api as communities
    from huayuan.communities.contracts import GroupFilter

    [one, *_], _ = communities.groups(tx, GroupFilter(), sort="name", limit=5, offset=0)
    assert one.account == account
    return one.id
