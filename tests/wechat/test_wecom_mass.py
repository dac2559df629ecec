"""Mass messages of WeCom: made once whatever gets lost, told truthfully, reminded, stopped."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any, cast
from zoneinfo import ZoneInfo

import pytest
from fastapi import FastAPI
from fastapi.responses import JSONResponse
from pyroaring import BitMap
from starlette.testclient import TestClient
from wechat.conftest import CORP
from wechat.test_flow import rows, told
from wechat.test_wecom_groups import detail, pushed, settle
from wechat.wecom_stage import stage

from huayuan.communities.models import GroupRow
from huayuan.kernel.caller import Caller, DataScope
from huayuan.kernel.crypto import Vault
from huayuan.kernel.db import Database
from huayuan.kernel.errors import HuayuanError
from huayuan.kernel.routes import Authenticator
from huayuan.kernel.settings import Settings
from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.kernel.worker import Worker
from huayuan.messaging.models import MessageRow
from huayuan.profiles import api as profiles
from huayuan.profiles.contracts import NewFriend, Visibility
from huayuan.segments import api as segments
from huayuan.segments import usage
from huayuan.segments.api import Memberships
from huayuan.segments.contracts import Ask, Moment
from huayuan.segments.errors import SegmentArchived, SegmentInUse
from huayuan.stores import api as stores
from huayuan.wechat.connections.errors import REACTIONS, Reaction
from huayuan.wechat.wecom import codes
from huayuan.wechat.wecom.mass import api, audience, routes, tasks
from huayuan.wechat.wecom.mass.contracts import Audience, NewMass
from huayuan.wechat.wecom.mass.errors import (
    MassAudienceUnknown,
    MassEmpty,
    MassMixed,
    MassNotWaiting,
    MassRemindedOften,
    MassTooLong,
)
from huayuan.wechat.wecom.mass.limits import WATCH_DAYS
from huayuan.wechat.wecom.mass.models import MassPartRow, MassRow, MassTargetRow
from huayuan.wechat.wecom.media import api as media
from huayuan.wechat.wecom.media.errors import AttachmentWrong

EVERYBODY = Visibility()


def befriend(desk: Any, userid: str, *friends: tuple[str, int]) -> int:
    """Staff `userid` and customers (external userid, person id); answers the staff id."""
    with desk.uow.begin() as tx:
        staff = stores.upsert_staff(tx, account=CORP, userid=userid, name=userid, store_id=None)
        at = tx.now - timedelta(days=1) + timedelta(seconds=staff)
        profiles.friends_added(
            tx, [NewFriend(person, staff, CORP, external, at) for external, person in friends]
        )
    return staff


def mass(desk: Any, key: str = "k1", text: str = "春季上新", **chosen: Any) -> int:
    allow = chosen.pop("allow_select", False)
    wanted = Audience(**{name: tuple(ids) for name, ids in chosen.items()})
    new = NewMass(key, "春季", desk.view.id, CORP, text, wanted, allow_select=allow)
    with desk.uow.begin() as tx:
        return api.create(tx, new, EVERYBODY).id


def jobs(desk: Any, seconds: float = 0) -> None:
    desk.clock.advance(seconds=seconds)
    worker = Worker(desk.uow, desk.services, [tasks.TASKS], [], threads=1, owner="test")
    for _ in range(20):
        if not worker.run_due():
            return


def states(desk: Any, model: Any = MassTargetRow) -> dict[str, tuple[str, str | None]]:
    if model is MessageRow:
        return {row.key.rsplit(":", 1)[1]: (row.state, row.reason) for row in rows(desk, MessageRow)}
    return {row.recipient: (row.state, row.reason) for row in rows(desk, MassTargetRow)}


def one_mass(desk: Any) -> Any:
    [row] = rows(desk, MassRow)
    return row


def confirmed(platform: Any, desk: Any, **results: int) -> None:
    """Every member has tapped; `results`: recipient → status."""
    platform.answers["get_groupmsg_task"] = lambda asked: {
        "task_list": [{"userid": asked.body["msgid"].split("-")[1], "status": 2, "send_time": desk.now()}]
    }
    platform.answers["get_groupmsg_send_result"] = {
        "send_list": [{"external_userid": to, "status": status} for to, status in results.items()]
    }


def takes(platform: Any) -> None:
    platform.answers["add_msg_template"] = lambda asked: {
        "msgid": f"m-{asked.body['sender']}",
        "fail_list": [],
    }


def test_a_task_for_each_sender_and_the_truth_of_each_recipient(desk: Any, platform: Any) -> None:
    zhang = befriend(desk, "zhang", ("wm1", 11), ("wm2", 12), ("wm3", 13))
    li = befriend(desk, "li", ("wm3", 13), ("wm4", 14))  # wm3 met li later
    takes(platform)
    number = mass(desk, staff_ids=(zhang, li))
    assert mass(desk, staff_ids=(zhang,)) == number, "the same key is the same message"
    jobs(desk)
    asked = {one.body["sender"]: one.body for one in platform.calls("add_msg_template")}
    assert asked["zhang"]["external_userid"] == ["wm1", "wm2"] and asked["li"]["external_userid"] == [
        "wm3",
        "wm4",
    ]
    assert asked["li"]["text"] == {"content": "春季上新"} and "allow_select" not in asked["li"]
    assert one_mass(desk).state == "waiting" and set(states(desk, MessageRow).values()) == {
        ("entrusted", None)
    }

    platform.answers["get_groupmsg_task"] = {"task_list": [{"userid": "zhang", "status": 0}]}
    jobs(desk, 60)
    assert one_mass(desk).state == "waiting" and not platform.calls("get_groupmsg_send_result")
    confirmed(platform, desk, wm1=1, wm2=2, wm3=3, wm4=1)
    jobs(desk, 300)
    truth = {
        "wm1": ("sent", None),
        "wm2": ("failed", "not_friend"),
        "wm3": ("blocked", "monthly_cap"),
        "wm4": ("sent", None),
    }
    assert states(desk) == truth and states(desk, MessageRow) == truth
    assert one_mass(desk).state == "done"
    names = sorted(one["event"] for one in told(desk) if one["event"].startswith("message_"))
    assert names == ["message_blocked", "message_failed", "message_sent", "message_sent"]
    asked_before = len(platform.asked)
    jobs(desk, 7200)
    assert len(platform.asked) == asked_before, "nobody is asked about what is done"
    assert len(platform.calls("add_msg_template")) == 2


def test_people_go_through_their_latest_friend_and_the_gate(desk: Any, platform: Any) -> None:
    befriend(desk, "zhang", ("wm1", 11), ("wm2", 12))
    befriend(desk, "li", ("wm1", 11))

    class Suppressing:
        def suppressed(self, tx: Any, people: Any, *, channel: str, purpose: str) -> set[int]:
            return {12} & set(people)

    desk.channels.suppression = Suppressing()
    takes(platform)
    mass(desk, person_ids=(11, 12))
    jobs(desk)
    [asked] = platform.calls("add_msg_template")
    assert (asked.body["sender"], asked.body["external_userid"]) == ("li", ["wm1"])
    assert states(desk)["wm2"] == ("blocked", "suppressed")


def test_who_was_not_chosen_or_not_reachable(desk: Any, platform: Any) -> None:
    zhang = befriend(desk, "zhang", ("wm1", 11), ("wm2", 12), ("wm3", 13))
    platform.answers["add_msg_template"] = {"msgid": "m-zhang", "fail_list": ["wm3"]}
    mass(desk, staff_ids=(zhang,), allow_select=True)
    jobs(desk)
    confirmed(platform, desk, wm1=1, wm2=0)
    jobs(desk, 60)
    assert states(desk) == {
        "wm1": ("sent", None), "wm2": ("blocked", "not_chosen"), "wm3": ("failed", "not_reachable"),
    }  # fmt: skip


def test_groups_get_theirs_through_their_owners(desk: Any, platform: Any) -> None:
    platform.answers["get"] = lambda asked: detail(chat_id=asked.body["chat_id"])
    for chat in ("wr1", "wr2", "wr3"):
        pushed(desk, "create", chat)
    settle(desk)
    pushed(desk, "dismiss", "wr3")
    desk.work()
    ids = {row.chat_id: row.id for row in rows(desk, GroupRow)}
    takes(platform)
    mass(desk, group_ids=tuple(ids.values()))
    jobs(desk)
    [asked] = platform.calls("add_msg_template")
    assert (asked.body["chat_type"], asked.body["sender"]) == ("group", "zhang")
    assert asked.body["chat_id_list"] == ["wr1", "wr2"] and "external_userid" not in asked.body
    platform.answers["get_groupmsg_task"] = {
        "task_list": [{"userid": "zhang", "status": 2, "send_time": desk.now()}]
    }
    platform.answers["get_groupmsg_send_result"] = {"send_list": [{"chat_id": "wr1", "status": 1}]}
    jobs(desk, 60)
    assert states(desk) == {"wr1": ("sent", None), "wr2": ("blocked", "not_sent")}
    assert rows(desk, MessageRow) == [], "a group is nobody's message"
    people = console(desk).get(f"/api/wecom/mass-messages/{one_mass(desk).id}/recipients").json()["items"]
    assert [(one["name"], one["group_id"]) for one in people] == [
        ("西湖店会员群", ids["wr1"]),
        ("西湖店会员群", ids["wr2"]),
    ]


def test_a_lost_answer_is_found_again_and_never_asked_twice(desk: Any, platform: Any) -> None:
    zhang = befriend(desk, "zhang", ("wm1", 11))
    platform.answers["add_msg_template"] = {"cut_off": True}
    mass(desk, staff_ids=(zhang,))
    jobs(desk)
    assert rows(desk, MassPartRow)[0].state == "asking"
    others = [{"msgid": "m-other", "create_time": "1", "text": {"content": "别的"}},
              {"msgid": "m-li", "create_time": "1", "text": {"content": "春季上新"}}]  # fmt: skip
    ours = {"msgid": "m-zhang", "create_time": "1", "text": {"content": "春季上新"}}
    platform.answers["get_groupmsg_list_v2"] = lambda asked: (
        {"group_msg_list": [ours]}
        if asked.body.get("cursor")
        else {"group_msg_list": others, "next_cursor": "1"}
    )
    platform.answers["get_groupmsg_task"] = lambda asked: {
        "task_list": [{"userid": asked.body["msgid"].split("-")[1], "status": 0}]
    }
    jobs(desk, 30)
    assert rows(desk, MassPartRow)[0].msgid == "m-zhang" and len(platform.calls("add_msg_template")) == 1
    assert one_mass(desk).state == "waiting"


def test_what_never_arrived_is_asked_again_once_that_is_certain(desk: Any, platform: Any) -> None:
    zhang = befriend(desk, "zhang", ("wm1", 11))
    platform.answers["add_msg_template"] = {"cut_off": True}
    mass(desk, staff_ids=(zhang,))
    jobs(desk)
    takes(platform)
    jobs(desk, 40)
    assert len(platform.calls("add_msg_template")) == 1, "it may still be on its way"
    jobs(desk, 400)
    assert len(platform.calls("add_msg_template")) == 2 and one_mass(desk).state == "waiting"


@pytest.mark.parametrize("kind", codes.CODES, ids=lambda kind: kind.value)
def test_every_class_of_error_when_a_task_is_made(desk: Any, platform: Any, kind: Any) -> None:
    """A no is certain: asked again where that may help, otherwise closed with the reason."""
    zhang = befriend(desk, "zhang", ("wm1", 11))
    platform.answers["add_msg_template"] = lambda _: {"errcode": codes.CODES[kind][0]}
    mass(desk, staff_ids=(zhang,))
    jobs(desk)
    final = REACTIONS[kind] in (Reaction.GIVE_UP, Reaction.MARK, Reaction.SUCCEED)
    assert rows(desk, MassPartRow)[0].state == ("failed" if final else "ready")
    if final:
        assert one_mass(desk).state == "failed" and one_mass(desk).error["message"]["zh"]
        assert states(desk, MessageRow)["wm1"] == ("failed", kind.value)
    else:
        takes(platform)
        desk.wecom.clients.forget(desk.view.id)
        jobs(desk, 3600)
        assert one_mass(desk).state == "waiting" and not platform.calls("get_groupmsg_list_v2")


@pytest.mark.parametrize("kind", codes.CODES, ids=lambda kind: kind.value)
def test_every_class_of_error_when_results_are_asked(desk: Any, platform: Any, kind: Any) -> None:
    """Results that cannot be had now are asked for again; nothing is concluded from an error."""
    zhang = befriend(desk, "zhang", ("wm1", 11))
    takes(platform)
    mass(desk, staff_ids=(zhang,))
    jobs(desk)
    platform.answers["get_groupmsg_task"] = lambda _: {"errcode": codes.CODES[kind][0]}
    jobs(desk, 60)
    assert states(desk) == {"wm1": ("waiting", None)}
    confirmed(platform, desk, wm1=1)
    desk.wecom.clients.forget(desk.view.id)
    jobs(desk, 3600)
    assert states(desk) == {"wm1": ("sent", None)}


def test_nobody_left_to_send_to_is_the_cap_and_a_task_that_is_gone_failed(desk: Any, platform: Any) -> None:
    zhang = befriend(desk, "zhang", ("wm1", 11))
    li = befriend(desk, "li", ("wm2", 12))
    platform.answers["add_msg_template"] = lambda asked: (
        {"errcode": 41048} if asked.body["sender"] == "zhang" else {"msgid": "m-li"}
    )
    mass(desk, staff_ids=(zhang, li))
    jobs(desk)
    platform.answers["get_groupmsg_task"] = {"errcode": 41047}
    jobs(desk, 60)
    assert states(desk) == {"wm1": ("blocked", "monthly_cap"), "wm2": ("failed", "task_gone")}


def test_what_nobody_confirms_is_given_up_after_a_month(desk: Any, platform: Any) -> None:
    zhang = befriend(desk, "zhang", ("wm1", 11))
    takes(platform)
    mass(desk, staff_ids=(zhang,))
    jobs(desk)
    platform.answers["get_groupmsg_task"] = {"task_list": [{"userid": "zhang", "status": 0}]}
    for _ in range(8):
        jobs(desk, 3600)
    jobs(desk, WATCH_DAYS * 86_400)
    assert states(desk) == {"wm1": ("blocked", "not_confirmed")} and one_mass(desk).state == "ended"


def test_reminding_and_stopping(desk: Any, platform: Any) -> None:
    zhang, li = befriend(desk, "zhang", ("wm1", 11)), befriend(desk, "li", ("wm2", 12))
    takes(platform)
    number = mass(desk, staff_ids=(zhang, li))
    with pytest.raises(MassNotWaiting):
        desk.wecom.masses.remind(number)
    jobs(desk)
    assert desk.wecom.masses.remind(number).reminded_at == desk.clock.now()
    assert sorted(one.body["msgid"] for one in platform.calls("remind_groupmsg_send")) == ["m-li", "m-zhang"]
    platform.answers["remind_groupmsg_send"] = {"errcode": 41094}
    with pytest.raises(MassRemindedOften):
        desk.wecom.masses.remind(number)
    desk.wecom.clients.forget(desk.view.id)

    # zhang has confirmed a moment before; li has not.
    platform.answers["get_groupmsg_task"] = lambda asked: {
        "task_list": [
            {
                "userid": asked.body["msgid"].split("-")[1],
                "status": 2 * (asked.body["msgid"] == "m-zhang"),
                "send_time": 5,
            }
        ]
    }
    platform.answers["get_groupmsg_send_result"] = {"send_list": [{"external_userid": "wm1", "status": 1}]}
    assert desk.wecom.masses.cancel(number).state == "cancelled"
    assert (
        states(desk) == {"wm1": ("sent", None), "wm2": ("blocked", "cancelled")} == states(desk, MessageRow)
    )
    with pytest.raises(MassNotWaiting):
        desk.wecom.masses.cancel(number)


def test_what_is_refused_before_anything_is_asked(desk: Any) -> None:
    zhang = befriend(desk, "zhang", ("wm1", 11))
    wrong = (
        (Audience(staff_ids=(zhang,)), "", MassEmpty), (Audience(), "x", MassEmpty),
        (Audience((zhang,), (), (1,)), "x", MassMixed), (Audience(staff_ids=(zhang,)), "好" * 1334, MassTooLong),
        (Audience(group_ids=(9,)), "x", MassAudienceUnknown),
    )  # fmt: skip
    for wanted, text, error in wrong:
        with desk.uow.begin() as tx, pytest.raises(error):
            api.create(tx, NewMass("k", "", desk.view.id, CORP, text, wanted), EVERYBODY)
    with desk.uow.begin() as tx, pytest.raises(MassAudienceUnknown):
        new = NewMass("k", "", desk.view.id, CORP, "x", Audience(staff_ids=(zhang,)))
        api.create(tx, new, Visibility((zhang + 1,)))


def test_recipients_follow_people_and_can_be_exported_and_erased(desk: Any, platform: Any) -> None:
    zhang = befriend(desk, "zhang", ("wm1", 11))
    takes(platform)
    mass(desk, staff_ids=(zhang,))
    jobs(desk)
    with desk.uow.begin() as tx:
        api.people_moved(tx, {11: 12})
        assert api._export(tx, 12)["mass_messages"][0]["external_userid"] == "wm1"
        assert api._erase(tx, 12) == 1 and api._export(tx, 12) == {"mass_messages": []}


def console(desk: Any, scope: DataScope = DataScope()) -> TestClient:
    app = FastAPI()
    app.state.services = desk.services
    desk.services.put(UnitOfWork, desk.uow)
    desk.services.put(Authenticator, Authenticator(lambda _: Caller("user", 1, "a", frozenset({"*"}), scope)))
    app.include_router(routes.router)
    app.add_exception_handler(
        HuayuanError, lambda _, error: JSONResponse({"error": error.as_dict()}, error.status)
    )  # type: ignore
    return TestClient(app)


def test_over_http(desk: Any, platform: Any) -> None:
    zhang = befriend(desk, "zhang", ("wm1", 11), ("wm2", 12))
    takes(platform)
    http = console(desk)
    body = {"name": "春季", "text": "上新", "key": "a", "audience": {"staff_ids": [zhang]}}
    made = http.post("/api/wecom/mass-messages", json=body)
    assert made.status_code == 201 and made.json()["state"] == "preparing"
    number = made.json()["id"]
    assert http.post("/api/wecom/mass-messages", json=body).json()["id"] == number
    jobs(desk)
    detail = http.get(f"/api/wecom/mass-messages/{number}").json()
    assert detail["counts"] == {"waiting": 2, "sent": 0, "failed": 0, "blocked": 0, "reasons": {}}
    assert detail["members"] == [
        {"userid": "zhang", "name": "zhang", "state": "made", "confirmed_at": None, "recipients": 2, "sent": 0, "waiting": 2}
    ]  # fmt: skip
    assert http.post(f"/api/wecom/mass-messages/{number}/remind").json()["reminded_at"]
    confirmed(platform, desk, wm1=1, wm2=3)
    jobs(desk, 60)
    page = http.get("/api/wecom/mass-messages", params={"state": "done"}).json()
    assert page["total"] == 1 and page["items"][0]["counts"]["reasons"] == {"monthly_cap": 1}
    people = http.get(f"/api/wecom/mass-messages/{number}/recipients", params={"state": "sent"}).json()
    assert [(one["person_id"], one["member"], one["state"]) for one in people["items"]] == [
        (11, "zhang", "sent")
    ]
    hidden = console(desk, DataScope("own", (zhang + 1,))).get(
        f"/api/wecom/mass-messages/{number}/recipients"
    )
    assert {one["person_id"] for one in hidden.json()["items"]} == {None}
    assert http.post(f"/api/wecom/mass-messages/{number}/cancel").status_code == 409
    assert http.get("/api/wecom/mass-messages/99").status_code == 404


class InSegment:
    """Memberships that know who is in every segment."""

    def __init__(self, *people: int) -> None:
        self.people = BitMap(people)

    def members(self, tx: Any, segment_id: int) -> BitMap:
        return self.people


def segment(desk: Any, *people: int) -> int:
    """A segment of these people, as it is kept up to date elsewhere."""
    desk.services.put(Memberships, cast(Memberships, InSegment(*people)))
    moment = Moment(desk.clock.now(), ZoneInfo("Asia/Shanghai"))
    with desk.uow.begin() as tx:
        return segments.create(Ask(desk.services, tx, moment), "老客", "", {"kind": "all", "of": []}, "我").id


def asset(desk: Any, kind: str = "image") -> int:
    content = b"\x89PNG\r\n\x1a\n-a-picture" if kind == "image" else b"%PDF-1.7 a price list"
    with desk.uow.begin() as tx:
        return media.add(tx, kind, "海报.png", content).id


def test_a_segment_is_whoever_is_in_it_when_it_goes_out(desk: Any, platform: Any) -> None:
    zhang = befriend(desk, "zhang", ("wm1", 11), ("wm2", 12), ("wm3", 13))
    befriend(desk, "li", ("wm2", 12))  # met later, by somebody outside the maker's scope
    chosen = segment(desk, 11)
    takes(platform)
    new = NewMass("k1", "春季", desk.view.id, CORP, "上新", Audience(segment_id=chosen), created_by="小王")
    with desk.uow.begin() as tx:
        made = api.create(tx, new, Visibility((zhang,)))
    assert (made.created_by, made.audience.within_staff) == ("小王", (zhang,))
    desk.services.put(Memberships, cast(Memberships, InSegment(11, 12, 99)))
    jobs(desk)
    [asked] = platform.calls("add_msg_template")
    assert (asked.body["sender"], sorted(asked.body["external_userid"])) == ("zhang", ["wm1", "wm2"])
    with desk.uow.begin() as tx, pytest.raises(MassAudienceUnknown):
        api.create(tx, NewMass("k2", "", desk.view.id, CORP, "x", Audience(segment_id=99)), EVERYBODY)
    with desk.uow.begin() as tx:
        segments.archive(tx, chosen, "我")
    with desk.uow.begin() as tx, pytest.raises(SegmentArchived):
        api.create(tx, NewMass("k3", "", desk.view.id, CORP, "x", Audience(segment_id=chosen)), EVERYBODY)


def test_a_segment_is_used_while_a_mass_message_to_it_runs(desk: Any, platform: Any) -> None:
    befriend(desk, "zhang", ("wm1", 11))
    li = befriend(desk, "li", ("wm2", 12))
    chosen = segment(desk, 11)
    takes(platform)
    later = desk.clock.now() + timedelta(hours=2)
    planned = NewMass("k1", "春季", desk.view.id, CORP, "上新", Audience(segment_id=chosen), send_at=later)
    to_staff = NewMass("k2", "别的", desk.view.id, CORP, "上新", Audience((li,)))

    def places() -> list[Any]:
        with desk.uow.read() as tx:
            return usage.places_of(tx, chosen)

    assert places() == []
    with desk.uow.begin() as tx:
        number = api.create(tx, planned, EVERYBODY).id
        api.create(tx, to_staff, EVERYBODY)
    assert [(one.kind, one.name, one.url) for one in places()] == [
        ("wecom_mass", "春季", f"/mass-messages/{number}")
    ]
    with desk.uow.begin() as tx, pytest.raises(SegmentInUse) as refused:
        usage.refuse_if_used(tx, chosen, "老客")
    assert "春季" in refused.value.text("zh")
    jobs(desk, 3 * 3600)
    assert [one.id for one in places()] == [number], "staff have yet to confirm"
    desk.wecom.masses.cancel(number)
    assert places() == []


def test_a_large_segment_is_read_by_staff(desk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    befriend(desk, "zhang", ("wm1", 11), ("wm2", 12))
    befriend(desk, "li", ("wm2", 12), ("wm3", 13))
    wanted = Audience(segment_id=segment(desk, 12, 13))
    found = []
    for few in (10, 1):
        monkeypatch.setattr(audience, "FEW", few)
        with desk.uow.read() as tx:
            plan = audience.plan(desk.services, tx, CORP, wanted)
        found.append([(one.userid, sorted(each.recipient for each in some)) for one, some in plan])
    assert found == [[("li", ["wm2", "wm3"])]] * 2


def test_one_for_later_waits_and_can_be_called_off(desk: Any, platform: Any) -> None:
    zhang = befriend(desk, "zhang", ("wm1", 11))
    takes(platform)
    later = desk.clock.now() + timedelta(hours=2)
    for key in ("k1", "k2"):
        new = NewMass(key, "", desk.view.id, CORP, "上新", Audience((zhang,)), send_at=later)
        with desk.uow.begin() as tx:
            assert api.create(tx, new, EVERYBODY).state == "scheduled"
    jobs(desk, 3600)
    assert not platform.calls("add_msg_template")
    _, second = sorted(rows(desk, MassRow), key=lambda row: row.id)
    assert desk.wecom.masses.cancel(second.id).state == "cancelled"
    jobs(desk, 3601)
    assert len(platform.calls("add_msg_template")) == 1
    assert {row.key: row.state for row in rows(desk, MassRow)} == {"k1": "waiting", "k2": "cancelled"}


def test_pictures_and_files_are_uploaded_when_they_are_needed(desk: Any, platform: Any) -> None:
    zhang = befriend(desk, "zhang", ("wm1", 11))
    takes(platform)
    platform.answers["upload"] = lambda asked: {"media_id": f"m-{asked.query['type']}"}
    attachments = (
        {"kind": "image", "asset_id": asset(desk)},
        {"kind": "file", "asset_id": asset(desk, "file")},
        {"kind": "link", "title": "新品", "url": "https://example.com"},
        {"kind": "miniprogram", "title": "商城", "appid": "wx1", "page": "p", "asset_id": asset(desk)},
    )
    new = NewMass("k1", "", desk.view.id, CORP, "", Audience((zhang,)), attachments)
    with desk.uow.begin() as tx:
        api.create(tx, new, EVERYBODY)
    jobs(desk)
    [asked] = platform.calls("add_msg_template")
    assert asked.body["attachments"] == [
        {"msgtype": "image", "image": {"media_id": "m-image"}},
        {"msgtype": "file", "file": {"media_id": "m-file"}},
        {"msgtype": "link", "link": {"title": "新品", "url": "https://example.com"}},
        {"msgtype": "miniprogram",
         "miniprogram": {"title": "商城", "appid": "wx1", "page": "p", "pic_media_id": "m-image"}},
    ]  # fmt: skip


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "voice"}, {"kind": "image"}, {"kind": "image", "asset_id": 999}, {"kind": "link", "title": "x"},
        {"kind": "link", "title": "x", "url": "javascript:alert(1)"}, {"kind": "link", "title": "好" * 50, "url": "https://x"},
        {"kind": "link", "title": "x", "url": "https://x", "more": 1},
    ],
)  # fmt: skip
def test_unfit_attachments_are_refused_at_once(desk: Any, wrong: dict[str, Any]) -> None:
    zhang = befriend(desk, "zhang", ("wm1", 11))
    new = NewMass("k1", "", desk.view.id, CORP, "x", Audience((zhang,)), (wrong,))
    with desk.uow.begin() as tx, pytest.raises(AttachmentWrong):
        api.create(tx, new, EVERYBODY)


def test_what_a_check_says_before_anything_is_sent(desk: Any, platform: Any) -> None:
    zhang = befriend(desk, "zhang", ("wm1", 11), ("wm2", 12), ("wm3", 13))
    li = befriend(desk, "li", ("wm4", 14))
    takes(platform)
    http = console(desk)
    mass(desk, staff_ids=(zhang,))
    jobs(desk)
    confirmed(platform, desk, wm1=1, wm2=3, wm3=1)
    assert http.post("/api/wecom/mass-messages/1/refresh").json()["state"] == "done"

    class Suppressing:
        def suppressed(self, tx: Any, people: Any, *, channel: str, purpose: str) -> set[int]:
            return {14} & set(people)

    desk.channels.suppression = Suppressing()
    desk.services.put(Settings, Settings())
    body = {"audience": {"segment_id": segment(desk, 11, 12, 14, 99)}}
    answer = http.post("/api/wecom/mass-messages/check", json=body).json()
    assert answer == {
        "chosen": 4, "reached": 3, "capped": 1, "refused": 1, "members": 2,
        "shares": [
            {"staff_id": zhang, "name": "zhang", "store_name": None, "recipients": 2},
            {"staff_id": li, "name": "li", "store_name": None, "recipients": 1},
        ],
    }  # fmt: skip
    assert [one["account"] for one in http.get("/api/wecom/mass-messages/connections").json()["items"]] == [
        CORP
    ]
    outside = console(desk, DataScope("own", (li,))).post("/api/wecom/mass-messages/check", json=body).json()
    assert (outside["chosen"], outside["reached"]) == (1, 1), "who may not be seen is not counted either"


@pytest.mark.slow
def test_with_the_staff_of_a_sandbox(database: Database, vault: Vault, tmp_path: Path) -> None:
    with stage(database, vault, tmp_path) as world:
        world.act("rules", mass_dispatch_seconds=0.0)
        world.friends(3)
        with world.uow.begin() as tx:
            corp = world.client.connection.account
            staff = [one.id for one in stores.list_staff(tx, account=corp, limit=500)[0]]
            new = NewMass("k", "测试", world.connection_id, corp, "上新", Audience(staff_ids=tuple(staff)))
            number = api.create(tx, new, EVERYBODY).id
        world.work()
        waiting = world.act("mass")["items"]
        assert waiting and {one["status"] for one in waiting} == {0}
        for one in {each["msgid"] for each in waiting}:
            world.act("mass/confirm", msgid=one)
        world.wecom.mass_results.read(number)
        with world.uow.begin() as tx:
            assert api.mass(tx, number).state == "done"
            counted = api.counts(tx, [number])[number].by_state
        assert counted == {"sent": sum(one["targets"] for one in waiting)}
        assert {row.state for row in world.rows(MessageRow) if row.channel == "wecom_mass"} == {"sent"}
