"""A sandbox and a small platform in front of it, both on loopback, each in its own thread."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.etree import ElementTree

import httpx
import msgspec
import pytest
from asgi_server import Server as Server
from asgi_server import wait_for as wait_for
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from huayuan_sandbox.app import create_app
from huayuan_sandbox.sandbox import Sandbox
from huayuan_sandbox.services.wecom.crypto import CallbackCipher
from huayuan_sandbox.state import Settings
from huayuan_sandbox.world.clock import ManualClock

# 2026-03-02 10:00 in China, a Monday
MONDAY = 1_772_416_800.0


@dataclass
class Platform:
    """What the receiving side saw. `answers` are statuses for the next callbacks, then 200."""

    cipher: CallbackCipher | None = None
    callbacks: list[dict[str, str]] = field(default_factory=list)
    events: list[dict[str, Any]] = field(default_factory=list)
    batches: list[int] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)
    collector_answers: list[int] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)
    url: str = ""

    def app(self) -> Starlette:
        return Starlette(
            routes=[
                Route("/callback", self.verify, methods=["GET"]),
                Route("/callback", self.callback, methods=["POST"]),
                Route("/v1/events", self.collect, methods=["POST"]),
            ]
        )

    async def verify(self, request: Request) -> Response:
        assert self.cipher is not None
        query = request.query_params
        plain = self.cipher.open(query["msg_signature"], query["timestamp"], query["nonce"], query["echostr"])
        return PlainTextResponse(plain)

    async def callback(self, request: Request) -> Response:
        assert self.cipher is not None
        status = self.answers.pop(0) if self.answers else 200
        if status != 200:
            return PlainTextResponse("", status)
        query = request.query_params
        encrypted = ElementTree.fromstring(await request.body()).findtext("Encrypt") or ""
        plain = self.cipher.open(query["msg_signature"], query["timestamp"], query["nonce"], encrypted)
        self.callbacks.append({one.tag: one.text or "" for one in ElementTree.fromstring(plain)})
        return PlainTextResponse("success")

    async def collect(self, request: Request) -> Response:
        status = self.collector_answers.pop(0) if self.collector_answers else 200
        self.keys.add(request.headers["authorization"])
        if status != 200:
            return PlainTextResponse("", status, headers={"Retry-After": "0"})
        events = msgspec.json.decode(await request.body())["events"]
        self.batches.append(len(events))
        self.events.extend(events)
        return JSONResponse({"accepted": len(events), "duplicates": 0, "rejected": []})


@dataclass
class World:
    """A running sandbox with the handles a test needs."""

    sandbox: Sandbox
    clock: ManualClock
    platform: Platform
    http: httpx.Client

    def control(self, path: str, **body: Any) -> dict[str, Any]:
        answer = self.http.post(f"/sandbox/control/{path}", json=body)
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    def status(self) -> dict[str, Any]:
        return dict(self.http.get("/sandbox/control/status").json())

    def token(self) -> str:
        known = self.http.get("/sandbox/control/credentials").json()
        query = {"corpid": known["corp_id"], "corpsecret": known["secret"]}
        return str(self.http.get("/cgi-bin/gettoken", params=query).json()["access_token"])

    def get(self, path: str, **query: Any) -> dict[str, Any]:
        return dict(self.http.get(f"/cgi-bin/{path}", params={"access_token": self.token(), **query}).json())

    def post(self, path: str, **body: Any) -> dict[str, Any]:
        query = {"access_token": self.token()}
        return dict(self.http.post(f"/cgi-bin/{path}", params=query, json=body).json())

    def connect(self) -> None:
        self.control(
            "connect",
            callback_url=f"{self.platform.url}/callback",
            collector_url=f"{self.platform.url}/v1/events",
            write_key="hyw_test",
        )

    def live_code(self, state: str = "ch_1", **more: Any) -> str:
        wish = {"type": 2, "scene": 2, "state": state, "user": self.sandbox.corp.serving[:3], **more}
        answer = self.post("externalcontact/add_contact_way", **wish)
        assert answer["errcode"] == 0, answer
        return str(answer["config_id"])


@pytest.fixture
def world() -> Iterator[World]:
    """60 customers, 5 days, seed 7, Monday 10:00."""
    clock = ManualClock(MONDAY)
    sandbox = Sandbox(Settings(7, 60, 5), clock=clock)
    platform = Platform()
    credentials = sandbox.corp.credentials
    platform.cipher = CallbackCipher(credentials.token, credentials.encoding_aes_key, credentials.corp_id)
    with Server(platform.app()) as receiving, Server(create_app(sandbox)) as serving:
        platform.url = receiving.url
        sandbox.serve_at(serving.url)
        with httpx.Client(base_url=serving.url, trust_env=False, timeout=60) as client:
            yield World(sandbox, clock, platform, client)


@pytest.fixture
def connected(world: World) -> World:
    world.connect()
    return world
