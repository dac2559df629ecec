"""Claim: an idle process is small, and is ready within seconds on a folder that has data.

    python benchmarks/idle.py

The floor is a Python process that has imported what we stand on (FastAPI, SQLAlchemy, DuckDB, Arrow, Ibis) and
does nothing.
"""

from __future__ import annotations

import asyncio
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from harness import Server, arguments, conclude
from load import BATCH, send

FLOOR = """
import time
started = time.perf_counter()
import duckdb, fastapi, ibis, msgspec, numpy, pyarrow, sqlalchemy, uvicorn
seconds = time.perf_counter() - started
rss = next(int(line.split()[1]) for line in open('/proc/self/status') if line.startswith('VmRSS'))
print(rss / 1024, seconds)
"""


def main() -> None:
    options = arguments(
        "Memory when idle and time to ready",
        events=(int, 200_000, "events in the folder"),
        idle_seconds=(int, 20, "wait before measuring"),
    )
    floor_mb, floor_seconds = map(
        float,
        subprocess.run(
            [sys.executable, "-c", FLOOR], capture_output=True, text=True, check=True
        ).stdout.split(),
    )
    with tempfile.TemporaryDirectory(prefix="huayuan-bench-") as name:
        first = Server(Path(name))
        asyncio.run(
            send(first.url, first.key("write"), options.events // BATCH, connections=8, people=20_000)
        )
        first.stop()
        again = Server(Path(name))
        ready = again.seconds_to_ready
        time.sleep(options.idle_seconds)
        memory = again.memory_mb()
        before = again.cpu_seconds()
        time.sleep(10)
        cpu_share = (again.cpu_seconds() - before) / 10
        again.stop()
    result = {
        "idle_memory_mb": round(memory),
        "floor_memory_mb": round(floor_mb),
        "memory_ratio": round(memory / floor_mb, 2),
        "seconds_to_ready": round(ready, 2),
        "floor_import_seconds": round(floor_seconds, 2),
        "ready_ratio": round(ready / floor_seconds, 2),
        "idle_cpu_share_of_a_core": round(cpu_share, 4),
    }
    conclude(
        "idle", {"result": result, "targets": {"idle_memory_mb": 300, "seconds_to_ready": 4}}, options.report
    )


if __name__ == "__main__":
    main()
