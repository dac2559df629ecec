"""The mini program connector against the sandbox: who people are, links, messages, callbacks, figures."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from wechat.brand import Brand, brand

from huayuan.events.contracts import Observation, Resolved
from huayuan.identity.resolver import Resolver
from huayuan.kernel.clock import ManualClock
from huayuan.kernel.crypto import Vault
from huayuan.kernel.errors import Invalid
from huayuan.kernel.services import Services
from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.wechat.connections.api import Answer, NewConnection, connections, examine
from huayuan.wechat.connections.errors import REACTIONS, ErrorClass, Reaction, Refused
from huayuan.wechat.mini_program import adapter, callbacks, routes, rules, store, tasks
from huayuan.wechat.mini_program.client import MiniProgramClient
from huayuan.wechat.mini_program.codes import CODES
from huayuan.wechat.mini_program.contracts import LinkKind, NewLink, Template
from huayuan.wechat.mini_program.errors import ERRORS, TemplateValueRefused
from huayuan.wechat.mini_program.links import Links
from huayuan.wechat.mini_program.mini_program import MiniProgram
from huayuan.wechat.mini_program.statistics import Statistics


@pytest.fixture
def ours(
    uow: UnitOfWork, vault: Vault, clock: ManualClock, services: Services, tmp_path: Path
) -> Iterator[Brand]:
    with brand(uow, vault, clock, services, tmp_path) as one:
        MiniProgram(one.board, one.channels).put_into(services)
        one.serve(routes.router, tasks.TASKS, tasks.receive)
        yield one


@pytest.fixture
def key(ours: Brand) -> str:
    """The key of a mini program that is connected both ways."""
    known = ours.known("mini_program")
    secrets = {
        "secret": known["secret"], "callback_token": known["token"], "encoding_aes_key": known["encoding_aes_key"],
    }  # fmt: skip
    new = NewConnection("mini_program", "小程序", known["appid"], "", secrets, {}, known["base_url"])
    return ours.connect(new, "mini_program").key


class Added(Answer):
    priTmplId: str = ""


def connection_id(ours: Brand) -> int:
    return ours.board.connections.all("mini_program")[0].id


def client(ours: Brand) -> MiniProgramClient:
    return ours.services.get(MiniProgram).clients.of(connection_id(ours))


def log_in(ours: Brand, key: str, person: str = "p3", **more: str) -> Any:
    code = ours.act("mini_program/login", person=person)["code"]
    return ours.http.post(f"/v1/mini-program/{key}/login", json={"code": code, **more})


def with_template(ours: Brand) -> str:
    """A template chosen at the platform and synchronised."""
    found = client(ours)._post(
        "/wxaapi/newtmpl/addtemplate", {"tid": "1002", "kidList": [1, 2, 4], "sceneDesc": "到期提醒"}, Added
    )
    with ours.uow.begin() as tx:
        tx.enqueue("mini_program.sync", {"connection_id": connection_id(ours)})
    ours.work()
    return found.priTmplId


VALUES = {"thing1": "满200减30", "date2": "2026年3月9日", "thing4": "到期后不可使用"}


def test_login_and_phone_are_evidence_of_one_person(ours: Brand, key: str) -> None:
    person = ours.sandbox.people[3]
    answer = log_in(ours, key, anonymous_id="device-1")
    assert answer.status_code == 200 and set(answer.json()) == {"session"}, "no openid, no session key"
    code = ours.act("mini_program/phone", person="p3")["code"]
    wish = {"code": code, "session": answer.json()["session"]}
    given = ours.http.post(f"/v1/mini-program/{key}/phone", json=wish)
    assert given.json() == {"phone_masked": person.phone[:3] + "****" + person.phone[-4:]}
    login, bound = ours.events("logged_in", "phone_bound")
    appid = ours.known("mini_program")["appid"]
    assert login["ids"]["mp_openid"] == person.openid(appid) and login["ids"]["anonymous_id"] == "device-1"
    assert login["ids"].get("wechat_unionid") == person.unionid and login["account"] == appid
    assert bound["ids"] == {"mp_openid": person.openid(appid), "phone": person.phone}
    assert len(set(ours.resolve().values())) == 1
    again = ours.http.post(f"/v1/mini-program/{key}/phone", json=wish)
    assert (again.status_code, again.json()["error"]["code"]) == (401, "mini_program.login_refused")


@pytest.mark.parametrize("session", ["", "nonsense", "AAAA", "ä"])
def test_sessions_cannot_be_made_up(ours: Brand, key: str, session: str) -> None:
    code = ours.act("mini_program/phone", person="p3")["code"]
    answer = ours.http.post(f"/v1/mini-program/{key}/phone", json={"code": code, "session": session})
    assert answer.status_code in (401, 422)
    assert ours.events("phone_bound") == []


def test_sessions_end_and_belong_to_one_program(ours: Brand, key: str) -> None:
    session = log_in(ours, key).json()["session"]
    other = ours.connect(
        NewConnection("mini_program", "另一个", "wx0000000000", "", {"secret": "s"}, {}, ours.url)
    ).key
    code = ours.act("mini_program/phone", person="p3")["code"]
    answer = ours.http.post(f"/v1/mini-program/{other}/phone", json={"code": code, "session": session})
    assert answer.json()["error"]["code"] == "mini_program.session_ended"
    ours.later(31 * 86_400)
    code = ours.act("mini_program/phone", person="p3")["code"]
    answer = ours.http.post(f"/v1/mini-program/{key}/phone", json={"code": code, "session": session})
    assert answer.json()["error"]["code"] == "mini_program.session_ended"


def test_codes_that_were_used_and_unknown_programs_are_refused(ours: Brand, key: str) -> None:
    code = ours.act("mini_program/login", person="p3")["code"]
    first = ours.http.post(f"/v1/mini-program/{key}/login", json={"code": code})
    second = ours.http.post(f"/v1/mini-program/{key}/login", json={"code": code})
    assert (first.status_code, second.status_code) == (200, 401)
    assert ours.http.post("/v1/mini-program/none/login", json={"code": code}).status_code == 404
    assert len(ours.events("logged_in")) == 1


def test_nobody_knocks_all_day(ours: Brand, key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("huayuan.wechat.mini_program.visitors.LOGINS_PER_MINUTE", 20)
    statuses = [
        ours.http.post(f"/v1/mini-program/{key}/login", json={"code": f"x{number}"}).status_code
        for number in range(22)
    ]
    assert statuses.count(401) == 20 and statuses[-1] == 429
    ours.later(61)
    assert log_in(ours, key).status_code == 200


def test_links_and_codes_are_made_and_kept(ours: Brand, key: str) -> None:
    base = f"/api/mini-program/{connection_id(ours)}/links"
    wish = {
        "kind": "url_link",
        "name": "短信",
        "path": "pages/activity/activity",
        "query": "from=sms",
        "days": 7,
    }
    made = ours.http.post(base, json=wish)
    assert made.status_code == 201 and made.json()["url"].startswith(ours.sandbox.base_url)
    assert ours.http.post(base, json={**wish, "kind": "scheme"}).json()["url"].startswith("weixin://")
    assert ours.http.post(base, json={**wish, "kind": "short_link"}).json()["url"].startswith("#小程序")
    code = ours.http.post(base, json={**wish, "kind": "code", "query": "c=42"}).json()
    picture = ours.http.get(code["image_url"])
    assert picture.headers["content-type"] == "image/png" and picture.content.startswith(b"\x89PNG")
    listed = ours.http.get(base).json()
    assert listed["total"] == 4 and listed["items"][0]["id"] == code["id"]
    wrong = ours.http.post(base, json={**wish, "path": "pages/none/none"})
    assert wrong.json()["error"]["data"]["errcode"] == 40165
    assert ours.http.get(f"{base}/999/image").status_code == 404


@pytest.mark.parametrize(
    "wrong",
    [
        NewLink(LinkKind.URL_LINK, "x", "/pages/index/index"),
        NewLink(LinkKind.URL_LINK, "x", "pages/index/index", "中文"),
        NewLink(LinkKind.CODE, "x", "pages/index/index", ""),
        NewLink(LinkKind.CODE, "x", "pages/index/index", "x" * 33),
        NewLink(LinkKind.SCHEME, "x", "", "", 31),
    ],
)
def test_links_that_cannot_be_are_refused_before_asking(ours: Brand, key: str, wrong: NewLink) -> None:
    before = ours.sandbox.requests.received
    with pytest.raises(Invalid):
        ours.services.get(Links).make(connection_id(ours), wrong)
    assert ours.sandbox.requests.received == before


def test_a_subscribe_message_needs_an_acceptance(ours: Brand, key: str) -> None:
    template_id = with_template(ours)
    log_in(ours, key)
    person = next(iter(set(ours.resolve().values())))
    wish = {"person_id": person, "template_id": template_id, "values": VALUES, "page": "pages/coupon/list"}
    base = f"/api/mini-program/{connection_id(ours)}"
    assert ours.http.post(f"{base}/messages", json={**wish, "key": "k0"}).json()["state"] == "queued"
    ours.work()
    [failed] = ours.events("message_failed")
    assert failed["properties"]["reason"] == "not_accepted"
    ours.act("mini_program/prompt", person="p3", template_ids=[template_id])
    ours.work_until(lambda: ours.events("mp_subscribe_answered"))
    listed = ours.http.get(f"{base}/templates").json()["items"]
    assert (listed[0]["willing"], [one["name"] for one in listed[0]["fields"]]) == (
        1,
        ["券名称", "到期时间", "温馨提示"],
    )
    for _ in range(2):
        ours.http.post(f"{base}/messages", json={**wish, "key": "k1"})
        ours.work()
    ours.work_until(lambda: ours.events("message_delivered"))
    messages = ours.platform.get("/sandbox/control/mini_program/messages").json()["items"]
    assert len(messages) == 1 and messages[0]["data"]["thing1"] == "满200减30"
    assert ours.http.get(f"{base}/templates").json()["items"][0]["willing"] == 0


def test_messages_that_cannot_be_are_refused(ours: Brand, key: str) -> None:
    template_id = with_template(ours)
    log_in(ours, key)
    person = next(iter(set(ours.resolve().values())))
    base = f"/api/mini-program/{connection_id(ours)}/messages"
    wish = {"person_id": person, "template_id": template_id, "values": VALUES, "key": "k"}
    assert ours.http.post(base, json={**wish, "template_id": "none"}).status_code == 404
    assert ours.http.post(base, json={**wish, "values": {}}).status_code == 422
    assert ours.http.post(base, json={**wish, "person_id": person + 99}).status_code == 404
    with ours.uow.begin() as tx:
        seen = Observation((("phone", "13900000000"),), None, uuid4(), tx.now, "test")
        [stranger] = Resolver(ours.vault).resolve(tx, [seen])
    assert isinstance(stranger, Resolved)
    assert ours.http.post(base, json={**wish, "person_id": stranger.person_id}).status_code == 409
    assert ours.http.post("/api/mini-program/999/messages", json=wish).status_code == 404


def test_callbacks_act_once_however_often_they_come(ours: Brand, key: str) -> None:
    template_id = with_template(ours)
    ours.platform.post("/sandbox/control/faults", json={"duplicate": 1.0})
    ours.act("mini_program/prompt", person="p3", template_ids=[template_id])
    ours.act("mini_program/write", person="p3", text="在吗")
    ours.act("mini_program/revoke", person="p3")
    wanted = {"mp_subscribe_answered", "message_received", "consent_withdrawn"}
    ours.work_until(lambda: {one["event"] for one in ours.events()} >= wanted)
    ours.work_until(lambda: ours.platform.get("/sandbox/control/status").json()["callbacks_duplicated"] == 3)
    ours.work()
    assert len(ours.events(*wanted)) == 3
    [written] = ours.events("message_received")
    assert "在吗" not in str(written), "what people write stays out of events"
    with ours.uow.read() as tx:
        openid = ours.sandbox.people[3].openid(ours.known("mini_program")["appid"])
        assert store.left(tx.session, connection_id(ours), openid, template_id) == 1
    ours.act("mini_program/refuse", person="p3", template_ids=[template_id])
    ours.work_until(lambda: len(ours.events("mp_subscribe_answered")) == 2)
    with ours.uow.read() as tx:
        assert store.left(tx.session, connection_id(ours), openid, template_id) == 0


def test_false_callbacks_are_refused(ours: Brand, key: str) -> None:
    body = b'{"ToUserName": "gh_1", "Encrypt": "AAAA"}'
    now = int(ours.clock.now().timestamp())
    address = f"/callbacks/mini_program/{key}?timestamp={now}&nonce=1&msg_signature=bad&signature=bad"
    assert ours.http.post(address, content=body).status_code == 403
    assert ours.http.post(address, content=b"{").status_code == 400
    assert ours.http.post(address, content=b"<xml><a></xml>").status_code == 400
    assert ours.http.get(address + "&echostr=123").status_code == 403
    bomb = b'<!DOCTYPE x [<!ENTITY a "aa">]><xml><Encrypt>&a;</Encrypt></xml>'
    assert ours.http.post(address, content=bomb).status_code == 400


def test_figures_come_in_the_morning(ours: Brand, key: str) -> None:
    for number in range(3):
        ours.act("mini_program/open", person=f"p{number}", pages=["pages/index/index", "pages/cart/cart"])
    ours.later(86_400 - 3 * 3600)  # seven in the morning: not counted yet
    statistics = ours.services.get(Statistics)
    assert statistics.fetch(connection_id(ours)) == 7, "the days before, without visits"
    ours.later(2 * 3600)
    assert statistics.fetch(connection_id(ours)) == 1 and statistics.fetch(connection_id(ours)) == 0
    path = f"/api/mini-program/{connection_id(ours)}/statistics?from=2026-03-02&to=2026-03-02"
    [day] = ours.http.get(path).json()["items"]
    assert (day["visitors"], day["page_views"], day["new_visitors"], day["day"]) == (3, 6, 3, "2026-03-02")


def test_the_doctor_names_what_is_wrong(ours: Brand, key: str) -> None:
    checks = {one.step: one.state.value for one in examine(ours.services, connection_id(ours))}
    assert checks["credentials"] == checks["links"] == "ok" and checks["templates"] == "warning"
    with_template(ours)
    ours.platform.post("/sandbox/control/faults", json={"trusted_ips": ["10.0.0.1"]})
    ours.sandbox.services.mini_program.invalidate_tokens()
    [first, *_] = examine(ours.services, connection_id(ours))
    assert first.state.value == "failed" and first.errcode == 40164 and first.fix is not None
    assert "白名单" in first.fix.zh


def test_tokens_that_die_early_are_renewed(ours: Brand, key: str) -> None:
    assert client(ours).opens_left() > 0
    ours.sandbox.services.mini_program.invalidate_tokens()
    assert client(ours).opens_left() > 0


def test_a_wrong_secret_stops_the_connection(ours: Brand) -> None:
    known = ours.known("mini_program")
    new = NewConnection("mini_program", "错", known["appid"], "", {"secret": "wrong"}, {}, known["base_url"])
    ours.connect(new)
    with pytest.raises(Refused) as refused:
        client(ours).opens_left()
    assert refused.value.errcode == 40125 and refused.value.reaction is Reaction.STOP_CONNECTION
    with ours.uow.read() as tx:
        assert connections(tx, ours.vault)[0].status == "refused"


def test_erasing_a_visitor_forgets_their_acceptances(ours: Brand, key: str) -> None:
    from huayuan.wechat.mini_program.api import PRIVACY

    template_id = with_template(ours)
    ours.act("mini_program/prompt", person="p3", template_ids=[template_id])
    ours.work_until(lambda: ours.events("mp_subscribe_answered"))
    appid = ours.known("mini_program")["appid"]
    openid = ours.sandbox.people[3].openid(appid)
    with ours.uow.begin() as tx:
        assert PRIVACY.run_erase(tx, 1, [("mp_openid", openid, appid)]) == 1
        assert store.left(tx.session, connection_id(ours), openid, template_id) is None


@pytest.mark.parametrize("code", sorted(code for codes in CODES.values() for code in codes))
def test_every_code_has_a_class_and_a_hint(code: int) -> None:
    refusal = Refused(ERRORS, code, "/x")
    assert refusal.reaction is REACTIONS[refusal.kind]
    assert refusal.hint.zh and refusal.hint.en
    assert sum(code in codes for codes in CODES.values()) == 1


def test_unknown_codes_are_for_people_to_look_at() -> None:
    assert ERRORS.classify(123) is ErrorClass.ALERT


def test_fields_are_read_from_the_template() -> None:
    content = "订单号:{{character_string1.DATA}}\n商品名称:{{thing2.DATA}}\n金额：{{amount3.DATA}}\n"
    fields = rules.fields_of(content)
    assert [(one.key, one.name, one.rule) for one in fields] == [
        ("character_string1", "订单号", "character_string"), ("thing2", "商品名称", "thing"), ("amount3", "金额", "amount"),
    ]  # fmt: skip
    template = Template("t", "发货", fields, "", True)
    good = {"character_string1": "HY1", "thing2": "面霜", "amount3": "¥3.00"}
    assert rules.check_values(template, {**good, "more": "x"}) == good
    assert rules.readable(template, good) == "发货\n订单号：HY1\n商品名称：面霜\n金额：¥3.00"


@pytest.mark.parametrize(
    ("rule", "value"),
    [("thing", "一" * 21), ("thing", ""), ("number", "a"), ("amount", "many"), ("name", "陈1"), ("phrase", "一" * 6),
     ("date", "soon"), ("letter", "A1"), ("character_string", "有"), ("phone_number", "电话"), ("car_number", "1" * 9)],
)  # fmt: skip
def test_values_that_do_not_fit_are_named(rule: str, value: str) -> None:
    [field] = rules.fields_of(f"名:{{{{{rule}1.DATA}}}}")
    with pytest.raises(TemplateValueRefused) as refused:
        rules.check_values(Template("t", "x", (field,), "", True), {f"{rule}1": value})
    assert refused.value.data["field"] == "名"


def test_captured_callbacks_are_read() -> None:
    import yaml

    rows = yaml.safe_load(Path("src/huayuan/wechat/mini_program/fixtures/callbacks.yaml").read_text())
    for row in rows:
        callback = callbacks.parse(row["message"])
        assert (callback.event, callback.openid) == (row["event"], row["openid"])
        assert callbacks.parse(row["message"]).dedup_key == callback.dedup_key
        listed = [
            value
            for name in ("SubscribeMsgPopupEvent", "SubscribeMsgSentEvent")
            for value in callback.rows(name)
        ]
        assert len(listed) == row.get("rows", 0)
    keys = [callbacks.parse(row["message"]).dedup_key for row in rows]
    assert len(set(keys)) == len(keys)


def test_numbers_above_two_to_the_53_keep_every_digit() -> None:
    text = '{"FromUserName": "o1", "Event": "x", "CreateTime": 1, "order_info": {"order_id": 3705115058471208928}}'
    assert callbacks.parse(text).part("order_info")["order_id"] == 3705115058471208928


def test_the_channel_says_what_became_of_a_call() -> None:
    assert adapter.NOT_ALLOWED in CODES[ErrorClass.USER_STATE]
