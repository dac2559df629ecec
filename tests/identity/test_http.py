"""The conflict queue over HTTP: permissions, documented answers, the audit trail."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient
from identity.observing import Observer
from sqlalchemy import select

from huayuan.access.api import audit_entries
from huayuan.identity import routes
from huayuan.identity.contracts import PeopleInScope
from huayuan.identity.models import PersonRow
from huayuan.identity.resolver import Resolver
from huayuan.kernel.caller import DataScope
from huayuan.kernel.crypto import Vault
from huayuan.kernel.errors import HuayuanError
from huayuan.kernel.routes import Authenticator, Caller
from huayuan.kernel.services import Services
from huayuan.kernel.unit_of_work import UnitOfWork


@dataclass
class Desk:
    """Somebody at the console; `permissions` and `scope` may be changed while at it."""

    http: TestClient
    who: Observer
    permissions: set[str]
    scope: DataScope = field(default_factory=DataScope)


@pytest.fixture
def desk(services: Services, uow: UnitOfWork, vault: Vault) -> Desk:
    permissions = {"identity.read", "identity.write"}
    found: list[Desk] = []
    caller = lambda request: Caller("user", 1, "Li", frozenset(permissions), found[0].scope)  # noqa: E731
    services.put(Authenticator, Authenticator(caller))
    # A data scope "own" of persons, as if somebody knew whose they are.
    services.put(
        PeopleInScope,
        PeopleInScope(lambda tx, scope: select(PersonRow.id).where(PersonRow.id.in_(scope.ids))),
    )
    app = FastAPI()
    app.state.services = services
    app.include_router(routes.router)

    @app.exception_handler(HuayuanError)
    def refuse(request: Request, error: HuayuanError) -> JSONResponse:
        return JSONResponse({"error": error.as_dict()}, error.status)

    found.append(Desk(TestClient(app), Observer(uow, Resolver(vault)), permissions))
    return found[0]


def test_a_conflict_is_shown_and_settled(desk: Desk) -> None:
    one = desk.who.sees(wechat_unionid="union-of-one", phone="13800138000")
    other = desk.who.sees(wechat_unionid="union-of-other", phone="13800138000")
    shown = desk.http.get("/api/conflicts").json()
    [conflict] = shown["items"]
    assert shown["total"] == 1
    assert conflict["persons"] == [one.person_id, other.person_id]
    assert conflict["label"]["zh"] == "两个不同的微信 UnionID"
    assert {side["kind"] for side in conflict["identifiers"]} == {"phone", "wechat_unionid"}
    settled = desk.http.post(f"/api/conflicts/{conflict['id']}/resolve", json={"decision": "merge"}).json()
    assert settled["conflict"]["state"] == "merged"
    assert desk.http.get("/api/conflicts").json() == {"items": [], "total": 0}
    split = desk.http.post(f"/api/merges/{settled['merge_id']}/undo").json()
    assert split == {"winner": one.person_id, "loser": other.person_id}
    assert desk.http.get("/api/conflicts", params={"state": "kept_apart"}).json()["total"] == 1
    with desk.who.uow.read() as tx:
        assert [entry.action for entry in audit_entries(tx)[0]] == [
            "identity.split", "identity.conflict_resolved"
        ]  # fmt: skip


def test_a_data_scope_reaches_only_its_own_people(desk: Desk) -> None:
    one = desk.who.sees(wechat_unionid="union-of-one", phone="13800138000").person_id or 0
    other = desk.who.sees(wechat_unionid="union-of-other", phone="13800138000").person_id or 0
    [conflict] = desk.http.get("/api/conflicts").json()["items"]
    form = {"winner": one, "loser": other, "reason": "同一位客人"}
    desk.scope = DataScope("own", (one,))  # one side of a doubt is not enough
    assert desk.http.get("/api/conflicts").json() == {"items": [], "total": 0}
    hidden = desk.http.post("/api/merges", json=form)
    assert (hidden.status_code, hidden.json()["error"]["code"]) == (404, "identity.person_not_found")
    settle = f"/api/conflicts/{conflict['id']}/resolve"
    assert desk.http.post(settle, json={"decision": "merge"}).status_code == 404
    desk.scope = DataScope("own", (one, other))
    assert desk.http.get("/api/conflicts").json()["total"] == 1
    merged = desk.http.post("/api/merges", json=form).json()["id"]
    desk.scope = DataScope("own", ())
    assert desk.http.post(f"/api/merges/{merged}/undo").status_code == 404
    desk.scope = DataScope("own", (one,))  # whom the two are now
    assert desk.http.post(f"/api/merges/{merged}/undo").status_code == 200


def test_merging_by_hand(desk: Desk) -> None:
    one, other = desk.who.sees(wechat_unionid="u1"), desk.who.sees(wechat_unionid="u2")
    form = {"winner": one.person_id, "loser": other.person_id, "reason": "两个微信号"}
    done = desk.http.post("/api/merges", json=form)
    assert done.status_code == 201
    assert {name: done.json()[name] for name in form} == form
    again = desk.http.post("/api/merges", json=form)
    assert (again.status_code, again.json()["error"]["code"]) == (409, "identity.already_one")
    assert desk.http.post("/api/merges", json=form | {"loser": 404}).status_code == 404
    assert desk.http.post("/api/merges/404/undo").status_code == 404
    assert desk.http.post("/api/conflicts/404/resolve", json={"decision": "merge"}).status_code == 404
    assert desk.http.post("/api/merges", json=form | {"reason": ""}).status_code == 422


def test_who_may_not_is_refused(desk: Desk) -> None:
    desk.permissions.discard("identity.write")
    form = {"winner": 1, "loser": 2, "reason": "same"}
    assert desk.http.get("/api/conflicts").status_code == 200
    assert desk.http.post("/api/merges", json=form).status_code == 403
    desk.permissions.clear()
    assert desk.http.get("/api/conflicts").status_code == 403


def test_how_well_people_are_recognised(desk: Desk) -> None:
    desk.who.sees(anonymous_id="a", phone="13800138000")
    shown = desk.http.get("/api/identity/quality").json()
    assert shown["identifiers"] == {"anonymous_id": 1, "phone": 1}
    assert shown["merges"] == {"device": {"held": 1, "undone": 0}}
    ids = [
        {"kind": "phone", "value": "13800138000", "evidence": 0},
        {"kind": "anonymous_id", "value": "a", "evidence": 0},
    ]
    measured = desk.http.post("/api/identity/quality", json={"people": [{"person": "p1", "ids": ids}]}).json()
    assert (measured["precision"], measured["recall"], measured["wrongly_merged_people"]) == (1.0, 1.0, 0)
    assert measured["by_kind"]["phone"] == {"identifiers": 1, "precision": 1.0, "recall": 1.0}
    desk.permissions.clear()
    assert desk.http.get("/api/identity/quality").status_code == 403
    assert desk.http.post("/api/identity/quality", json={"people": []}).status_code == 403
