"""Claim: how many bytes one stored event takes on DuckDB and on ClickHouse's engine (chDB), column by column.

    python benchmarks/warehouse_row_size.py --events 1000000 --report FILE

Events are made up with a fixed seed: 60 % page and product views, 25 % contacts and messages, 10 % content,
5 % orders with two items. Event ids, sessions and people are random, which is the worst case for compression;
texts in the properties repeat more than real ones, which is a good case. `docs/capacity.md` uses the numbers.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
import uuid
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from huayuan.events.fingerprints import fingerprints_of
from huayuan.events.tables import EVENTS
from huayuan.kernel.warehouse import Warehouse, connect_warehouse

START = datetime(2026, 1, 1, tzinfo=UTC)
MONTH_MS = 30 * 86_400_000
CHUNK = 50_000
PEOPLE = 100_000_000
EVENTS_PER_SESSION = 8
NAMES = ["page_viewed", "product_viewed", "message_received", "contact_added", "content_viewed", "order_paid"]
SHARES = [0.35, 0.25, 0.15, 0.10, 0.10, 0.05]
ON_THE_SITE, WITH_STAFF, ORDER = (0, 1), (2, 3), 5


def properties_of(name: str, n: int) -> dict[str, Any]:
    product = {"product_id": f"SKU{n % 5000:06d}", "price": 9900 + n % 700}
    match name:
        case "page_viewed":
            page = f"/goods/{n % 5000}"
            return {
                "path": page,
                "title": f"春季新品 {n % 5000} 号",
                "referrer": "https://shop.example.com/list",
            }
        case "product_viewed":
            return product
        case "message_received":
            return {"kind": "text", "keyword_hits": [], "staff_id": f"guide{n % 300}"}
        case "contact_added":
            return {"add_way": 1, "state": f"lc{n % 800}", "live_code_id": n % 800}
        case "content_viewed":
            return {"content_id": n % 900, "duration_ms": n % 90_000}
    return {"order_no": f"A{n}", "payment": "wechat", "items": [product, {**product, "quantity": 2}]}


def made_up_events(random: np.random.Generator, first: int, count: int, total: int) -> pa.Table:
    """Rows `first` to `first + count` of `total` spread over one month."""
    kinds = random.choice(len(NAMES), count, p=SHARES)
    visits = random.integers(0, count // EVENTS_PER_SESSION + 1, count)
    persons = random.integers(1, PEOPLE, count // EVENTS_PER_SESSION + 1)[visits]
    sessions = np.array(uuids(random, count // EVENTS_PER_SESSION + 1), dtype=object)[visits]
    details = random.integers(0, 1 << 31, count)
    ids = uuids(random, count)
    occurred = np.arange(first, first + count) * MONTH_MS // total + int(START.timestamp() * 1000)
    event_ids = b"".join(uuid.UUID(text).bytes for text in ids)
    names = [NAMES[kind] for kind in kinds]
    staffed = np.isin(kinds, WITH_STAFF)
    return pa.table(
        {
            "event_id": ids,
            "event_key": fingerprints_of(event_ids),
            "batch_id": np.arange(first, first + count) // 2_000,
            "event": names,
            "occurred_at": pa.array(occurred * 1000, pa.timestamp("us", tz="UTC")),
            "received_at": pa.array(occurred * 1000 + 2_000_000, pa.timestamp("us", tz="UTC")),
            "person_id": persons,
            "identifier_id": persons * 2,
            "account": np.where(staffed, "ww1234567890", "shop").tolist(),
            "channel": labels("channel", persons % 40, np.full(count, True)),
            "staff_id": labels("guide", persons % 300, staffed),
            "store_id": labels("store", persons % 60, staffed | (kinds == ORDER)),
            "content_id": pa.nulls(count, pa.string()),
            "campaign_id": pa.nulls(count, pa.string()),
            "session_id": np.where(np.isin(kinds, ON_THE_SITE), sessions, None).tolist(),
            "amount": pa.array(details % 900 * 100, pa.int64(), mask=kinds != ORDER),
            "properties": [
                json.dumps(properties_of(name, int(n)), ensure_ascii=False)
                for name, n in zip(names, details, strict=True)
            ],
        }
    )


def uuids(random: np.random.Generator, count: int) -> list[str]:
    return [str(uuid.UUID(bytes=random.bytes(16), version=4)) for _ in range(count)]


def labels(prefix: str, numbers: Any, present: Any) -> list[str | None]:
    return [f"{prefix}{number}" if there else None for number, there in zip(numbers, present, strict=True)]


def fill(warehouse: Warehouse, events: int) -> float:
    """Seconds spent in `append` alone."""
    random = np.random.default_rng(20260101)
    warehouse.migrate([EVENTS])
    spent = 0.0
    for first in range(0, events, CHUNK):
        batch = made_up_events(random, first, min(CHUNK, events - first), events)
        began = time.perf_counter()
        warehouse.append(EVENTS.name, batch, token=f"rows-{first}")
        spent += time.perf_counter() - began
    return spent


def on_duckdb(events: int, folder: Path) -> dict[str, Any]:
    path = folder / "rows.duckdb"
    warehouse = connect_warehouse(f"duckdb:///{path}", memory="1GB")
    seconds = fill(warehouse, events)
    warehouse.close()
    return {
        "bytes_per_event": round(path.stat().st_size / events, 1),
        "append_events_per_second": round(events / seconds),
    }


def on_clickhouse(events: int, folder: Path) -> dict[str, Any]:
    warehouse = connect_warehouse(f"chdb:///{folder / 'chdb'}")
    seconds = fill(warehouse, events)
    warehouse.command("OPTIMIZE TABLE events FINAL")
    parts = warehouse.run(
        "SELECT sum(bytes_on_disk) AS disk, sum(data_uncompressed_bytes) AS raw,"
        " sum(secondary_indices_compressed_bytes) AS skip, sum(primary_key_bytes_in_memory) AS keys"
        " FROM system.parts WHERE active AND table = 'events'"
    ).to_pylist()[0]
    columns = warehouse.run(
        "SELECT column AS name, sum(column_data_compressed_bytes) AS stored FROM system.parts_columns"
        " WHERE active AND table = 'events' GROUP BY column ORDER BY stored DESC"
    ).to_pylist()
    warehouse.close()
    return {
        "bytes_per_event": round(parts["disk"] / events, 1),
        "uncompressed_bytes_per_event": round(parts["raw"] / events, 1),
        "skip_index_bytes_per_event": round(parts["skip"] / events, 2),
        "primary_key_bytes_in_memory_per_event": round(parts["keys"] / events, 4),
        "append_events_per_second": round(events / seconds),
        "bytes_per_event_by_column": {row["name"]: round(row["stored"] / events, 2) for row in columns},
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--report", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        results = {
            "events": options.events,
            "duckdb": on_duckdb(options.events, Path(folder)),
            "clickhouse": on_clickhouse(options.events, Path(folder)),
        }
    text = json.dumps(results, indent=2)
    print(text)
    if options.report:
        options.report.parent.mkdir(parents=True, exist_ok=True)
        options.report.write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main()
