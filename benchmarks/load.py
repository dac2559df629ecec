"""A load generator for the collector that costs little itself: prepared bodies, keep-alive, asyncio streams."""

from __future__ import annotations

import asyncio
import json
import os
import random
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import urlsplit

BATCH = 100
NAMES = ("page_viewed", "product_viewed", "searched", "cart_added", "content_viewed")
PROPERTIES = {
    "page_viewed": {
        "path": "/tea/longjing",
        "title": "明前龙井",
        "referrer": "https://example.com/",
        "duration_ms": 5300,
    },
    "product_viewed": {"product_id": "SKU-1024", "price": 12900},
    "searched": {"keyword": "绿茶礼盒", "results": 12},
    "cart_added": {"product_id": "SKU-1024", "price": 12900, "quantity": 2},
    "content_viewed": {"content_id": "m-12", "sharer": "zhangwei", "duration_ms": 8000},
}


@dataclass
class Outcome:
    accepted: int = 0
    duplicates: int = 0
    rejected: int = 0
    refused: int = 0
    seconds: float = 0.0
    latencies: list[float] = field(default_factory=list)
    sent_ids: list[str] = field(default_factory=list)


class Bodies:
    """Requests of 100 events; people are drawn from `people` visitors, ids are new each time."""

    def __init__(self, people: int, templates: int = 200) -> None:
        chance = random.Random(7)
        self._templates = [self._template(chance, people) for _ in range(templates)]
        self._chance = chance

    def next(self) -> bytes:
        body, _ = self.next_with_ids()
        return body

    def next_with_ids(self) -> tuple[bytes, list[str]]:
        pieces = self._chance.choice(self._templates)
        raw = os.urandom(16 * BATCH).hex()
        ids = [
            f"{raw[n : n + 8]}-{raw[n + 8 : n + 12]}-4{raw[n + 13 : n + 16]}-a{raw[n + 17 : n + 20]}-{raw[n + 20 : n + 32]}"
            for n in range(0, 32 * BATCH, 32)
        ]
        parts = [pieces[0]]
        for event_id, piece in zip(ids, pieces[1:], strict=True):
            parts.append(event_id.encode())
            parts.append(piece)
        return b"".join(parts), ids

    def _template(self, chance: random.Random, people: int) -> list[bytes]:
        now = datetime.now(UTC).timestamp()
        events = [
            {
                "event_id": "@@",
                "event": name,
                "time": datetime.fromtimestamp(now - chance.random() * 3600, UTC).isoformat(
                    timespec="milliseconds"
                ),
                "ids": {"anonymous_id": f"visitor-{chance.randrange(people):07d}"},
                "properties": PROPERTIES[name],
                "account": "shop.example.com",
                "session_id": f"s-{chance.randrange(people)}",
            }
            for name in (chance.choice(NAMES) for _ in range(BATCH))
        ]
        return json.dumps({"events": events}, ensure_ascii=False).encode().split(b"@@")


async def send(
    url: str, key: str, requests: int, *, connections: int, people: int, per_second: float | None = None
) -> Outcome:
    """Send `requests` bodies of 100 events over keep-alive connections, as fast as answered or at a steady rate."""
    bodies, outcome = Bodies(people), Outcome()
    started = time.perf_counter()
    numbers = iter(range(requests))

    async def one_connection() -> None:
        parts = urlsplit(url)
        reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
        for number in numbers:
            due = started + number / per_second if per_second else time.perf_counter()
            if (wait := due - time.perf_counter()) > 0:
                await asyncio.sleep(wait)
            body = bodies.next()
            # A paced request that starts late counts from when it was due: waiting is part of its latency.
            begun = due if per_second else time.perf_counter()
            writer.write(_head(key, len(body)) + body)
            await writer.drain()
            status, answer = await _read(reader)
            outcome.latencies.append(time.perf_counter() - begun)
            _count(outcome, status, answer)
        writer.close()

    await asyncio.gather(*(one_connection() for _ in range(connections)))
    outcome.seconds = time.perf_counter() - started
    return outcome


def _head(key: str, length: int) -> bytes:
    return (
        f"POST /v1/events HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {key}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {length}\r\n\r\n"
    ).encode()


async def _read(reader: asyncio.StreamReader) -> tuple[int, bytes]:
    head = await reader.readuntil(b"\r\n\r\n")
    length = int(head.lower().partition(b"content-length:")[2].split(b"\r\n", 1)[0])
    return int(head.split(b" ", 2)[1]), await reader.readexactly(length)


def _count(outcome: Outcome, status: int, answer: bytes) -> None:
    if status != 200:
        outcome.refused += 1
        return
    said = json.loads(answer)
    outcome.accepted += said["accepted"]
    outcome.duplicates += said["duplicates"]
    outcome.rejected += len(said["rejected"])
