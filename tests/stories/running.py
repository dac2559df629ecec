"""Real processes for whole stories: `huayuan serve`, its command line, and the simulated WeChat world."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import httpx
from clickhouse_server import die_with_parent

T = TypeVar("T")
READY_SECONDS = 90  # importing everything takes a while on a machine that is busy with other tests
QUIET_SECONDS = 1.2  # the slowest loop looks every second
SECRET_KEY = "aHVheXVhbi10ZXN0cy1odWF5dWFuLXRlc3RzLTAwMDA="  # 32 bytes
PASSWORD = "mudan-huayuan-2026"


def until(what: str, found: Callable[[], Any], seconds: float = 60, pause: float = 0.1) -> Any:
    """The first true answer of `found`. Fails with the last answer or error when there is none in time."""
    deadline, last = time.monotonic() + seconds, None
    while time.monotonic() < deadline:
        try:
            last = found()
            if last:
                return last
        except (httpx.TransportError, OSError) as error:
            last = error
        time.sleep(pause)
    raise AssertionError(f"{what}: not within {seconds:.0f} s; last: {last!r}")


def soon(check: Callable[[], T], seconds: float = 60) -> T:
    """What `check` answers once it stops failing. Used as a decorator: the block below comes true in a moment."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            return check()
        except (AssertionError, ValueError, IndexError, KeyError, httpx.TransportError):
            if time.monotonic() > deadline:
                raise
        time.sleep(0.15)


@dataclass
class Installation:
    """A data folder and the URLs of the stores: what every process and command of one platform shares."""

    data: Path
    database_url: str = ""
    warehouse_url: str = ""
    settings: dict[str, str] = field(default_factory=dict)

    @property
    def is_embedded(self) -> bool:
        return not self.database_url

    def environment(self, data: Path | None = None, **settings: str) -> dict[str, str]:
        clean = {name: value for name, value in os.environ.items() if not name.startswith("HUAYUAN_")}
        given = {"data_dir": str(data or self.data), "secret_key": SECRET_KEY, "log_level": "INFO"}
        given |= {"database_url": self.database_url, "warehouse_url": self.warehouse_url}
        given |= self.settings | settings
        return (
            clean
            | {f"HUAYUAN_{name.upper()}": value for name, value in given.items()}
            | {"LC_ALL": "C.UTF-8"}
        )

    def run(self, *words: str, code: int = 0, typed: str = "") -> str:
        """One command of the command line; answers what it printed."""
        command = [sys.executable, "-m", "huayuan", *words]
        done = subprocess.run(
            command, env=self.environment(), input=typed, capture_output=True, text=True, timeout=180
        )
        assert done.returncode == code, f"{words} ended with {done.returncode}\n{done.stdout}\n{done.stderr}"
        return done.stdout

    def key(self, kind: str, *scopes: str) -> str:
        return self.run(
            "key", "create", "--kind", kind, *[word for scope in scopes for word in ("--scope", scope)]
        ).strip()

    def process(self, role: str = "all", **settings: str) -> Process:
        """A server of this installation; a further web process keeps a run file of its own."""
        data = self.data
        if role != "all":
            data = self.data / f"{role}-{time.monotonic_ns()}"
            data.mkdir(parents=True)
        return Process(data, role, self.environment(data, **settings))


