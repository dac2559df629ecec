"""Claim: half an hour of life over a bad network loses nothing that the platform delivered or still tells, doubles
nothing, and leaves the server's memory flat.

    python benchmarks/soak.py --minutes 30

One server, one simulated world with every service the server has a kind for, and each kind of fault with the same chance:
refusals, HTTP errors, cut connections before and after a call was carried out, slow answers, tokens that die between
pages, cursors that repeat, people who vanish between list and detail; callbacks lost, doubled, late, overtaken, not heard
and dripped. Everything is read and compared once a minute in the middle of it. At the end the faults go, the readers
run once more, and what is stored is compared with what the platform answers.
"""

from __future__ import annotations

import json
import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
from harness import Server, arguments, conclude
from soak_truth import Truth

from huayuan.access.contracts import PERMISSION_CODES
from huayuan.bootstrap.demo_connections import wanted_connection

SAMPLE_SECONDS = 10.0
READ_SECONDS = 60.0
LONG_MINUTES = 10  # a slope over less says nothing
WARM_UP = 0.25  # of the samples: caches and pools fill
# A friendship younger than this is not ended by the comparison: its callback may be faster than the list.
REST_SECONDS = 310
CALLS = ("cut", "lose_answer", "status", "token", "cursor", "vanish")


def faults(chance: float) -> dict[str, Any]:
    """`POST /sandbox/control/faults`: every kind with this chance."""
    calls: list[dict[str, Any]] = [{"fault": name, "chance": chance} for name in CALLS]
    calls.append({"fault": "slow", "chance": chance, "seconds": 1.0})
    for service in ("wecom", "official_account", "mini_program", "channels"):
        calls += [
            {"fault": "refuse", "service": service, "chance": chance / 2, "code": code}
            for code in (-1, 40014)
        ]
    calls.append({"fault": "refuse", "service": "pay", "chance": chance, "code": "SYSTEM_ERROR"})
    # Members who vanish would leave nobody to serve after half an hour: customers and followers do.
    members = {"fault": "vanish", "path": "get_follow_user_list", "chance": chance, "times": 3}
    calls = [one for one in calls if one["fault"] != "vanish"]
    calls += [members] + [
        {"fault": "vanish", "path": path, "chance": chance}
        for path in ("externalcontact/list", "get_by_user", "user/get")
    ]
    sins = ("lose", "duplicate", "reorder", "late", "unheard", "drip")
    return {"calls": calls, **dict.fromkeys(sins, chance), "drip_s": 2.0, "late_s": 8.0}


@contextmanager
def world(customers: int, days: int, log: Path) -> Iterator[httpx.Client]:
    command = [sys.executable, "-m", "huayuan_sandbox", "--customers", str(customers), "--days", str(days)]
    with log.open("wb") as errors:
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, text=True)
    try:
        assert process.stdout is not None
        url = json.loads(process.stdout.readline())["url"]
        yield httpx.Client(base_url=url, timeout=120, trust_env=False)
    finally:
        process.terminate()
        process.wait(20)


