"""`make bench`: every benchmark in a process of its own, its result in benchmarks/results, a table at the end.

python benchmarks/run.py [name …]      all, or those named
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
RESULTS = FOLDER / "results"
NOT_BENCHMARKS = {
    "run", "harness", "load", "soak_truth", "people", "people_events", "people_records", "house", "segments_mix",
    "segments_sql",
}  # fmt: skip


def main() -> None:
    names = sys.argv[1:] or sorted(
        path.stem for path in FOLDER.glob("*.py") if path.stem not in NOT_BENCHMARKS
    )
    failed = [name for name in names if not run(name)]
    for name in names:
        if name not in failed:
            print_table(name, json.loads((RESULTS / f"{name}.json").read_text()))
    if failed:
        raise SystemExit(f"failed: {', '.join(failed)}")


def run(name: str) -> bool:
    print(f"== {name}", flush=True)
    command = [sys.executable, str(FOLDER / f"{name}.py"), "--report", str(RESULTS / f"{name}.json")]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        print(done.stdout[-2000:], done.stderr[-4000:], file=sys.stderr)
    return done.returncode == 0


def print_table(name: str, document: dict[str, Any]) -> None:
    targets = document.get("targets", {})
    print(f"\n{name}")
    for key, value in flat(
        document.get("result", {k: v for k, v in document.items() if k not in ("machine", "targets")})
    ):
        target = targets.get(key.rpartition(".")[2], targets.get(key.replace(".", "_"), ""))
        print(f"  {key:<44} {value!s:>14}   {target}")


def flat(values: dict[str, Any], prefix: str = "") -> list[tuple[str, Any]]:
    rows: list[tuple[str, Any]] = []
    for key, value in values.items():
        rows += flat(value, f"{prefix}{key}.") if isinstance(value, dict) else [(prefix + key, value)]
    return rows


if __name__ == "__main__":
    main()
