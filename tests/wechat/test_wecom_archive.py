"""The port of the chat archive: off unless switched on, once for each message, never what was said."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.responses import JSONResponse
from starlette.testclient import TestClient
from wechat.conftest import CORP
from wechat.test_flow import told

from huayuan.kernel.caller import Caller, DataScope
from huayuan.kernel.crypto import Vault
from huayuan.kernel.errors import HuayuanError
from huayuan.kernel.routes import Authenticator
from huayuan.stores import api as stores
from huayuan.wechat.connections import api as connections
from huayuan.wechat.wecom.archive import routes


def site(desk: Any, *permissions: str) -> TestClient:
    caller = Caller("api_key", 1, "archive", frozenset(permissions), DataScope("all", ()))
    desk.services.put(Authenticator, Authenticator(lambda _: caller))
    app = FastAPI()
    app.state.services = desk.services
    app.include_router(routes.router)

    @app.exception_handler(HuayuanError)
    def refused(_: Any, error: HuayuanError) -> JSONResponse:
        return JSONResponse({"code": error.code}, error.status)

    return TestClient(app)


def message(seq: int, sender: str = "wm1", **more: Any) -> dict[str, Any]:
    whole = {"seq": seq, "msgid": f"m{seq}", "sender": sender, "receivers": ["zhang"], "kind": "text",
             "sent_at": "2026-03-02T10:00:00+08:00"}  # fmt: skip
    return whole | more


def test_it_is_off_until_it_is_switched_on(desk: Any) -> None:
    http, url = site(desk, "imports.write"), f"/api/wecom/archive/{desk.view.id}"
    assert http.get(url).json()["code"] == "wecom.archive_off"
    assert http.post(url + "/messages", json={"messages": [message(1)]}).status_code == 409
    assert told(desk) == []


def test_messages_of_customers_become_events_once(desk: Any) -> None:
    with desk.uow.begin() as tx:
        staff = stores.upsert_staff(tx, account=CORP, userid="zhang", name="张伟", store_id=None)
        vault = desk.services.get(Vault)
        connections.change(tx, vault, desk.board.kinds, desk.view.id, settings={"chat_archive": "on"})
    desk.board.forget(desk.view.id)
    http, url = site(desk, "imports.write"), f"/api/wecom/archive/{desk.view.id}"
    assert http.get(url).json() == {"seq": 0, "taken_at": None}
    batch = [
        message(1),
        message(2, "zhang", receivers=["wm1"]),
        message(3, room="wr1"),
        message(4, kind="image"),
    ]
    assert http.post(url + "/messages", json={"messages": batch}).json() == {"seq": 4, "told": 2}
    assert http.post(url + "/messages", json={"messages": batch[:1]}).json() == {"seq": 4, "told": 1}
    ids = [(one["event_id"], one["properties"]["kind"], one["staff_id"]) for one in told(desk)]
    assert {one[1:] for one in ids} == {("text", str(staff)), ("image", str(staff))} and len(set(ids)) == 2
    assert http.get(url).json()["seq"] == 4
    said = message(9) | {"text": {"content": "秘密"}}
    assert http.post(url + "/messages", json={"messages": [said]}).status_code == 422
    assert site(desk, "imports.read").get(url).status_code == 403
