"""Claim: a customer who scans a live code has the welcome within a second; a rush of a thousand within five.

    python benchmarks/friends.py --steady-adds 1500 --burst 1000

The platform and the simulated WeChat world share the cores. Times are the world's own: from sending the
friend-added callback to receiving the welcome. The floor is the same two HTTP exchanges with nothing in between: a
callback answered by an empty handler, and a welcome sent at once.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
from harness import Server, arguments, conclude, percentile

from huayuan.access.contracts import PERMISSION_CODES
from huayuan.bootstrap.demo_story import DemoStory


@contextmanager
def sandbox(folder: Path) -> Any:
    command = [
        sys.executable,
        "-m",
        "huayuan_sandbox",
        "--port",
        "0",
        "--customers",
        "8000",
        "--days",
        "1",
        "--state",
        str(folder / "w.json"),
    ]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        yield json.loads(process.stdout.readline())["url"]
    finally:
        process.terminate()
        process.wait(10)


def rush(world: httpx.Client, adds: int, per_second: float, seen: int) -> dict[str, Any]:
    """Let `adds` customers add a member of staff and answer how their welcomes fared."""
    world.post("/sandbox/control/burst", json={"adds": adds, "per_second": per_second}).raise_for_status()
    deadline = time.monotonic() + adds / per_second + 40
    rows: list[dict[str, Any]] = []
    while time.monotonic() < deadline:
        rows = [
            json.loads(line) for line in world.get("/sandbox/control/welcomes", timeout=60).text.splitlines()
        ][seen:]
        if len(rows) >= adds and all(row["status"] not in ("waiting", "issued") for row in rows):
            break
        time.sleep(0.5)
    times = [row["latency_ms"] for row in rows if row["status"] == "sent"]
    return {
        "codes": len(rows),
        "by_status": dict(Counter(row["status"] for row in rows)),
        "p50_ms": round(percentile(times, 0.5), 1),
        "p99_ms": round(percentile(times, 0.99), 1),
        "max_ms": round(max(times), 1),
    }


def floor_ms(exchanges: int = 300) -> float:
    """Median of two local HTTP exchanges with a handler that does nothing."""

    class Nothing(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("content-length", 0)))
            self.send_response(200)
            self.send_header("content-length", "0")
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Nothing)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    times = []
    with httpx.Client(base_url=f"http://127.0.0.1:{server.server_port}") as client:
        for _ in range(exchanges):
            started = time.perf_counter()
            client.post("/callback", content=b"x" * 600)
            client.post("/welcome", content=b"x" * 300)
            times.append((time.perf_counter() - started) * 1000)
    server.shutdown()
    return percentile(times, 0.5)


def main() -> None:
    options = arguments(
        "Friend-added callback to welcome",
        steady_adds=(int, 1500, "adds of the steady run"),
        per_second=(float, 50.0, "adds per second of the steady run"),
        burst=(int, 1000, "adds of the burst"),
    )
    with tempfile.TemporaryDirectory(prefix="huayuan-bench-") as name:
        folder = Path(name)
        with sandbox(folder) as sandbox_url:
            server = Server(folder / "data", wecom_api_url=sandbox_url)
            try:
                story = DemoStory(server.url, sandbox_url, server.key("api", *sorted(PERMISSION_CODES)))
                story.connect()
                world = httpx.Client(base_url=sandbox_url, timeout=60)
                rush(world, 50, 25.0, 0)
                steady = rush(world, options.steady_adds, options.per_second, 50)
                burst = rush(world, options.burst, 100_000.0, 50 + options.steady_adds)
                story.settle()
            finally:
                server.stop()
    floor = floor_ms()
    result = {
        "steady": steady,
        "burst": burst,
        "floor_ms": round(floor, 2),
        "steady_p50_to_floor": round(steady["p50_ms"] / floor, 1),
    }
    targets = {
        "steady_p99_ms": 1000,
        "burst_p99_ms": 5000,
        "by_status": "sent only: none late, lost or twice",
    }
    conclude("friends", {"result": result, "targets": targets}, options.report)


if __name__ == "__main__":
    main()