class Soak:
    def __init__(self, folder: Path, sandbox: httpx.Client, chance: float) -> None:
        self.folder, self.sandbox, self.chance = folder, sandbox, chance
        self.server = Server(folder)
        headers = {"Authorization": f"Bearer {self.server.key('api', *PERMISSION_CODES)}"}
        self.http = httpx.Client(base_url=f"{self.server.url}/api", headers=headers, timeout=120)
        self.connections: dict[str, dict[str, Any]] = {}
        self.memory: list[tuple[float, float]] = []
        self.welcomes_taken: dict[str, set[float]] = {}

    # ---- both sides over HTTP

    def post(self, path: str, body: Any = None, refused: tuple[int, ...] = ()) -> Any:
        answer = self.http.post(path, json=body)
        if answer.status_code in refused:
            return None
        if answer.is_error:
            raise RuntimeError(f"{path} answered {answer.status_code}: {answer.text[:500]}")
        return answer.json() if answer.content else None

    def get(self, path: str, **query: Any) -> Any:
        return self.http.get(path, params=query).raise_for_status().json()

    def control(self, path: str, body: Any = None) -> Any:
        answer = self.sandbox.post(f"/sandbox/control/{path}", json=body or {})
        if answer.is_error:
            raise RuntimeError(f"{path} answered {answer.status_code}: {answer.text[:500]}")
        return answer.json()

    def status(self) -> dict[str, Any]:
        return dict(self.sandbox.get("/sandbox/control/status").raise_for_status().json())

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        with sqlite3.connect(self.folder / "records.sqlite", timeout=60) as records:
            return records.execute(sql).fetchall()

    def number(self, sql: str) -> int:
        return int(self.rows(sql)[0][0])

    # ---- the run

    def connect(self) -> None:
        """A connection for every kind that the sandbox has a service for; then a live code, and the past."""
        known = self.sandbox.get("/sandbox/control/credentials").json()["services"]
        urls = {}
        for kind in self.get("/connections/kinds")["items"]:
            if kind["name"] not in known:
                continue
            form = wanted_connection(kind, known[kind["name"]], str(self.sandbox.base_url).rstrip("/"))
            made = self.post("/connections", form)
            self.connections[kind["name"]] = made
            if made["callback_url"]:
                urls[kind["name"]] = made["callback_url"]
        self.read_everything()
        self.settle()
        key = self.server.key("write")
        collector = {"collector_url": f"{self.server.url}/v1/events", "write_key": key}
        self.control("connect", {"callback_urls": urls, **collector})
        self.make_live_code()
        self.control("history", {})
        wait("history", lambda: self.status()["history_played"], 600)
        self.settle()

    def make_live_code(self) -> None:
        staff = [one["id"] for one in self.get("/staff", active=True)["items"] if one["serves"]][:8]
        tag = self.post("/tags", {"group": "渠道", "name": "浸泡", "color": "green"})
        code = self.post("/live-codes", {
            "name": "海报", "channel": "海报", "connection_id": self.connections["wecom"]["id"], "staff_ids": staff,
            "rotation": "round_robin", "tag_ids": [tag["id"]], "welcome_text": "您好 🌸",
        })  # fmt: skip
        wait("live code", lambda: self.get(f"/live-codes/{code['id']}")["status"] == "active")

    def live(self, minutes: float) -> None:
        self.control("faults", faults(self.chance))
        self.control("live", {"speed": 3, "adds_per_second": 0.8})
        began = last_read = time.monotonic()
        while time.monotonic() < began + minutes * 60:
            time.sleep(SAMPLE_SECONDS)
            self.memory.append((time.monotonic() - began, self.server.memory_mb()))
            self.note_welcomes()
            if time.monotonic() - last_read >= READ_SECONDS:
                last_read = time.monotonic()
                self.read_everything()

    def read_everything(self) -> None:
        """Full read of every connection, and the comparison where there is one."""
        for connection in self.connections.values():
            if connection["can_sync"]:
                self.post(f"/connections/{connection['id']}/sync")
                self.post(f"/connections/{connection['id']}/reconcile", refused=(400, 404, 409, 422))

    def note_welcomes(self) -> None:
        """Accepted welcomes by their code: the log of the sandbox forgets."""
        query = {"path": "send_welcome_msg", "errcode": 0, "limit": 1000}
        for row in self.sandbox.get("/sandbox/control/requests", params=query).json()["items"]:
            if row["status"]:
                code = json.loads(row["body"]).get("welcome_code", "")
                self.welcomes_taken.setdefault(code, set()).add(row["at"])

    def come_to_rest(self, rest: float) -> None:
        """Life stops, the faults go, what is under way arrives; then everything is read once more."""
        self.control("stop")
        self.control("faults", {})
        self.note_welcomes()
        wait("callbacks", lambda: self.status()["callbacks_waiting"] == 0, 120)
        self.settle()
        time.sleep(rest)
        for _ in range(2):  # what the first finds may have to be read by the second
            self.read_everything()
            self.settle()

    def settle(self, seconds: float = 900) -> None:
        """Nothing waits, runs or lags, twice in a row."""
        quiet, last = 0, ""
        deadline = time.monotonic() + seconds
        while quiet < 3:
            last = self.busy()
            quiet = 0 if last else quiet + 1
            if time.monotonic() > deadline:
                raise TimeoutError(f"not at rest: {last}")
            time.sleep(0.7)

    def busy(self) -> str:
        soon = time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime(time.time() + 5))
        waits = {
            "jobs": f"SELECT count(*) FROM job WHERE state = 'running' OR (state = 'ready' AND due < '{soon}')",
            "callbacks": "SELECT count(*) FROM connection_callback WHERE processed_at IS NULL",
            "events": "SELECT count(*) FROM event_pending",
            **{
                table: f"SELECT count(*) FROM {table}"
                for table in (
                    "wecom_wanted_contact",
                    "wecom_wanted_group",
                    "official_account_wanted",
                    "channels_wanted",
                )
            },
        }
        found = {name: self.number(sql) for name, sql in waits.items()}
        lag = self.get("/status")["lag"]
        return ", ".join([f"{name} {number}" for name, number in found.items() if number]) or (
            "projections" if lag and max(lag.values()) else ""
        )


