"""A connector on real parts, and a small platform that answers over real HTTP as a test tells it to."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit
from zoneinfo import ZoneInfo

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from huayuan.identity.resolver import Resolver
from huayuan.kernel.clock import Clock, ManualClock
from huayuan.kernel.crypto import Vault
from huayuan.kernel.services import Services
from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.kernel.worker import Worker
from huayuan.messaging import tasks as messaging_tasks
from huayuan.messaging.contracts import ChannelRegistry
from huayuan.messaging.dispatcher import Dispatcher
from huayuan.wechat.connections import api, crypto, routes
from huayuan.wechat.connections.contracts import Connection, Options
from huayuan.wechat.connections.switchboard import Switchboard
from huayuan.wechat.wecom import tasks
from huayuan.wechat.wecom.wecom import Wecom

Answer = dict[str, Any] | Callable[["Asked"], dict[str, Any]]
CORP = "wwtest00000000001"


@dataclass
class Asked:
    path: str
    query: dict[str, str]
    body: dict[str, Any]


@dataclass
class Platform:
    """`answers` by path: a dict, a function, or a list of them used up in order."""

    url: str
    asked: list[Asked] = field(default_factory=list)
    answers: dict[str, Any] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)
    tokens: int = 0

    def calls(self, end: str) -> list[Asked]:
        return [one for one in self.asked if one.path.endswith(end)]

    def answer(self, asked: Asked) -> dict[str, Any]:
        with self.lock:
            self.asked.append(asked)
            name = asked.path.rsplit("/", 1)[-1]
            given = self.answers.get(name)
            if isinstance(given, list):
                given = given.pop(0) if given else None
            if given is None and name == "gettoken":
                self.tokens += 1
                given = {"access_token": f"token-{self.tokens}", "expires_in": 7200}
        if callable(given):
            given = given(asked)
        return {"errcode": 0, "errmsg": "ok"} | (given or {})


@pytest.fixture
def platform() -> Iterator[Platform]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _handle(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            raw = self.rfile.read(length)
            parts = urlsplit(self.path)
            is_json = raw and not self.headers.get("Content-Type", "").startswith("multipart/")
            asked = Asked(parts.path, dict(parse_qsl(parts.query)), json.loads(raw) if is_json else {})
            answer = self.server.platform.answer(asked)  # type: ignore[attr-defined]
            if answer.get("cut_off"):
                self.close_connection = True
                return
            body = json.dumps(answer, ensure_ascii=False).encode()
            self.send_response_only(200)  # without a Date: the clock of the tests is not that of this machine
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST = _handle

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    one = Platform(f"http://127.0.0.1:{server.server_address[1]}")
    server.platform = one  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield one
    server.shutdown()
    server.server_close()


class Desk:
    """The connector with one connection; sends callbacks as the platform would, and runs the loops by
    hand."""

    def __init__(
        self, uow: UnitOfWork, vault: Vault, clock: ManualClock, services: Services, url: str, folder: Path
    ) -> None:
        self.uow, self.clock, self.services = uow, clock, services
        self.channels = services.put(ChannelRegistry, ChannelRegistry())
        self.dispatcher = services.put(Dispatcher, Dispatcher(uow, self.channels, clock))
        resolver = Resolver(vault)
        self.board = switchboard(uow, vault, clock, folder)
        self.board.put_into(services)
        self.wecom = Wecom(self.board, resolver, self.channels, self.dispatcher, url)
        self.wecom.put_into(services)
        with uow.begin() as tx:
            new = api.NewConnection(
                "wecom", "旗舰店", CORP, "1000002", {"secret": "secret-of-the-app"},
                {"welcome_text": "你好，我是{staff_name}"}, url,
            )  # fmt: skip
            self.view, _ = api.connect(tx, vault, self.board.kinds, new)
        self.app = FastAPI()
        self.app.state.services = services
        self.app.router.routes += routes.INTAKE
        self.app.include_router(routes.router)
        self.http = TestClient(self.app)

    @property
    def connection(self) -> Connection:
        return self.board.connections.by_id(self.view.id)

    def now(self) -> int:
        return int(self.clock.now().timestamp())

    def push(self, xml: str | bytes, **change: str) -> Any:
        """POST an encrypted message; `change` replaces parts of the query."""
        seal = self.connection.seal
        message = xml.encode() if isinstance(xml, str) else xml
        encrypted = crypto.seal_message(seal, message)
        body = (
            f"<xml><ToUserName>{CORP}</ToUserName><Encrypt><![CDATA[{encrypted}]]></Encrypt></xml>".encode()
        )
        return self.post(self.query(encrypted, **change), body)

    def query(self, encrypted: str, **change: str) -> dict[str, str]:
        timestamp, nonce = change.get("timestamp", str(self.now())), "nonce1"
        signed = crypto.signature(self.connection.seal.token, timestamp, nonce, encrypted)
        return {"msg_signature": signed, "timestamp": timestamp, "nonce": nonce} | change

    def post(self, query: dict[str, str], body: bytes) -> Any:
        return self.http.post(f"/callbacks/wecom/{self.view.key}?{urlencode(query)}", content=body)

    def added(self, userid: str, external: str, **fields: str) -> Any:
        return self.push(contact_xml("add_external_contact", userid, external, self.now(), **fields))

    def work(self) -> None:
        """Every loop and job, until nothing is left."""
        written(self.board)
        worker = Worker(self.uow, self.services, [tasks.TASKS], [], threads=1, owner="test")
        for _ in range(20):
            busy = tasks.receive(self.services)
            self.dispatcher.wait(10)
            busy |= tasks.release_named(self.services)
            self.dispatcher.wait(10)
            busy |= messaging_tasks.record_outcomes(self.services)
            busy |= tasks.read_details(self.services)
            busy |= bool(worker.run_due())
            if not busy and not self.wecom.backlog.any_waiting():
                return

    def work_until(self, condition: Callable[[], object], seconds: float = 10.0) -> None:
        """For what happens in a thread of its own."""
        end = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < end, "waited in vain"
            self.work()
            time.sleep(0.01)

    def close(self) -> None:
        self.board.stop(5)
        self.wecom.stop()
        self.dispatcher.stop(5)
        self.board.close()


def written(board: Switchboard, seconds: float = 20.0) -> None:
    """Wait for the callbacks that were answered from the journal: a busy machine's disk may be slow."""
    end = time.monotonic() + seconds
    while board.inbox.waiting:
        assert time.monotonic() < end, "callbacks are not in the database"
        time.sleep(0.01)


