"""商品图册 and 敏感词规则 beside the sandbox: made, changed, listed, taken away; who may do it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.responses import JSONResponse
from starlette.testclient import TestClient
from wechat.wecom_stage import stage

from huayuan.kernel.caller import Caller, DataScope
from huayuan.kernel.crypto import Vault
from huayuan.kernel.db import Database
from huayuan.kernel.errors import HuayuanError
from huayuan.kernel.routes import Authenticator
from huayuan.stores import api as stores
from huayuan.wechat.connections.errors import Refused
from huayuan.wechat.wecom import routes as corps
from huayuan.wechat.wecom.albums import routes as albums
from huayuan.wechat.wecom.media import api as media
from huayuan.wechat.wecom.word_rules import routes as word_rules

SQLITE = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
PNG = b"\x89PNG\r\n\x1a\n-a-picture"


def site(services: Any, *permissions: str) -> TestClient:
    caller = Caller("user", 1, "管理员", frozenset(permissions), DataScope("all", ()))
    services.put(Authenticator, Authenticator(lambda _: caller))
    app = FastAPI()
    app.state.services = services
    app.include_router(corps.router)
    app.include_router(albums.router)
    app.include_router(word_rules.router)

    @app.exception_handler(HuayuanError)
    def refused(_: Any, error: HuayuanError) -> JSONResponse:
        return JSONResponse({"code": error.code, "data": error.data}, error.status)

    return TestClient(app)


@SQLITE
def test_products(database: Database, vault: Vault, tmp_path: Path) -> None:
    with stage(database, vault, tmp_path) as one:
        http = site(one.services, "messages.read", "messages.write")
        with one.uow.begin() as tx:
            picture = media.add(tx, "image", "a.png", PNG).id
        url = "/api/wecom/products"
        wish = {"description": "玫瑰茶", "price": 12800, "number": "A1", "asset_ids": [picture]}
        made = http.post(url, json=wish)
        assert made.status_code == 201, made.text
        assert made.json()["pictures"] == 1 and made.json()["created_at"]
        changed = http.put(f"{url}/{made.json()['id']}", json={"description": "玫瑰茶 新", "price": 9900})
        assert (changed.json()["price"], changed.json()["pictures"]) == (9900, 1), "its picture stays"
        for number in range(3):
            http.post(url, json={**wish, "number": f"B{number}"})
        first = one.client.products()
        assert len(first.product_list) == 4 and first.next_cursor == ""
        assert [row["number"] for row in http.get(url).json()["items"]] == ["", "B0", "B1", "B2"]
        assert http.delete(f"{url}/{made.json()['id']}").status_code == 204
        assert len(http.get(url).json()["items"]) == 3
        gone = http.delete(f"{url}/{made.json()['id']}")
        assert gone.status_code == 502 and gone.json()["data"]["errcode"] == 40058
        for wrong in (
            {"price": -1},
            {"price": 5_000_001},
            {"description": "x" * 301},
            {"number": "a b"},
            {"asset_ids": []},
        ):
            assert http.post(url, json=wish | wrong).status_code == 422
        assert http.post(url, json=wish | {"asset_ids": [99]}).status_code == 404
        assert site(one.services, "messages.read").post(url, json=wish).status_code == 403


def test_word_rules(database: Database, vault: Vault, tmp_path: Path) -> None:
    with stage(database, vault, tmp_path) as one:
        http = site(one.services, "messages.read", "messages.write")
        with one.uow.begin() as tx:
            zhang, li = [member.id for member in stores.list_staff(tx, active=True)[0][:2]]
        url = "/api/wecom/word-rules"
        wish = {"name": "私下转账", "words": ["转账", "红包"], "kinds": ["mobile"], "staff_ids": [zhang]}
        made = http.post(url, json=wish)
        assert made.status_code == 201, made.text
        rule = made.json()
        assert (rule["blocks"], rule["staff_ids"], rule["kinds"]) == (True, [zhang], ["mobile"])
        wanted = wish | {
            "words": ["转账"],
            "kinds": [],
            "staff_ids": [li],
            "departments": [1],
            "blocks": False,
        }
        changed = http.put(f"{url}/{rule['id']}", json=wanted).json()
        assert (changed["staff_ids"], changed["departments"], changed["words"]) == ([li], [1], ["转账"])
        assert (changed["blocks"], changed["kinds"]) == (False, [])
        assert [row["name"] for row in http.get(url).json()["items"]] == ["私下转账"]
        assert http.get(f"{url}/{rule['id']}").json() == changed
        assert http.delete(f"{url}/{rule['id']}").status_code == 204 and http.get(url).json()["items"] == []
        for wrong in (
            {"staff_ids": []},
            {"words": []},
            {"words": ["x" * 33]},
            {"name": "名" * 21},
            {"kinds": ["x"]},
        ):
            assert http.post(url, json=wish | wrong).status_code == 422
        assert http.post(url, json=wish | {"staff_ids": [9999]}).status_code == 404
        assert site(one.services, "messages.read").post(url, json=wish).status_code == 403
        with pytest.raises(Refused):
            one.client.word_rule("none")


def two_of_different_regions(stores: list[dict[str, Any]]) -> tuple[dict[str, Any], dict[str, Any]]:
    return stores[0], next(one for one in stores if one["parent_id"] != stores[0]["parent_id"])


def test_a_rule_for_departments_watches_who_is_in_them(
    database: Database, vault: Vault, tmp_path: Path
) -> None:
    with stage(database, vault, tmp_path) as one:
        http = site(one.services, "messages.read", "messages.write")
        listed = http.get("/api/wecom/departments").json()["items"]
        assert [row["parent_id"] for row in listed].count(None) == 1, "one stands above all"
        by_store = {row["id"]: one.client.users(row["id"]) for row in listed}
        store, other = two_of_different_regions([row for row in listed if by_store[row["id"]]])
        near, far = by_store[store["id"]][0].userid, by_store[other["id"]][0].userid
        url = "/api/wecom/word-rules"
        wish = {"name": "承诺收益", "words": ["保本"], "departments": [store["parent_id"]]}
        rule = http.post(url, json=wish).json()
        assert (rule["departments"], rule["staff_ids"], rule["userids"]) == ([store["parent_id"]], [], [])
        said = {"text": "这个保本"}
        assert not one.act("words/say", userid=near, **said)["sent"]
        assert one.act("words/say", userid=far, **said)["sent"]
        moved = http.put(f"{url}/{rule['id']}", json=wish | {"departments": [other["id"]]})
        assert moved.json()["departments"] == [other["id"]]
        assert one.act("words/say", userid=near, **said)["sent"]
        unknown = http.post(url, json=wish | {"departments": [999_999]})
        assert unknown.status_code == 502 and unknown.json()["data"]["errcode"] == 60003
