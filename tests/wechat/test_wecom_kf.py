"""微信客服: read after callbacks, known as persons, answered through the gate; what the platform refuses."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.responses import JSONResponse
from starlette.testclient import TestClient
from wechat.conftest import CORP, written
from wechat.test_flow import rows, told
from wechat.wecom_stage import stage

from huayuan.identity.models import IdentifierRow
from huayuan.kernel.caller import Caller, DataScope
from huayuan.kernel.crypto import Vault
from huayuan.kernel.db import Database
from huayuan.kernel.errors import HuayuanError
from huayuan.kernel.routes import Authenticator
from huayuan.kernel.worker import Worker
from huayuan.messaging import tasks as messaging_tasks
from huayuan.messaging.contracts import ChannelRegistry
from huayuan.messaging.models import MessageRow
from huayuan.profiles import api as profiles
from huayuan.profiles.contracts import Visibility
from huayuan.profiles.tags import acting
from huayuan.wechat.connections.errors import REACTIONS, Reaction
from huayuan.wechat.wecom import codes
from huayuan.wechat.wecom import tasks as wecom_tasks
from huayuan.wechat.wecom.kf import api, routes, tasks
from huayuan.wechat.wecom.kf.errors import KfTextUnfit, KfWindowClosed
from huayuan.wechat.wecom.kf.models import KfAccountRow, KfMessageRow, KfSessionRow
from huayuan.wechat.wecom.kf.reading import KfReader

EVERYBODY = Visibility()
KF = "wk1"
SQLITE = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


def told_by(desk: Any, token: str, open_kfid: str) -> None:
    answer = desk.push(
        f"<xml><ToUserName>{CORP}</ToUserName><CreateTime>{desk.now()}</CreateTime><MsgType>event</MsgType>"
        f"<Event>kf_msg_or_event</Event><Token>{token}</Token><OpenKfId>{open_kfid}</OpenKfId></xml>"
    )
    assert answer.status_code == 200


def pushed(desk: Any, token: str = "t1", open_kfid: str = KF) -> None:
    told_by(desk, token, open_kfid)
    # On a busy machine the callback may come by way of the journal.
    desk.work_until(
        lambda: (open_kfid, token) in {(row.open_kfid, row.token) for row in rows(desk, KfAccountRow)}
    )


def read(desk: Any, seconds: float = 0) -> None:
    desk.clock.advance(seconds=seconds)
    for _ in range(4):
        tasks.read_messages(desk.services)


def message(desk: Any, number: int, customer: str = "wm1", **more: Any) -> dict[str, Any]:
    whole = {
        "msgid": f"m{number}", "send_time": desk.now() + number, "origin": 3, "msgtype": "text", "open_kfid": KF,
        "external_userid": customer, "text": {"content": "有货吗"},
    }  # fmt: skip
    return whole | more


def event(desk: Any, number: int, kind: str, customer: str = "wm1", **more: Any) -> dict[str, Any]:
    inside = {"event_type": kind, "open_kfid": KF, "external_userid": customer} | more
    return {
        "msgid": f"e{number}",
        "send_time": desk.now() + number,
        "origin": 4,
        "msgtype": "event",
        "event": inside,
    }


def answered(*messages: dict[str, Any], cursor: str = "c1", more: int = 0) -> dict[str, Any]:
    return {"next_cursor": cursor, "has_more": more, "msg_list": list(messages)}


def asked_once(desk: Any, platform: Any, *messages: dict[str, Any]) -> KfSessionRow:
    desk.clock.advance(seconds=1)  # a callback of the same second and token is a repeat
    platform.answers["sync_msg"] = [answered(*(messages or (message(desk, 1),)))]
    pushed(desk)
    read(desk)
    return rows(desk, KfSessionRow)[0]


def reply(desk: Any, text: str = "您好", key: str = "k") -> Any:
    with desk.uow.begin() as tx:
        [one], _ = api.conversations(tx, EVERYBODY, open_kfid=None, limit=9, offset=0)
        return api.reply(tx, desk.services.get(ChannelRegistry), one, CORP, text, key)


def dispatch(desk: Any) -> MessageRow:
    for _ in range(5):
        desk.dispatcher.wait(10)
        messaging_tasks.send_due(desk.services)
        desk.work()
    return rows(desk, MessageRow)[0]


def test_a_callback_has_all_pages_read_and_people_known_by_unionid(desk: Any, platform: Any) -> None:
    platform.answers["sync_msg"] = [
        answered(event(desk, 1, "enter_session", scene="poster_1"), more=1),
        answered(cursor="c2", more=1),
        answered(message(desk, 2), message(desk, 3, msgtype="image"), cursor="c3"),
    ]
    platform.answers["batchget"] = {
        "customer_list": [{"external_userid": "wm1", "nickname": "王芳", "unionid": "u1", "gender": 2}]
    }
    pushed(desk, "tok")
    read(desk)
    bodies = [one.body for one in platform.calls("sync_msg")]
    assert [one.get("cursor", "") for one in bodies] == ["", "c1", "c2"]
    assert {(one["token"], one["open_kfid"], one["limit"]) for one in bodies} == {("tok", KF, 1000)}
    received = [one for one in told(desk) if one["event"] == "message_received"]
    assert [one["properties"]["kind"] for one in received] == ["text", "image"]
    assert all("有货" not in str(one) for one in told(desk)), "no event says what was said"
    assert received[0]["channel"] == "poster_1" and received[0]["properties"]["source"] == "kf"
    assert {row.kind for row in rows(desk, IdentifierRow)} == {"wecom_external_userid", "wechat_unionid"}
    [account] = rows(desk, KfAccountRow)
    assert (account.cursor, account.due) == ("c3", None)
    [session] = rows(desk, KfSessionRow)
    assert (session.state, session.scene) == (0, "poster_1")


def test_a_page_that_comes_twice_tells_once(desk: Any, platform: Any) -> None:
    page = answered(message(desk, 1), cursor="c1", more=1)
    platform.answers["sync_msg"] = [page, page, page]
    pushed(desk)
    read(desk)
    assert len(platform.calls("sync_msg")) == 2, "a cursor that does not move is the end"
    pushed(desk, "t2")
    read(desk)
    ids = {one["event_id"] for one in told(desk) if one["event"] == "message_received"}
    assert len(ids) == 1 and len(rows(desk, KfSessionRow)) == 1


def test_lost_callbacks_are_made_up_for_one_account_after_the_other(desk: Any, platform: Any) -> None:
    platform.answers["sync_msg"] = lambda asked: answered(cursor="c-" + asked.body["open_kfid"])
    pushed(desk, "t1", "wk1")
    pushed(desk, "t2", "wk2")
    read(desk)
    desk.clock.advance(seconds=3600)
    platform.answers["sync_msg"] = lambda asked: answered(
        message(desk, 1, f"wm-{asked.body['open_kfid']}"), cursor="c9"
    )
    with desk.uow.begin() as tx:
        assert api.catch_up(tx, [desk.view.id]) == 2 and api.catch_up(tx, []) == 0
    read(desk)
    assert [row.open_kfid for row in rows(desk, KfSessionRow)] == ["wk1"]
    read(desk, 31)
    assert {row.open_kfid for row in rows(desk, KfSessionRow)} == {"wk1", "wk2"}
    with desk.uow.begin() as tx:
        assert api.catch_up(tx, [desk.view.id]) == 0, "just read"


def test_two_callbacks_of_one_second_are_two(desk: Any, platform: Any) -> None:
    platform.answers["sync_msg"] = lambda asked: answered(
        message(desk, 1, f"wm-{asked.body['open_kfid']}"), cursor="c9"
    )
    pushed(desk, "t1", "wk1")
    pushed(desk, "t2", "wk2")
    read(desk)
    assert {row.open_kfid for row in rows(desk, KfSessionRow)} == {"wk1", "wk2"}


def test_an_old_token_is_left_out(desk: Any, platform: Any) -> None:
    platform.answers["sync_msg"] = lambda asked: (
        {"errcode": 95007} if asked.body.get("token") else answered(message(desk, 1))
    )
    pushed(desk, "old")
    read(desk)
    assert len(rows(desk, KfSessionRow)) == 1 and rows(desk, KfAccountRow)[0].due is None


@SQLITE
@pytest.mark.parametrize("kind", codes.CODES, ids=lambda kind: kind.value)
def test_every_class_of_error_when_messages_are_read(desk: Any, platform: Any, kind: Any) -> None:
    """Never given up while asking again may help, never asked for ever; what comes later is read."""
    platform.answers["sync_msg"] = {"errcode": codes.CODES[kind][0]}
    pushed(desk)
    read(desk)
    final = REACTIONS[kind] in (Reaction.GIVE_UP, Reaction.MARK)
    assert (rows(desk, KfAccountRow)[0].due is None) == final
    for _ in range(30):
        read(desk, 700)
    paused = REACTIONS[kind] in (Reaction.PAUSE, Reaction.STOP_CONNECTION)
    assert paused or rows(desk, KfAccountRow)[0].due is None
    desk.clock.advance(seconds=700)
    platform.answers["sync_msg"] = answered(message(desk, 1))
    pushed(desk, "later")
    read(desk, 700)
    assert len(rows(desk, KfSessionRow)) == 1


def test_newcomers_whom_the_platform_will_not_tell_of_are_known_by_their_id(desk: Any, platform: Any) -> None:
    platform.answers["batchget"] = {"errcode": 95004}
    asked_once(desk, platform)
    assert [one["event"] for one in told(desk)] == ["message_received"]


@SQLITE
@pytest.mark.parametrize("kind", codes.CODES, ids=lambda kind: kind.value)
def test_every_class_of_error_when_a_message_is_sent(desk: Any, platform: Any, kind: Any) -> None:
    asked_once(desk, platform)
    platform.answers["send_msg"] = {"errcode": codes.CODES[kind][0]}
    reply(desk)
    row = dispatch(desk)
    expected = {
        Reaction.SUCCEED: {"sent"}, Reaction.AGAIN: {"queued", "sending"}, Reaction.PAUSE: {"queued", "sending"},
    }.get(REACTIONS[kind], {"failed"})  # fmt: skip
    assert row.state in expected
    assert rows(desk, KfSessionRow)[0].sent == (1 if row.state == "sent" else 0)


def test_a_reply_goes_once_with_a_number_of_its_own(desk: Any, platform: Any) -> None:
    asked_once(desk, platform)
    assert reply(desk).fresh and not reply(desk).fresh
    row = dispatch(desk)
    [sent] = platform.calls("send_msg")
    assert sent.body == {
        "touser": "wm1", "open_kfid": KF, "msgid": f"hy{row.id}", "msgtype": "text", "text": {"content": "您好"},
    }  # fmt: skip
    assert (row.state, row.channel, row.purpose) == ("sent", "wecom_kf", "service")
    assert rows(desk, KfSessionRow)[0].sent == 1


def test_nothing_is_sent_when_the_window_is_closed(desk: Any, platform: Any) -> None:
    asked_once(desk, platform)
    with pytest.raises(KfTextUnfit):
        reply(desk, "好" * 700)
    desk.clock.advance(seconds=timedelta(hours=49).total_seconds())
    with pytest.raises(KfWindowClosed):
        reply(desk)
    asked_once(desk, platform, message(desk, 2))
    reply(desk, key="after")
    asked_once(desk, platform, message(desk, 3, origin=5, servicer_userid="zhang"))
    with pytest.raises(KfWindowClosed):
        reply(desk, key="with a servicer")


def test_sessions_follow_what_the_platform_tells(desk: Any, platform: Any) -> None:
    change = "session_status_change"
    one = asked_once(
        desk, platform, message(desk, 1), event(desk, 2, change, change_type=1, new_servicer_userid="zhang")
    )
    assert (one.state, one.servicer) == (3, "zhang")
    one = asked_once(
        desk, platform, event(desk, 3, change, change_type=3), event(desk, 4, "msg_send_fail", fail_type=10)
    )
    assert (one.state, one.servicer) == (4, "")
    assert [e["properties"]["code"] for e in told(desk) if e["event"] == "message_failed"] == ["kf_10"]


def test_a_reply_that_did_not_arrive_is_settled_in_the_ledger(desk: Any, platform: Any) -> None:
    asked_once(desk, platform)
    reply(desk)
    row = dispatch(desk)
    lost = event(desk, 2, "msg_send_fail", fail_msgid=f"hy{row.id}", fail_type=10)
    for _ in range(2):
        asked_once(desk, platform, lost)
    [row] = rows(desk, MessageRow)
    assert (row.state, row.reason, row.code) == ("failed", "not_delivered", 10)
    failed = [one["properties"] for one in told(desk) if one["event"] == "message_failed"]
    assert [(one["message_id"], one["code"]) for one in failed] == [(str(row.id), "10")]


def test_who_writes_again_in_the_same_second_is_heard(desk: Any, platform: Any) -> None:
    """Times are whole seconds; what follows an end begins anew."""
    over = event(desk, 1, "session_status_change", change_type=3)
    one = asked_once(desk, platform, message(desk, 1), over, message(desk, 1, msgid="m9"))
    assert (one.state, one.servicer) == (0, "")


def test_accounts_are_learnt_and_a_refusal_is_no_fault(desk: Any, platform: Any) -> None:
    platform.answers["list"] = [
        {"account_list": [{"open_kfid": KF, "name": "客服"}, {"open_kfid": "wk2"}]}, {"account_list": []},
        {"account_list": [{"open_kfid": KF}]}, {"account_list": []}, {"errcode": 48002},
    ]  # fmt: skip
    reader = desk.services.get(KfReader)
    assert reader.accounts(desk.view.id) == 2 and reader.accounts(desk.view.id) == 1
    assert {row.open_kfid: row.active for row in rows(desk, KfAccountRow)} == {KF: True, "wk2": False}
    with desk.uow.begin() as tx:
        tx.enqueue("wecom.kf_accounts", {"connection_id": desk.view.id})
    worker = Worker(desk.uow, desk.services, [tasks.TASKS], [], threads=1, owner="test")
    assert worker.run_due() and not worker.run_due()


def test_an_account_has_its_name_from_the_first_callback_on(desk: Any, platform: Any) -> None:
    names = {KF: "护肤顾问"}
    platform.answers["list"] = lambda asked: {
        "account_list": [{"open_kfid": one, "name": name} for one, name in names.items()]
        if not asked.body["offset"] else []
    }  # fmt: skip
    platform.answers["sync_msg"] = lambda _: answered()

    def heard(open_kfid: str, token: str) -> int:
        """How often the accounts were listed after this callback; a list is two calls."""
        before = len(platform.calls("account/list"))
        desk.clock.advance(seconds=1)
        told_by(desk, token, open_kfid)
        written(desk.board)
        wecom_tasks.receive(desk.services)
        Worker(desk.uow, desk.services, [tasks.TASKS], [], threads=1, owner="test").run_due()
        return len(platform.calls("account/list")) - before

    assert (heard(KF, "t1"), heard(KF, "t2")) == (2, 0)
    assert {row.open_kfid: row.name for row in rows(desk, KfAccountRow)} == {KF: "护肤顾问"}
    assert (heard("wk-of-others", "t3"), heard("wk-of-others", "t4")) == (2, 0)
    names["wk2"] = "售后"
    assert heard("wk2", "t5") == 2
    assert {row.open_kfid: row.name for row in rows(desk, KfAccountRow) if row.active} == names


def test_people_can_be_exported_moved_and_erased(desk: Any, platform: Any) -> None:
    person = asked_once(desk, platform).person_id
    with desk.uow.begin() as tx:
        api.people_moved(tx, {person: 99})
        exported = (
            dict(api.PRIVACY.exports[0](tx, 99)) if hasattr(api.PRIVACY, "exports") else api._export(tx, 99)
        )
        assert exported["kf_sessions"][0]["external_userid"] == "wm1"
        assert exported["kf_sessions"][0]["messages"][0]["text"] == "有货吗"
        assert api._erase(tx, 99) == 1
    assert rows(desk, KfSessionRow) == [] == rows(desk, KfMessageRow)


def test_a_conversation_can_be_read_for_a_month(desk: Any, platform: Any) -> None:
    place = {"name": "人民广场", "address": "黄浦区", "latitude": 31.2}
    one = asked_once(
        desk, platform, event(desk, 0, "enter_session", scene="poster_1"), message(desk, 1),
        message(desk, 2, msgtype="image", text=None), message(desk, 3, msgtype="location", text=None, location=place),
    )  # fmt: skip
    desk.clock.advance(seconds=9)
    reply(desk)
    dispatch(desk)
    http = site(desk.services, "messages.read")
    url = f"/api/wecom/kf/conversations/{one.id}"
    said = http.get(url + "/messages").json()["items"]
    assert [(line["speaker"], line["kind"], line["text"]) for line in said] == [
        ("system", "entered", ""), ("customer", "text", "有货吗"), ("customer", "image", ""),
        ("customer", "location", "人民广场 黄浦区"), ("us", "text", "您好"),
    ]  # fmt: skip
    assert said[-1]["delivery"] == "sent" and said[1]["delivery"] is None
    shown = http.get(url).json()
    assert shown["last"]["text"] == "您好" and shown["moves"] == ["robot", "queued", "human", "ended"]
    listed = http.get("/api/wecom/kf/conversations", params={"state": "human"}).json()
    assert listed == {"items": [], "total": 0, "by_state": {"unhandled": 1}}
    own = site(desk.services, "messages.read", scope=DataScope("own", (5,)))
    assert own.get(url).status_code == own.get(url + "/messages").status_code == 404
    desk.clock.advance(seconds=timedelta(days=31).total_seconds())
    with desk.uow.begin() as tx:
        assert api.forget_old(tx) == 5
    http = site(desk.services, "messages.read")
    assert http.get(url + "/messages").json() == {"items": []} and http.get(url).json()["last"] is None


def test_words_that_customers_write_give_tags(desk: Any, platform: Any) -> None:
    with desk.uow.begin() as tx:
        tag = profiles.ensure_tag(tx, "兴趣", "问过货")
        kind = {"kind": "keyword", "match": "contains", "value": "有货", "tags": (tag,), "days": None}
        acting.save(
            tx, acting.TagAction(id=0, name="问货", active=True, created_at=tx.now, **kind)
        )  # fmt: skip
    silent = message(desk, 2, "wm2", text={"content": "在吗"})
    typed = message(desk, 3, "wm3", origin=5, servicer_userid="zhang")
    asked_once(desk, platform, message(desk, 1), silent, typed)
    people = {row.external_userid: row.person_id for row in rows(desk, KfSessionRow)}
    with desk.uow.read() as tx:
        assert {who for who in people if profiles.tags_of(tx, [people[who]])} == {"wm1"}


def site(services: Any, *permissions: str, scope: DataScope | None = None) -> TestClient:
    caller = Caller("user", 1, "管理员", frozenset(permissions), scope or DataScope("all", ()))
    services.put(Authenticator, Authenticator(lambda _: caller))
    app = FastAPI()
    app.state.services = services
    app.include_router(routes.router)

    @app.exception_handler(HuayuanError)
    def refused(_: Any, error: HuayuanError) -> JSONResponse:
        return JSONResponse({"code": error.code}, error.status)

    return TestClient(app)


def test_who_may_not_see_the_customer_sees_no_conversation(desk: Any, platform: Any) -> None:
    one = asked_once(desk, platform)
    everything = ("messages.read", "messages.write")
    own = site(desk.services, *everything, scope=DataScope("own", (5,)))
    assert own.get("/api/wecom/kf/conversations").json() == {"items": [], "total": 0, "by_state": {}}
    assert own.post(f"/api/wecom/kf/conversations/{one.id}/messages", json={"text": "x"}).status_code == 404
    assert own.post(f"/api/wecom/kf/conversations/{one.id}/state", json={"state": "ended"}).status_code == 404
    assert site(desk.services).get("/api/wecom/kf/conversations").status_code == 403
    reader = site(desk.services, "messages.read")
    assert reader.get("/api/wecom/kf/conversations").json()["items"][0]["messages_left"] == 5
    assert (
        reader.post(f"/api/wecom/kf/conversations/{one.id}/messages", json={"text": "x"}).status_code == 403
    )


@pytest.mark.parametrize("code", [95013, 95016, 95019, 45009])
def test_a_move_that_is_refused_shows_the_state_of_the_platform(desk: Any, platform: Any, code: int) -> None:
    one = asked_once(desk, platform)
    platform.answers["trans"] = {"errcode": code}
    platform.answers["get"] = {"service_state": 2}
    http = site(desk.services, "messages.read", "messages.write")
    answer = http.post(f"/api/wecom/kf/conversations/{one.id}/state", json={"state": "ended"})
    assert answer.status_code == 502
    assert rows(desk, KfSessionRow)[0].state == 2, "the platform's word counts"


def test_beside_the_sandbox(database: Database, vault: Vault, tmp_path: Path) -> None:
    with stage(database, vault, tmp_path) as one:
        http = site(one.services, "messages.read", "messages.write", "connections.write")
        asked = one.act("kf/write", customer="p3", text="在吗", scene="poster_1")
        one.work_until(lambda: one.told("message_received"))
        [known] = http.get("/api/wecom/kf/conversations").json()["items"]
        one.work_until(lambda: http.get(f"/api/wecom/kf/conversations/{known['id']}").json()["account_name"])
        [account] = http.post("/api/wecom/kf/accounts/refresh").json()["items"]
        assert known["open_kfid"] == asked["open_kfid"] == account["open_kfid"]
        assert known["person_name"] and known["messages_left"] == 5 and known["scene"] == "poster_1"
        url = f"/api/wecom/kf/conversations/{known['id']}"
        assert http.post(url + "/messages", json={"text": "在的", "key": "k1"}).status_code == 202
        one.work_until(lambda: [row for row in one.rows(MessageRow) if row.state == "sent"])
        servicers = http.get(f"/api/wecom/kf/accounts/{known['open_kfid']}/servicers").json()["items"]
        moved = http.post(url + "/state", json={"state": "human", "staff_id": servicers[0]["staff_id"]})
        assert moved.json()["state"] == "human", moved.text
        assert http.post(url + "/messages", json={"text": "还在"}).json()["code"] == "wecom.kf_window_closed"
        one.act("kf/end", customer="p3")
        one.act("kf/write", customer="p3", text="谢谢")
        one.act("kf/refuse", customer="p3")
        one.work_until(lambda: len(one.told("message_received")) == 2)
        http.post(url + "/messages", json={"text": "不客气", "key": "k2"})
        one.work_until(lambda: one.told("message_failed"))
        failed = one.told("message_failed")[0]["properties"]
        assert (failed["kind"], failed["reason"], failed["code"]) == ("wecom_kf", "not_delivered", "10")
