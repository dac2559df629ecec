"""A real shop's orders come in as a file, through the console and the command line, and never twice."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from stories.running import Api, Installation, until

CDNOW = Path(__file__).parent.parent / "data" / "cdnow_sample.csv"
ROWS, CUSTOMERS, GMV = 6919, 2357, 24_409_194


@pytest.fixture
def owner_key(installation: Installation) -> str:
    return installation.key(
        "api", "customers.read", "orders.read", "imports.read", "imports.write", "jobs.read", "insights.read"
    )


def assert_all_there(api: Api) -> None:
    api.settle(seconds=240)
    assert api.get("/customers")["total"] == CUSTOMERS
    assert api.get("/orders", limit=1)["total"] == ROWS
    best = api.get("/customers", sort="-gmv", limit=1)["items"][0]
    assert api.get(f"/customers/{best['id']}/orders", limit=1)["total"] == best["orders"]
    total = sum(_overview(api, f"{year}-01-01", f"{year}-12-31")["gmv"]["value"] for year in (1997, 1998))
    assert total == GMV


def _overview(api: Api, first: str, last: str) -> dict[str, dict[str, int]]:
    totals: dict[str, dict[str, int]] = api.get("/overview", **{"from": first, "to": last})["totals"]
    return totals


@pytest.mark.slow
@pytest.mark.timeout(400)
def test_through_the_console_and_then_the_command_line(installation: Installation) -> None:
    server = installation.process()
    try:
        server.ready()
        api = Api(server.url)
        api.set_up()
        taken = api.upload(CDNOW, "orders")
        assert taken["rows_total"] == ROWS and taken["suggested_mapping"]["ordered_at"] == "ordered_on"
        api.post(
            f"/imports/{taken['id']}/start",
            {"mapping": taken["suggested_mapping"], "options": {"source": "cdnow"}},
        )
        done = until("import", lambda: _ended(api, taken["id"]), seconds=240)
        assert (done["status"], done["accepted"], done["duplicates"], done["rejected"]) == (
            "done",
            ROWS,
            0,
            0,
        )
        assert_all_there(api)
        said = installation.run("import", str(CDNOW), "--source", "cdnow")
        assert f"0 accepted, {ROWS} known already, 0 rejected" in said
        assert api.get("/keys")["items"][0]["revoked_at"], "the command's own key ends with it"
        assert_all_there(api)
    finally:
        server.kill()


def _ended(api: Api, number: int) -> Iterator[object] | None:
    found = api.get(f"/imports/{number}")
    return found if found["status"] in ("done", "failed", "cancelled") else None


@pytest.mark.slow
@pytest.mark.timeout(400)
def test_without_a_server_and_then_with_one(installation: Installation, owner_key: str) -> None:
    assert f"{ROWS} accepted, 0 known already, 0 rejected" in installation.run(
        "import", str(CDNOW), "--source", "cdnow"
    )
    assert f"0 accepted, {ROWS} known already" in installation.run("import", str(CDNOW), "--source", "cdnow")
    server = installation.process()
    try:
        assert_all_there(Api(server.ready().url, owner_key))
        assert f"0 accepted, {ROWS} known already" in installation.run(
            "import", str(CDNOW), "--source", "cdnow"
        )
        assert_all_there(Api(server.url, owner_key))
        assert server.stop() == 0
    finally:
        server.kill()
