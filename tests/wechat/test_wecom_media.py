"""Media: kept once, uploaded when needed, again before three days end; attachments of welcomes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.responses import JSONResponse
from starlette.testclient import TestClient
from wechat.conftest import CORP
from wechat.test_flow import rows
from wechat.wecom_stage import stage

from huayuan.kernel.caller import Caller, DataScope
from huayuan.kernel.crypto import Vault
from huayuan.kernel.db import Database
from huayuan.kernel.errors import HuayuanError
from huayuan.kernel.routes import Authenticator
from huayuan.live_codes import api as live_codes
from huayuan.live_codes.contracts import NewLiveCode, Rotation
from huayuan.live_codes.errors import AttachmentUnfit
from huayuan.messaging.models import MessageRow
from huayuan.stores import api as stores
from huayuan.wechat.connections.errors import Refused
from huayuan.wechat.wecom import codes, wire
from huayuan.wechat.wecom.media import api, routes
from huayuan.wechat.wecom.media.errors import AssetUnfit
from huayuan.wechat.wecom.media.models import UploadRow
from huayuan.wechat.wecom.media.shelf import MediaShelf

PNG = b"\x89PNG\r\n\x1a\n-a-picture"
HOUR = 3600
SQLITE = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


def asset(desk: Any, content: bytes = PNG) -> int:
    with desk.uow.begin() as tx:
        return api.add(tx, "image", "海报.png", content).id


def numbered(platform: Any) -> list[str]:
    """upload answers m1, m2 …"""
    given: list[str] = []

    def upload(_: Any) -> dict[str, Any]:
        given.append(f"m{len(given) + 1}")
        return {"media_id": given[-1], "created_at": "1"}

    platform.answers["upload"] = upload
    return given


def test_a_media_id_is_used_while_it_lasts_and_made_anew_in_time(desk: Any, platform: Any) -> None:
    numbered(platform)
    shelf, one = desk.services.get(MediaShelf), asset(desk)
    assert asset(desk) == one, "the same bytes are one"
    assert [shelf.media_id(desk.view.id, one) for _ in range(3)] == ["m1"] * 3
    desk.clock.advance(seconds=47 * HOUR)
    assert shelf.refresh() == 0
    desk.clock.advance(seconds=2 * HOUR)
    assert shelf.refresh() == 1 and shelf.media_id(desk.view.id, one) == "m2"
    desk.clock.advance(seconds=67 * HOUR)
    assert shelf.media_id(desk.view.id, one) == "m3", "too little time is left to use it"
    desk.clock.advance(seconds=31 * 24 * HOUR)
    assert shelf.refresh() == 0, "nobody has used it for a month"


@SQLITE
@pytest.mark.parametrize("kind", codes.CODES, ids=lambda kind: kind.value)
def test_every_class_of_error_when_a_picture_is_uploaded(desk: Any, platform: Any, kind: Any) -> None:
    shelf, one = desk.services.get(MediaShelf), asset(desk)
    platform.answers["upload"] = {"errcode": codes.CODES[kind][0]}
    with pytest.raises(Refused):
        shelf.media_id(desk.view.id, one)
    assert rows(desk, UploadRow) == []
    numbered(platform)
    desk.clock.advance(seconds=700)
    assert shelf.media_id(desk.view.id, one) == "m1"


def test_what_is_no_picture_is_refused(desk: Any) -> None:
    for content in (b"", b"\x89PN", b"<svg onload=x>" * 9, b"\x89PNG" + b"x" * 10_485_760):
        with pytest.raises(AssetUnfit):
            asset(desk, content)


def test_a_permanent_picture_is_asked_for_once(desk: Any, platform: Any) -> None:
    platform.answers["uploadimg"] = {"url": "https://wework.example/p/1"}
    shelf, one = desk.services.get(MediaShelf), asset(desk)
    assert [shelf.picture_url(desk.view.id, one) for _ in range(2)] == ["https://wework.example/p/1"] * 2
    assert len(platform.calls("uploadimg")) == 1


def code(desk: Any, *attachments: dict[str, Any]) -> str:
    with desk.uow.begin() as tx:
        staff = stores.upsert_staff(tx, account=CORP, userid="zhang", name="张伟", store_id=None)
        wish = NewLiveCode("海报", "门店", desk.view.id, (staff,), Rotation.SINGLE, (), "你好", attachments)
        return live_codes.create(tx, wish, CORP).state


def picture(one: int) -> dict[str, Any]:
    return {"kind": "image", "asset_id": one}


LINK = {"kind": "link", "title": "会员中心", "url": "https://brand.example/m", "desc": ""}


def welcomes(platform: Any) -> list[dict[str, Any]]:
    return [one.body for one in platform.calls("send_welcome_msg")]


def test_a_welcome_goes_with_its_attachments(desk: Any, platform: Any) -> None:
    numbered(platform)
    one = asset(desk)
    program = {"kind": "miniprogram", "title": "商城", "appid": "wx1", "page": "/p", "asset_id": one}
    with desk.uow.begin() as tx:
        menu = api.add(tx, "file", "menu.pdf", b"%PDF-1.7 menu of the season").id
    state = code(desk, picture(one), LINK, program, {"kind": "file", "asset_id": menu})
    desk.added("zhang", "wm1", State=state, WelcomeCode="c1")
    desk.work()
    [sent] = welcomes(platform)
    assert sent["attachments"] == [
        {"msgtype": "image", "image": {"media_id": "m1"}},
        {"msgtype": "link", "link": {"title": "会员中心", "url": "https://brand.example/m"}},
        {"msgtype": "miniprogram",
         "miniprogram": {"title": "商城", "appid": "wx1", "page": "/p", "pic_media_id": "m1"}},
        {"msgtype": "file", "file": {"media_id": "m2"}},
    ]  # fmt: skip
    assert [one.query["type"] for one in platform.calls("media/upload")] == ["image", "file"]


def test_a_media_id_that_the_platform_lost_is_replaced(desk: Any, platform: Any) -> None:
    numbered(platform)
    state = code(desk, picture(asset(desk)))
    platform.answers["send_welcome_msg"] = [{"errcode": 40007}, {}]
    desk.added("zhang", "wm1", State=state, WelcomeCode="c1")
    desk.work()
    assert [one["attachments"][0]["image"]["media_id"] for one in welcomes(platform)] == ["m1", "m2"]
    assert [row.state for row in rows(desk, MessageRow)] == ["sent"]


@pytest.mark.parametrize("answer", [{"errcode": 45009}, {"errcode": 40004}, {"cut_off": True}])
def test_words_do_not_wait_for_a_picture(desk: Any, platform: Any, answer: dict[str, Any]) -> None:
    platform.answers["upload"] = answer
    for number, state in enumerate((code(desk, picture(asset(desk))), code(desk, picture(999)))):
        desk.added("zhang", f"wm{number}", State=state, WelcomeCode=f"c{number}")
        desk.work()
    assert [one.get("attachments") for one in welcomes(platform)] == [None, None]
    assert {row.state for row in rows(desk, MessageRow)} == {"sent"}


@pytest.mark.parametrize(
    "wrong",
    [
        {}, {"kind": "poem"}, {"kind": "image"}, {"kind": "image", "asset_id": "5"}, {"kind": "image", "asset_id": True},
        {**LINK, "url": "javascript:x"}, {**LINK, "title": ""}, {**LINK, "title": "题" * 43}, {**LINK, "more": "x"},
        {"kind": "miniprogram", "title": "x", "appid": "wx1", "asset_id": 1},
    ],
)  # fmt: skip
@SQLITE
def test_attachments_that_do_not_fit_are_refused(desk: Any, wrong: dict[str, Any]) -> None:
    with pytest.raises(AttachmentUnfit):
        code(desk, wrong)
    with pytest.raises(AttachmentUnfit):
        code(desk, *[LINK] * 10)


@SQLITE
def test_over_http(desk: Any) -> None:
    may = ("live_codes.read", "live_codes.write")
    holders = {"permissions": frozenset(may)}
    desk.services.put(
        Authenticator,
        Authenticator(lambda _: Caller("user", 1, "管理员", holders["permissions"], DataScope("all", ()))),
    )
    app = FastAPI()
    app.state.services = desk.services
    app.include_router(routes.router)

    @app.exception_handler(HuayuanError)
    def refused(_: Any, error: HuayuanError) -> JSONResponse:
        return JSONResponse({"code": error.code}, error.status)

    http = TestClient(app)
    made = http.post("/api/wecom/media", files={"file": ("a.png", PNG)}, data={"kind": "image"})
    assert made.status_code == 201, made.text
    assert http.get("/api/wecom/media").json()["items"] == [made.json()]
    shown = http.get(made.json()["url"])
    assert shown.content == PNG and shown.headers["content-type"] == "image/png"
    assert (
        http.post("/api/wecom/media", files={"file": ("a.png", b"<html>")}).json()["code"]
        == "wecom.asset_unfit"
    )
    assert http.get("/api/wecom/media/99/content").status_code == 404
    holders["permissions"] = frozenset()
    assert http.get("/api/wecom/media").status_code == http.get(made.json()["url"]).status_code == 403


@SQLITE
def test_beside_the_sandbox(database: Database, vault: Vault, tmp_path: Path) -> None:
    with stage(database, vault, tmp_path) as one:
        with one.uow.begin() as tx:
            picture_id = api.add(tx, "image", "a.png", PNG).id
            member = next(s for s in stores.list_staff(tx, active=True)[0] if s.serves)
            wish = NewLiveCode(
                "海报",
                "门店",
                one.connection_id,
                (member.id,),
                Rotation.SINGLE,
                (),
                "你好",
                (picture(picture_id), LINK),
            )
            state = live_codes.create(tx, wish, member.account).state
        one.client.add_contact_way(_way(state, member.userid))
        assert one.control.post("/scan", json={"state": state}).json()["added"]
        one.work_until(lambda: [row for row in one.rows(MessageRow) if row.state == "sent"])
        told = [json.loads(line) for line in one.control.get("/welcomes").text.splitlines()]
        assert [row["status"] for row in told] == ["sent"]
        shelf = one.services.get(MediaShelf)
        url = shelf.picture_url(one.connection_id, picture_id)
        assert "/sandbox/picture/" in url


def _way(state: str, userid: str) -> Any:
    return wire.NewWay(type=1, state=state, user=[userid], remark="海报")
