"""Whatever is sent to the HTTP interface: an answer, a refusal with a reason, but never a failure of the server."""

from __future__ import annotations

import time
import uuid
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import FlakyFailure as Flaky
from stories.running import Api, Installation

from huayuan.access.contracts import PERMISSION_CODES

EXAMPLES = 40  # of each operation
SECONDS = 45  # of generating; what is left after that is not tried in this run
# It answers for as long as the reader stays; tests/events reads it.
ENDLESS = {"/api/events/stream"}
# The second of any two small numbers is not there: paths are filled with these as often as with anything else.
NUMBERS = (1, 2, 3, 10**18)


@pytest.fixture(params=["sqlite", "postgresql"])
def platform(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[str, str]]:
    """A server with people, orders, a merge, an import, tags and a live code in it; its address and a key that may do everything."""
    # A port where nobody listens stands for WeCom.
    database = request.getfixturevalue("postgres_database") if request.param == "postgresql" else ""
    installation = Installation(
        tmp_path / "data",
        database,
        settings={"wecom_api_url": "http://127.0.0.1:9", "outbound_timeout_seconds": "1"},
    )
    server = installation.process()
    try:
        api = Api(server.ready().url)
        api.set_up()
        _fill(api, tmp_path)
        for number in range(12):  # so that a key with a small number, revoked, is none that we need
            api.post("/keys", {"kind": "api", "name": f"spare {number}", "scopes": []})
        key = api.post("/keys", {"kind": "api", "name": "fuzz", "scopes": sorted(PERMISSION_CODES)})["secret"]
        yield server.url, key
        assert server.process.poll() is None, "the server is still there"
    finally:
        server.kill()


def _fill(api: Api, folder: Path) -> None:
    write = api.post("/keys", {"kind": "write", "name": "shop", "scopes": []})["secret"]
    people = [{"anonymous_id": f"visitor-{number}", "phone": f"1380000{number:04d}"} for number in range(6)]
    events = [
        {
            "event_id": str(uuid.uuid4()), "event": name, "time": datetime.now(UTC).isoformat(), "ids": ids, "account": "shop",
            "properties": {"order_no": f"N-{number}", "amount": 100} if name == "order_paid" else {"path": "/"},
        }
        for number, ids in enumerate(people) for name in ("page_viewed", "order_paid")
    ]  # fmt: skip
    httpx.post(
        f"{api.url}/v1/events",
        json={"events": events},
        headers={"Authorization": f"Bearer {write}"},
        timeout=60,
    ).raise_for_status()
    api.settle()
    tag = api.post("/tags", {"group": "g", "name": "t"})["id"]
    winner, loser = sorted(row["id"] for row in api.get("/customers")["items"])[:2]
    api.post(f"/customers/{winner}/tags", {"add": [tag], "remove": []})
    api.post("/merges", {"winner": winner, "loser": loser, "reason": "test"})
    file = folder / "orders.csv"
    file.write_text(
        "order_no,phone,ordered_at,amount\nA1,13800138000,2026-02-01,1.5\nA2,13800138001,2026-02-01,2\nA3,13800138001,2026-02-01,x\n"
    )
    taken = api.upload(file, "orders")
    api.post(f"/imports/{taken['id']}/start", {"mapping": taken["suggested_mapping"], "options": {}})
    form = {
        "kind": "wecom",
        "name": "c",
        "account": "ww0123456789",
        "app": "1",
        "secrets": {"secret": "secret-of-the-app"},
    }
    connection = api.post("/connections", form)
    staff = api.get("/staff")["items"]
    form = {
        "name": "l",
        "channel": "c",
        "connection_id": connection["id"],
        "staff_ids": [one["id"] for one in staff],
    }
    api.http.post("/api/live-codes", json=form)


@pytest.mark.slow
@pytest.mark.timeout(240)
def test_no_request_breaks_the_server(platform: tuple[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost")
    url, key = platform
    headers = {"Authorization": f"Bearer {key}"}
    schema = schemathesis.openapi.from_url(f"{url}/api/openapi.json")
    failures: list[str] = []
    statuses: Counter[int] = Counter()
    deadline = time.monotonic() + SECONDS
    operations = [found.ok() for found in schema.get_all_operations()]
    assert len(operations) > 60
    for operation in operations:
        if operation.path not in ENDLESS and time.monotonic() < deadline:
            _try(operation, headers, failures, statuses)
    assert failures == [], "\n\n".join(failures)
    assert statuses[200] > 100 and statuses[401] < statuses[200], f"hardly anything came through: {statuses}"


def _try(operation: Any, headers: dict[str, str], failures: list[str], statuses: Counter[int]) -> None:
    """A bounded number of requests to one operation, the same in every run; the first that fails is kept."""

    @settings(
        max_examples=EXAMPLES, deadline=None, database=None, derandomize=True, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(case=operation.as_strategy())
    def attempt(case: Any) -> None:
        _use_known_numbers(case)
        answer = case.call(headers=headers, timeout=30)
        statuses[answer.status_code] += 1
        assert answer.status_code < 500, f"{answer.status_code} {case.as_curl_command()}\n{answer.text[:600]}"

    try:
        attempt()
    except (AssertionError, Flaky) as failure:
        failures.append(
            str(failure.exceptions[0] if isinstance(failure, Flaky) and failure.exceptions else failure)
        )


def _use_known_numbers(case: Any) -> None:
    """Half of the requests ask for something that may be there."""
    for name, value in case.path_parameters.items():
        if isinstance(value, int) and value % 2:
            case.path_parameters[name] = NUMBERS[value // 2 % len(NUMBERS)]
