"""Every route says who may use it, in words that exist."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute

from huayuan.access.contracts import PERMISSIONS
from huayuan.kernel.routes import Requires

# FastAPI's own pages about the interface, and the console's files: they hold no data.
WITHOUT_DATA = {"/api/openapi.json", "/api/docs", "/api/docs/oauth2-redirect"}


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FastAPI]:
    from huayuan.bootstrap.app import make_app
    from huayuan.bootstrap.makers import make_house
    from huayuan.kernel.settings import Settings

    data: Path = tmp_path_factory.mktemp("house")
    house = make_house(Settings(data_dir=data, database_url="", warehouse_url=""))
    yield make_app(house, manage=False)
    house.stop()


def api_routes(routes: list[Any]) -> Iterator[APIRoute]:
    """The routes of the app, through routers that are included as they are."""
    for route in routes:
        if isinstance(route, APIRoute):
            yield route
        inner = getattr(route, "original_router", None) or getattr(route, "router", None)
        if inner is not None:
            yield from api_routes(inner.routes)


def requirements(dependant: Dependant) -> Iterator[Requires]:
    for inner in dependant.dependencies:
        if isinstance(inner.call, Requires):
            yield inner.call
        yield from requirements(inner)


def test_the_walk_meets_the_routes(app: FastAPI) -> None:
    paths = {route.path for route in api_routes(app.routes)}
    assert {"/v1/events", "/api/session", "/healthz"} <= paths
    documented = set(app.openapi()["paths"])
    assert documented <= paths, "a route that the document shows was not walked"


# Of two models of one name the document names both by their modules, so a file that moves breaks whoever uses it.


def test_no_two_models_of_the_document_share_a_name(app: FastAPI) -> None:
    named_by_module = {
        name for name in app.openapi()["components"]["schemas"] if name.startswith("huayuan__")
    }
    assert named_by_module == set()


def test_every_route_declares_its_permission(app: FastAPI) -> None:
    silent = [
        f"{sorted(route.methods)} {route.path}"
        for route in api_routes(app.routes)
        if route.path not in WITHOUT_DATA and len(list(requirements(route.dependant))) != 1
    ]
    assert silent == []


def test_every_permission_of_a_route_can_be_given_to_a_role(app: FastAPI) -> None:
    known = {permission.code for permission in PERMISSIONS} | {"", None}
    unknown = {
        f"{route.path}: {needed.permission}"
        for route in api_routes(app.routes)
        for needed in requirements(route.dependant)
        if needed.permission not in known
    }
    assert unknown == set()


def test_a_public_route_says_why(app: FastAPI) -> None:
    for route in api_routes(app.routes):
        for needed in requirements(route.dependant):
            assert needed.permission is not None or needed.reason, route.path
