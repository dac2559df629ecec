"""Claim: one process takes a thousand callbacks a second, each decrypted, told from repeats and kept before the answer;
and it answers within a second even while the database is busy for three.

    python benchmarks/callbacks.py --rate 1000 --seconds 30

The callbacks are sealed as WeCom seals them and processed meanwhile into friendships and events, on the same two cores
as the load generator. The floor is the same requests answered by a web server that does nothing with them.
"""

from __future__ import annotations

import asyncio
import json
import os
import secrets
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import httpx
from harness import Server, arguments, conclude, percentile, server

from huayuan.wechat.connections.api import seal_message, signature
from huayuan.wechat.connections.crypto import Seal

CORP = "wwbenchmark00000001"
STAFF = 40
REPEATS = 0.05

FLOOR = """
import sys, uvicorn
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
async def taken(request):
    await request.body()
    return PlainTextResponse("success")
uvicorn.run(Starlette(routes=[Route("/{path:path}", taken, methods=["POST"])]), port=int(sys.argv[1]), log_level="error",
            access_log=False)
"""


@dataclass
class Outcome:
    latencies: list[tuple[float, float]] = field(default_factory=list)  # (when it was due, seconds)
    refused: int = 0
    seconds: float = 0.0

    def p99_ms(self) -> float:
        return round(percentile([seconds for _, seconds in self.latencies], 0.99) * 1000, 1)


class Callbacks:
    """Sealed friend-added callbacks, each of another customer; some are sent a second time."""

    def __init__(self, token: str, aes_key: str) -> None:
        self._seal = Seal.of(token, aes_key, CORP)
        self.made = 0

    def next(self) -> tuple[str, bytes]:
        self.made += 1
        now = int(time.time())
        fields = {
            "ToUserName": CORP, "FromUserName": "sys", "CreateTime": now, "MsgType": "event",
            "Event": "change_external_contact", "ChangeType": "add_external_contact",
            "UserID": f"staff{self.made % STAFF}", "ExternalUserID": f"wm{secrets.token_hex(12)}",
        }  # fmt: skip
        xml = "<xml>" + "".join(f"<{k}>{v}</{k}>" for k, v in fields.items()) + "</xml>"
        encrypted = seal_message(self._seal, xml.encode())
        nonce = secrets.token_hex(5)
        signed = signature(self._seal.token, str(now), nonce, encrypted)
        body = (
            f"<xml><ToUserName>{CORP}</ToUserName><Encrypt><![CDATA[{encrypted}]]></Encrypt></xml>".encode()
        )
        return f"msg_signature={signed}&timestamp={now}&nonce={nonce}", body


async def send(url: str, callbacks: Callbacks, rate: float, seconds: float, connections: int = 32) -> Outcome:
    """At a steady rate; a request that starts late counts from when it was due. Every twentieth is sent twice."""
    parts, outcome = urlsplit(url), Outcome()
    started = time.perf_counter()
    numbers = iter(range(int(rate * seconds)))

    async def one_connection() -> None:
        reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
        for number in numbers:
            query, body = callbacks.next()
            due = started + number / rate
            if (wait := due - time.perf_counter()) > 0:
                await asyncio.sleep(wait)
            for _ in range(2 if number % int(1 / REPEATS) == 0 else 1):
                writer.write(
                    f"POST {parts.path}?{query} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {len(body)}\r\n\r\n".encode()
                    + body
                )
                head = await reader.readuntil(b"\r\n\r\n")
                length = int(head.lower().partition(b"content-length:")[2].split(b"\r\n", 1)[0])
                await reader.readexactly(length)
                outcome.latencies.append((due, time.perf_counter() - due))
                outcome.refused += b" 200 " not in head[:20]
        writer.close()

    await asyncio.gather(*(one_connection() for _ in range(connections)))
    outcome.seconds = time.perf_counter() - started
    return outcome


