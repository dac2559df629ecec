"""`huayuan doctor` on connections: what the platform refuses is named with its remedy, with a server and without."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from stories.running import SECRET_KEY, Api, Installation, World, sandbox

from huayuan.bootstrap.doctor import print_findings
from huayuan.kernel.settings import Settings

WRONG_SECRET = "x" * 43
TITLE = "WeCom “木槿生活”"


class Shop:
    """An installation with one WeCom connection to a sandbox, and its running server."""

    def __init__(self, folder: Path, world: World) -> None:
        self.installation = Installation(folder / "data")
        self.server = self.installation.process().ready()
        self.world = world
        self.api = Api(self.server.url)
        self.api.set_up()
        self.connection = world.connect(self.api)
        self.api.settle()

    def change(self, **values: Any) -> None:
        self.api.patch(f"/connections/{self.connection['id']}", values)

    def doctor(self, *, well: bool = False) -> list[str]:
        """What the command says about the connection."""
        lines = self.installation.run("doctor", code=0 if well else 1).splitlines()
        return lines[lines.index(TITLE) + 1 :]


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    with sandbox(customers=20, days=1) as world:
        made = Shop(tmp_path_factory.mktemp("doctor"), world)
        try:
            yield made
        finally:
            made.server.kill()


@contextmanager
def blind_platform(seconds_ahead: float) -> Iterator[str]:
    """A WeCom that shows the app nothing, and whose clock is not ours."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answer: dict[str, Any] = {"errcode": 0, "errmsg": "ok"}
            answer |= {"access_token": "t", "expires_in": 7200} if "gettoken" in self.path else {}
            answer |= {"department": [], "department_id": [], "follow_user": []}
            body = json.dumps(answer).encode()
            self.send_response_only(200)
            self.send_header("Date", formatdate(self.server.now(), usegmt=True))  # type: ignore[attr-defined]
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_GET

        def log_message(self, *_: Any) -> None:
            pass

    import time

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.now = lambda: time.time() + seconds_ahead  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


def line(said: list[str], begin: str) -> int:
    found = [number for number, one in enumerate(said) if one.strip().startswith(begin)]
    assert len(found) == 1, (begin, said)
    return found[0]


def test_a_connection_that_works(shop: Shop) -> None:
    said = shop.doctor(well=True)
    assert line(said, "ok    API address and secret: The platform accepts") == 0
    line(said, "ok    Address book: ")
    line(said, "ok    Customer contact: ")
    line(said, "ok    This machine's clock: ")
    assert said[line(said, "warn  Callbacks: No callback has come yet") + 1].strip().startswith("→ ")


def test_a_wrong_secret_is_named_and_the_rest_waits_for_it(shop: Shop) -> None:
    secret = shop.world.get("/credentials")["secret"]
    shop.change(secrets={"secret": WRONG_SECRET}, untried=True)
    try:
        said = shop.doctor()
        at = line(said, "FAIL  API address and secret: WeCom did not accept it (40001)")
        assert said[at + 1].strip().startswith("→ ")
        line(said, "skip  ")
        view = shop.api.get(f"/connections/{shop.connection['id']}")
        assert view["status"] == "refused" and view["status_hint"]["zh"], "the console says the same"
    finally:
        shop.change(secrets={"secret": secret}, untried=True)


def test_an_address_that_is_not_trusted_with_and_without_a_server(
    shop: Shop, capsys: pytest.CaptureFixture[str]
) -> None:
    shop.world.post("/faults", {"trusted_ips": ["203.0.113.7"]})
    try:
        said = " ".join(shop.doctor())
        assert "FAIL" in said and "(60020)" in said and "trusted IP" in said
        shop.server.stop()
        without = " ".join(shop.doctor())
        assert "(60020)" in without and "trusted IP" in without
        settings = Settings(data_dir=shop.installation.data, secret_key=SECRET_KEY)
        assert not print_findings(settings, "zh")
        chinese = capsys.readouterr().out
        assert "企业微信“木槿生活”" in chinese and "（60020）" in chinese and "可信 IP" in chinese
        assert "did not accept" not in chinese
    finally:
        shop.world.post("/faults", {})
        shop.server = shop.installation.process().ready()
        shop.api = Api(shop.server.url)
        shop.api.log_in("owner")


def test_an_empty_range_and_a_wrong_clock(shop: Shop) -> None:
    with blind_platform(seconds_ahead=600) as url:
        shop.change(api_url=url)
        said = shop.doctor()
    line(said, "FAIL  Address book: No department is visible")
    line(said, "FAIL  Customer contact: No member may serve customers")
    clock = line(said, "FAIL  This machine's clock: About ")
    assert "chrony" in said[clock + 1]
    gone = shop.doctor()
    assert "→ Make sure that this machine reaches" in gone[line(gone, "FAIL  API address and secret: ") + 1]
    shop.change(api_url=shop.world.url)
    shop.doctor(well=True)
