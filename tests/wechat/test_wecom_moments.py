"""Moments of WeCom: made once whatever gets lost, published by staff, liked and commented by customers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.responses import JSONResponse
from starlette.testclient import TestClient
from wechat.conftest import CORP, contact_xml
from wechat.test_flow import rows, told
from wechat.test_wecom_mass import befriend
from wechat.wecom_stage import stage

from huayuan.kernel.caller import Caller, DataScope
from huayuan.kernel.crypto import Vault
from huayuan.kernel.db import Database
from huayuan.kernel.errors import HuayuanError
from huayuan.kernel.routes import Authenticator
from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.kernel.worker import Worker
from huayuan.profiles import api as profiles
from huayuan.profiles.contracts import TagLink, Visibility
from huayuan.profiles.tags import keeping
from huayuan.stores import api as stores
from huayuan.wechat.connections.errors import REACTIONS, Reaction
from huayuan.wechat.wecom import codes
from huayuan.wechat.wecom.media import api as media
from huayuan.wechat.wecom.media.errors import AttachmentWrong
from huayuan.wechat.wecom.moments import api, routes, tasks
from huayuan.wechat.wecom.moments.contracts import MomentMember, NewMoment
from huayuan.wechat.wecom.moments.errors import MomentNotWaiting, MomentWrong
from huayuan.wechat.wecom.moments.limits import WATCH_DAYS
from huayuan.wechat.wecom.moments.models import MomentRow
from huayuan.wechat.wecom.moments.reacting import to_ask

EVERYBODY = Visibility()


def moment(desk: Any, *staff: int, key: str = "k", text: str = "春天来了", **more: Any) -> int:
    with desk.uow.begin() as tx:
        return api.create(tx, NewMoment(key, desk.view.id, CORP, text, staff, **more), EVERYBODY).id


def jobs(desk: Any, seconds: float = 0) -> None:
    desk.clock.advance(seconds=seconds)
    worker = Worker(desk.uow, desk.services, [tasks.TASKS], [], threads=1, owner="test")
    for _ in range(20):
        if not worker.run_due():
            return


def state(desk: Any) -> Any:
    [row] = rows(desk, MomentRow)
    return row.state


def takes(platform: Any) -> None:
    platform.answers["add_moment_task"] = {"jobid": "job1"}
    platform.answers["get_moment_task_result"] = {"status": 3, "result": {"errcode": 0, "moment_id": "mom1"}}


def published(platform: Any, **members: bool) -> None:
    platform.answers["get_moment_task"] = {
        "task_list": [{"userid": one, "publish_status": int(done)} for one, done in members.items()]
    }


def test_a_moment_is_made_published_and_liked(desk: Any, platform: Any) -> None:
    zhang, li = befriend(desk, "zhang"), befriend(desk, "li")
    with desk.uow.begin() as tx:
        vip = profiles.ensure_tag(tx, "g", "VIP")
        link = TagLink(CORP, "wecom", "et1", vip, "g", "VIP", "in_step", None, None, tx.now)
        profiles.keep_tag_links(tx, [link])
    takes(platform)
    platform.answers["get_moment_task_result"] = [{"status": 2}, platform.answers["get_moment_task_result"]]
    number = moment(desk, zhang, li, tag_ids=(vip,))
    assert moment(desk, zhang) == number, "the same key is the same moment"
    with desk.uow.read() as tx:
        [place] = keeping.places_of(tx, vip)
        assert (place.kind, place.name, place.url) == ("wecom_moment", "春天来了", f"/moments/{number}")
    jobs(desk)
    with desk.uow.read() as tx:
        assert keeping.places_of(tx, vip) == [], "the platform has it now"
    assert state(desk) == "creating"
    assert platform.calls("add_moment_task")[0].body == {
        "text": {"content": "春天来了"},
        "visible_range": {"sender_list": {"user_list": ["zhang", "li"]}, "external_contact_list": {"tag_list": ["et1"]}},
    }  # fmt: skip
    jobs(desk, 30)
    assert state(desk) == "waiting" and len(platform.calls("add_moment_task")) == 1
    published(platform, zhang=True, li=False)
    at = desk.now()
    like = {"external_userid": "wm1", "create_time": at}
    platform.answers["get_moment_comments"] = {
        "like_list": [like, {"userid": "zhang", "create_time": at}], "comment_list": [{"external_userid": "wm2", "create_time": at}],
    }  # fmt: skip
    jobs(desk, 60)
    assert [(one.body["userid"]) for one in platform.calls("get_moment_comments")] == ["zhang"]
    events = [one for one in told(desk) if one["event"].startswith("moment_")]
    assert [(one["event"], one["ids"]["wecom_external_userid"]) for one in events] == [
        ("moment_liked", "wm1"), ("moment_commented", "wm2"),
    ]  # fmt: skip
    assert events[0]["properties"] == {"staff_id": str(zhang)}
    published(platform, zhang=True, li=True)
    jobs(desk, 600)
    assert state(desk) == "done"
    again = [one for one in told(desk) if one["event"] == "moment_liked"]
    zhangs = [one for one in again if one["properties"]["staff_id"] == str(zhang)]
    assert len({one["event_id"] for one in zhangs}) == 1, "a like that is read twice has one id"
    for _ in range(3):
        jobs(desk, WATCH_DAYS * 86_400)
    before = len(platform.asked)
    jobs(desk, 86_400)
    assert len(platform.asked) == before


@pytest.mark.parametrize("kind", codes.CODES, ids=lambda kind: kind.value)
def test_every_class_of_error_when_a_moment_is_made(desk: Any, platform: Any, kind: Any) -> None:
    zhang = befriend(desk, "zhang")
    platform.answers["add_moment_task"] = lambda _: {"errcode": codes.CODES[kind][0]}
    moment(desk, zhang)
    jobs(desk)
    final = REACTIONS[kind] in (Reaction.GIVE_UP, Reaction.MARK, Reaction.SUCCEED)
    assert state(desk) == ("failed" if final else "preparing")
    if not final:
        takes(platform)
        desk.wecom.clients.forget(desk.view.id)
        jobs(desk, 3600)
        assert state(desk) == "waiting" and not platform.calls("get_moment_list"), "a no is certain"


@pytest.mark.parametrize("kind", codes.CODES, ids=lambda kind: kind.value)
def test_every_class_of_error_of_the_job(desk: Any, platform: Any, kind: Any) -> None:
    zhang = befriend(desk, "zhang")
    takes(platform)
    platform.answers["get_moment_task_result"] = {"status": 3, "result": {"errcode": codes.CODES[kind][0]}}
    moment(desk, zhang)
    jobs(desk)
    assert state(desk) == "failed" and rows(desk, MomentRow)[0].error["message"]["zh"]


@pytest.mark.parametrize("kind", codes.CODES, ids=lambda kind: kind.value)
def test_every_class_of_error_when_results_are_asked(desk: Any, platform: Any, kind: Any) -> None:
    zhang = befriend(desk, "zhang")
    takes(platform)
    moment(desk, zhang)
    jobs(desk)
    platform.answers["get_moment_task"] = lambda _: {"errcode": codes.CODES[kind][0]}
    jobs(desk, 60)
    assert state(desk) == "waiting"
    published(platform, zhang=True)
    desk.wecom.clients.forget(desk.view.id)
    jobs(desk, 3600)
    assert state(desk) == "done"


def test_a_lost_answer_is_found_again_or_asked_again_once_that_is_certain(desk: Any, platform: Any) -> None:
    zhang = befriend(desk, "zhang")
    platform.answers["add_moment_task"] = {"cut_off": True}
    moment(desk, zhang)
    jobs(desk)
    listed = [{"moment_id": "by-staff", "creator": "zhang", "text": {"content": "春天来了"}},
              {"moment_id": "other", "text": {"content": "别的"}}]  # fmt: skip
    platform.answers["get_moment_list"] = lambda _: {"moment_list": listed}
    jobs(desk, 40)
    assert state(desk) == "preparing" and len(platform.calls("add_moment_task")) == 1
    listed.append({"moment_id": "mom7", "text": {"content": "春天来了"}})
    jobs(desk, 40)
    assert state(desk) == "waiting" and rows(desk, MomentRow)[0].moment_id == "mom7"
    moment(desk, zhang, key="second", text="第二条")
    jobs(desk)
    takes(platform)
    jobs(desk, 400)
    assert {row.state for row in rows(desk, MomentRow)} == {"waiting"}
    assert len(platform.calls("add_moment_task")) == 3


def test_stopping_and_what_is_gone(desk: Any, platform: Any) -> None:
    zhang = befriend(desk, "zhang")
    takes(platform)
    number = moment(desk, zhang)
    with pytest.raises(MomentNotWaiting):
        desk.wecom.moments.cancel(number)
    jobs(desk)
    assert desk.wecom.moments.cancel(number).state == "cancelled"
    assert platform.calls("cancel_moment_task")[0].body == {"moment_id": "mom1"}
    platform.answers["get_moment_task"] = {"errcode": 41067}
    assert desk.wecom.moments.read(number).state == "failed"


def test_pictures_go_the_way_of_moments(desk: Any, platform: Any) -> None:
    zhang = befriend(desk, "zhang")
    takes(platform)
    platform.answers["upload_attachment"] = lambda asked: {"media_id": f"a-{asked.query['attachment_type']}"}
    with desk.uow.begin() as tx:
        picture = media.add(tx, "image", "海报.png", b"\x89PNG\r\n\x1a\n-a-picture").id
    link = {"kind": "link", "title": "新品", "url": "https://example.com", "asset_id": picture}
    moment(desk, zhang, attachments=(link,))
    jobs(desk)
    [asked] = platform.calls("add_moment_task")
    assert asked.body["attachments"] == [
        {"msgtype": "link", "link": {"title": "新品", "url": "https://example.com", "media_id": "a-1"}}
    ]
    with pytest.raises(AttachmentWrong):
        moment(desk, zhang, key="k2", attachments=({"kind": "link", "title": "x", "url": "https://x"},))


def test_what_is_refused_before_anything_is_asked(desk: Any) -> None:
    zhang = befriend(desk, "zhang")
    image, video = {"msgtype": "image"}, {"msgtype": "video"}
    wrong: tuple[dict[str, Any], ...] = (
        {"text": " "}, {"text": "好" * 2001}, {"attachments": (image, video)}, {"attachments": (video, video)},
        {"attachments": (image,) * 10}, {"attachments": ({"msgtype": "file"},)}, {"staff": (999,)}, {"staff": ()},
    )  # fmt: skip
    for each in wrong:
        staff = each.pop("staff", (zhang,))
        with pytest.raises(MomentWrong):
            moment(desk, *staff, **each)
    with desk.uow.begin() as tx, pytest.raises(MomentWrong):
        api.create(tx, NewMoment("k", desk.view.id, CORP, "x", (zhang,)), Visibility((zhang + 1,)))
    assert moment(desk, zhang, attachments=(image,) * 9)


def site(
    desk: Any, scope: DataScope = DataScope(), permissions: tuple[str, ...] = ("*",)
) -> TestClient:  # fmt: skip
    app = FastAPI()
    app.state.services = desk.services
    desk.services.put(UnitOfWork, desk.uow)
    caller = Caller("user", 1, "a", frozenset(permissions), scope)
    desk.services.put(Authenticator, Authenticator(lambda _: caller))
    app.include_router(routes.router)
    app.add_exception_handler(
        HuayuanError, lambda _, error: JSONResponse({"error": error.as_dict()}, error.status)
    )  # type: ignore
    return TestClient(app)


def test_over_http(desk: Any, platform: Any) -> None:
    http = site(desk)
    zhang = befriend(desk, "zhang")
    takes(platform)
    made = http.post("/api/wecom/moments", json={"text": "春天", "staff_ids": [zhang], "key": "a"})
    assert made.status_code == 201
    number = made.json()["id"]
    jobs(desk)
    published(platform, zhang=True)
    platform.answers["get_moment_comments"] = {"like_list": [{"external_userid": "wm1", "create_time": 5}]}
    jobs(desk, 60)
    found = http.get(f"/api/wecom/moments/{number}").json()
    assert (found["state"], found["published"], found["likes"], found["comments"]) == ("done", 1, 1, 0)
    assert found["by_member"][0]["name"] == "zhang"
    assert http.get("/api/wecom/moments", params={"state": "done"}).json()["total"] == 1
    assert http.post(f"/api/wecom/moments/{number}/cancel").status_code == 409
    assert http.get("/api/wecom/moments/99").status_code == 404


def test_who_reacted_is_named_within_the_callers_sight(desk: Any, platform: Any) -> None:
    zhang, li = befriend(desk, "zhang"), befriend(desk, "li")
    for userid in ("zhang", "li"):
        desk.push(contact_xml("add_external_contact", userid, f"wm-{userid}", desk.now() - 60))
    desk.work()
    takes(platform)
    number = moment(desk, zhang, li)
    jobs(desk)
    published(platform, zhang=True, li=True)
    like = {"external_userid": "wm-zhang", "create_time": 50}
    platform.answers["get_moment_comments"] = lambda asked: {
        "like_list": [like, {"external_userid": "wm-never-seen", "create_time": 60}, {"userid": "li", "create_time": 70}],
        "comment_list": [{"external_userid": "wm-li", "create_time": 80}],
    } if asked.body["userid"] == "zhang" else {}  # fmt: skip
    jobs(desk, 60)
    http = site(desk)
    url = f"/api/wecom/moments/{number}/reactions"
    found = http.get(url).json()
    told = [(one["kind"], one["who"], bool(one["person_id"]), one["hidden"]) for one in found["items"]]
    assert told == [
        ("comment", "customer", True, False), ("like", "staff", False, False),
        ("like", "customer", False, False), ("like", "customer", True, False),
    ]  # fmt: skip
    assert found["items"][1]["name"] == "li" and {one["member"] for one in found["items"]} == {"zhang"}
    assert found["next_cursor"] == "" and http.get(url, params={"userid": "li"}).json()["items"] == []
    mine = site(desk, DataScope("own", (li,))).get(url).json()["items"]
    assert [(bool(one["person_id"]), one["hidden"]) for one in mine if one["who"] == "customer"] == [
        (True, False), (False, False), (False, True),
    ]  # fmt: skip
    blind = site(desk, permissions=("messages.read",)).get(url).json()["items"]
    assert not any(one["person_id"] or (one["name"] and one["who"] == "customer") for one in blind)
    assert http.get("/api/wecom/moments/99/reactions").status_code == 404


def test_publications_are_looked_at_a_few_at_a_time() -> None:
    members = [MomentMember(f"m{number:02}", True, number % 2, 0) for number in range(30)]
    first, cursor = to_ask(members, "", "")
    assert first == [f"m{number:02}" for number in range(1, 21, 2)] and cursor == "m19"
    assert to_ask(members, "", cursor) == (["m21", "m23", "m25", "m27", "m29"], "")
    assert to_ask(members, "m02", "") == (["m02"], "")
    assert to_ask([MomentMember("m", False, 0, 0)], "m", "") == ([], "")


@pytest.mark.slow
def test_beside_a_sandbox(database: Database, vault: Vault, tmp_path: Path) -> None:
    with stage(database, vault, tmp_path) as world:
        world.act("rules", moment_job_seconds=0.0)
        [friend] = world.friends(1)
        with world.uow.begin() as tx:
            corp = world.client.connection.account
            staff = stores.list_staff(tx, account=corp, active=True, serves=True, limit=500)[0]
            new = NewMoment("k", world.connection_id, corp, "春天来了", tuple(one.id for one in staff))
            number = api.create(tx, new, EVERYBODY).id
        world.work_until(lambda: world.rows(MomentRow)[0].state == "waiting")
        [shown] = world.act("moments")["items"]
        world.act("moments/publish", moment_id=shown["moment_id"])
        assert world.act("moments/react", moment_id=shown["moment_id"], who=friend)["reacted"]
        assert world.wecom.moments.read(number).state == "done"
        assert [one["ids"]["wecom_external_userid"] for one in world.told("moment_liked")] == [friend]
