"""The steps of the demo, each over HTTP: connect the corp, make live codes, load history, import orders, live."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import httpx

from huayuan.bootstrap.demo_connections import wanted_connection
from huayuan.bootstrap.demo_segments import make_segments
from huayuan.bootstrap.demo_service import choose_templates, write_to_service

LIVE_CODES = (
    ("门店收银台", "门店扫码", "您好 {customer_name}，我是{store_name}的{staff_name}，有任何需要随时找我。", ["到店客户"]),
    ("包裹卡", "包裹卡", "{customer_name}您好，感谢下单！凭本消息可领取复购礼。", ["线上客户"]),
    ("公众号菜单", "公众号", "欢迎来到木槿生活，我是您的专属顾问{staff_name}。", ["公众号"]),
    ("小红书主页", "小红书", "你好呀，我是{staff_name}，新人第一单有见面礼～", ["小红书"]),
    ("护肤节海报", "活动海报", "护肤节开始啦，{customer_name}想了解哪一款？", ["护肤节"]),
    ("社群邀请", "老带新", "朋友推荐来的您好，我是{staff_name}，先送您一份体验装。", ["老带新"]),
)  # fmt: skip
QUIET_SECONDS = 120


class DemoStory:
    def __init__(self, url: str, sandbox_url: str, api_key: str) -> None:
        self._api = httpx.Client(base_url=url, headers={"Authorization": f"Bearer {api_key}"}, timeout=60)
        self._world = httpx.Client(base_url=sandbox_url, timeout=60)
        self._url = url
        self._sandbox_url = sandbox_url
        self.history_seconds = 0.0

    def wait_until_ready(self) -> None:
        self._until("server", lambda: self._api.get("/readyz").status_code == 200, seconds=60)

    def connect(self) -> None:
        """Register the sandbox's accounts, their callback addresses and the tracker's key; make the live codes. Templates
        are chosen before anybody opens the mini program, so that visitors are asked about them."""
        credentials = self._credentials()
        if "mini_program" in credentials:
            choose_templates(credentials["mini_program"])
        connections = self._connections(credentials)
        wecom = connections["wecom"]
        self._post(f"/api/connections/{wecom['id']}/sync")
        self._until("staff", lambda: len(self._get("/api/staff")["items"]) > 0, seconds=60)
        self._make_live_codes(wecom["id"])
        urls = {kind: one["callback_url"] for kind, one in connections.items() if one["callback_url"]}
        wish = {
            "callback_urls": urls,
            "collector_url": f"{self._url}/v1/events",
            "write_key": self._post("/api/keys", {"kind": "write", "name": "demo site", "scopes": []})[
                "secret"
            ],
        }
        self._world.post("/sandbox/control/connect", json=wish).raise_for_status()
        for one in connections.values():
            self._post(f"/api/connections/{one['id']}/check")

    def play_history(self, days: int) -> None:
        """Let the world live its past; the same callbacks and events as live, only faster."""
        started = time.monotonic()
        answer = self._world.post("/sandbox/control/history", json={"days": days}).raise_for_status().json()
        if not answer["started"]:
            print("  history is loaded already; going on live", flush=True)
            return
        while (status := self.status())["phase"] == "history":
            print(
                f"\r  loading {days} days of history: {status['progress']:5.0%}  {status['events_sent']:,} events",
                end="",
                flush=True,
            )
            self._check_alive()
            time.sleep(0.5)
        self.history_seconds = time.monotonic() - started
        print(
            f"\r  {days} days of history sent in {self.history_seconds:.0f} s: {status['events_sent']:,} events   ",
            flush=True,
        )

    def _check_alive(self) -> None:
        """The world would go on trying to reach a platform that is gone."""
        try:
            self._api.get("/healthz")
        except httpx.ConnectError as error:
            raise RuntimeError(
                f"the platform at {self._url} is gone: its process has ended. Look at its log, then start again"
            ) from error

    def import_orders(self) -> None:
        """The marketplace's orders come as a file, as they do in real life."""
        if self._get("/api/imports")["items"]:
            return
        body = self._world.get("/sandbox/control/orders.csv").raise_for_status().content
        given = self._api.post(
            "/api/imports", data={"kind": "orders"}, files={"file": ("天猫订单.csv", body, "text/csv")}
        )
        job = given.raise_for_status().json()
        self._post(
            f"/api/imports/{job['id']}/start",
            {"mapping": job["suggested_mapping"], "options": {"source": "tmall"}},
        )
        self._until(
            "import",
            lambda: self._get(f"/api/imports/{job['id']}")["status"] in ("done", "failed"),
            seconds=300,
        )
        done = self._get(f"/api/imports/{job['id']}")
        print(
            f"  imported {done['file_name']}: {done['accepted']:,} accepted, {done['rejected']} rejected",
            flush=True,
        )

    def settle(self) -> None:
        """Wait until everything that was sent is worked off."""

        def is_quiet() -> bool:
            status = self._get("/api/status")
            waiting = sum(status["queues"].get(state, 0) for state in ("ready", "running"))
            return waiting == 0 and status["waiting"] == 0 and max(status["lag"].values(), default=0) == 0

        self._until("queues", is_quiet, seconds=QUIET_SECONDS, must=False)

    def serve_visitors(self) -> None:
        """Read the mini program's templates and figures, and let customers write to 微信客服."""
        for one in self._get("/api/mini-program/programs")["items"]:
            self._post(f"/api/connections/{one['id']}/sync")
        if not self._get("/api/wecom/kf/conversations")["total"]:
            write_to_service(self._world, int(self.status()["customers"]))

    def choose_people(self) -> None:
        make_segments(self._send)

    def live(self) -> None:
        self._world.post("/sandbox/control/live", json={"speed": 1.0}).raise_for_status()
        print(
            "  the world is live: new friends, page views and orders arrive by themselves. Ctrl-C stops.\n",
            flush=True,
        )

    def watch(self, seconds: float) -> None:
        time.sleep(seconds)
        self._world.post("/sandbox/control/stop").raise_for_status()
        self.settle()

    def status(self) -> dict[str, Any]:
        answer: dict[str, Any] = self._world.get("/sandbox/control/status").raise_for_status().json()
        return answer

    def truth(self) -> httpx.Response:
        """NDJSON of the world's people with their true identifiers."""
        return self._world.get("/sandbox/control/truth", timeout=300).raise_for_status()

    def overview(self) -> dict[str, Any]:
        return self._get("/api/overview")

    def metrics(self) -> str:
        return self._api.get("/metrics").raise_for_status().text

    def _credentials(self) -> dict[str, dict[str, Any]]:
        """Of each service of the sandbox."""
        answer = self._world.get("/sandbox/control/credentials").raise_for_status().json()
        found: dict[str, dict[str, Any]] = answer["services"]
        return found

    def _connections(self, credentials: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
        """One of each kind: made on the first start, pointed at the sandbox's new address on later ones."""
        kinds = [one for one in self._get("/api/connections/kinds")["items"] if one["name"] in credentials]
        known = {(one["kind"], one["account"]): one for one in self._get("/api/connections")["items"]}
        found = {}
        for kind in kinds:
            form = wanted_connection(kind, credentials[kind["name"]], self._sandbox_url)
            old = known.get((form["kind"], form["account"]))
            found[kind["name"]] = (
                self._send("PATCH", f"/api/connections/{old['id']}", {"api_url": form["api_url"]})
                if old
                else self._post("/api/connections", form)
            )
        return found

    def _make_live_codes(self, connection_id: int) -> None:
        if self._get("/api/live-codes")["items"]:
            return
        members = self._get("/api/staff?active=true&serves=true")["items"]
        staff = [one["id"] for one in members if one["store_id"]]
        for place, (name, channel, welcome, tags) in enumerate(LIVE_CODES):
            several = staff[place :: len(LIVE_CODES)][:20] or staff[:1]
            form = {
                "name": name, "channel": channel, "connection_id": connection_id, "staff_ids": several,
                "rotation": "round_robin" if len(several) > 1 else "single", "welcome_text": welcome,
                "tag_ids": [self._post("/api/tags", {"name": tag, "group": "渠道"})["id"] for tag in tags],
            }  # fmt: skip
            self._post("/api/live-codes", form)
        self._until("live codes", lambda: "draft" not in self._code_states(), seconds=60)

    def _code_states(self) -> set[str]:
        return {code["status"] for code in self._get("/api/live-codes")["items"]}

    def _get(self, path: str) -> dict[str, Any]:
        return self._send("GET", path)

    def _post(self, path: str, body: Any = None) -> dict[str, Any]:
        return self._send("POST", path, body)

    def _send(self, method: str, path: str, body: Any = None) -> dict[str, Any]:
        answer = self._api.request(method, path, json=body)
        if answer.status_code >= 400:
            raise RuntimeError(f"{method} {path} answered {answer.status_code}: {answer.text[:500]}")
        found: dict[str, Any] = answer.json() if answer.content else {}
        return found

    def _until(self, what: str, reached: Callable[[], bool], *, seconds: float, must: bool = True) -> None:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            try:
                if reached():
                    return
            except httpx.TransportError:
                pass
            time.sleep(0.2)
        if must:
            raise TimeoutError(f"{what} not ready after {seconds:.0f} s")
