"""What every benchmark shares: a real server process, its memory, the machine's description, and the result file."""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).parent / "results"


def machine() -> dict[str, Any]:
    """What the numbers were measured on."""
    model = "unknown"
    if Path("/proc/cpuinfo").exists():
        lines = [
            line for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")
        ]
        model = lines[0].partition(":")[2].strip() if lines else model
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") >> 30
    return {
        "cpu": model,
        "cores": os.cpu_count(),
        "memory_gib": memory,
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "load_before": round(os.getloadavg()[0], 2),
    }


def arguments(description: str, **options: tuple[type, Any, str]) -> argparse.Namespace:
    """Options of a benchmark, each (type, default, help), and `--report FILE`."""
    parser = argparse.ArgumentParser(description=description)
    for name, (kind, default, text) in options.items():
        parser.add_argument(
            "--" + name.replace("_", "-"), type=kind, default=default, help=f"{text} (default {default})"
        )
    parser.add_argument("--report", type=Path, help="write the result here as JSON")
    return parser.parse_args()


def conclude(name: str, result: dict[str, Any], report: Path | None) -> None:
    """Print the result, and write it where asked."""
    document = {
        "benchmark": name,
        "measured_at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        "machine": machine(),
        **result,
    }
    text = json.dumps(document, ensure_ascii=False, indent=2) + "\n"
    if report:
        report.write_text(text)
    print(text, end="")


def percentile(values: list[float], share: float) -> float:
    """The value below which `share` of the values lie (nearest rank)."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


class Server:
    """`huayuan serve` as a process of its own on a data folder."""

    def __init__(self, data: Path, **settings: str) -> None:
        self.data = data
        environment = os.environ | {
            "HUAYUAN_LOG_LEVEL": "WARNING",
            **{f"HUAYUAN_{k.upper()}": v for k, v in settings.items()},
        }
        self._environment = environment
        self._started = time.perf_counter()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "huayuan", "serve", "--data", str(data), "--port", "0"], env=environment
        )
        self.url = self._wait_until_ready()
        self.seconds_to_ready = time.perf_counter() - self._started

    def key(self, kind: str, *scopes: str) -> str:
        command = [sys.executable, "-m", "huayuan", "key", "create", "--kind", kind, "--data", str(self.data)]
        for scope in scopes:
            command += ["--scope", scope]
        return subprocess.run(
            command, env=self._environment, check=True, capture_output=True, text=True
        ).stdout.strip()

    def memory_mb(self) -> float:
        return _status_kb(self.process.pid, "VmRSS") / 1024

    def peak_memory_mb(self) -> float:
        return _status_kb(self.process.pid, "VmHWM") / 1024

    def cpu_seconds(self) -> float:
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(30)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait(10)

    def _wait_until_ready(self) -> str:
        deadline = time.perf_counter() + 60
        run_file = self.data / "server.json"
        while time.perf_counter() < deadline:
            if self.process.poll() is not None:
                raise RuntimeError(f"the server ended with code {self.process.returncode}")
            try:
                found = json.loads(run_file.read_text())
                if found["pid"] == self.process.pid:
                    urllib.request.urlopen(found["url"] + "/readyz", timeout=5).read()
                    return str(found["url"])
            except (OSError, ValueError, urllib.error.URLError):
                pass
            time.sleep(0.02)
        raise TimeoutError("the server did not become ready in 60 s")


@contextmanager
def server(**settings: str) -> Iterator[Server]:
    with tempfile.TemporaryDirectory(prefix="huayuan-bench-") as folder:
        running = Server(Path(folder), **settings)
        try:
            yield running
        finally:
            running.stop()


def _status_kb(pid: int, field: str) -> int:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith(field + ":"):
            return int(line.split()[1])
    raise LookupError(field)
