"""Logging in with WeCom and signed pages: only the browser that began it, only who may, never more than their own."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from fastapi import FastAPI
from fastapi.responses import JSONResponse
from starlette.testclient import TestClient
from wechat.conftest import CORP
from wechat.wecom_stage import stage

from huayuan.access import api as access
from huayuan.access import routes as access_routes
from huayuan.access.contracts import NewUser
from huayuan.kernel.caller import Caller, DataScope
from huayuan.kernel.crypto import Vault
from huayuan.kernel.db import Database
from huayuan.kernel.errors import HuayuanError, NotFound
from huayuan.kernel.routes import Authenticator
from huayuan.kernel.settings import Settings
from huayuan.stores import api as stores
from huayuan.wechat.connections.errors import Refused
from huayuan.wechat.wecom import codes
from huayuan.wechat.wecom.web import api, routes
from huayuan.wechat.wecom.web.errors import MemberLinked
from huayuan.wechat.wecom.web.logins import MemberLogins, local_page
from huayuan.wechat.wecom.web.signing import PageSigner, signed

SQLITE = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
START = "/api/session/wecom/start"
CALLBACK = "/api/session/wecom/callback"
PHONE = {"user-agent": "Mozilla/5.0 wxwork/4.1 MicroMessenger/7"}


def site(services: Any, public_url: str = "https://garden.example") -> TestClient:
    """Console without the shell: real sessions, real permissions."""
    services.put(Settings, Settings(public_url=public_url, secure_cookies=False))
    services.put(Authenticator, access_routes.make_authenticator(lambda note: note()))
    app = FastAPI()
    app.state.services = services
    app.include_router(access_routes.router)
    app.include_router(routes.router)

    @app.exception_handler(HuayuanError)
    def refused(_: Any, error: HuayuanError) -> JSONResponse:
        return JSONResponse({"code": error.code}, error.status)

    return TestClient(app, base_url="http://garden.example", follow_redirects=False)


def member(desk: Any, userid: str = "zhang", active: bool = True) -> int:
    with desk.uow.begin() as tx:
        return stores.upsert_staff(tx, account=CORP, userid=userid, name="张伟", store_id=None, active=active)


def began(http: TestClient, wanted: str = "/customers") -> str:
    """The state of a login that this browser began."""
    answer = http.get(START, params={"next": wanted}, headers=PHONE)
    assert answer.status_code == 302, answer.text
    return parse_qs(urlsplit(answer.headers["location"]).query)["state"][0]


def back(http: TestClient, state: str, code: str = "c1") -> dict[str, str]:
    answer = http.get(CALLBACK, params={"code": code, "state": state})
    assert answer.status_code == 302 and answer.headers["cache-control"] == "no-store"
    parts = urlsplit(answer.headers["location"])
    assert parts.path == "/login"
    return {name: values[0] for name, values in parse_qs(parts.query).items()}


def entered(http: TestClient, token: str) -> dict[str, Any]:
    answer = http.post("/api/session/link", json={"token": token})
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def test_a_member_gets_a_session_that_sees_their_own_customers(desk: Any, platform: Any) -> None:
    staff, http = member(desk), site(desk.services)
    platform.answers["getuserinfo"] = {"userid": "zhang"}
    found = back(http, began(http))
    assert found["next"] == "/customers"
    session = entered(http, found["token"])
    assert session["user"]["scope"] == {"kind": "own", "ids": [staff]}
    assert session["user"]["name"] == "张伟" and "users.write" not in session["permissions"]
    assert http.get("/api/users").status_code == 403
    again = entered(http, back(http, began(http), "c2")["token"])
    assert again["user"]["id"] == session["user"]["id"], "one user for one member"
    assert platform.calls("getuserinfo")[0].query["code"] == "c1"


def test_the_client_and_the_browser_have_pages_of_their_own(desk: Any) -> None:
    http = site(desk.services)
    inside = http.get(START, headers=PHONE).headers["location"]
    outside = http.get(START).headers["location"]
    assert "/connect/oauth2/authorize?" in inside and inside.endswith("#wechat_redirect")
    assert "/wwlogin/sso/login?login_type=CorpApp" in outside and "agentid=1000002" in outside
    callback = parse_qs(urlsplit(outside).query)["redirect_uri"][0]
    assert callback == "https://garden.example/api/session/wecom/callback"


def test_only_the_browser_that_began_it_may_end_it(desk: Any, platform: Any) -> None:
    """Else somebody could log a victim in as himself, or end a login that another began."""
    member(desk)
    platform.answers["getuserinfo"] = {"userid": "zhang"}
    mine, victim = site(desk.services), site(desk.services)
    state = began(mine)
    assert back(victim, state) == {"problem": "wecom.login_stale"}
    began(victim)
    assert back(victim, state) == {"problem": "wecom.login_stale"}
    assert back(mine, "x" + state[1:]) == {"problem": "wecom.login_stale"}
    assert platform.calls("getuserinfo") == [], "no code is spent on it"


def test_a_login_lives_ten_minutes_and_its_cookie_cannot_be_made(desk: Any, platform: Any) -> None:
    member(desk)
    platform.answers["getuserinfo"] = {"userid": "zhang"}
    http = site(desk.services)
    state = began(http)
    desk.clock.advance(seconds=601)
    assert back(http, state) == {"problem": "wecom.login_stale"}
    for forged in (
        "",
        "x",
        base64.urlsafe_b64encode(b'{"state":"s","connection_id":1,"next":"/","until":9}').decode(),
    ):
        http.cookies.clear()
        http.cookies.set("huayuan_wecom_login", forged, path="/api/session/wecom")
        assert back(http, "s") == {"problem": "wecom.login_stale"}


@SQLITE
@pytest.mark.parametrize("kind", codes.CODES, ids=lambda kind: kind.value)
def test_every_class_of_error_when_a_code_is_exchanged(desk: Any, platform: Any, kind: Any) -> None:
    member(desk)
    platform.answers["getuserinfo"] = {"errcode": codes.CODES[kind][0]}
    http = site(desk.services)
    found = back(http, began(http))
    assert (
        found["problem"] in ("wecom.login_stale", "wechat.refused", "wechat.paused") and "token" not in found
    )


def test_strangers_and_those_who_left_do_not_come_in(desk: Any, platform: Any) -> None:
    http = site(desk.services)
    for visitor in ({"openid": "o1", "external_userid": "wm1"}, {"userid": "nobody"}):
        platform.answers["getuserinfo"] = visitor
        assert back(http, began(http)) == {"problem": "wecom.login_stranger"}
    member(desk, "left", active=False)
    platform.answers["getuserinfo"] = {"userid": "left"}
    assert back(http, began(http)) == {"problem": "wecom.login_stranger"}


def test_who_leaves_loses_the_session(desk: Any, platform: Any) -> None:
    member(desk)
    platform.answers["getuserinfo"] = {"userid": "zhang"}
    http = site(desk.services)
    entered(http, back(http, began(http))["token"])
    assert http.get("/api/session").status_code == 200
    logins = desk.services.get(MemberLogins)
    assert logins.end_those_who_left() == 0
    member(desk, active=False)
    assert logins.end_those_who_left() == 1 and logins.end_those_who_left() == 0
    assert http.get("/api/session").status_code == 401
    assert back(http, began(http)) == {"problem": "wecom.login_stranger"}
    member(desk)
    assert back(http, began(http)) == {"problem": "wecom.login_not_allowed"}, (
        "an administrator has to allow it"
    )


def user(desk: Any, login: str, role: str = "owner", scope: DataScope | None = None) -> int:
    with desk.uow.begin() as tx:
        role_id = access.role_by_code(tx, role).id
        return access.create_user(tx, NewUser(login, login, role_id, scope=scope or DataScope("all", ()))).id


def test_a_name_makes_nobody_an_administrator_but_a_link_does(desk: Any, platform: Any) -> None:
    owner = user(desk, "zhang")
    member(desk)
    platform.answers["getuserinfo"] = {"userid": "zhang"}
    http = site(desk.services)
    assert entered(http, back(http, began(http))["token"])["user"]["id"] != owner
    admin = Caller("user", owner, "管理员", frozenset({"*"}), DataScope("all", ()))
    with desk.uow.begin() as tx:
        with pytest.raises(MemberLinked):
            api.link(tx, admin, CORP, "zhang", owner)
        api.unlink(tx, admin, CORP, "zhang")
        with pytest.raises(NotFound):
            api.unlink(tx, admin, CORP, "zhang")
        api.link(tx, admin, CORP, "zhang", owner)
    assert entered(http, back(http, began(http))["token"])["user"]["id"] == owner
    assert [row["made"] for row in http.get("/api/wecom/logins").json()["items"]] == [False]


def test_nobody_links_a_member_to_more_than_they_are(desk: Any) -> None:
    """Whoever could would log in as the administrator."""
    owner = user(desk, "boss")
    small = Caller("user", 9, "x", frozenset({"users.write"}), DataScope("all", ()))
    with desk.uow.begin() as tx, pytest.raises(HuayuanError) as caught:
        api.link(tx, small, CORP, "zhang", owner)
    assert caught.value.code.startswith("access.")


def test_a_connection_may_keep_staff_out(desk: Any, platform: Any) -> None:
    from huayuan.wechat.connections import api as connections

    member(desk)
    platform.answers["getuserinfo"] = {"userid": "zhang"}
    http = site(desk.services)
    assert len(http.get("/api/session/wecom").json()["items"]) == 1
    vault = desk.services.get(Vault)
    with desk.uow.begin() as tx:
        connections.change(tx, vault, desk.board.kinds, desk.view.id, settings={"staff_login": "off"})
    desk.board.forget(desk.view.id)
    assert http.get("/api/session/wecom").json()["items"] == []
    assert back(http, began(http)) == {"problem": "wecom.login_not_allowed"}


@pytest.mark.parametrize(
    "wanted",
    [
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "/a\\b",
        "evil",
        "",
        "/x\r\ny",
        "/\t/evil",
        "/" * 600,
    ],
)
def test_nobody_is_led_away(wanted: str) -> None:
    assert local_page(wanted) == "/"


def test_the_signature_of_the_documents() -> None:
    ticket = "sM4AOVdWfPE4DxkXGEs8VMCPGGVi4C3VM0P37wVUCFvkVAy_90u5h9nbSlYy3-Sl-HhTdfl2fzFy1AOcHKP7qg"
    found = signed(ticket, "Wm3WZYTPz0wzccnW", 1414587457, "http://mp.weixin.qq.com?params=value#part")
    assert found == "0f9de62fce790f9a083d5c99e95740ceb90c27ed"


def test_tickets_are_kept_and_pages_of_others_are_not_signed(desk: Any, platform: Any) -> None:
    platform.answers["get_jsapi_ticket"] = lambda _: {"ticket": "T", "expires_in": 7200}
    platform.answers["get"] = lambda _: {"ticket": "A", "expires_in": 7200}
    signer = desk.services.get(PageSigner)
    one = signer.sign(desk.view.id, "corp", "https://garden.example/a#b")
    assert one.signature == signed("T", one.nonce, one.timestamp, "https://garden.example/a")
    signer.sign(desk.view.id, "corp", "https://garden.example/b")
    signer.sign(desk.view.id, "app", "https://garden.example/b")
    assert len(platform.calls("get_jsapi_ticket")) == 1 and len(platform.calls("ticket/get")) == 1
    desk.clock.advance(seconds=7000)
    signer.sign(desk.view.id, "corp", "https://garden.example/b")
    assert len(platform.calls("get_jsapi_ticket")) == 2
    http, member_id = site(desk.services), member(desk)
    assert (
        member_id
        and http.get("/api/wecom/jssdk", params={"url": "https://garden.example/a"}).status_code == 401
    )
    platform.answers["getuserinfo"] = {"userid": "zhang"}
    entered(http, back(http, began(http))["token"])
    assert http.get("/api/wecom/jssdk", params={"url": "https://garden.example/a"}).json()["corp_id"] == CORP
    for wrong in (
        "https://evil.example/a",
        "https://garden.example.evil/a",
        "javascript:x",
        "https://a@garden.example/",
    ):
        assert http.get("/api/wecom/jssdk", params={"url": wrong}).json()["code"] == "wecom.page_not_ours"


@SQLITE
@pytest.mark.parametrize("kind", codes.CODES, ids=lambda kind: kind.value)
def test_every_class_of_error_when_a_ticket_is_asked_for(desk: Any, platform: Any, kind: Any) -> None:
    platform.answers["get_jsapi_ticket"] = {"errcode": codes.CODES[kind][0]}
    signer = desk.services.get(PageSigner)
    with pytest.raises(Refused):
        signer.sign(desk.view.id, "corp", "https://garden.example/a")
    platform.answers["get_jsapi_ticket"] = {"ticket": "T", "expires_in": 7200}
    desk.clock.advance(seconds=700)
    assert signer.sign(desk.view.id, "corp", "https://garden.example/a").signature


@SQLITE
def test_beside_the_sandbox(database: Database, vault: Vault, tmp_path: Path) -> None:
    import httpx

    with stage(database, vault, tmp_path) as one:
        one.services.put(Vault, vault)
        http = site(one.services)
        with one.uow.begin() as tx:
            staff = next(s for s in stores.list_staff(tx, active=True)[0] if s.serves)
        started = http.get(START, params={"next": "/customers"}, headers=PHONE).headers["location"]
        chosen = started.replace("#wechat_redirect", f"&as={staff.userid}")
        returned = httpx.get(chosen, trust_env=False).headers["location"]
        assert returned.startswith("https://garden.example" + CALLBACK)
        landed = http.get(CALLBACK + "?" + urlsplit(returned).query).headers["location"]
        token = parse_qs(urlsplit(landed).query)["token"][0]
        assert entered(http, token)["user"]["scope"]["ids"] == [staff.id]
        assert (
            http.get(CALLBACK + "?" + urlsplit(returned).query)
            .headers["location"]
            .endswith("wecom.login_stale")
        )
        for kind, named in (("corp", "corp"), ("app", "agent")):
            page = "https://garden.example/sidebar?x=1"
            made = http.get("/api/wecom/jssdk", params={"url": page, "kind": kind}).json()
            shown = {
                "url": page + "#a",
                "noncestr": made["nonce"],
                "timestamp": str(made["timestamp"]),
                "kind": named,
            }
            assert one.act("jssdk", **shown, signature=made["signature"])["trusted"]
            assert not one.act("jssdk", **{**shown, "url": page + "2"}, signature=made["signature"])[
                "trusted"
            ]
        private = started.replace("snsapi_base", "snsapi_privateinfo").replace(
            "#wechat_redirect", f"&as={staff.userid}"
        )
        code = parse_qs(urlsplit(httpx.get(private, trust_env=False).headers["location"]).query)["code"][0]
        visitor = one.client.page_visitor(code)
        assert one.client.page_visitor_detail(visitor.user_ticket).userid == staff.userid
        with pytest.raises(Refused):
            one.client.page_visitor_detail("made up")
