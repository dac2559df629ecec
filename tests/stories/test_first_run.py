"""From an empty folder to the first customer on the screen."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from stories.running import Api, Process, soon


def visit(
    event: str, minutes_ago: float, properties: dict[str, Any] | None = None, **ids: str
) -> dict[str, Any]:
    time = datetime.now(UTC) - timedelta(minutes=minutes_ago)
    return {
        "event_id": str(uuid.uuid4()), "event": event, "time": time.isoformat(), "ids": ids, "account": "shop-web",
        "session_id": "s1", "properties": properties or {},
    }  # fmt: skip


def test_first_run(server: Process) -> None:
    api = Api(server.url)
    assert api.get("/setup")["needed"] is True
    session = api.set_up()
    assert session["organization"]["name"] == "木槿生活" and "customers.read" in session["permissions"]
    assert api.get("/setup")["needed"] is False
    again = {"organization": "x", "name": "x", "login": "second", "password": "another-long-password"}
    assert api.post("/setup", again, status=409)["error"]["code"]

    made = api.post("/keys", {"kind": "write", "name": "官网", "scopes": []})
    assert made["secret"].startswith("hyw_")
    assert "secret" not in api.get("/keys")["items"][0], "a secret is shown once"
    events = [
        visit(
            "page_viewed",
            30,
            {"path": "/tea", "title": "春茶上新", "channel": "小红书"},
            anonymous_id="cookie-1",
        ),
        visit("product_viewed", 29, {"sku": "T-1", "name": "龙井"}, anonymous_id="cookie-1"),
        visit("phone_bound", 20, None, anonymous_id="cookie-1", phone="138 0013 8000"),
        visit("order_paid", 10, {"order_no": "N-1", "amount": 19900}, phone="+8613800138000"),
    ]
    collect(server.url, made["secret"], events)
    collect(server.url, made["secret"], events, duplicates=4)
    wrong = httpx.post(
        f"{server.url}/v1/events", json={"events": events}, headers={"Authorization": "Bearer hyw_no"}
    )
    assert wrong.status_code == 401

    @soon
    def customer() -> Any:
        [row] = api.get("/customers")["items"]
        assert (row["events"], row["orders"], row["gmv"]) == (4, 1, 19900)
        return row

    assert customer["phone_masked"] == "138****8000" and customer["channel"] == "小红书"
    assert [hit["id"] for hit in api.get("/search", q="13800138000")["items"]] == [customer["id"]]
    timeline = api.get(f"/customers/{customer['id']}/timeline")
    done = [item["event"] for item in timeline["items"] if not item["event"].startswith("person_")]
    assert done == ["order_paid", "phone_bound", "product_viewed", "page_viewed"]
    assert timeline["items"][0]["amount"] == 19900
    [order] = api.get(f"/customers/{customer['id']}/orders")["items"]
    assert (order["order_no"], order["status"], order["amount"]) == ("N-1", "paid", 19900)
    _overview_counts(api)


def collect(url: str, key: str, events: list[dict[str, Any]], duplicates: int = 0) -> None:
    answer = httpx.post(
        f"{url}/v1/events", json={"events": events}, headers={"Authorization": f"Bearer {key}"}, timeout=60
    )
    assert answer.status_code == 200, answer.text
    assert answer.json() == {"accepted": len(events) - duplicates, "duplicates": duplicates, "rejected": []}


def _overview_counts(api: Api) -> None:
    today = datetime.now(UTC).astimezone().date()
    overview = api.get(
        "/overview", **{"from": str(today - timedelta(days=2)), "to": str(today + timedelta(days=2))}
    )
    totals = {name: value["value"] for name, value in overview["totals"].items()}
    assert totals == {"new_friends": 0, "active_people": 1, "orders": 1, "gmv": 19900}
    assert sum(day["gmv"] or 0 for day in overview["by_day"]) == 19900
    assert [(row["key"], row["gmv"]) for row in overview["by_channel"]] == [("小红书", 19900)]
    assert overview["fresh_at"]


def test_a_browser_needs_its_csrf_token_and_a_stranger_gets_nothing(api: Api, server: Process) -> None:
    stranger = Api(server.url)
    for path in ("/customers", "/overview", "/keys", "/audit", "/jobs"):
        assert stranger.get(path, status=401)["error"]["message"]["zh"]
    del api.http.headers["X-CSRF-Token"]
    api.post("/keys", {"kind": "write", "name": "x", "scopes": []}, status=403)


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost")
