"""Users, roles, and that nobody hands out more than they have."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from access.conftest import PASSWORD, Browser, add_user
from fastapi import FastAPI

from huayuan.access import api
from huayuan.access.contracts import (
    BUILT_IN_ROLES,
    PERMISSION_CODES,
    PERMISSION_GROUPS,
    PERMISSIONS,
    UserChanges,
)
from huayuan.access.errors import LastOwner
from huayuan.kernel.caller import SYSTEM, DataScope
from huayuan.kernel.unit_of_work import UnitOfWork


def role_id(browser: Browser, name: str) -> int:
    items: list[dict[str, Any]] = browser("GET", "/roles").json()["items"]
    return next(int(role["id"]) for role in items if role["name"] == name)


def user_form(browser: Browser, login: str, role: str, **more: Any) -> dict[str, Any]:
    return {"login": login, "name": login, "password": PASSWORD, "role_id": role_id(browser, role)} | more


@pytest.fixture
def hr(app: FastAPI, owner: Browser) -> Browser:
    """Someone who may manage users and roles, and see customers, and no more."""
    permissions = ["users.read", "users.write", "roles.write", "customers.read", "keys.write", "keys.read"]
    owner("POST", "/roles", {"name": "人事", "permissions": permissions})
    created = owner("POST", "/users", user_form(owner, "hr", "人事", scope={"kind": "store", "ids": [1, 2]}))
    assert created.status_code == 200, created.text
    browser = Browser(app)
    browser.enter("hr")
    return browser


def code(answer: Any) -> str:
    return str(answer.json()["error"]["code"])


def test_the_registry_is_consistent() -> None:
    assert len(PERMISSION_CODES) == len(PERMISSIONS)
    for permission in PERMISSIONS:
        assert permission.group in PERMISSION_GROUPS
        assert all(permission.label)
    for role in BUILT_IN_ROLES:
        assert role.permissions <= PERMISSION_CODES | {"*"}


def test_permissions_and_built_in_roles_are_listed(owner: Browser) -> None:
    items = owner("GET", "/permissions").json()["items"]
    assert {item["key"] for item in items} == PERMISSION_CODES
    assert items[0]["group"] == {"key": "customers", "zh": "客户", "en": "Customers"}
    roles = owner("GET", "/roles").json()["items"]
    assert [role["name"] for role in roles] == ["管理员", "运营", "分析师", "店长", "导购", "审计员"]
    assert all(role["builtin"] for role in roles)
    assert [role["users"] for role in roles] == [1, 0, 0, 0, 0, 0]
    assert roles[4]["label"] == {"zh": "导购", "en": "Shopping guide"}


def test_a_user_is_created_changed_and_disabled(owner: Browser, app: FastAPI) -> None:
    created = owner(
        "POST", "/users", user_form(owner, "Mei", "导购", scope={"kind": "own", "ids": [7]})
    ).json()
    assert created["login"] == "mei" and created["scope"] == {"kind": "own", "ids": [7]}
    mei = Browser(app)
    session = mei.enter("mei").json()
    assert session["user"]["scope"] == {"kind": "own", "ids": [7]}
    assert "customers.read" in session["permissions"] and "users.read" not in session["permissions"]
    refusal = mei("GET", "/users").json()["error"]
    assert refusal["code"] == "forbidden" and refusal["data"]["permission"] == "users.read"
    assert (
        "“查看账号与角色”" in refusal["message"]["zh"] and "“See users and roles”" in refusal["message"]["en"]
    )
    changed = owner(
        "PATCH", f"/users/{created['id']}", {"name": "李梅", "role_id": role_id(owner, "店长")}
    ).json()
    assert changed["name"] == "李梅" and changed["role"]["name"] == "店长"
    assert "customers.reveal" in mei("GET", "/session").json()["permissions"]  # at once
    assert owner("PATCH", f"/users/{created['id']}", {"active": False}).json()["active"] is False
    assert mei("GET", "/session").status_code == 401
    assert code(mei.enter("mei")) == "access.login_failed"
    assert owner("GET", "/users?limit=1").json()["total"] == 2


def test_logins_are_unique_and_passwords_not_weak(owner: Browser) -> None:
    assert code(owner("POST", "/users", user_form(owner, "BOSS", "导购"))) == "access.login_taken"
    for weak in ("short", "88888888", "mei-long-login"):
        form = user_form(owner, "mei-long-login", "导购", password=weak)
        assert code(owner("POST", "/users", form)) == "access.password_weak"
    assert code(owner("POST", "/users", user_form(owner, "a b", "导购"))) == "invalid"
    assert code(owner("POST", "/users", user_form(owner, "mei", "导购") | {"role_id": 999})) == "not_found"
    assert code(owner("PATCH", "/users/999", {"name": "x"})) == "not_found"


def test_a_user_without_password_enters_by_link(owner: Browser, app: FastAPI) -> None:
    form = user_form(owner, "mei", "导购")
    del form["password"]
    user = owner("POST", "/users", form).json()
    fresh = Browser(app)
    assert fresh.enter("mei", "").status_code == 401
    token = owner("POST", f"/users/{user['id']}/login-link").json()["token"]
    assert fresh("POST", "/session/link", {"token": token}).status_code == 200


def test_nobody_makes_a_role_wider_than_themselves(hr: Browser, owner: Browser) -> None:
    wide = {"name": "大", "permissions": ["customers.read", "audit.read"]}
    assert code(hr("POST", "/roles", wide)) == "access.grant_too_wide"
    made = hr("POST", "/roles", {"name": "小", "permissions": ["customers.read"]}).json()
    assert made["permissions"] == ["customers.read"] and not made["builtin"]
    assert (
        code(hr("PATCH", f"/roles/{made['id']}", {"permissions": ["audit.read"]})) == "access.grant_too_wide"
    )
    wider = owner("POST", "/roles", wide).json()
    assert code(hr("PATCH", f"/roles/{wider['id']}", {"permissions": []})) == "access.grant_too_wide"
    assert code(owner("POST", "/roles", {"name": "坏", "permissions": ["*"]})) == "access.unknown_permission"
    assert code(owner("POST", "/roles", {"name": "小", "permissions": []})) == "access.role_name_taken"
    built_in = role_id(owner, "导购")
    assert code(owner("PATCH", f"/roles/{built_in}", {"permissions": []})) == "access.role_built_in"


def test_a_role_is_deleted_when_nobody_has_it(hr: Browser, owner: Browser) -> None:
    made = owner("POST", "/roles", {"name": "客服", "permissions": ["customers.read"]}).json()
    users = [owner("POST", "/users", user_form(owner, name, "客服")).json() for name in ("mei", "lan")]
    owner("PATCH", f"/users/{users[1]['id']}", {"active": False})
    refused = owner("DELETE", f"/roles/{made['id']}")
    assert refused.status_code == 409 and code(refused) == "access.role_in_use"
    told = refused.json()["error"]
    assert told["data"] == {"name": "客服", "count": 2, "people": "mei、lan"}
    assert "mei、lan" in told["message"]["zh"]
    for user in users:
        owner("PATCH", f"/users/{user['id']}", {"role_id": role_id(owner, "导购")})
    assert hr("DELETE", f"/roles/{made['id']}").status_code == 204
    assert owner("DELETE", f"/roles/{made['id']}").status_code == 404
    wide = owner("POST", "/roles", {"name": "大", "permissions": ["audit.read"]}).json()
    assert code(hr("DELETE", f"/roles/{wide['id']}")) == "access.grant_too_wide"
    assert code(owner("DELETE", f"/roles/{role_id(owner, '导购')}")) == "access.role_built_in"
    entries = owner("GET", "/audit?action=access.role_deleted").json()["items"]
    assert [entry["data"]["name"] for entry in entries] == ["客服"]


def test_nobody_makes_or_manages_a_user_above_themselves(hr: Browser, owner: Browser) -> None:
    me = hr("GET", "/session").json()["user"]["id"]
    boss = owner("GET", "/session").json()["user"]["id"]
    inside = {"scope": {"kind": "store", "ids": [1]}}
    assert code(hr("POST", "/users", user_form(hr, "new", "管理员", **inside))) == "access.grant_too_wide"
    assert code(hr("POST", "/users", user_form(hr, "new", "运营", **inside))) == "access.grant_too_wide"
    assert code(hr("POST", "/users", user_form(hr, "new", "人事"))) == "access.scope_too_wide"
    outside = {"scope": {"kind": "store", "ids": [1, 3]}}
    assert code(hr("POST", "/users", user_form(hr, "new", "人事", **outside))) == "access.scope_too_wide"
    assert hr("POST", "/users", user_form(hr, "new", "人事", **inside)).status_code == 200
    assert code(hr("PATCH", f"/users/{boss}", {"password": "taken over 1"})) == "access.grant_too_wide"
    assert code(hr("POST", f"/users/{boss}/login-link")) == "access.grant_too_wide"
    assert code(hr("PATCH", f"/users/{me}", {"role_id": role_id(hr, "管理员")})) == "access.grant_too_wide"
    assert code(hr("PATCH", f"/users/{me}", {"scope": {"kind": "all"}})) == "access.scope_too_wide"
    assert (
        code(hr("POST", "/keys", {"kind": "api", "name": "k", "scopes": ["audit.read"]}))
        == "access.grant_too_wide"
    )


def test_the_last_administrator_stays(owner: Browser) -> None:
    boss = owner("GET", "/session").json()["user"]["id"]
    assert code(owner("PATCH", f"/users/{boss}", {"active": False})) == "access.last_owner"
    assert code(owner("PATCH", f"/users/{boss}", {"role_id": role_id(owner, "导购")})) == "access.last_owner"
    owner("POST", "/users", user_form(owner, "second", "管理员"))
    assert owner("PATCH", f"/users/{boss}", {"active": False}).status_code == 200


def test_two_administrators_disabling_each_other_leave_one(uow: UnitOfWork) -> None:
    with uow.begin() as tx:
        ids = [add_user(tx, login, "owner").id for login in ("one", "two")]

    def disable(user_id: int) -> bool:
        try:
            with uow.begin() as tx:
                api.change_user(tx, user_id, UserChanges(active=False), SYSTEM)
        except LastOwner:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(disable, ids)) == [False, True]


def test_a_user_made_before_set_up_closes_it(uow: UnitOfWork) -> None:
    with uow.begin() as tx:
        api.name_organization(tx, "示例店")
        add_user(tx, "demo", "owner", scope=DataScope("all"))
    with uow.read() as tx:
        assert api.setup_state(tx) == (False, "示例店")
        found = api.find_user(tx, "DEMO")
    assert found is not None and found.role.code == "owner"
