"""What the platform sends to followers: within windows and quotas, with results as events."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from .conftest import wait_for
from .official_account_stage import Stage, open_stage
from .test_official_account_api import article

TEXT = {"msgtype": "text", "text": {"content": "你好 🌸"}}


@pytest.fixture
def stage() -> Iterator[Stage]:
    with open_stage() as opened:
        opened.connect()
        yield opened


def event(stage: Stage, name: str) -> dict[str, Any]:
    """The result that comes when its time has come."""
    stage.clock.advance(3)
    stage.pump()
    wait_for(lambda: any(row.get("Event") == name for row in stage.receiver.callbacks))
    return next(row for row in stage.receiver.callbacks if row.get("Event") == name)


def served(stage: Stage, openid: str, **message: Any) -> int:
    return int(stage.post("cgi-bin/message/custom/send", touser=openid, **(message or TEXT))["errcode"])


def test_a_follow_allows_three_messages_in_a_minute_and_a_word_five_in_48_hours(stage: Stage) -> None:
    (openid,) = stage.follow(1)
    assert [served(stage, openid) for _ in range(4)] == [0, 0, 0, 45047]
    stage.clock.advance(61)
    assert served(stage, openid) == 45015
    stage.control("say", person="p1", text="hi")
    assert [served(stage, openid) for _ in range(6)] == [0] * 5 + [45047]
    stage.control("say", person="p1", text="again")
    stage.clock.advance(48 * 3600 - 1)
    stage.known_token = ""
    assert served(stage, openid) == 0
    stage.clock.advance(2)
    assert served(stage, openid) == 45015


def test_a_menu_click_allows_three_in_a_minute_and_a_link_none(stage: Stage) -> None:
    stage.post("cgi-bin/menu/create", button=[{"type": "click", "name": "k", "key": "K"},
                                              {"type": "view", "name": "v", "url": "https://x.cn"}])  # fmt: skip
    (openid,) = stage.follow(1)
    stage.clock.advance(61)
    stage.control("click", person="p1", key="https://x.cn")
    assert served(stage, openid) == 45015
    stage.control("click", person="p1", key="K")
    assert [served(stage, openid) for _ in range(4)] == [0, 0, 0, 45047]


@pytest.mark.parametrize(
    ("message", "code"),
    [
        ({"msgtype": "text", "text": {"content": ""}}, 44004),
        ({"msgtype": "text", "text": {"content": "长" * 700}}, 45002),
        ({"msgtype": "scent"}, 40008),
        ({"msgtype": "image", "image": {"media_id": "gone"}}, 40007),
        ({"msgtype": "news", "news": {"articles": [{}, {}]}}, 45008),
    ],
)
def test_a_wrong_message_uses_no_quota_up(stage: Stage, message: dict[str, Any], code: int) -> None:
    (openid,) = stage.follow(1)
    assert served(stage, openid, **message) == code
    assert [served(stage, openid) for _ in range(3)] == [0, 0, 0]


def test_who_left_or_refuses_gets_nothing(stage: Stage) -> None:
    gone, silent = stage.follow(1, 2)
    stage.control("unfollow", person="p1")
    stage.control("refuse", person="p2", refuses=True)
    assert (served(stage, gone), served(stage, silent), served(stage, "o-unknown")) == (50005, 48002, 40003)


def test_a_template_message_is_checked_sent_once_and_reported(stage: Stage) -> None:
    (openid,) = stage.follow(1)
    rows = stage.get("cgi-bin/template/get_all_private_template")["template_list"]
    template = next(row for row in rows if row["title"] == "订单发货通知")["template_id"]
    data = {"character_string1": {"value": "A1"}, "thing2": {"value": "连衣裙"},
            "character_string3": {"value": "SF1"}, "time4": {"value": "2026-03-02 10:00"}}  # fmt: skip
    wish = {"touser": openid, "template_id": template, "data": data, "client_msg_id": "m1"}
    first = stage.post("cgi-bin/message/template/send", **wish)
    assert first["errcode"] == 0
    assert stage.post("cgi-bin/message/template/send", **wish)["msgid"] == first["msgid"]
    result = event(stage, "TEMPLATESENDJOBFINISH")
    assert (result["MsgID"], result["Status"]) == (str(first["msgid"]), "success")
    (row,) = stage.read("messages", openid=openid)["items"]
    assert "连衣裙" in row["content"]["content"]
    short = {**wish, "data": {**data, "thing2": {"value": "长" * 21}}, "client_msg_id": ""}
    refused = stage.post("cgi-bin/message/template/send", **short)
    assert refused["errcode"] == 47003 and "thing2" in refused["errmsg"]
    assert stage.post("cgi-bin/message/template/send", **{**wish, "template_id": "x"})["errcode"] == 40037
    stage.control("unfollow", person="p1")
    assert stage.post("cgi-bin/message/template/send", **{**wish, "client_msg_id": ""})["errcode"] == 43004


def test_a_blocked_template_message_is_accepted_and_reported_as_blocked(stage: Stage) -> None:
    (openid,) = stage.follow(1)
    stage.control("refuse", person="p1", refuses=True)
    template = stage.get("cgi-bin/template/get_all_private_template")["template_list"][0]["template_id"]
    data = {name: {"value": "1"} for name in ("thing1", "number2", "number3", "time4", "thing5")}
    assert (
        stage.post("cgi-bin/message/template/send", touser=openid, template_id=template, data=data)["errcode"]
        == 0
    )
    assert event(stage, "TEMPLATESENDJOBFINISH")["Status"] == "failed:user block"
    assert stage.read("messages")["items"] == []


def test_a_notice_needs_one_acceptance_each(stage: Stage) -> None:
    (openid,) = stage.follow(1)
    template = stage.get("wxaapi/newtmpl/gettemplate")["data"][0]["priTmplId"]
    wish = {"touser": openid, "template_id": template,
            "data": {"thing1": {"value": "满减券"}, "time2": {"value": "今天"}, "thing3": {"value": "快用"}}}  # fmt: skip
    assert stage.post("cgi-bin/message/subscribe/bizsend", **wish)["errcode"] == 43101
    assert stage.control("notice", person="p1", template_id=template, accept=True)["done"] is True
    popup = event(stage, "subscribe_msg_popup_event")
    assert (popup["TemplateId"], popup["SubscribeStatusString"]) == (template, "accept")
    assert stage.post("cgi-bin/message/subscribe/bizsend", **wish)["errcode"] == 0
    assert event(stage, "subscribe_msg_sent_event")["ErrorStatus"] == "success"
    assert stage.post("cgi-bin/message/subscribe/bizsend", **wish)["errcode"] == 43101


def test_a_fifth_mass_message_of_the_month_is_skipped_in_silence(stage: Stage) -> None:
    openids = stage.follow(1, 2, 3)
    wish = {"filter": {"is_to_all": True}, **TEXT}
    jobs = [stage.post("cgi-bin/message/mass/sendall", **wish)["msg_id"] for _ in range(4)]
    (late,) = stage.follow(4)
    last = stage.post("cgi-bin/message/mass/sendall", **wish)["msg_id"]
    stage.clock.advance(3)
    stage.pump()
    wait_for(lambda: sum(row.get("Event") == "MASSSENDJOBFINISH" for row in stage.receiver.callbacks) == 5)
    results = {
        row["MsgID"]: row for row in stage.receiver.callbacks if row.get("Event") == "MASSSENDJOBFINISH"
    }
    assert results[str(jobs[0])]["SentCount"] == "3"
    assert (results[str(last)]["TotalCount"], results[str(last)]["SentCount"]) == ("4", "1")
    assert stage.post("cgi-bin/message/mass/get", msg_id=last)["msg_status"] == "SEND_SUCCESS"
    reached = [row["openid"] for row in stage.read("messages", limit=1000)["items"]]
    assert reached.count(openids[0]) == 4 and reached.count(late) == 1
    stage.clock.advance(31 * 86_400)
    stage.known_token = ""
    stage.post("cgi-bin/message/mass/sendall", **wish)
    stage.clock.advance(3)
    stage.pump()
    wait_for(lambda: len(stage.read("messages", limit=1000)["items"]) == len(reached) + 4)


def test_a_repeated_client_id_names_the_first_job(stage: Stage) -> None:
    openids = stage.follow(1, 2)
    wish = {"touser": openids, "clientmsgid": "c1", **TEXT}
    first = stage.post("cgi-bin/message/mass/send", **wish)
    again = stage.post("cgi-bin/message/mass/send", **wish)
    assert (again["errcode"], again["msg_id"]) == (45065, first["msg_id"])
    assert stage.post("cgi-bin/message/mass/send", touser=openids[:1], **TEXT)["errcode"] == 40130
    assert stage.post("cgi-bin/message/mass/send", touser=[*openids, "o-x"], **TEXT)["errcode"] == 40003
    tag = {"filter": {"is_to_all": False, "tag_id": 77}}
    assert stage.post("cgi-bin/message/mass/sendall", **tag, **TEXT)["errcode"] == 40152


def test_a_subscription_account_sends_once_a_day(stage: Stage) -> None:
    stage.control("options", kind="subscription")
    stage.follow(1)
    wish = {"filter": {"is_to_all": True}, **TEXT}
    codes = [stage.post("cgi-bin/message/mass/sendall", **wish)["errcode"] for _ in range(2)]
    assert codes == [0, 45028]


def test_a_draft_sent_to_all_becomes_an_article_with_an_address(stage: Stage) -> None:
    stage.follow(1)
    draft = stage.post("cgi-bin/draft/add", articles=[article(stage, "周五见")])["media_id"]
    wish = {"filter": {"is_to_all": True}, "msgtype": "mpnews", "mpnews": {"media_id": draft}}
    assert stage.post("cgi-bin/message/mass/sendall", **wish)["errcode"] == 0
    result = event(stage, "MASSSENDJOBFINISH")
    assert "周五见" in stage.http.get(result["ArticleUrl"]).text
    assert stage.post("cgi-bin/message/mass/sendall", **wish)["errcode"] == 40007


def test_publishing_tells_the_result(stage: Stage) -> None:
    draft = stage.post("cgi-bin/draft/add", articles=[article(stage)])["media_id"]
    submitted = stage.post("cgi-bin/freepublish/submit", media_id=draft)
    assert stage.post("cgi-bin/freepublish/submit", media_id=draft)["errcode"] == 53503
    result = event(stage, "PUBLISHJOBFINISH")
    assert (result["publish_id"], result["publish_status"]) == (submitted["publish_id"], "0")
