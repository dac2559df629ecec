"""A small app around the routes of access, as bootstrap builds the whole one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient

from huayuan.access import api
from huayuan.access.contracts import NewUser, User
from huayuan.access.routes import make_authenticator, router
from huayuan.kernel.errors import HuayuanError
from huayuan.kernel.routes import Authenticator
from huayuan.kernel.services import Services
from huayuan.kernel.settings import Settings
from huayuan.kernel.unit_of_work import Transaction, UnitOfWork

PASSWORD = "correct horse 7"


def at_once(note: Callable[[], None]) -> None:
    note()


def make_app(services: Services, *routers: Any) -> FastAPI:
    app = FastAPI()
    app.state.services = services
    for each in routers:
        app.include_router(each)

    @app.exception_handler(HuayuanError)
    def refuse(_request: Request, error: HuayuanError) -> JSONResponse:
        return JSONResponse({"error": error.as_dict()}, error.status)

    return app


class Browser:
    """A client that keeps cookies and sends the CSRF token, as the console does."""

    def __init__(self, app: FastAPI) -> None:
        self.http = TestClient(app)
        self.csrf = ""

    def __call__(self, method: str, path: str, body: Any = None, **more: Any) -> Any:
        headers = {"X-CSRF-Token": self.csrf} | more.pop("headers", {})
        return self.http.request(method, "/api" + path, json=body, headers=headers, **more)

    def enter(self, login: str = "boss", password: str = PASSWORD) -> Any:
        answer = self("POST", "/session", {"login": login, "password": password})
        if answer.status_code == 200:
            self.csrf = answer.json()["csrf_token"]
        return answer

    def set_up(self) -> Any:
        form = {"organization": "青禾", "name": "王老板", "login": "boss", "password": PASSWORD}
        answer = self("POST", "/setup", form)
        assert answer.status_code == 200, answer.text
        self.csrf = answer.json()["csrf_token"]
        return answer


@pytest.fixture
def app(services: Services) -> FastAPI:
    uow = services.get(UnitOfWork)
    services.put(Settings, Settings(session_hours=2))
    services.put(Authenticator, make_authenticator(run=at_once))
    services.put(api.WriteKeys, api.WriteKeys(uow, seconds=lambda: uow.clock.now().timestamp(), run=at_once))
    return make_app(services, router)


@pytest.fixture
def visitor(app: FastAPI) -> Iterator[Browser]:
    browser = Browser(app)
    with browser.http:
        yield browser


@pytest.fixture
def owner(visitor: Browser) -> Browser:
    visitor.set_up()
    return visitor


def add_user(tx: Transaction, login: str, role: str = "operator", **more: Any) -> User:
    return api.create_user(tx, NewUser(login, login.title(), api.role_by_code(tx, role).id, PASSWORD, **more))
