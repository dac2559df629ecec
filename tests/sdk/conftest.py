"""A recording collector and a small shop that carries the tracker, both on loopback."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

TRACKER = Path(__file__).parents[2] / "src" / "huayuan" / "_sdk" / "huayuan.js"


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
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

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


@pytest.fixture
def shop(collector: Collector) -> Iterator[str]:
    """A site of another origin than the collector. Every path is a page; its title is the path."""
    snippet = (
        '<script>window.huayuan=window.huayuan||[];huayuan.push(["init",'
        f'{{key:"hyw_test",url:"{collector.url}",account:"shop"}}])</script>'
        '<script async src="/huayuan.js"></script>'
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
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