def floor_p99(rate: float, callbacks: Callbacks) -> tuple[float, float]:
    """(p99 in ms, callbacks/s) of a web server that throws them away."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen([sys.executable, "-c", FLOOR, str(port)])
    try:
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        found = asyncio.run(send(f"http://127.0.0.1:{port}/x", callbacks, rate, 5))
        return found.p99_ms(), len(found.latencies) / found.seconds
    finally:
        process.terminate()
        process.wait(10)


def connected(running: Server) -> tuple[str, str, str]:
    """(callback URL, token, key) of a connection whose API cannot be reached: nothing but intake is measured."""
    headers = {"Authorization": f"Bearer {running.key('api', 'connections.read', 'connections.write')}"}
    form = {
        "kind": "wecom", "name": "bench", "account": CORP, "app": "1", "secrets": {"secret": "secret-of-bench"},
        "api_url": "http://127.0.0.1:9",
    }  # fmt: skip
    made = httpx.post(f"{running.url}/api/connections", json=form, headers=headers).raise_for_status().json()
    return made["callback_url"], made["made_up"]["callback_token"], made["made_up"]["encoding_aes_key"]


def busy(database: str, seconds: float, started: threading.Event) -> tuple[float, float]:
    """Hold the only writer's place of the records database; answers when (on this process's clock)."""
    records = sqlite3.connect(database, timeout=30, isolation_level=None)
    records.execute("BEGIN IMMEDIATE")
    began = time.perf_counter()
    started.set()
    time.sleep(seconds)
    records.execute("COMMIT")
    records.close()
    return began, time.perf_counter()


async def while_busy(
    url: str, callbacks: Callbacks, rate: float, database: str
) -> tuple[Outcome, tuple[float, float]]:
    held: list[tuple[float, float]] = []
    thread = threading.Timer(2.0, lambda: held.append(busy(database, 3.0, threading.Event())))
    thread.start()
    outcome = await send(url, callbacks, rate, 8, connections=256)
    thread.join()
    return outcome, held[0]


def counted(database: str, what: str) -> int:
    with sqlite3.connect(database, timeout=30) as records:
        return int(records.execute(f"SELECT count(*) FROM connection_callback WHERE {what}").fetchone()[0])


def drained(database: str, seconds: float = 240) -> float:
    started = time.perf_counter()
    while counted(database, "processed_at IS NULL"):
        if time.perf_counter() - started > seconds:
            break
        time.sleep(0.2)
    return time.perf_counter() - started


def main() -> None:
    options = arguments(
        "Callback intake",
        rate=(int, 1000, "callbacks/s of the sustained run"),
        seconds=(int, 30, "length of the sustained run"),
        busy_rate=(int, 300, "callbacks/s while the database is busy"),
    )
    with server() as running:
        url, token, key = connected(running)
        callbacks = Callbacks(token, key)
        floor_ms, _ = floor_p99(options.rate, Callbacks(token, key))
        database = str(next(running.data.glob("records.sqlite")))
        asyncio.run(send(url, callbacks, 100, 2))
        before = running.cpu_seconds()
        sustained = asyncio.run(send(url, callbacks, options.rate, options.seconds))
        intake = running.cpu_seconds() - before
        left = drained(database)
        whole = running.cpu_seconds() - before
        blocked, (since, until) = asyncio.run(while_busy(url, callbacks, options.busy_rate, database))
        drained(database)
        during = [seconds for due, seconds in blocked.latencies if since <= due <= until]
        result: dict[str, Any] = {
            "per_second": round(len(sustained.latencies) / sustained.seconds),
            "p50_ms": round(percentile([s for _, s in sustained.latencies], 0.5) * 1000, 1),
            "p99_ms": sustained.p99_ms(),
            "floor_p99_ms": floor_ms,
            "processor_ms_per_callback": round(whole / len(sustained.latencies) * 1000, 3),
            "processor_share_while_sent": round(intake / sustained.seconds, 2),
            "not_answered_200": sustained.refused + blocked.refused,
            "database_busy_seconds": round(until - since, 1),
            "answers_while_busy": len(during),
            "slowest_answer_while_busy_ms": round(max(during) * 1000),
            "sent": callbacks.made,
            "kept": counted(database, "1 = 1"),
            "not_processed": counted(database, "outcome IS NULL OR outcome <> 'done'"),
            "seconds_until_all_were_processed": round(left, 1),
            "peak_memory_mb": round(running.peak_memory_mb()),
        }
    assert result["sent"] == result["kept"], result
    targets = {"per_second": 1000, "p99_ms": 100, "slowest_answer_while_busy_ms": 1000}
    conclude("callbacks", {"result": json.loads(json.dumps(result)), "targets": targets}, options.report)


if __name__ == "__main__":
    os.environ.setdefault("NO_PROXY", "127.0.0.1,localhost")
    main()
