"""Claim: the sandbox tells 30 days of 100,000 customers at 20,000 events a second or more, in little memory.

    python benchmarks/history.py [--customers 100000] [--days 30]

First in this process, day by day without any network; the floor is msgspec encoding the same events in the
same batches, which any way of telling them has to do. Then `python -m huayuan_sandbox` as a process of its own
tells the same history over HTTP to a receiver that reads the length of each request and answers.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
from harness import arguments, conclude

from huayuan_sandbox.collector import BATCH
from huayuan_sandbox.sandbox import Sandbox
from huayuan_sandbox.state import Settings
from huayuan_sandbox.world.effects import Event

SLICE = 20_000
ANSWER = b'{"accepted":%d,"duplicates":0,"rejected":[]}'
SEED = 1


def main() -> None:
    options = arguments(
        "How fast the sandbox tells history",
        customers=(int, 100_000, "people of the world"),
        days=(int, 30, "whole days before today"),
    )
    result = in_process(options.customers, options.days)
    result |= asyncio.run(over_http(options.customers, options.days))
    targets = {"generated_per_second": 20_000, "delivered_per_second": 20_000}
    conclude("history", {"result": result, "targets": targets}, options.report)


# ---- in this process


def in_process(customers: int, days: int) -> dict[str, Any]:
    began = time.perf_counter()
    sandbox = Sandbox(Settings(SEED, customers, days))
    made = time.perf_counter() - began
    encoder, events, size = msgspec.json.Encoder(), 0, 0
    generating = encoding = 0.0
    mark = time.perf_counter()
    for told in slices(sandbox, days):
        generating += time.perf_counter() - mark
        mark = time.perf_counter()
        for start in range(0, len(told), BATCH):
            size += len(encoder.encode({"events": told[start : start + BATCH]}))
        encoding += time.perf_counter() - mark
        events += len(told)
        mark = time.perf_counter()
    return {
        "customers": customers,
        "days": days,
        "seconds_to_make_people": round(made, 2),
        "events": events,
        "bytes_per_event": round(size / events),
        "generated_per_second": round(events / generating),
        "floor_encoded_per_second": round(events / encoding),
        "generating_to_encoding_ratio": round(generating / encoding, 1),
    }


def slices(sandbox: Sandbox, days: int) -> Iterator[list[Event]]:
    """As the sandbox sends them; what happened inside WeChat is taken too, since somebody must."""
    now = sandbox.clock.now()
    for day in sandbox.days.plan(days, now):
        for _ in sandbox.days.steps(day):
            if day.waiting > SLICE:
                yield day.events()
        yield day.events()
        for service in sandbox.services.all:
            for _ in service.pushes(now):
                pass


# ---- over HTTP


class Receiver(asyncio.Protocol):
    """Answers every request at once with as many events as a full batch holds."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport
        self._waiting = bytearray()

    def data_received(self, data: bytes) -> None:
        self._waiting += data
        while (head := self._waiting.find(b"\r\n\r\n")) >= 0:
            length = int(self._waiting[:head].lower().partition(b"content-length:")[2].split(b"\r\n")[0])
            if len(self._waiting) < head + 4 + length:
                return
            del self._waiting[: head + 4 + length]
            body = ANSWER % BATCH
            reply = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body)
            self._transport.write(reply)  # type: ignore[attr-defined]


async def over_http(customers: int, days: int) -> dict[str, Any]:
    loop = asyncio.get_running_loop()
    receiver = await loop.create_server(Receiver, "127.0.0.1", 0)
    port = receiver.sockets[0].getsockname()[1]
    command = [sys.executable, "-m", "huayuan_sandbox", "--seed", str(SEED)]
    command += ["--customers", str(customers), "--days", str(days)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        line = await asyncio.to_thread(process.stdout.readline)
        control = json.loads(line)["url"] + "/sandbox/control"
        target = {"collector_url": f"http://127.0.0.1:{port}/v1/events", "write_key": "bench"}
        await asyncio.to_thread(ask, f"{control}/connect", target)
        at_rest = memory_mb(process.pid, "VmRSS")
        await asyncio.to_thread(ask, f"{control}/history", {"days": days})
        began, status = time.perf_counter(), {"history_played": False}
        while not status["history_played"]:
            await asyncio.sleep(0.5)
            status = await asyncio.to_thread(ask, f"{control}/status", None)
            if status.get("problem") or status.get("events_failed"):
                raise RuntimeError(status)
        seconds = time.perf_counter() - began
        return {
            "delivered_per_second": round(status["events_sent"] / seconds),
            "memory_at_rest_mb": at_rest,
            "memory_peak_mb": memory_mb(process.pid, "VmHWM"),
        }
    finally:
        process.terminate()
        process.wait(30)
        receiver.close()


def ask(url: str, body: dict[str, Any] | None) -> dict[str, Any]:
    data = None if body is None else json.dumps(body).encode()
    with urllib.request.urlopen(urllib.request.Request(url, data), timeout=60) as answer:
        return dict(json.load(answer))


def memory_mb(pid: int, field: str) -> int:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) >> 10 for line in lines if line.startswith(field + ":"))


if __name__ == "__main__":
    main()