def switchboard(uow: UnitOfWork, vault: Vault, clock: Clock, folder: Path) -> Switchboard:
    return Switchboard(
        uow, vault, clock, Options(), folder=folder / "callbacks", name="test", zone=ZoneInfo("Asia/Shanghai")
    )


def contact_xml(change: str, userid: str, external: str, at: int, *, corp: str = CORP, **fields: str) -> str:
    rest = "".join(f"<{name}><![CDATA[{value}]]></{name}>" for name, value in fields.items())
    return (
        f"<xml><ToUserName><![CDATA[{corp}]]></ToUserName><FromUserName><![CDATA[sys]]></FromUserName>"
        f"<CreateTime>{at}</CreateTime><MsgType><![CDATA[event]]></MsgType>"
        f"<Event><![CDATA[change_external_contact]]></Event><ChangeType><![CDATA[{change}]]></ChangeType>"
        f"<UserID><![CDATA[{userid}]]></UserID><ExternalUserID><![CDATA[{external}]]></ExternalUserID>{rest}</xml>"
    )


@pytest.fixture
def desk(
    uow: UnitOfWork, vault: Vault, clock: ManualClock, services: Services, platform: Platform, tmp_path: Path
) -> Iterator[Desk]:
    one = Desk(uow, vault, clock, services, platform.url, tmp_path)
    yield one
    one.close()
