"""Claim: two seconds after an event was accepted its person is a member of the segment, at 2,000 events a second.

    python benchmarks/segments_freshness.py --people 100000 --folder /var/tmp/huayuan-people

A real server over HTTP on a copy of the data, with a hundred active segments besides the one that is watched, and the
load generator on the same cores. One event of each request makes somebody a member of the watched segment who was not;
its time runs from the collector's answer to the moment at which `GET /api/segments/{id}/changes`, asked every 50 ms,
tells that the person entered. The other events are of everybody, drawn as people act.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import numpy as np
from harness import Server, arguments, conclude, percentile
from house import house_on, settle
from people import COUNTED, World, copy_of, default_folder, world
from segments_mix import EVER, did, segments

from huayuan.access.contracts import PERMISSION_CODES

BATCH = 100
WATCHED = "review_posted"  # with a mark in its properties that no stored event has
DEEDS: dict[str, dict[str, Any]] = {
    "page_viewed": {"path": "/goods/1", "title": "明前龙井", "duration_ms": 5300},
    "product_viewed": {"product_id": "SKU000001", "category": "茶叶", "price": 12_900},
    "cart_added": {"product_id": "SKU000001", "price": 12_900, "quantity": 2},
    "order_paid": {"order_no": "B1", "amount": 25_900},
}
ASK_SECONDS = 0.05
PATIENCE_SECONDS = 60
INDEX_SECONDS = 900


@dataclass
class Watch:
    """When the event of each watched person was accepted, and when they were told to have entered."""

    accepted: dict[int, float] = field(default_factory=dict)
    entered: dict[int, float] = field(default_factory=dict)
    refused: int = 0
    seconds: float = 0.0


class Senders:
    """Requests of 100 events of known people; one of them is the watched event of somebody new to it."""

    def __init__(self, made: World, drawn: int = 200_000) -> None:
        with np.load(made.folder / COUNTED) as kept:
            weights = kept["events"].astype(float)
        chance = np.random.default_rng(3)
        people = chance.choice(made.plan.people, drawn, p=weights / weights.sum()) + 1
        self._people = people.tolist()
        self._watched = iter((chance.permutation(made.plan.people) + 1).tolist())
        self._chance = random.Random(4)

    def next(self) -> tuple[bytes, int]:
        now = datetime.now(UTC).isoformat(timespec="milliseconds")
        watched = next(self._watched)
        events = [self._event(name, person, now) for name, person in self._drawn()]
        events.append(self._event(WATCHED, watched, now, {"watched": "yes", "score": 5}))
        return json.dumps({"events": events}, ensure_ascii=False).encode(), watched

    def _drawn(self) -> list[tuple[str, int]]:
        names = self._chance.choices(list(DEEDS), (60, 30, 8, 2), k=BATCH - 1)
        return list(zip(names, self._chance.choices(self._people, k=BATCH - 1), strict=True))

    def _event(
        self, name: str, person: int, now: str, properties: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        event_id = f"{self._chance.getrandbits(128):032x}"
        return {
            "event_id": f"{event_id[:8]}-{event_id[8:12]}-4{event_id[13:16]}-a{event_id[17:20]}-{event_id[20:]}",
            "event": name,
            "time": now,
            "ids": {"wechat_unionid": f"u{person}"},
            "properties": properties or DEEDS[name],
            "account": "shop",
        }


async def send(
    client: httpx.AsyncClient, key: str, senders: Senders, watch: Watch, rate: int, seconds: float
) -> None:
    """So many events a second; a request that starts late does not shift those after it."""
    began = time.monotonic()
    running: set[asyncio.Task[None]] = set()
    for number in range(int(rate * seconds) // BATCH):
        if (wait := began + number * BATCH / rate - time.monotonic()) > 0:
            await asyncio.sleep(wait)
        body, person = senders.next()
        task = asyncio.create_task(one_request(client, key, body, person, watch))
        running.add(task)
        task.add_done_callback(running.discard)
    await asyncio.gather(*running)
    watch.seconds = time.monotonic() - began


async def one_request(client: httpx.AsyncClient, key: str, body: bytes, person: int, watch: Watch) -> None:
    headers = {"authorization": f"Bearer {key}", "content-type": "application/json"}
    answer = await client.post("/v1/events", content=body, headers=headers)
    if answer.status_code == 200 and not answer.json()["rejected"]:
        watch.accepted[person] = time.monotonic()
    else:
        watch.refused += 1


async def follow(
    client: httpx.AsyncClient, key: str, segment: int, watch: Watch, done: asyncio.Event
) -> None:
    """Until all who were accepted have entered, or patience ends."""
    cursor, ending = 0, None
    while ending is None or time.monotonic() < ending:
        answer = await client.get(
            f"/api/segments/{segment}/changes",
            params={"after": cursor, "limit": 1000},
            headers={"authorization": f"Bearer {key}"},
        )
        now, page = time.monotonic(), answer.raise_for_status().json()
        for item in page["items"]:
            watch.entered.setdefault(item["person_id"], now)
            cursor = max(cursor, item["cursor"])
        if done.is_set():
            if watch.accepted.keys() <= watch.entered.keys():
                return
            ending = ending or now + PATIENCE_SECONDS
        await asyncio.sleep(ASK_SECONDS)


async def run(
    url: str, keys: tuple[str, str], senders: Senders, segment: int, rate: int, seconds: float
) -> Watch:
    watch, done = Watch(), asyncio.Event()
    async with (
        httpx.AsyncClient(base_url=url, timeout=60, limits=httpx.Limits(max_connections=32)) as sending,
        httpx.AsyncClient(base_url=url, timeout=60) as asking,
    ):
        following = asyncio.create_task(follow(asking, keys[1], segment, watch, done))
        await send(sending, keys[0], senders, watch, rate, seconds)
        done.set()
        await following
    return watch


def make_segments(url: str, key: str, count: int) -> int:
    """The active segments and the watched one, whose number is answered once all of them were evaluated."""
    mark = [{"property": "watched", "operator": "is", "value": "yes"}]
    with httpx.Client(base_url=url, timeout=120, headers={"authorization": f"Bearer {key}"}) as client:
        for number, tree in enumerate(
            [*segments(count), {"kind": "all", "of": [did(WATCHED, 1, EVER, where=mark)]}]
        ):
            body = {"name": f"人群 {number}", "description": "", "tree": tree}
            made = client.post("/api/segments", json=body).raise_for_status().json()
        began = time.monotonic()
        while any(one["size"] is None for one in every_segment(client)):
            if time.monotonic() - began > 1_800:
                raise TimeoutError("the segments were not evaluated in half an hour")
            time.sleep(1)
    print(f"segments evaluated after {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
    return int(made["id"])


def wait_for_index(folder: Path) -> None:
    """A server that runs has its index by person; this one builds it after the conditions were first asked."""
    began = time.monotonic()
    while not list(folder.glob("by_person/*/facts.json")):
        if time.monotonic() - began > INDEX_SECONDS:
            raise TimeoutError(f"no index by person after {INDEX_SECONDS} s")
        time.sleep(1)
    print(f"indexed after {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)


def every_segment(client: httpx.Client) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    while True:
        page = (
            client.get("/api/segments", params={"limit": 100, "offset": len(found)}).raise_for_status().json()
        )
        found += page["items"]
        if len(found) >= page["total"] or not page["items"]:
            return found


def measured(server: Server, original: World, folder: Path, options: Any) -> dict[str, Any]:
    keys = server.key("write"), server.key("api", *sorted(PERMISSION_CODES))
    segment = make_segments(server.url, keys[1], options.segments)
    wait_for_index(folder)
    senders = Senders(original)
    asyncio.run(run(server.url, keys, senders, segment, options.rate, options.warm_up_seconds))
    worked = server.cpu_seconds()
    watch = asyncio.run(run(server.url, keys, senders, segment, options.rate, options.seconds))
    late = [watch.entered[one] - at for one, at in watch.accepted.items() if one in watch.entered]
    return {
        "events_per_second": round(len(watch.accepted) * BATCH / watch.seconds),
        "refused_requests": watch.refused,
        "people_watched": len(watch.accepted),
        "never_entered": len(watch.accepted) - len(late),
        "p50_seconds": round(statistics.median(late), 2),
        "p99_seconds": round(percentile(late, 0.99), 2),
        "max_seconds": round(max(late), 2),
        "server_cpu_per_second": round((server.cpu_seconds() - worked) / watch.seconds, 2),
        "memory_peak_mb": round(server.peak_memory_mb()),
        "memory_at_the_end_mb": round(server.memory_mb()),
    }


def main() -> None:
    options = arguments(
        "From the accepted event to the member",
        people=(int, 100_000, "people, with 50 events each"),
        folder=(str, default_folder(), "where the data is kept between benchmarks"),
        segments=(int, 100, "active segments besides the watched one"),
        rate=(int, 2_000, "events a second"),
        seconds=(int, 60, "length of the run"),
        warm_up_seconds=(int, 20, "length of the run before it, which does not count"),
    )
    original = world(options.people, Path(options.folder))
    load = round(os.getloadavg()[0], 1)
    with tempfile.TemporaryDirectory(prefix="freshness-", dir=options.folder) as name:
        copied = copy_of(original, Path(name))
        with house_on(copied, "256MB") as house:
            settle(house, original)
        server = Server(copied.folder)
        try:
            result = measured(server, original, copied.folder, options)
        finally:
            server.stop()
    targets = {"p99_seconds": 2, "memory_peak_mb": 2500, "never_entered": 0}
    document = {
        "people": original.plan.people,
        "events": original.plan.events,
        "segments": options.segments,
        "load": load,
    }
    conclude("segments_freshness", document | {"result": result, "targets": targets}, options.report)


if __name__ == "__main__":
    main()
