"""Reading a corp as a whole, and the connection's own routes."""

from __future__ import annotations

import threading
import time
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from typing import Any

import anyio
import anyio.to_thread
import pytest
from fastapi import Depends, FastAPI
from sqlalchemy import func, select
from starlette.testclient import TestClient

from huayuan.access.models import AuditRow
from huayuan.kernel.routes import Authenticator, Caller, Tx
from huayuan.kernel.settings import Settings
from huayuan.profiles.models import PersonTagRow, StaffContactRow
from huayuan.stores import api as stores
from huayuan.wechat.connections import routes
from huayuan.wechat.connections.errors import Refused
from huayuan.wechat.connections.models import CallbackRow
from huayuan.wechat.wecom.models import SyncRow


def address_book(platform: Any) -> None:
    departments = [
        {"id": 1, "name": "总部", "parentid": 0}, {"id": 2, "name": "华东", "parentid": 1},
        {"id": 3, "name": "杭州店", "parentid": 2}, {"id": 4, "name": "电商", "parentid": 1},
    ]  # fmt: skip
    people = {
        "3": [{"userid": "zhang", "name": "张伟", "alias": "小张", "department": [3], "status": 1}],
        "4": [{"userid": "li", "name": "李娜", "department": [4], "status": 4}],
    }
    platform.answers["list"] = lambda asked: (
        {"department": departments}
        if "department/" in asked.path
        else {"userlist": people.get(asked.query["department_id"], [])}
    )
    platform.answers["get_follow_user_list"] = lambda _: {"follow_user": ["zhang", "hidden"]}


def test_the_address_book_becomes_stores_and_staff(desk: Any, platform: Any) -> None:
    address_book(platform)
    assert desk.wecom.sync.staff(desk.view.id) == 3
    with desk.uow.read() as tx:
        members, total = stores.list_staff(tx)
        shops = {one.name: one.region for one in stores.list_stores(tx)}
    assert total == 3 and shops == {"杭州店": "华东", "电商": None}
    by_id = {one.userid: one for one in members}
    assert (by_id["zhang"].shown_name, by_id["zhang"].store_name, by_id["zhang"].active) == (
        "小张",
        "杭州店",
        True,
    )
    assert not by_id["li"].active and by_id["hidden"].store_id is None
    assert {one.userid for one in members if one.serves} == {"zhang", "hidden"}, (
        "li may not contact customers"
    )
    platform.answers["get_follow_user_list"] = {}
    desk.wecom.sync.staff(desk.view.id)
    with desk.uow.read() as tx:
        assert not stores.staff_by_userid(tx, desk.view.account, ["hidden"])["hidden"].active


def customer(number: int, userid: str, at: int) -> dict[str, Any]:
    return {
        "external_contact": {
            "external_userid": f"wm{number}",
            "name": f"客户{number}",
            "unionid": f"u{number}",
        },
        "follow_info": {"userid": userid, "createtime": at, "add_way": 1, "tag_id": ["et1"]},
    }


def pages(platform: Any, at: int, *, fail_at: str | None = None) -> None:
    """Three pages; the one with cursor `fail_at` breaks once."""
    broken = [fail_at]

    def answer(asked: Any) -> dict[str, Any]:
        cursor = asked.body["cursor"]
        if cursor and cursor == broken[0]:
            broken[0] = None
            return {"errcode": 48002}
        page = int(cursor or 0)
        rows = [customer(page * 2 + n, "zhang", at) for n in range(2)]
        return {"external_contact_list": rows, "next_cursor": str(page + 1) if page < 2 else ""}

    platform.answers["get_by_user"] = answer
    platform.answers["get_corp_tag_list"] = {
        "tag_group": [{"group_id": "g", "group_name": "等级", "tag": [{"id": "et1", "name": "金卡"}]}]
    }


def number(desk: Any, model: Any) -> int:
    with desk.uow.read() as tx:
        return tx.session.scalar(select(func.count()).select_from(model)) or 0


def test_a_full_sync_goes_on_where_it_broke(desk: Any, platform: Any) -> None:
    address_book(platform)
    pages(platform, desk.now() - 86400, fail_at="2")
    desk.wecom.sync.tags(desk.view.id)
    with pytest.raises(Exception, match="48002"):
        desk.wecom.sync.customers(desk.view.id, lambda *_: None)
    assert number(desk, StaffContactRow) == 4
    asked = len(platform.calls("get_by_user"))
    assert desk.wecom.sync.customers(desk.view.id, lambda *_: None) == 6
    assert len(platform.calls("get_by_user")) == asked + 1
    assert (number(desk, StaffContactRow), number(desk, PersonTagRow)) == (6, 6)
    desk.wecom.sync.customers(desk.view.id, lambda *_: None)  # again, from the beginning
    assert number(desk, StaffContactRow) == 6
    with desk.uow.read() as tx:
        assert tx.session.get(SyncRow, desk.view.id).state == "done"


