"""Claim: the collector stores events durably, identities resolved, at a fair share of what the machine can do at all.

    python benchmarks/collector.py --events 2000000

Over HTTP, requests of 100 events into DuckDB, the load generator on the same cores. The floor is what remains when
all of our code is taken away: msgspec decoding and Arrow appends of the same bodies in one process.
"""

from __future__ import annotations

import asyncio
import tempfile
import time
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
import pyarrow as pa
from harness import arguments, conclude, percentile, server
from load import BATCH, Bodies, send

from huayuan.events.tables import EVENTS
from huayuan.kernel.warehouse import connect_warehouse

FLOOR_COMMIT = 2000


class FloorEvent(msgspec.Struct):
    event_id: UUID
    event: str
    time: datetime
    ids: dict[str, str]
    properties: msgspec.Raw
    account: str
    session_id: str


class FloorRequest(msgspec.Struct):
    events: list[FloorEvent]


def floor(events: int, people: int) -> float:
    """Events/s of decoding and appending alone: no HTTP, no checks, no repeats, no persons."""
    bodies = Bodies(people)
    prepared = [bodies.next() for _ in range(events // BATCH)]
    decoder = msgspec.json.Decoder(FloorRequest)
    with tempfile.TemporaryDirectory() as folder:
        warehouse = connect_warehouse(f"duckdb:///{Path(folder) / 'floor.duckdb'}")
        warehouse.migrate([EVENTS])
        started = time.perf_counter()
        waiting: list[FloorEvent] = []
        for body in prepared:
            waiting += decoder.decode(body).events
            if len(waiting) >= FLOOR_COMMIT:
                warehouse.append(EVENTS.name, _table(waiting), token="")
                waiting = []
        seconds = time.perf_counter() - started
        warehouse.close()
    return events / seconds


def _table(events: list[FloorEvent]) -> pa.Table:
    count = len(events)
    times = pa.array([event.time for event in events], pa.timestamp("us", "UTC"))
    zeros = pa.repeat(pa.scalar(0, pa.int64()), count)
    return pa.table(
        {
            "event_id": pa.array([event.event_id.bytes for event in events], pa.binary(16)),
            "event_key": zeros.cast(pa.uint64()),
            "batch_id": zeros,
            "event": [event.event for event in events],
            "occurred_at": times,
            "received_at": times,
            "person_id": zeros,
            "identifier_id": zeros,
            "account": [event.account for event in events],
            "session_id": [event.session_id for event in events],
            "properties": pa.array([bytes(event.properties) for event in events], pa.binary()).cast(
                pa.string()
            ),
        }
    )


def main() -> None:
    options = arguments(
        "Collector throughput and answer time",
        events=(int, 2_000_000, "events to send at full speed"),
        people=(int, 100_000, "distinct visitors"),
        connections=(int, 32, "keep-alive connections"),
        rate=(int, 20_000, "events/s of the paced run"),
        paced_seconds=(int, 30, "length of the paced run"),
    )
    floor_rate = floor(min(options.events, 300_000), options.people)
    with server() as running:
        key = running.key("write")
        asyncio.run(send(running.url, key, 200, connections=options.connections, people=options.people))
        full = asyncio.run(
            send(
                running.url,
                key,
                options.events // BATCH,
                connections=options.connections,
                people=options.people,
            )
        )
        requests = options.rate * options.paced_seconds // BATCH
        paced = asyncio.run(
            send(
                running.url,
                key,
                requests,
                connections=options.connections,
                people=options.people,
                per_second=options.rate / BATCH,
            )
        )
        result: dict[str, Any] = {
            "events": full.accepted,
            "events_per_second": round(full.accepted / full.seconds),
            "floor_events_per_second": round(floor_rate),
            "ratio_to_floor": round(full.accepted / full.seconds / floor_rate, 3),
            "refused_requests": full.refused + paced.refused,
            "p99_ms_at_full_speed": round(percentile(full.latencies, 0.99) * 1000, 1),
            "paced_events_per_second": round(paced.accepted / paced.seconds),
            "paced_p50_ms": round(percentile(paced.latencies, 0.50) * 1000, 1),
            "paced_p99_ms": round(percentile(paced.latencies, 0.99) * 1000, 1),
            "peak_memory_mb": round(running.peak_memory_mb()),
        }
    targets = {"events_per_second": 40_000, "paced_p99_ms": 150, "peak_memory_mb": 600}
    conclude("collector", {"result": result, "targets": targets}, options.report)


if __name__ == "__main__":
    main()
