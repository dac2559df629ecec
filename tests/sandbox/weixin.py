"""What the tests of 小程序, 微信小店 and pay share: an app as its server sees it, and a receiver of callbacks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from xml.etree import ElementTree

import httpx
import msgspec
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from huayuan_sandbox.services.wecom.crypto import CallbackCipher


@dataclass
class Receiver:
    """Opens what arrives at /callback the way the server of an app does; keeps what arrives at /notify as it came."""

    token: str = ""
    cipher: CallbackCipher | None = None
    messages: list[dict[str, Any]] = field(default_factory=list)
    queries: list[dict[str, str]] = field(default_factory=list)
    notices: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    notice_status: list[int] = field(default_factory=list)

    def app(self) -> Starlette:
        return Starlette(
            routes=[
                Route("/callback", self.verify, methods=["GET"]),
                Route("/callback", self.callback, methods=["POST"]),
                Route("/notify", self.notify, methods=["POST"]),
            ]
        )

    async def verify(self, request: Request) -> Response:
        return PlainTextResponse(request.query_params["echostr"])

    async def callback(self, request: Request) -> Response:
        assert self.cipher is not None
        raw, query = await request.body(), request.query_params
        in_json = request.headers["content-type"].startswith("application/json")
        encrypted = msgspec.json.decode(raw)["Encrypt"] if in_json else read_xml(raw)["Encrypt"]
        plain = self.cipher.open(query["msg_signature"], query["timestamp"], query["nonce"], encrypted)
        self.queries.append(dict(query))
        self.messages.append(msgspec.json.decode(plain) if in_json else read_xml(plain))
        return PlainTextResponse("success")

    async def notify(self, request: Request) -> Response:
        self.notices.append((dict(request.headers), await request.body()))
        if request.headers["wechatpay-signature"].startswith("WECHATPAY/SIGNTEST/"):
            return Response(status_code=401)
        return Response(status_code=self.notice_status.pop(0) if self.notice_status else 204)


def read_xml(raw: bytes) -> dict[str, Any]:
    """Nested elements as dictionaries, repeated ones as lists."""

    def value(element: ElementTree.Element) -> Any:
        if not len(element):
            return element.text or ""
        found: dict[str, Any] = {}
        for child in element:
            if child.tag in found:
                earlier = found[child.tag]
                found[child.tag] = [*(earlier if isinstance(earlier, list) else [earlier]), value(child)]
            else:
                found[child.tag] = value(child)
        return found

    return dict(value(ElementTree.fromstring(raw)))


@dataclass
class App:
    """Calls with a stable token of its own."""

    http: httpx.Client
    prefix: str
    appid: str
    secret: str

    def token(self) -> str:
        wish = {"grant_type": "client_credential", "appid": self.appid, "secret": self.secret}
        answer = self.http.post(f"{self.prefix}/cgi-bin/stable_token", json=wish).json()
        return str(answer["access_token"])

    def get(self, path: str, /, **query: Any) -> dict[str, Any]:
        query = {"access_token": self.token(), **query}
        return dict(self.http.get(f"{self.prefix}/{path}", params=query).json())

    def post(self, path: str, /, **body: Any) -> dict[str, Any]:
        return dict(self.raw(path, **body).json())

    def raw(self, path: str, /, **body: Any) -> httpx.Response:
        query = {"access_token": self.token()}
        return self.http.post(f"{self.prefix}/{path}", params=query, json=body)
