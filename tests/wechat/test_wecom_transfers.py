"""Transfers of WeCom: asked for once, refused truthfully, friendships that move, groups that change hands."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.responses import JSONResponse
from starlette.testclient import TestClient
from wechat.conftest import CORP, contact_xml
from wechat.test_flow import rows, told
from wechat.test_wecom_groups import detail, pushed, settle
from wechat.test_wecom_mass import befriend
from wechat.wecom_stage import stage

from huayuan.communities.models import GroupRow
from huayuan.kernel.caller import Caller
from huayuan.kernel.crypto import Vault
from huayuan.kernel.db import Database
from huayuan.kernel.errors import HuayuanError
from huayuan.kernel.routes import Authenticator
from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.kernel.worker import Worker
from huayuan.profiles.models import StaffContactRow
from huayuan.stores import api as stores
from huayuan.wechat.connections.errors import REACTIONS, Reaction
from huayuan.wechat.wecom import codes
from huayuan.wechat.wecom.groups.models import WantedGroupRow
from huayuan.wechat.wecom.transfers import api, routes, tasks
from huayuan.wechat.wecom.transfers.contracts import NewTransfer
from huayuan.wechat.wecom.transfers.errors import TransferNobody, TransferStaffWrong
from huayuan.wechat.wecom.transfers.models import TransferRow

DAY = 86_400


def ask(desk: Any, old: int, new: int, *customers: str) -> list[Any]:
    with desk.uow.begin() as tx:
        return api.create(tx, NewTransfer(desk.view.id, CORP, old, new, customers, "新顾问为您服务"))


def jobs(desk: Any, seconds: float = 0) -> None:
    desk.clock.advance(seconds=seconds)
    worker = Worker(desk.uow, desk.services, [tasks.TASKS], [], threads=1, owner="test")
    for _ in range(20):
        if not worker.run_due():
            return


def states(desk: Any) -> dict[str, str]:
    return {row.external_userid: row.state for row in rows(desk, TransferRow)}


def accepts(platform: Any, **codes_: int) -> None:
    platform.answers["transfer_customer"] = lambda asked: {
        "customer": [
            {"external_userid": one, "errcode": codes_.get(one, 0)} for one in asked.body["external_userid"]
        ]
    }


def results(platform: Any, desk: Any, **statuses: int) -> None:
    platform.answers["transfer_result"] = {
        "customer": [{"external_userid": one, "status": status, "takeover_time": desk.now() if status == 1 else 0}
                     for one, status in statuses.items()]
    }  # fmt: skip


def left(desk: Any, staff_id: int, userid: str) -> None:
    with desk.uow.begin() as tx:
        again = stores.upsert_staff(tx, account=CORP, userid=userid, name=userid, store_id=None, active=False)
        assert again == staff_id


def test_friendships_move_when_the_platform_says_so(desk: Any, platform: Any) -> None:
    old, new = befriend(desk, "zhang", ("wm1", 11), ("wm2", 12), ("wm3", 13)), befriend(desk, "li")
    accepts(platform, wm3=40128)
    ask(desk, old, new, "wm1", "wm2", "wm3", "wm-stranger")
    assert ask(desk, old, new, "wm1") == [], "on the way already"
    jobs(desk)
    [asked] = platform.calls("transfer_customer")
    assert asked.path.endswith("externalcontact/transfer_customer") and asked.body["takeover_userid"] == "li"
    assert asked.body["external_userid"] == ["wm1", "wm2", "wm3"] and asked.body["transfer_success_msg"]
    assert states(desk) == {"wm1": "waiting", "wm2": "waiting", "wm3": "failed"}

    results(platform, desk, wm1=2, wm2=2)
    jobs(desk, 3600)
    assert states(desk)["wm1"] == "waiting"
    desk.clock.advance(seconds=DAY)
    results(platform, desk, wm1=1, wm2=4)
    jobs(desk)
    assert states(desk) == {"wm1": "done", "wm2": "full", "wm3": "failed"}
    friends = {(row.staff_id, row.external_userid): row.removed_by for row in rows(desk, StaffContactRow)}
    assert friends[old, "wm1"] == "transfer" and friends[new, "wm1"] is None and friends[old, "wm2"] is None
    events = [one["properties"] for one in told(desk) if one["event"] == "contact_transferred"]
    assert [one["status"] for one in events] == ["done", "customer_limit_exceed"]
    assert events[0] == {"from_staff": str(old), "to_staff": str(new), "status": "done"}
    before = len(platform.asked)
    jobs(desk, 3 * DAY)
    assert len(platform.asked) == before


def test_who_is_listed_as_unassigned_has_left_before_we_are_told(desk: Any, platform: Any) -> None:
    old, new = befriend(desk, "zhang", ("wm1", 11)), befriend(desk, "li")
    accepts(platform)
    with desk.uow.begin() as tx:
        api.create(tx, NewTransfer(desk.view.id, CORP, old, new, ("wm1",), unassigned=True))
    jobs(desk)
    [asked] = platform.calls("transfer_customer")
    assert asked.path.endswith("externalcontact/resigned/transfer_customer")


def test_a_refusal_is_told_once_whether_by_callback_or_by_result(desk: Any, platform: Any) -> None:
    old, new = befriend(desk, "zhang", ("wm1", 11)), befriend(desk, "li")
    accepts(platform)
    ask(desk, old, new, "wm1")
    jobs(desk)
    desk.push(contact_xml("transfer_fail", "li", "wm1", desk.now(), FailReason="customer_refused"))
    desk.work()
    assert states(desk) == {"wm1": "refused"}
    results(platform, desk, wm1=3)
    jobs(desk, 3600)
    events = [one for one in told(desk) if one["event"] == "contact_transferred"]
    assert [one["properties"]["status"] for one in events] == ["customer_refused"]
    # One that the administrator asked for in the console is nobody's record, and told all the same.
    desk.push(contact_xml("transfer_fail", "li", "wm9", desk.now(), FailReason="customer_limit_exceed"))
    desk.work()
    assert len([one for one in told(desk) if one["event"] == "contact_transferred"]) == 2


def test_who_left_hands_over_by_the_other_interface_and_asking_twice_is_harmless(
    desk: Any, platform: Any
) -> None:
    old, new = befriend(desk, "zhang", ("wm1", 11)), befriend(desk, "li")
    left(desk, old, "zhang")
    platform.answers["transfer_customer"] = {"cut_off": True}
    ask(desk, old, new, "wm1", "wm-unknown-here")
    jobs(desk)
    assert set(states(desk).values()) == {"asking"}
    accepts(platform, wm1=40100)
    jobs(desk, 60)
    assert platform.calls("resigned/transfer_customer")[-1].body.keys() == {
        "handover_userid", "takeover_userid", "external_userid",
    }  # fmt: skip
    assert set(states(desk).values()) == {"waiting"}
    results(platform, desk, wm1=1)
    jobs(desk, 3600)
    assert platform.calls("resigned/transfer_result") and states(desk)["wm1"] == "done"
    for _ in range(12):
        jobs(desk, DAY)
    assert states(desk)["wm-unknown-here"] == "lapsed", "nothing was heard of it for a week"


@pytest.mark.parametrize("kind", codes.CODES, ids=lambda kind: kind.value)
def test_every_class_of_error_when_a_transfer_is_asked_for(desk: Any, platform: Any, kind: Any) -> None:
    old, new = befriend(desk, "zhang", ("wm1", 11)), befriend(desk, "li")
    code = codes.CODES[kind][0]
    platform.answers["transfer_customer"] = lambda _: {"errcode": code}
    ask(desk, old, new, "wm1")
    jobs(desk)
    final = REACTIONS[kind] in (Reaction.GIVE_UP, Reaction.MARK, Reaction.SUCCEED)
    assert states(desk) == {"wm1": "failed" if final else "asking"}
    if not final:
        accepts(platform)
        desk.wecom.clients.forget(desk.view.id)
        jobs(desk, 3600)
        assert states(desk) == {"wm1": "waiting"}


@pytest.mark.parametrize("kind", codes.CODES, ids=lambda kind: kind.value)
def test_every_class_of_error_when_results_are_asked_for(desk: Any, platform: Any, kind: Any) -> None:
    old, new = befriend(desk, "zhang", ("wm1", 11)), befriend(desk, "li")
    accepts(platform)
    ask(desk, old, new, "wm1")
    jobs(desk)
    code = codes.CODES[kind][0]
    platform.answers["transfer_result"] = lambda _: {"errcode": code}
    jobs(desk, 3600)
    assert states(desk) == {"wm1": "waiting"}
    results(platform, desk, wm1=1)
    desk.wecom.clients.forget(desk.view.id)
    jobs(desk, 3600)
    assert states(desk) == {"wm1": "done"}


def test_who_may_not_hand_over_or_take(desk: Any) -> None:
    old, new = befriend(desk, "zhang", ("wm1", 11)), befriend(desk, "li")
    for handover, takeover in ((old, old), (old, 999), (999, new)):
        with desk.uow.begin() as tx, pytest.raises(TransferStaffWrong):
            api.create(tx, NewTransfer(desk.view.id, CORP, handover, takeover, ("wm1",)))
    left(desk, new, "li")
    with desk.uow.begin() as tx, pytest.raises(TransferStaffWrong):
        api.create(tx, NewTransfer(desk.view.id, CORP, old, new, ("wm1",)))
    heir = befriend(desk, "wang")
    with desk.uow.begin() as tx, pytest.raises(TransferNobody):
        api.create(tx, NewTransfer(desk.view.id, CORP, old, heir, ("wm-stranger",)))


def test_transfers_follow_people_and_can_be_exported_and_erased(desk: Any, platform: Any) -> None:
    old, new = befriend(desk, "zhang", ("wm1", 11)), befriend(desk, "li")
    ask(desk, old, new, "wm1")
    with desk.uow.begin() as tx:
        api.people_moved(tx, {11: 12})
        assert api._export(tx, 12)["transfers"][0]["to"] == "li"
        assert api._erase(tx, 12) == 1


def console(desk: Any, vault: Vault) -> TestClient:
    app = FastAPI()
    app.state.services = desk.services
    desk.services.put(UnitOfWork, desk.uow)
    desk.services.put(Vault, vault)
    desk.services.put(Authenticator, Authenticator(lambda _: Caller("user", 1, "a", frozenset({"*"}))))
    app.include_router(routes.router)
    app.add_exception_handler(
        HuayuanError, lambda _, error: JSONResponse({"error": error.as_dict()}, error.status)
    )  # type: ignore
    return TestClient(app)


def test_over_http(desk: Any, platform: Any, vault: Vault) -> None:
    old, new = befriend(desk, "zhang", ("wm1", 11), ("wm2", 12)), befriend(desk, "li")
    http = console(desk, vault)
    body = {"handover_staff_id": old, "takeover_staff_id": new}
    known = http.get("/api/wecom/transfers/candidates", params={"staff": old}).json()
    assert known["all"] == 2 and {one["external_userid"] for one in known["items"]} == {"wm1", "wm2"}
    assert not any(one["under_way"] for one in known["items"])
    nobody = http.get("/api/wecom/transfers/candidates", params={"staff": old, "q": "没有这个人"}).json()
    assert (nobody["items"], nobody["total"], nobody["all"]) == ([], 0, 2)
    assert http.get("/api/wecom/transfers/candidates", params={"staff": 999}).status_code == 422
    made = http.post("/api/wecom/transfers", json=body).json()
    assert made["total"] == 2 and {one["state"] for one in made["items"]} == {"asking"}
    accepts(platform, wm2=40128)
    jobs(desk)
    failed = http.get("/api/wecom/transfers", params={"state": "failed", "handover": "zhang"}).json()["items"]
    assert [(one["external_userid"], one["errcode"]) for one in failed] == [("wm2", 40128)] and failed[0][
        "reason"
    ]["zh"]
    assert (failed[0]["handover_name"], failed[0]["takeover_name"]) == ("zhang", "li")
    assert http.get("/api/wecom/transfers").json()["states"] == {"waiting": 1, "failed": 1}
    again = http.get("/api/wecom/transfers/candidates", params={"staff": old}).json()["items"]
    assert {one["external_userid"]: one["under_way"] for one in again} == {"wm1": True, "wm2": False}
    assert http.post("/api/wecom/transfers", json=body | {"takeover_staff_id": old}).status_code == 422
    results(platform, desk, wm1=1)
    assert http.post("/api/wecom/transfers/look").json() == {"pairs": 1}
    jobs(desk)
    assert http.get("/api/wecom/transfers").json()["states"] == {"done": 1, "failed": 1}
    assert http.post("/api/wecom/transfers/look").json() == {"pairs": 0}, "nobody waits any more"

    platform.answers["get_unassigned_list"] = {
        "info": [{"handover_userid": "zhang", "external_userid": "wm7", "dimission_time": 5}],
        "is_last": False, "next_cursor": "c2",
    }  # fmt: skip
    page = http.get("/api/wecom/unassigned").json()
    assert page["next_cursor"] == "c2" and page["items"][0]["handover_name"] == "zhang"
    platform.answers["get_unassigned_list"] = {"errcode": 60020}
    assert http.get("/api/wecom/unassigned").status_code == 502


def test_groups_change_hands_and_are_read_again(desk: Any, platform: Any, vault: Vault) -> None:
    platform.answers["get"] = lambda asked: detail(chat_id=asked.body["chat_id"])
    for chat in ("wr1", "wr2"):
        pushed(desk, "create", chat)
    settle(desk)
    new = befriend(desk, "li")
    ids = {row.chat_id: row.id for row in rows(desk, GroupRow)}
    platform.answers["onjob_transfer"] = {"failed_chat_list": [{"chat_id": "wr2", "errcode": 90501}]}
    http = console(desk, vault)
    answer = http.post(
        "/api/wecom/group-transfers", json={"group_ids": list(ids.values()), "owner_staff_id": new}
    )
    assert answer.json()["transferred"] == 1 and answer.json()["failed"][0]["group_id"] == ids["wr2"]
    assert [row.chat_id for row in rows(desk, WantedGroupRow)] == ["wr1"]
    with desk.uow.begin() as tx:
        owner = stores.staff_by_userid(tx, CORP, ["zhang"])["zhang"].id
    left(desk, owner, "zhang")
    platform.answers["transfer"] = {"failed_chat_list": []}
    http.post("/api/wecom/group-transfers", json={"group_ids": [ids["wr1"]], "owner_staff_id": new})
    assert platform.calls("groupchat/transfer")[0].body == {"chat_id_list": ["wr1"], "new_owner": "li"}
    wrong = http.post("/api/wecom/group-transfers", json={"group_ids": [ids["wr1"]], "owner_staff_id": 999})
    assert wrong.status_code == 422


@pytest.mark.slow
def test_with_customers_of_a_sandbox(database: Database, vault: Vault, tmp_path: Path) -> None:
    with stage(database, vault, tmp_path) as world:
        world.act("rules", transfer_seconds=0.0, transfer_refusals=0.0)
        world.friends(1)
        [friend] = world.rows(StaffContactRow)
        with world.uow.begin() as tx:
            corp = world.client.connection.account
            staff = stores.list_staff(tx, account=corp, active=True, serves=True, limit=500)[0]
            heir = next(one.id for one in staff if one.id != friend.staff_id)
            new = NewTransfer(world.connection_id, corp, friend.staff_id, heir, (friend.external_userid,))
            [made] = api.create(tx, new)
        world.work()
        world.act("settle")
        world.wecom.transfer_asking.look(world.connection_id, made.handover, made.takeover, 1)
        world.work()
        assert [row.state for row in world.rows(TransferRow)] == ["done"]
        assert [one["properties"]["status"] for one in world.told("contact_transferred")] == ["done"]
        friends = [
            row for row in world.rows(StaffContactRow) if row.external_userid == friend.external_userid
        ]
        assert {row.staff_id for row in friends if row.removed_at is None} == {heir}
