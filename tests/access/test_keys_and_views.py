"""API keys and their scopes, write keys and their revocation, saved views."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from access.conftest import PASSWORD, Browser, add_user, at_once
from fastapi import FastAPI
from sqlalchemy import event

from huayuan.access import api
from huayuan.access.rules import address_block, client_ip, wait_seconds
from huayuan.kernel.caller import SYSTEM
from huayuan.kernel.clock import ManualClock
from huayuan.kernel.services import Services
from huayuan.kernel.unit_of_work import UnitOfWork


def bearer(secret: str) -> dict[str, Any]:
    return {"headers": {"Authorization": f"Bearer {secret}", "X-CSRF-Token": ""}}


def test_an_api_key_may_what_its_scopes_say(app: FastAPI, owner: Browser) -> None:
    made = owner("POST", "/keys", {"kind": "api", "name": "报表", "scopes": ["users.read"]}).json()
    key, secret = made["key"], made["secret"]
    assert secret.startswith("hyk_") and key["prefix"] == secret[:12] and "secret" not in key
    outside = Browser(app)
    assert outside("GET", "/users", **bearer(secret)).status_code == 200
    assert outside("GET", "/audit", **bearer(secret)).status_code == 403
    assert outside("GET", "/session", **bearer(secret)).status_code == 401  # a key is no person
    refused = outside("GET", "/views?page=x", **bearer(secret))
    assert (refused.status_code, refused.json()["error"]["code"]) == (403, "access.views_need_user")
    assert outside("GET", "/users", **bearer(secret + "x")).json()["error"]["code"] == "access.key_invalid"
    listed = owner("GET", "/keys").json()["items"]
    assert [item["id"] for item in listed] == [key["id"]] and listed[0]["last_used_at"]
    assert secret not in str(listed)


def test_a_revoked_api_key_stops_at_once(app: FastAPI, owner: Browser) -> None:
    made = owner("POST", "/keys", {"kind": "api", "name": "k", "scopes": ["users.read"]}).json()
    revoked = owner("DELETE", f"/keys/{made['key']['id']}").json()
    assert revoked["revoked_at"]
    assert Browser(app)("GET", "/users", **bearer(made["secret"])).status_code == 401
    assert owner("DELETE", "/keys/999").status_code == 404


def test_keys_with_unknown_scopes_are_refused(owner: Browser) -> None:
    answer = owner("POST", "/keys", {"kind": "api", "name": "k", "scopes": ["everything"]})
    assert answer.json()["error"]["code"] == "access.unknown_permission"


def test_a_write_key_is_no_api_key(app: FastAPI, owner: Browser, services: Services) -> None:
    secret = owner("POST", "/keys", {"kind": "write", "name": "官网"}).json()["secret"]
    assert Browser(app)("GET", "/users", **bearer(secret)).status_code == 401
    key = services.get(api.WriteKeys).verify(secret)
    assert key is not None and key.name == "官网"


def test_revoking_here_is_at_once_and_elsewhere_within_ten_seconds(
    owner: Browser, services: Services, uow: UnitOfWork, clock: ManualClock
) -> None:
    elsewhere = api.WriteKeys(uow, seconds=lambda: clock.now().timestamp(), run=at_once)
    here = services.get(api.WriteKeys)
    made = owner("POST", "/keys", {"kind": "write", "name": "官网"}).json()
    assert here.verify(made["secret"]) and elsewhere.verify(made["secret"])
    owner("DELETE", f"/keys/{made['key']['id']}")
    assert here.verify(made["secret"]) is None
    assert elsewhere.verify(made["secret"]) is not None
    clock.advance(seconds=10)
    assert elsewhere.verify(made["secret"]) is None


def test_a_known_write_key_costs_no_query(uow: UnitOfWork, clock: ManualClock) -> None:
    keys = api.WriteKeys(uow, seconds=lambda: clock.now().timestamp(), run=at_once)
    with uow.begin() as tx:
        _, secret = api.create_key(tx, "write", "官网")
    assert keys.cached(secret) is None
    assert keys.verify(secret)
    asked: list[str] = []
    event.listen(uow.database.engine, "before_cursor_execute", lambda *parts: asked.append(parts[2]))
    assert all(keys.verify(secret) for _ in range(100)) and keys.cached(secret)
    assert (
        keys.verify("hyk_something") is None
        and keys.verify("") is None
        and keys.verify("hyw_" + "x" * 500) is None
    )
    assert asked == []
    assert keys.verify("hyw_unknown") is None and keys.verify("hyw_unknown") is None
    assert sum("access_key" in statement for statement in asked) == 1


def test_guessing_write_keys_does_not_fill_the_memory(
    uow: UnitOfWork, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(api.WriteKeys, "LARGEST", 20)
    keys = api.WriteKeys(uow, run=at_once)
    with uow.begin() as tx:
        _, secret = api.create_key(tx, "write", "官网")
    assert keys.verify(secret)
    with ThreadPoolExecutor(4) as pool:
        assert not any(pool.map(lambda number: keys.verify(f"hyw_{number}"), range(100)))
    assert len(keys._known) <= 20 and keys.cached(secret)


def test_views_are_saved_shared_and_deleted(app: FastAPI, owner: Browser, uow: UnitOfWork) -> None:
    with uow.begin() as tx:
        add_user(tx, "mei", "guide")
    mei = Browser(app)
    mei.enter("mei")
    first = mei("POST", "/views?page=customers", {"name": "高价值", "state": {"gmv_min": 100_00}}).json()
    again = mei(
        "POST", "/views?page=customers", {"name": "高价值", "state": {"gmv_min": 200_00}, "shared": True}
    ).json()
    assert first["id"] == again["id"] and again["state"] == {"gmv_min": 200_00}
    mei("POST", "/views?page=customers", {"name": "我的", "state": {}})
    mei("POST", "/views?page=orders", {"name": "别处", "state": {}})
    assert [view["name"] for view in mei("GET", "/views?page=customers").json()["items"]] == [
        "我的",
        "高价值",
    ]
    seen = owner("GET", "/views?page=customers").json()["items"]
    assert [(view["name"], view["mine"], view["shared"]) for view in seen] == [("高价值", False, True)]
    private = next(
        v["id"] for v in mei("GET", "/views?page=customers").json()["items"] if v["name"] == "我的"
    )
    assert owner("DELETE", f"/views/{private}").status_code == 404
    assert owner("DELETE", f"/views/{again['id']}").status_code == 204  # shared, and users.write
    assert mei("DELETE", f"/views?page=customers&id={private}").status_code == 204
    assert mei("GET", "/views?page=customers").json() == {"items": []}


def test_a_shared_view_is_not_deleted_by_just_anyone(app: FastAPI, owner: Browser, uow: UnitOfWork) -> None:
    with uow.begin() as tx:
        add_user(tx, "mei", "guide")
    view = owner("POST", "/views?page=customers", {"name": "共享", "state": {}, "shared": True}).json()
    mei = Browser(app)
    mei.enter("mei", PASSWORD)
    assert mei("DELETE", f"/views/{view['id']}").status_code == 404


def test_views_are_renamed_replaced_and_shared(app: FastAPI, owner: Browser, uow: UnitOfWork) -> None:
    with uow.begin() as tx:
        add_user(tx, "mei", "guide")
    mei = Browser(app)
    mei.enter("mei")
    made = owner("POST", "/views?page=customers", {"name": "高价值", "state": {"gmv_min": 1}}).json()
    owner("POST", "/views?page=customers", {"name": "别的", "state": {}})
    path = f"/views/{made['id']}"
    assert mei("PATCH", path, {"name": "我的"}).status_code == 404  # not shared, so it does not exist for her
    shared = owner("PATCH", path, {"shared": True}).json()
    assert (shared["name"], shared["state"], shared["shared"]) == ("高价值", {"gmv_min": 1}, True)
    assert mei("PATCH", path, {"name": "我的"}).status_code == 404  # seen, and still not hers
    changed = owner("PATCH", path, {"name": " 大客户 ", "state": {"gmv_min": 2}}).json()
    assert changed == shared | {"name": "大客户", "state": {"gmv_min": 2}}
    assert owner("PATCH", path, {"name": "大客户"}).json() == changed
    assert owner("PATCH", path, {}).json() == changed
    assert owner("PATCH", path, {"name": "别的"}).json()["error"]["code"] == "conflict"
    assert owner("PATCH", path, {"state": {"x": "字" * 20_001}}).json()["error"]["code"] == "invalid"
    assert owner("PATCH", "/views/999", {"name": "x"}).status_code == 404


def test_views_stay_small(owner: Browser) -> None:
    big = owner("POST", "/views?page=customers", {"name": "大", "state": {"x": "字" * 20_001}})
    assert big.json()["error"]["code"] == "invalid"
    assert (
        owner("POST", "/views?page=Bad Page", {"name": "x", "state": {}}).json()["error"]["code"] == "invalid"
    )


def test_upkeep_forgets_what_expired_and_nothing_else(uow: UnitOfWork, clock: ManualClock) -> None:
    from huayuan.access.contracts import Client

    with uow.begin() as tx:
        user = add_user(tx, "mei")
        old = api.open_session(tx, user.id, Client(), by="password")
        api.create_login_link(tx, user.id, 10)
    clock.advance(days=3)
    with uow.begin() as tx:
        new = api.open_session(tx, user.id, Client(), by="password")
        api.delete_outdated(tx, idle_hours=2)
    with uow.read() as tx:
        kept = api.sessions_of(tx, user, idle_hours=24 * 30)
    assert [session.id for session in kept] == [new.session_id] != [old.session_id]


def test_system_keys_see_everything(uow: UnitOfWork) -> None:
    with uow.begin() as tx:
        key, secret = api.create_key(tx, "api", "命令行", ["customers.read"], SYSTEM)
    with uow.read() as tx:
        who = api.authenticate(tx, api.RequestParts("POST", bearer=secret, ip="1.2.3.4"), 1)
    assert who.caller.may("customers.read") and not who.caller.may("customers.write")
    assert (who.caller.kind, who.caller.id, who.caller.scope.kind, who.caller.ip) == (
        "api_key",
        key.id,
        "all",
        "1.2.3.4",
    )


@pytest.mark.parametrize(
    ("peer", "forwarded", "proxies", "ip"),
    [
        ("9.9.9.9", "1.1.1.1", 0, "9.9.9.9"),  # nobody may claim an address
        ("9.9.9.9", "1.1.1.1, 2.2.2.2", 1, "2.2.2.2"),
        ("9.9.9.9", "1.1.1.1, 2.2.2.2", 2, "1.1.1.1"),
        ("9.9.9.9", "6.6.6.6, 1.1.1.1, 2.2.2.2", 2, "1.1.1.1"),
        ("9.9.9.9", "", 1, "9.9.9.9"),
    ],
)
def test_the_address_is_what_trusted_proxies_say(peer: str, forwarded: str, proxies: int, ip: str) -> None:
    assert client_ip(peer, forwarded, proxies) == ip


def test_addresses_count_by_subscriber() -> None:
    assert address_block("2001:db8:1:2::7") == address_block("2001:db8:1:2:ffff::1") == "2001:db8:1:2::/64"
    assert address_block("::ffff:10.0.0.1") == "10.0.0.1"
    assert address_block("testclient") == "testclient"


def test_waiting_grows_and_is_bounded() -> None:
    assert [wait_seconds(failures, 5) for failures in (0, 4, 5, 6, 7, 14, 15, 10_000)] == [
        0,
        0,
        1,
        2,
        4,
        512,
        900,
        900,
    ]