class Process:
    """One `huayuan serve`. Its log is kept in `log` and shown when it does not become ready."""

    def __init__(self, data: Path, role: str, environment: dict[str, str]) -> None:
        data.mkdir(parents=True, exist_ok=True)
        self.data, self.role = data, role
        self.log = data / f"{role}.log"
        self._begins = self.log.stat().st_size if self.log.exists() else 0
        with self.log.open("ab") as log:
            command = [
                sys.executable,
                "-m",
                "huayuan",
                "serve",
                "--role",
                role,
                "--port",
                environment.pop("HUAYUAN_PORT", "0"),
            ]
            self.process = subprocess.Popen(
                command, env=environment, stdout=log, stderr=log, preexec_fn=die_with_parent
            )
        self.url = ""

    def ready(self) -> Process:
        """Wait until it answers for its health. The address stands in its log."""
        try:
            until(f"{self.role} ready", self._is_ready, READY_SECONDS, pause=0.05)
        except AssertionError as error:
            self.kill()
            raise AssertionError(f"{error}\n{self.written()[-4000:]}") from None
        return self

    def _is_ready(self) -> bool:
        if self.process.poll() is not None:
            raise AssertionError(f"ended with code {self.process.returncode}")
        listening = re.search(r'"url": "(http://[^"]+)"', self.written())
        if not listening:
            return False
        self.url = listening[1]
        return httpx.get(f"{self.url}/readyz", timeout=10).status_code == 200

    def written(self) -> str:
        return self.log.read_bytes()[self._begins :].decode(errors="replace")

    @property
    def port(self) -> str:
        return self.url.rpartition(":")[2]

    def stop(self, seconds: float = 60) -> int:
        """SIGTERM; answers the exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(seconds)

    def kill(self) -> None:
        """kill -9"""
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(30)


class Api:
    """The HTTP interface as one user or key sees it. Answers JSON; an unexpected status is a failure."""

    def __init__(self, url: str, key: str = "") -> None:
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        self.url = url
        self.http = httpx.Client(base_url=url, headers=headers, timeout=120)

    def get(self, path: str, status: int = 200, **parameters: Any) -> Any:
        return self._checked(self.http.get(f"/api{path}", params=parameters), status)

    def post(self, path: str, body: Any = None, status: int | None = None) -> Any:
        return self._checked(self.http.post(f"/api{path}", json=body), status)

    def put(self, path: str, body: Any) -> Any:
        return self._checked(self.http.put(f"/api{path}", json=body), 200)

    def patch(self, path: str, body: Any) -> Any:
        return self._checked(self.http.patch(f"/api{path}", json=body), 200)

    def upload(self, file: Path, kind: str) -> Any:
        with file.open("rb") as stream:
            answer = self.http.post("/api/imports", data={"kind": kind}, files={"file": (file.name, stream)})
        return self._checked(answer, 201)

    def set_up(self) -> Any:
        """The first user of an empty installation; the client is logged in afterwards."""
        form = {
            "organization": "木槿生活",
            "name": "王店主",
            "login": "owner",
            "password": PASSWORD,
            "locale": "zh-CN",
        }
        return self._entered(self.post("/setup", form))

    def log_in(self, login: str, password: str = PASSWORD) -> Any:
        return self._entered(self.post("/session", {"login": login, "password": password}))

    def _entered(self, session: Any) -> Any:
        self.http.headers["X-CSRF-Token"] = session["csrf_token"]
        return session

    @staticmethod
    def _checked(answer: httpx.Response, status: int | None) -> Any:
        right = answer.status_code < 300 if status is None else answer.status_code == status
        assert right, (
            f"{answer.request.method} {answer.request.url} answered {answer.status_code}: {answer.text[:800]}"
        )
        return (
            answer.json()
            if answer.content and "json" in answer.headers.get("content-type", "")
            else answer.text
        )

    def settle(self, seconds: float = 90) -> None:
        """Until nothing has waited, run or lagged for a second: then what was to happen has happened."""
        quiet_since = None
        deadline = time.monotonic() + seconds
        while quiet_since is None or time.monotonic() < quiet_since + QUIET_SECONDS:
            status = self.get("/status")
            busy = self._busy(status)
            quiet_since = None if busy else quiet_since or time.monotonic()
            assert time.monotonic() < deadline, f"not at rest within {seconds:.0f} s: {busy} {status}"
            time.sleep(0.15)

    def _busy(self, status: dict[str, Any]) -> str:
        if status["fresh_at"] and (not status["lag"] or max(status["lag"].values())):
            return "projections"
        if status["waiting"]:
            return "events told inside, or people to be counted anew"
        waiting = sum(status["queues"].get(state, 0) for state in ("ready", "running"))
        return "jobs" if waiting > self._later() else ""

    def _later(self) -> int:
        """Jobs that are meant for later."""
        now = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(time.time() + 3))
        return sum(job["due"] > now for job in self.get("/jobs", state="ready", limit=200)["items"])


class World:
    """The sandbox's control interface."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.http = httpx.Client(base_url=f"{url}/sandbox/control", timeout=60)

    def get(self, path: str) -> Any:
        return self.http.get(path).raise_for_status().json()

    def post(self, path: str, body: Any = None) -> Any:
        answer = self.http.post(path, json=body or {})
        assert answer.status_code < 300, f"{path} answered {answer.status_code}: {answer.text}"
        return answer.json()

    def lines(self, path: str) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.http.get(path).raise_for_status().text.splitlines()]

    def welcomes(self) -> dict[str, dict[str, Any]]:
        return {one["code"]: one for one in self.lines("/welcomes")}

    def calls(self, path: str) -> list[dict[str, Any]]:
        return [row for row in self.get("/requests?limit=1000")["items"] if row["path"].endswith(path)]

    def connect(self, api: Api, url: str = "", welcome: str = "") -> dict[str, Any]:
        """Register the corp with the platform, read its staff, and have it push callbacks and events to `url`."""
        known = self.get("/credentials")
        secrets = {"secret": known["secret"], "callback_token": known["token"]}
        form = {
            "kind": "wecom",
            "name": "木槿生活",
            "account": known["corp_id"],
            "app": str(known["agent_id"]),
            "secrets": secrets | {"encoding_aes_key": known["encoding_aes_key"]},
            "api_url": self.url,
            "settings": {"welcome_text": welcome},
        }
        connection = api.post("/connections", form)
        api.post(f"/connections/{connection['id']}/sync")
        until("staff", lambda: api.get("/staff")["items"])
        key = api.post("/keys", {"kind": "write", "name": "shop", "scopes": []})["secret"]
        self.point_at(connection, key, url or api.url)
        return dict(connection)

    def point_at(self, connection: dict[str, Any], key: str, url: str) -> None:
        """Where callbacks and events go from now on."""
        url = url.rstrip("/")
        path = connection["callback_url"].partition("/callbacks/")[2]
        wish = {
            "callback_url": f"{url}/callbacks/{path}",
            "collector_url": f"{url}/v1/events",
            "write_key": key,
        }
        self.post("/connect", wish)


@contextmanager
def sandbox(customers: int = 200, days: int = 2, seed: int = 7) -> Iterator[World]:
    command = [sys.executable, "-m", "huayuan_sandbox", "--port", "0", "--customers", str(customers)]
    command += ["--days", str(days), "--seed", str(seed)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, preexec_fn=die_with_parent)
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        assert line, f"the sandbox ended with code {process.wait()}"
        yield World(json.loads(line)["url"])
    finally:
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
