"""Claim: a hundred thousand external contacts are read in minutes, within the documented limits, without growing; a kill -9
in the middle loses and doubles nothing; and the nightly comparison finds every callback that was lost.

    python benchmarks/sync.py --customers 100000

The simulated WeCom shares the cores. The floor is the platform's own side: the same pages asked for by a bare client that
throws them away.
"""

from __future__ import annotations

import argparse
import json
import random
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
from harness import Server, arguments, conclude

from huayuan.access.contracts import PERMISSION_CODES

LOST = 0.01
STRANGERS = 0.02  # more people than friends, for the additions that are lost


def serve_world(customers: int) -> None:
    """A sandbox in which everybody is a friend already, with two switches of our own."""
    import uvicorn
    from starlette.requests import Request
    from starlette.responses import JSONResponse
    from starlette.routing import Route

    from huayuan_sandbox.app import create_app
    from huayuan_sandbox.sandbox import Sandbox
    from huayuan_sandbox.state import Settings

    sandbox = Sandbox(Settings(1, int(customers * (1 + STRANGERS)), 1))
    corp, chance, now = sandbox.corp, random.Random(1), time.time() - 86_400
    everybody = list(sandbox.people)
    strangers = everybody[customers:]
    serving = corp.serving
    for number, person in enumerate(everybody[:customers]):
        corp.add_friend(person, now, chance, live=False, staff=serving[number % len(serving)])
    corp.outgoing.clear()

    async def truth(_: Request) -> JSONResponse:
        friends = [key for key, one in corp.relations.items() if not one.half]
        return JSONResponse(sorted(f"{userid}/{external}" for userid, external in friends))

    async def lose(_: Request) -> JSONResponse:
        """Additions and removals whose callbacks never arrive."""
        added = 0
        for person in strangers[: int(customers * LOST / 2)]:
            userid = chance.choice(serving)
            added += corp.add_friend(person, time.time(), chance, live=False, staff=userid) is not None
        people = {one.external_userid: one for one in everybody[:customers]}
        dropped = chance.sample(sorted(corp.relations), int(customers * LOST / 2))
        for userid, external in dropped:
            if external in people:
                corp.staff_drops(people[external], userid, time.time())
        corp.outgoing.clear()
        return JSONResponse({"added": added, "dropped": len(dropped)})

    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    sandbox.serve_at(url)
    app = create_app(sandbox)
    app.router.routes += [Route("/bench/truth", truth), Route("/bench/lose", lose, methods=["POST"])]
    print(json.dumps({"url": url}), flush=True)
    uvicorn.Server(uvicorn.Config(app, access_log=False, log_level="warning")).run(sockets=[listener])