def wait(what: str, found: Callable[[], object], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not found():
        if time.monotonic() > deadline:
            raise TimeoutError(what)
        time.sleep(0.3)


def slope(memory: list[tuple[float, float]]) -> float:
    """MB a minute after the warm-up, by least squares."""
    late = memory[int(len(memory) * WARM_UP) :]
    if len(late) < 2:
        return 0.0
    return statistics.linear_regression(*zip(*late, strict=True)).slope * 60


MUST_BE_ZERO = (
    "friends_missing", "friends_too_many", "friends_doubled", "groups_different", "groups_too_many",
    "group_members_doubled", "followers_missing", "followers_too_many", "orders_doubled", "shop_orders_missing",
    "callbacks_not_kept", "callbacks_not_done", "jobs_dead", "welcomes_accepted_twice", "welcomes_in_ledger_twice",
    "events_not_taken", "events_doubled", "friends_told_twice",
)  # fmt: skip


def main() -> None:
    options = arguments(
        "Half an hour of life over a bad network",
        minutes=(float, 30.0, "of life with faults"),
        chance=(float, 0.05, "of every kind of fault"),
        customers=(int, 3000, "people in the world"),
        days=(int, 2, "of history before"),
        rest=(float, REST_SECONDS, "seconds between the end of the faults and the comparison"),
        folder=(Path, Path(), "keep the data here instead of a temporary folder"),
    )
    with tempfile.TemporaryDirectory(prefix="huayuan-soak-") as temporary:
        folder = Path(temporary) if options.folder == Path() else options.folder
        folder.mkdir(parents=True, exist_ok=True)
        with world(options.customers, options.days, folder / "sandbox.log") as sandbox:
            soak = Soak(folder / "data", sandbox, options.chance)
            try:
                soak.connect()
                soak.live(options.minutes)
                soak.come_to_rest(options.rest)
                found = Truth(soak).compare()
            finally:
                soak.server.kill()
    result = {
        "minutes": options.minutes, "chance": options.chance, "services": sorted(soak.connections), **found,
        "memory_first_mb": round(soak.memory[0][1]), "memory_last_mb": round(soak.memory[-1][1]),
        "memory_by_minute_mb": [round(mb) for _, mb in soak.memory[:: round(60 / SAMPLE_SECONDS)]],
        "memory_mb_per_minute": round(slope(soak.memory), 3),
    }  # fmt: skip
    targets: dict[str, float] = dict.fromkeys(MUST_BE_ZERO, 0)
    if options.minutes >= LONG_MINUTES:
        targets["memory_mb_per_minute"] = 1.0
    failed = [name for name, most in targets.items() if result.get(name, 0) > most]
    conclude("soak", {"result": result, "targets": targets, "failed": failed}, options.report)
    raise SystemExit(bool(failed))


if __name__ == "__main__":
    os.environ.setdefault("NO_PROXY", "127.0.0.1,localhost")
    main()