class Console:
    """The routes as someone with these permissions calls them."""

    def __init__(self, desk: Any, *permissions: str) -> None:
        caller = Caller("user", 1, "admin", frozenset(permissions or ("*",)))
        desk.services.put(Authenticator, Authenticator(lambda _: caller))
        desk.services.put(Settings, Settings())
        self.http = desk.http


def test_checks_leave_threads_to_whoever_holds_the_database(desk: Any, platform: Any) -> None:
    """With the smallest pool: one request is inside its transaction and needs a thread; many checks want to write."""
    Console(desk)
    platform.answers["get_follow_user_list"] = {"follow_user": ["a"]}
    entered, release = threading.Event(), threading.Event()

    @asynccontextmanager
    async def few_threads(_app: FastAPI) -> AsyncIterator[None]:
        anyio.to_thread.current_default_thread_limiter().total_tokens = 4
        yield

    app = FastAPI(lifespan=few_threads)
    app.state.services = desk.services
    app.include_router(routes.router)

    async def wait(_tx: Tx) -> None:
        entered.set()
        while not release.is_set():
            await anyio.sleep(0.01)

    @app.post("/holder", dependencies=[Depends(wait)])
    def holder(tx: Tx) -> str:
        return "done"

    path = f"/api/connections/{desk.view.id}/check"
    platform.answers["list"] = {"department": [{"id": 1}]}
    platform.answers["get_follow_user_list"] = {"follow_user": ["a"]}
    with TestClient(app) as http, ThreadPoolExecutor(20) as pool:
        held = pool.submit(http.post, "/holder")
        assert entered.wait(5)
        checks = [pool.submit(http.post, path) for _ in range(8)]
        more = [pool.submit(http.post, "/holder") for _ in range(4)]
        time.sleep(0.3)  # all of them have come as far as they can
        release.set()
        assert held.result(10).status_code == 200
        assert [one.result(10).json()["ok"] for one in checks] == [True] * 8
        assert [one.result(10).status_code for one in more] == [200] * 4


def test_connections_over_http(desk: Any, platform: Any) -> None:
    http = Console(desk).http
    body = {
        "kind": "wecom",
        "name": "二号",
        "account": "wwsecond",
        "app": "7",
        "secrets": {"secret": "another-secret"},
        "api_url": platform.url,
    }
    made = http.post("/api/connections", json=body)
    assert made.status_code == 201 and len(made.json()["made_up"]["encoding_aes_key"]) == 43
    assert "/callbacks/wecom/" in made.json()["callback_url"] and "another-secret" not in made.text
    one = f"/api/connections/{made.json()['id']}"
    assert "made_up" not in http.get(one).json()
    platform.answers["get_follow_user_list"] = {"follow_user": ["a", "b"]}
    platform.answers["list"] = {"department": [{"id": 1}]}
    examined = http.post(one + "/check").json()
    assert examined["ok"] and {c["step"]: c["state"] for c in examined["checks"]} == {
        "credentials": "ok", "clock": "skipped", "address_book": "ok", "customer_contact": "ok",
        "callbacks": "warning", "reading": "skipped", "quota": "ok",
    }  # fmt: skip
    platform.answers["gettoken"] = lambda _: {"errcode": 40001}
    examined = http.post(one + "/check").json()
    assert not examined["ok"] and examined["checks"][0]["fix"]["zh"].startswith("应用 Secret 不正确")
    assert http.get(one).json()["status"] == "refused"
    with pytest.raises(Refused):
        http.patch(one, json={"secrets": {"secret": "a-wrong-secret"}})
    platform.answers.pop("gettoken")
    assert http.patch(one, json={"secrets": {"secret": "the-right-secret"}}).json()["status"] == "new"
    assert http.post(one + "/sync").json() == {"queued": True}
    assert http.get("/api/connections").json()["total"] == 2
    with desk.uow.read() as tx:
        actions = set(tx.session.scalars(select(AuditRow.action)))
    assert actions == {"connections.created", "connections.changed", "connections.sync_started"}


def test_health_counts(desk: Any) -> None:
    http = Console(desk).http
    desk.added("zhang", "wm1")
    desk.added("zhang", "wm1")
    desk.push("<xml/>")
    desk.board.inbox.stop(5)
    health = http.get(f"/api/connections/{desk.view.id}").json()["health"]
    assert (health["callbacks_24h"], health["duplicates_24h"], health["failures_24h"]) == (1, 1, 1)
    assert health["last_callback_at"] is not None and health["waiting"] == 1


def test_old_callbacks_are_purged(desk: Any) -> None:
    from huayuan.wechat.connections.store import callbacks as store

    desk.added("zhang", "wm1")
    desk.work()
    desk.clock.advance(days=31)
    desk.added("zhang", "wm2")
    with desk.uow.begin() as tx:
        from datetime import timedelta

        assert store.purge(tx.session, tx.now - timedelta(days=30)) == 1
    assert number(desk, CallbackRow) == 1