@contextmanager
def world(customers: int) -> Iterator[httpx.Client]:
    command = [sys.executable, __file__, "--world", str(customers)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        url = json.loads(process.stdout.readline())["url"]
        yield httpx.Client(base_url=url, timeout=120, trust_env=False)
    finally:
        process.terminate()
        process.wait(10)


def floor_per_second(sandbox: httpx.Client, credentials: dict[str, Any]) -> float:
    """Relations/s that a client gets who throws them away."""
    query = {"corpid": credentials["corp_id"], "corpsecret": credentials["secret"]}
    token = sandbox.get("/cgi-bin/gettoken", params=query).json()["access_token"]
    members = sandbox.get(
        "/cgi-bin/externalcontact/get_follow_user_list", params={"access_token": token}
    ).json()["follow_user"]
    read, started, cursor = 0, time.perf_counter(), ""
    for _ in range(200):
        body = {"userid_list": members[:100], "cursor": cursor, "limit": 100}
        page = sandbox.post(
            "/cgi-bin/externalcontact/batch/get_by_user", params={"access_token": token}, json=body
        ).json()
        read += len(page.get("external_contact_list", []))
        cursor = page.get("next_cursor", "")
        if not cursor:
            break
    return read / (time.perf_counter() - started)


class Platform:
    """The server under measurement, restarted on the same folder after a kill."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.server = Server(folder)
        self.headers = {"Authorization": f"Bearer {self.server.key('api', *PERMISSION_CODES)}"}
        self.peak_mb = 0.0

    def post(self, path: str, body: Any = None) -> Any:
        answer = httpx.post(f"{self.server.url}/api{path}", json=body, headers=self.headers, timeout=60)
        return answer.raise_for_status().json()

    def get(self, path: str) -> Any:
        answer = httpx.get(f"{self.server.url}/api{path}", headers=self.headers, timeout=60)
        return answer.raise_for_status().json()

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        with sqlite3.connect(self.folder / "records.sqlite", timeout=30) as records:
            return records.execute(sql).fetchall()

    def friends(self) -> list[str]:
        """userid/external of every open friendship, one line a friendship."""
        return sorted(
            row[0]
            for row in self.rows(
                "SELECT s.userid || '/' || c.external_userid FROM staff_contact c JOIN staff s ON s.id = c.staff_id"
                " WHERE c.removed_at IS NULL"
            )
        )

    def crash(self) -> None:
        self.peak_mb = max(self.peak_mb, self.server.peak_memory_mb())
        self.server.kill()
        self.server = Server(self.folder)

    def jobs_done(self, task: str, seconds: float = 1200) -> None:
        deadline = time.perf_counter() + seconds
        while True:
            states = [row[0] for row in self.rows(f"SELECT state FROM job WHERE task = '{task}'")]
            if states and not {"ready", "running"} & set(states):
                return
            if time.perf_counter() > deadline:
                raise TimeoutError(f"{task}: {states}")
            time.sleep(0.2)


def measure(options: argparse.Namespace, sandbox: httpx.Client, folder: Path) -> dict[str, Any]:
    credentials = sandbox.get("/sandbox/control/credentials").json()
    floor = floor_per_second(sandbox, credentials)
    platform = Platform(folder)
    secrets = {"secret": credentials["secret"], "callback_token": credentials["token"]}
    connection = platform.post("/connections", {
        "kind": "wecom", "name": "bench", "account": credentials["corp_id"], "app": str(credentials["agent_id"]),
        "secrets": secrets | {"encoding_aes_key": credentials["encoding_aes_key"]}, "api_url": str(sandbox.base_url),
    })["id"]  # fmt: skip
    idle_mb = platform.server.memory_mb()
    started = time.perf_counter()
    platform.post(f"/connections/{connection}/sync")
    crashes = 0
    for share in (0.3, 0.6):
        while len(platform.rows("SELECT 1 FROM staff_contact")) < options.customers * share:
            time.sleep(0.1)
        platform.crash()
        crashes += 1
    platform.jobs_done("wecom.sync")
    seconds = time.perf_counter() - started
    truth = sandbox.get("/bench/truth").json()
    ours = platform.friends()
    lost = sandbox.post("/bench/lose").json()
    started = time.perf_counter()
    platform.post(f"/connections/{connection}/reconcile")
    platform.jobs_done("wecom.reconcile")
    while platform.rows("SELECT 1 FROM wecom_wanted_contact LIMIT 1"):
        time.sleep(0.2)
    after, wanted = platform.friends(), sandbox.get("/bench/truth").json()
    platform.peak_mb = max(platform.peak_mb, platform.server.peak_memory_mb())
    platform.server.stop()
    return {
        "friendships": len(truth),
        "per_second": round(len(truth) / seconds),
        "floor_per_second": round(floor),
        "ratio_to_floor": round(len(truth) / seconds / floor, 3),
        "killed": crashes,
        "missing": len(set(truth) - set(ours)),
        "doubled": len(ours) - len(set(ours)),
        "memory_growth_mb": round(platform.peak_mb - idle_mb),
        "callbacks_lost": lost["added"] + lost["dropped"],
        "not_found_by_comparison": len(set(wanted) ^ set(after)),
        "comparison_seconds": round(time.perf_counter() - started, 1),
    }


def main() -> None:
    if "--world" in sys.argv:
        serve_world(int(sys.argv[sys.argv.index("--world") + 1]))
        return
    options = arguments("Full sync of WeCom customers", customers=(int, 100_000, "external contacts"))
    with tempfile.TemporaryDirectory(prefix="huayuan-bench-") as folder, world(options.customers) as sandbox:
        result = {"documented_limits": measure(options, sandbox, Path(folder) / "limited")}
    with tempfile.TemporaryDirectory(prefix="huayuan-bench-") as folder, world(options.customers) as sandbox:
        sandbox.post("/sandbox/control/faults", json={"calls_per_minute": 10_000_000})
        result["no_limits"] = measure(options, sandbox, Path(folder) / "free")
    targets = {"memory_growth_mb": 400, "missing": 0, "doubled": 0, "not_found_by_comparison": 0}
    conclude("sync", {"result": result, "targets": targets}, options.report)


if __name__ == "__main__":
    main()
