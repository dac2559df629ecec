"""Group welcomes of WeCom: made, changed, refused, deleted; pictures whose media id was lost."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.responses import JSONResponse
from starlette.testclient import TestClient
from wechat.test_flow import rows
from wechat.wecom_stage import stage

from huayuan.kernel.caller import Caller
from huayuan.kernel.crypto import Vault
from huayuan.kernel.db import Database
from huayuan.kernel.errors import HuayuanError
from huayuan.kernel.routes import Authenticator
from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.wechat.wecom import codes
from huayuan.wechat.wecom.group_welcomes import api, routes
from huayuan.wechat.wecom.group_welcomes.models import GroupWelcomeRow
from huayuan.wechat.wecom.media import api as media

WELCOMES = "/api/wecom/group-welcomes"
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 64


@pytest.fixture
def http(desk: Any) -> TestClient:
    app = FastAPI()
    app.state.services = desk.services
    desk.services.put(UnitOfWork, desk.uow)
    desk.services.put(Authenticator, Authenticator(lambda _: Caller("user", 1, "a", frozenset({"*"}))))
    app.include_router(routes.router)
    app.add_exception_handler(
        HuayuanError, lambda _, error: JSONResponse({"error": error.as_dict()}, error.status)
    )  # type: ignore
    return TestClient(app)


def test_a_welcome_is_made_changed_and_deleted(desk: Any, platform: Any, http: TestClient) -> None:
    platform.answers["add"] = {"template_id": "t1"}
    made = http.post(WELCOMES, json={"name": "会员群", "text": "%NICKNAME%，欢迎你", "notify": False})
    assert made.status_code == 201 and made.json()["status"] == "active", made.text
    [asked] = platform.calls("group_welcome_template/add")
    assert asked.body == {"text": {"content": "%NICKNAME%，欢迎你"}, "notify": 0}
    number = made.json()["id"]
    link = {"kind": "link", "title": "群规", "url": "https://huayuan.example/rules"}
    changed = http.patch(f"{WELCOMES}/{number}", json={"attachment": link}).json()
    assert changed["attachment"] == link and changed["text"] == "%NICKNAME%，欢迎你"
    edited = platform.calls("group_welcome_template/edit")[0].body
    assert edited["template_id"] == "t1" and edited["link"]["title"] == "群规" and "notify" not in edited
    assert http.patch(f"{WELCOMES}/{number}", json={"attachment": None}).json()["attachment"] is None
    assert http.get(WELCOMES).json()["total"] == 1
    platform.answers["del"] = {"errcode": 40058}  # gone at the platform already
    assert http.delete(f"{WELCOMES}/{number}").json()["status"] == "deleted"
    assert http.get(WELCOMES).json()["total"] == 0
    assert http.patch(f"{WELCOMES}/{number}", json={"name": "x"}).status_code == 409


@pytest.mark.parametrize(
    "wrong, code",
    [
        ({"text": " "}, "wecom.group_welcome_empty"),
        ({"text": "好" * 1001}, "wecom.group_welcome_too_long"),
        ({"text": "a", "attachment": {"kind": "link", "title": "x"}}, "live_codes.attachment_unfit"),
    ],
)
def test_what_wecom_would_not_take_is_refused_here(
    desk: Any, platform: Any, http: TestClient, wrong: Any, code: str
) -> None:
    refused = http.post(WELCOMES, json={"name": "a"} | wrong)
    assert refused.status_code == 422 and refused.json()["error"]["code"] == code
    assert not platform.asked and rows(desk, GroupWelcomeRow) == []


@pytest.mark.parametrize("kind", codes.CODES, ids=lambda kind: kind.value)
def test_every_class_of_error_when_a_welcome_is_made(
    desk: Any, platform: Any, http: TestClient, kind: Any
) -> None:
    platform.answers["add"] = lambda _: {"errcode": codes.CODES[kind][0]}
    made = http.post(WELCOMES, json={"name": "a", "text": "欢迎"}).json()
    assert made["status"] == "failed" and made["error"]["message"]["zh"]
    platform.answers["add"] = {"template_id": "t1"}
    desk.wecom.clients.forget(desk.view.id)
    assert http.patch(f"{WELCOMES}/{made['id']}", json={}).json()["status"] == "active", "saving tries again"


def test_a_picture_whose_media_id_was_lost_is_uploaded_again(
    desk: Any, platform: Any, http: TestClient
) -> None:
    with desk.uow.begin() as tx:
        picture = media.add(tx, "image", "群规.png", PNG).id
    uploads = iter(("m1", "m2"))
    platform.answers["upload"] = lambda _: {"media_id": next(uploads)}
    platform.answers["add"] = lambda asked: (
        {"errcode": 40007} if asked.body["image"]["media_id"] == "m1" else {"template_id": "t1"}
    )
    body = {"name": "a", "attachment": {"kind": "image", "asset_id": picture}}
    assert http.post(WELCOMES, json=body).json()["status"] == "active"


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_beside_the_sandbox(database: Database, vault: Vault, tmp_path: Path) -> None:
    with stage(database, vault, tmp_path) as world:
        with world.uow.begin() as tx:
            picture = media.add(tx, "image", "群规.png", PNG).id
            welcome = api.create(
                tx, world.client.connection, name="会员群", text="%NICKNAME%，欢迎", notify=True,
                attachment={"kind": "image", "asset_id": picture},
            )  # fmt: skip
        desk = world.wecom.group_welcomes
        made = desk.issue(welcome.id)
        assert made.status == "active" and made.template_id, made.error
        with world.uow.begin() as tx:
            api.change(tx, welcome.id, text="欢迎进群", attachment=None)
        assert desk.issue(welcome.id).status == "active"
        assert desk.delete(welcome.id).status == "deleted"
