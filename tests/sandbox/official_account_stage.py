"""A running 公众号 of the sandbox and a platform that answers its callbacks, both on loopback."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from xml.etree import ElementTree

import httpx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from huayuan_sandbox.app import create_app
from huayuan_sandbox.sandbox import Sandbox
from huayuan_sandbox.services.wecom.crypto import CallbackCipher
from huayuan_sandbox.state import Settings
from huayuan_sandbox.world.clock import ManualClock

from .conftest import MONDAY, Server


@dataclass
class Receiver:
    """What arrived, decrypted. `answers` are given in turn, then "success"; a number is a status."""

    token: str = ""
    cipher: CallbackCipher | None = None
    callbacks: list[dict[str, Any]] = field(default_factory=list)
    queries: list[dict[str, str]] = field(default_factory=list)
    answers: list[str | int | bytes] = field(default_factory=list)
    echo: str = ""
    url: str = ""

    def app(self) -> Starlette:
        return Starlette(routes=[Route("/oa", self.verify), Route("/oa", self.receive, methods=["POST"])])

    async def verify(self, request: Request) -> Response:
        query = request.query_params
        assert query["signature"] == self.signature(query["timestamp"], query["nonce"])
        return PlainTextResponse(self.echo or query["echostr"])

    async def receive(self, request: Request) -> Response:
        query = dict(request.query_params)
        root = ElementTree.fromstring(await request.body())
        assert query["signature"] == self.signature(query["timestamp"], query["nonce"])
        encrypted = root.findtext("Encrypt")
        if encrypted and query.get("encrypt_type") == "aes" and root.find("MsgType") is None:
            assert self.cipher is not None
            opened = self.cipher.open(query["msg_signature"], query["timestamp"], query["nonce"], encrypted)
            root = ElementTree.fromstring(opened)
        self.queries.append(query)
        self.callbacks.append({one.tag: one.text or "" for one in root.iter() if not len(one)})
        answer = self.answers.pop(0) if self.answers else "success"
        if isinstance(answer, int):
            return PlainTextResponse("", answer)
        return Response(answer, media_type="text/xml")

    def signature(self, timestamp: str, nonce: str) -> str:
        return hashlib.sha1("".join(sorted((self.token, timestamp, nonce))).encode()).hexdigest()

    def sealed(self, reply: str) -> str:
        assert self.cipher is not None
        encrypted = self.cipher.encrypt(reply.encode())
        signature = self.cipher.sign("1772416800", "n1", encrypted)
        return (
            f"<xml><Encrypt>{encrypted}</Encrypt><MsgSignature>{signature}</MsgSignature>"
            "<TimeStamp>1772416800</TimeStamp><Nonce>n1</Nonce></xml>"
        )


@dataclass
class Stage:
    """A sandbox with the handles a test needs."""

    sandbox: Sandbox
    clock: ManualClock
    receiver: Receiver
    http: httpx.Client
    known_token: str = ""

    @property
    def account(self) -> Any:
        return self.sandbox.services.official_account.account

    def control(self, path: str, **body: Any) -> dict[str, Any]:
        answer = self.http.post(f"/sandbox/control/official_account/{path}", json=body)
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    def read(self, path: str, **query: Any) -> dict[str, Any]:
        return dict(self.http.get(f"/sandbox/control/official_account/{path}", params=query).json())

    def credentials(self) -> dict[str, Any]:
        known = self.http.get("/sandbox/control/credentials").json()["services"]["official_account"]
        return dict(known)

    def token(self) -> str:
        if not self.known_token:
            known = self.credentials()
            body = {"grant_type": "client_credential", "appid": known["appid"], "secret": known["secret"]}
            answer = self.http.post("/official_account/cgi-bin/stable_token", json=body).json()
            self.known_token = str(answer["access_token"])
        return self.known_token

    def get(self, path: str, **query: Any) -> dict[str, Any]:
        params = {"access_token": self.token(), **query}
        return dict(self.http.get(f"/official_account/{path}", params=params).json())

    def post(self, path: str, **body: Any) -> dict[str, Any]:
        # The platform must send UTF-8: httpx does, json.dumps would not.
        return dict(
            self.http.post(
                f"/official_account/{path}", params={"access_token": self.token()}, json=body
            ).json()
        )

    def connect(self) -> dict[str, Any]:
        wish = {"callback_urls": {"official_account": f"{self.receiver.url}/oa"}}
        return dict(self.http.post("/sandbox/control/connect", json=wish).json())

    def pump(self) -> None:
        """Fetches the pushes that are due by the manual clock."""
        self.http.post("/sandbox/control/official_account/read", json={"person": "p0"})

    def follow(self, *people: int, scene: str = "") -> list[str]:
        wanted = [self.control("follow", person=f"p{number}", scene=scene) for number in people]
        return [str(one["openid"]) for one in wanted]


@contextmanager
def open_stage(customers: int = 60) -> Iterator[Stage]:
    """60 customers, 5 days, seed 7, Monday 10:00."""
    clock = ManualClock(MONDAY)
    sandbox = Sandbox(Settings(7, customers, 5), clock=clock)
    known = sandbox.services.official_account.account.credentials
    receiver = Receiver(known.token, CallbackCipher(known.token, known.encoding_aes_key, known.appid))
    with Server(receiver.app()) as receiving, Server(create_app(sandbox)) as serving:
        receiver.url = receiving.url
        sandbox.serve_at(serving.url)
        with httpx.Client(base_url=serving.url, trust_env=False) as client:
            yield Stage(sandbox, clock, receiver, client)
