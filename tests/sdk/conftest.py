"""A recording collector, a real server, and a small shop that carries the tracker, all on loopback."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import parse_qs, urlsplit

import duckdb
import pytest

ROOT = Path(__file__).parents[2]
TRACKER = ROOT / "src" / "huayuan" / "_sdk" / "huayuan.js"


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-dev-shm-usage"]
    return {**browser_type_launch_args, "executable_path": "/usr/bin/chromium", "args": arguments}


class Collector:
    """Answers like `POST /v1/events` and remembers what came, in order."""

    def __init__(self) -> None:
        self.requests: list[dict[str, Any]] = []
        self.failing = 0
        self.clock_ahead = 0.0
        self._changed = threading.Condition()
        handler = type("CollectorHandler", (_CollectorHandler,), {"collector": self})
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_address[1]}"

    def record(self, request: dict[str, Any]) -> int:
        with self._changed:
            if self.failing > 0:
                self.failing -= 1
                request["status"] = 503
            self.requests.append(request)
            self._changed.notify_all()
            return int(request["status"])

    def events(self, name: str | None = None) -> list[dict[str, Any]]:
        """What a server keeps: accepted events, repeats dropped by event_id."""
        kept: dict[str, dict[str, Any]] = {}
        for request in self.requests:
            if request["status"] == 200:
                for event in request["events"]:
                    kept.setdefault(event["event_id"], event)
        return [event for event in kept.values() if name in (None, event["event"])]

    def wait_for(self, condition: Callable[[], Any], seconds: float = 15) -> None:
        deadline = time.monotonic() + seconds
        with self._changed:
            while not condition():
                left = deadline - time.monotonic()
                assert left > 0, f"not seen in {seconds} s; came: {[e['event'] for e in self.events()]}"
                self._changed.wait(left)


class _CollectorHandler(BaseHTTPRequestHandler):
    collector: Collector

    def do_POST(self) -> None:
        address = urlsplit(self.path)
        body = self.rfile.read(int(self.headers["Content-Length"]))
        status = self.collector.record(
            {
                "path": address.path,
                "key": parse_qs(address.query).get("key"),
                "type": self.headers["Content-Type"],
                "mode": self.headers["Sec-Fetch-Mode"],
                "events": json.loads(body)["events"],
                "status": 200,
            }
        )
        self.send_response_only(status)
        self.send_header("Date", formatdate(time.time() + self.collector.clock_ahead, usegmt=True))
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("Access-Control-Expose-Headers", "Date, Retry-After")
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    def do_OPTIONS(self) -> None:
        # A preflight would cost every visitor a round trip, and a leaving page cannot wait for one.
        self.collector.record({"path": "preflight", "events": [], "status": 405})
        self.send_error(405)

    def log_message(self, *arguments: object) -> None:
        pass


@pytest.fixture
def collector() -> Iterator[Collector]:
    collector = Collector()
    yield collector
    collector.server.shutdown()
    collector.server.server_close()


@contextmanager
def open_shop(collector_url: str, key: str, script_url: str) -> Iterator[str]:
    """A site of another origin than the collector. Every path is a page; its title is the path."""
    snippet = (
        '<script>window.huayuan=window.huayuan||[];huayuan.push(["init",'
        f'{{key:"{key}",url:"{collector_url}",account:"shop"}}])</script>'
        f'<script async src="{script_url}"></script>'
    )

    class ShopHandler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = urlsplit(self.path).path
            script = path == "/huayuan.js"
            page = f"<!doctype html><head>{snippet}<title>{path}</title></head><body>花园</body>"
            body = TRACKER.read_bytes() if script else page.encode()
            self.send_response(200)
            kind = "text/javascript" if script else "text/html"
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), ShopHandler)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def open_a_shop() -> Callable[[str, str, str], AbstractContextManager[str]]:
    return open_shop


@pytest.fixture
def shop(collector: Collector) -> Iterator[str]:
    with open_shop(collector.url, "hyw_test", "/huayuan.js") as address:
        yield address


class Platform(NamedTuple):
    """A real server in a process of its own."""

    url: str
    write_key: str
    folder: Path
    process: subprocess.Popen[bytes]

    def stop(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(30)

    def stored_events(self) -> list[dict[str, Any]]:
        """What is in the warehouse of the stopped server, oldest first."""
        with duckdb.connect(str(self.folder / "warehouse.duckdb"), read_only=True) as connection:
            found = connection.sql("select * from events order by occurred_at, event")
            rows = found.to_arrow_table().to_pylist()
        return [{**row, "properties": json.loads(row["properties"])} for row in rows]


@pytest.fixture
def platform(tmp_path: Path) -> Iterator[Platform]:
    command = [sys.executable, "-c", "from huayuan.bootstrap.cli import main; main()"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    made = [*command, "key", "create", "--kind", "write", "--data", str(tmp_path)]
    key = subprocess.run(made, env=environment, check=True, capture_output=True, text=True).stdout.strip()
    process = subprocess.Popen(
        [*command, "serve", "--data", str(tmp_path), "--port", "0"],
        env=environment,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield Platform(_address_of(tmp_path), key, tmp_path, process)
    finally:
        process.kill()
        process.wait()


def _address_of(folder: Path) -> str:
    """Waits until the server says where it is and answers there."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            url = str(json.loads((folder / "server.json").read_text())["url"])
            with urllib.request.urlopen(f"{url}/readyz", timeout=2):
                return url
        except (OSError, ValueError):
            time.sleep(0.1)
    raise AssertionError("the server did not become ready within 60 s")
