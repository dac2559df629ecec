"""小程序: tokens, login, phone, links, codes, messages, statistics and callbacks."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from huayuan_sandbox.services.wecom.crypto import CallbackCipher
from huayuan_sandbox.world.clock import DAY

from .conftest import Server, World, wait_for
from .weixin import App, Receiver


@pytest.fixture
def receiver() -> Receiver:
    return Receiver()


@pytest.fixture
def app(world: World, receiver: Receiver) -> Iterator[App]:
    known = world.sandbox.services.mini_program.program.credentials
    receiver.cipher = CallbackCipher(known.token, known.encoding_aes_key, known.appid)
    with Server(receiver.app()) as server:
        world.control("connect", callback_urls={"mini_program": f"{server.url}/callback"})
        yield App(world.http, "/mini_program", known.appid, known.secret)


def act(world: World, name: str, person: str = "p3", **wish: Any) -> dict[str, Any]:
    return world.control(f"mini_program/{name}", person=person, **wish)


def log_in(world: World, app: App, code: str) -> dict[str, Any]:
    query = {"appid": app.appid, "secret": app.secret, "js_code": code, "grant_type": "authorization_code"}
    return dict(world.http.get("/mini_program/sns/jscode2session", params=query).json())


def template(app: App) -> str:
    return str(
        app.post("wxaapi/newtmpl/addtemplate", tid="1002", kidList=[1, 2, 4], sceneDesc="到期提醒")[
            "priTmplId"
        ]
    )


DATA = {
    "thing1": {"value": "满200减30"},
    "date2": {"value": "2026年3月9日"},
    "thing4": {"value": "到期后不可使用"},
}


def test_plain_tokens_replace_each_other_and_the_stable_one_stays(world: World, app: App) -> None:
    query = {"grant_type": "client_credential", "appid": app.appid, "secret": app.secret}

    def plain() -> str:
        return str(world.http.get("/mini_program/cgi-bin/token", params=query).json()["access_token"])

    def works(token: str) -> int:
        path = "/mini_program/wxaapi/newtmpl/gettemplate"
        return int(world.http.get(path, params={"access_token": token}).json()["errcode"])

    first, stable = plain(), app.token()
    second = plain()
    assert first != second and app.token() == stable
    assert [works(one) for one in (first, second, stable)] == [0, 0, 0]
    world.clock.advance(301)
    assert [works(one) for one in (first, second, stable)] == [42001, 0, 0]
    world.clock.advance(7200 - 301 - 200)
    assert app.token() != stable and works(stable) == 0, "the last five minutes belong to both"
    world.clock.advance(201)
    assert works(stable) == 42001
    world.sandbox.services.mini_program.invalidate_tokens()
    assert works(second) in (40001, 42001) and works("nonsense") == 40001 and works("") == 41001


def test_forced_tokens_kill_the_old_one_and_are_counted(world: World, app: App) -> None:
    wish = {
        "grant_type": "client_credential",
        "appid": app.appid,
        "secret": app.secret,
        "force_refresh": True,
    }

    def forced() -> dict[str, Any]:
        return dict(world.http.post("/mini_program/cgi-bin/stable_token", json=wish).json())

    old = app.token()
    assert forced()["access_token"] != old
    path = "/mini_program/wxaapi/newtmpl/gettemplate"
    assert world.http.get(path, params={"access_token": old}).json()["errcode"] == 40001
    assert forced()["errcode"] == 45011
    for _ in range(19):
        world.clock.advance(31)
        assert forced()["errcode"] == 0
    world.clock.advance(31)
    assert forced()["errcode"] == 45009


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"appid": ""}, 41002),
        ({"appid": "wx0"}, 40013),
        ({"secret": "no"}, 40125),
        ({"grant_type": "x"}, 40002),
    ],
)
def test_wrong_credentials_are_named(world: World, app: App, change: dict[str, str], code: int) -> None:
    wish = {"grant_type": "client_credential", "appid": app.appid, "secret": app.secret, **change}
    answer = world.http.post("/mini_program/cgi-bin/stable_token", json=wish).json()
    assert answer["errcode"] == code and "rid:" in answer["errmsg"]


def test_a_login_code_works_once_and_for_five_minutes(world: World, app: App) -> None:
    person = world.sandbox.people[3]
    code = act(world, "login")["code"]
    session = log_in(world, app, code)
    assert session["openid"] == person.openid(app.appid)
    assert session.get("unionid") == person.unionid
    assert log_in(world, app, code)["errcode"] == 40163
    late = act(world, "login")["code"]
    world.clock.advance(301)
    assert log_in(world, app, late)["errcode"] == 40029
    assert log_in(world, app, "")["errcode"] == 41008
    again = log_in(world, app, act(world, "login")["code"])
    assert again["openid"] == session["openid"] and again["session_key"] != session["session_key"]
    signature = hmac.new(again["session_key"].encode(), b"", hashlib.sha256).hexdigest()
    query = {"openid": again["openid"], "sig_method": "hmac_sha256"}
    assert app.get("wxa/checksession", signature=signature, **query)["errcode"] == 0
    assert app.get("wxa/checksession", signature="x", **query)["errcode"] == 87009


def test_who_logs_in_too_often_or_is_blocked_is_refused(world: World, app: App) -> None:
    for _ in range(100):
        assert "openid" in log_in(world, app, act(world, "login")["code"])
    assert log_in(world, app, act(world, "login")["code"])["errcode"] == 45011
    program = world.sandbox.services.mini_program.program
    program.blocked.add(world.sandbox.people[5].openid(app.appid))
    assert log_in(world, app, act(world, "login", "p5")["code"])["errcode"] == 40226


def test_the_phone_number_comes_for_its_own_code_only(world: World, app: App) -> None:
    code = act(world, "phone")["code"]
    info = app.post("wxa/business/getuserphonenumber", code=code)["phone_info"]
    assert info["purePhoneNumber"] == world.sandbox.people[3].phone
    assert info["watermark"]["appid"] == app.appid
    assert app.post("wxa/business/getuserphonenumber", code=code)["errcode"] == 40163
    login = act(world, "login")["code"]
    assert app.post("wxa/business/getuserphonenumber", code=login)["errcode"] == 40029
    rows = world.http.get("/sandbox/control/truth").text.splitlines()
    known = {one["kind"]: one for one in msgspec.json.decode(rows[3])["ids"]}
    assert known["mp_openid"]["account"] == app.appid
    assert known["mp_openid"]["evidence"] == known["phone"]["evidence"] is not None


def test_links_lead_to_a_page_until_they_end(world: World, app: App) -> None:
    wish = {"path": "pages/activity/activity", "query": "from=sms", "expire_type": 1, "expire_interval": 2}
    url = app.post("wxa/generate_urllink", **wish)["url_link"]
    info = app.post("wxa/query_urllink", url_link=url)
    assert (info["url_link_info"]["path"], info["url_link_info"]["query"]) == (wish["path"], "from=sms")
    assert info["url_link_info"]["expire_time"] - info["url_link_info"]["create_time"] == 2 * DAY
    path = "/mini_program/s/" + url.rpartition("/")[2]
    assert "pages/activity/activity?from=sms" in world.http.get(path).text
    left = app.post("wxa/query_urllink", query_type=1)["quota_info"]["remain_visit_quota"]
    assert left == 5_999_999
    world.clock.advance(2 * DAY + 1)
    assert world.http.get(path).status_code == 404
    scheme = app.post("wxa/generatescheme", jump_wxa={"path": "", "query": "a=1"}, is_expire=False)[
        "openlink"
    ]
    assert scheme.startswith("weixin://dl/business/?t=")
    assert app.post("wxa/queryscheme", scheme=scheme)["scheme_info"]["query"] == "a=1"
    short = app.post("wxa/genwxashortlink", page_url="pages/index/index?x=1", page_title="新品")
    assert short["link"].startswith("#小程序://")


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        ({"path": "pages/none/none"}, 40165),
        ({"query": "a=中文"}, 40212),
        ({"expire_type": 1, "expire_interval": 31}, 85400),
        ({"expire_type": 1}, 40097),
        ({"expire_type": 0, "expire_time": 1}, 40097),
        ({"env_version": "beta"}, 40097),
    ],
)
def test_links_that_cannot_be_are_refused(app: App, wish: dict[str, Any], code: int) -> None:
    assert app.post("wxa/generate_urllink", **wish)["errcode"] == code


def test_codes_are_pictures_and_refusals_are_json(world: World, app: App) -> None:
    answer = app.raw("wxa/getwxacodeunlimit", scene="c=42", page="pages/index/index")
    assert answer.headers["content-type"] == "image/png" and answer.content.startswith(b"\x89PNG")
    assert "pages/index/index?scene=c=42" in world.http.get("/mini_program/c/1").text
    assert app.post("wxa/getwxacodeunlimit", scene="x" * 33)["errcode"] == 40169
    assert app.post("wxa/getwxacodeunlimit", scene="a", page="/pages/index/index")["errcode"] == 41030
    assert app.post("wxa/getwxacodeunlimit", scene="a", page="pages/new/new")["errcode"] == 41030
    unchecked = app.raw("wxa/getwxacodeunlimit", scene="a", page="pages/new/new", check_path=False)
    assert unchecked.headers["content-type"] == "image/png"


def test_one_acceptance_is_one_message(world: World, app: App, receiver: Receiver) -> None:
    template_id = template(app)
    openid = act(world, "open")["openid"]
    wish = {"touser": openid, "template_id": template_id, "page": "pages/coupon/list?id=1", "data": DATA}
    assert app.post("cgi-bin/message/subscribe/send", **wish)["errcode"] == 43101
    act(world, "prompt", template_ids=[template_id])
    sent = app.post("cgi-bin/message/subscribe/send", **wish)
    assert sent["errcode"] == 0 and sent["msgid"]
    assert app.post("cgi-bin/message/subscribe/send", **wish)["errcode"] == 43101
    wait_for(lambda: len(receiver.messages) == 2)
    popup, result = sorted(receiver.messages, key=lambda one: "Sent" in str(one))
    assert popup["Event"] == "subscribe_msg_popup_event" and popup["FromUserName"] == openid
    assert popup["SubscribeMsgPopupEvent"]["List"]["SubscribeStatusString"] == "accept"
    assert result["SubscribeMsgSentEvent"]["List"]["MsgID"] == str(sent["msgid"])
    act(world, "prompt", template_ids=[template_id])
    act(world, "refuse", template_ids=[template_id])
    assert app.post("cgi-bin/message/subscribe/send", **wish)["errcode"] == 43101
    assert world.sandbox.letters is not None


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"touser": "onobody"}, 40003),
        ({"template_id": "none"}, 40037),
        ({"data": {**DATA, "thing1": {"value": "一" * 21}}}, 47003),
        ({"data": {**DATA, "date2": {"value": "soon"}}}, 47003),
        ({"data": {**DATA, "thing4": {"value": "加微信领现金"}}}, 45168),
        ({"page": "pages/none/none"}, 41030),
    ],
)
def test_messages_that_cannot_be_are_refused(
    world: World, app: App, change: dict[str, Any], code: int
) -> None:
    template_id = template(app)
    openid = act(world, "prompt", template_ids=[template_id])["openid"]
    wish = {"touser": openid, "template_id": template_id, "data": DATA, **change}
    answer = app.post("cgi-bin/message/subscribe/send", **wish)
    assert answer["errcode"] == code
    if code == 47003:
        assert "data." in answer["errmsg"]


def test_templates_come_from_the_library(app: App) -> None:
    category = app.get("wxaapi/newtmpl/getcategory")["data"][0]["id"]
    title = app.get("wxaapi/newtmpl/getpubtemplatetitles", ids=category, start=0, limit=30)["data"][0]
    words = app.get("wxaapi/newtmpl/getpubtemplatekeywords", tid=title["tid"])["data"]
    wish = {"tid": str(title["tid"]), "kidList": [word["kid"] for word in words[:3]], "sceneDesc": "发货"}
    added = app.post("wxaapi/newtmpl/addtemplate", **wish)["priTmplId"]
    shown = app.get("wxaapi/newtmpl/gettemplate")["data"]
    assert [one["priTmplId"] for one in shown] == [added]
    assert f"{{{{{words[0]['rule']}{words[0]['kid']}.DATA}}}}" in shown[0]["content"]
    assert app.post("wxaapi/newtmpl/addtemplate", **{**wish, "tid": "9"})["errcode"] == 200014
    assert app.post("wxaapi/newtmpl/addtemplate", **{**wish, "kidList": [1]})["errcode"] == 200020
    assert app.post("wxaapi/newtmpl/addtemplate", **{**wish, "sceneDesc": "一" * 16})["errcode"] == 200021
    for _ in range(24):
        assert app.post("wxaapi/newtmpl/addtemplate", **wish)["errcode"] == 0
    assert app.post("wxaapi/newtmpl/addtemplate", **wish)["errcode"] == 200012
    assert app.post("wxaapi/newtmpl/deltemplate", priTmplId=added)["errcode"] == 0


def test_customer_service_answers_within_its_windows(world: World, app: App) -> None:
    openid = act(world, "open")["openid"]
    wish = {"touser": openid, "msgtype": "text", "text": {"content": "您好"}}

    def send() -> int:
        return int(app.post("cgi-bin/message/custom/send", **wish)["errcode"])

    assert send() == 45015
    act(world, "enter")
    assert [send() for _ in range(3)] == [0, 0, 45047]
    world.clock.advance(61)
    assert send() == 45015
    act(world, "write", text="在吗")
    assert [send() for _ in range(6)] == [0] * 5 + [45047]
    assert app.post("cgi-bin/message/custom/send", **{**wish, "msgtype": "dance"})["errcode"] == 40008


def test_what_a_visitor_writes_is_pushed(world: World, app: App, receiver: Receiver) -> None:
    act(world, "write", text="有优惠吗]]> <b>")
    wait_for(lambda: receiver.messages)
    message = receiver.messages[0]
    assert (message["MsgType"], message["Content"]) == ("text", "有优惠吗]]> <b>")
    known = world.sandbox.services.mini_program.program.credentials
    query = receiver.queries[0]
    plain = hashlib.sha1(
        "".join(sorted((known.token, query["timestamp"], query["nonce"]))).encode()
    ).hexdigest()
    assert query["signature"] == plain and query["openid"] == message["FromUserName"]


def test_figures_are_of_whole_days_until_yesterday(world: World, app: App) -> None:
    for number in range(4):
        act(world, "open", f"p{number}", pages=["pages/index/index", "pages/product/detail"], scene=1035)
    today = {"begin_date": "20260302", "end_date": "20260302"}
    assert app.post("datacube/getweanalysisappiddailyvisittrend", **today)["errcode"] == 61501
    world.clock.advance(DAY - 3 * 3600)
    assert app.post("datacube/getweanalysisappiddailyvisittrend", **today)["errcode"] == 61503
    world.clock.advance(2 * 3600)
    trend = app.post("datacube/getweanalysisappiddailyvisittrend", **today)["list"][0]
    assert (trend["visit_uv"], trend["visit_pv"], trend["visit_uv_new"], trend["visit_depth"]) == (
        4,
        8,
        4,
        2.0,
    )
    pages = app.post("datacube/getweanalysisappidvisitpage", **today)["list"]
    assert {row["page_path"]: row["page_visit_uv"] for row in pages} == {
        "pages/index/index": 4, "pages/product/detail": 4,
    }  # fmt: skip
    act(world, "open", "p1")
    world.clock.advance(DAY)
    kept = app.post("datacube/getweanalysisappiddailyretaininfo", **today)["visit_uv_new"]
    assert {row["key"]: row["value"] for row in kept} == {0: 4, 1: 1}
    assert (
        app.post("datacube/getweanalysisappiddailysummarytrend", begin_date="2026", end_date="2026")[
            "errcode"
        ]
        == 61500
    )


def test_limits_and_trusted_addresses_can_be_wished(world: World, app: App) -> None:
    world.control("faults", calls_per_minute=3)
    path, query = "wxaapi/newtmpl/getcategory", {"access_token": app.token()}
    codes = [world.http.get(f"/mini_program/{path}", params=query).json()["errcode"] for _ in range(5)]
    assert codes == [0, 0, 0, 45011, 45011]
    world.control("faults", trusted_ips=["10.0.0.1"])
    assert world.http.get(f"/mini_program/{path}", params=query).json()["errcode"] == 40164
    world.control("faults")


def test_bad_bodies_are_refused(world: World, app: App) -> None:
    url = f"/mini_program/wxa/generate_urllink?access_token={app.token()}"
    assert world.http.post(url, content=b"{").json()["errcode"] == 47001
    assert world.http.post(url, content=b"[1]").json()["errcode"] == 47001
    assert world.http.post(url, content=b'{"query": "' + b"x" * 3_000_000 + b'"}').json()["errcode"] == 45002
    assert world.http.get(url).json()["errcode"] == 43002
    assert world.http.get("/mini_program/none").status_code == 404


def test_a_restart_remembers_the_program(world: World, app: App) -> None:
    service = world.sandbox.services.mini_program
    template_id = template(app)
    openid = act(world, "prompt", template_ids=[template_id])["openid"]
    url = app.post("wxa/generate_urllink", path="pages/index/index")["url_link"]
    record = service.record()
    service.program.visitors.clear()
    service.program.links.links.clear()
    service.restore(record, list(world.sandbox.people))
    wish = {"touser": openid, "template_id": template_id, "data": DATA}
    assert app.post("cgi-bin/message/subscribe/send", **wish)["errcode"] == 0
    assert app.post("wxa/query_urllink", url_link=url)["errcode"] == 0
