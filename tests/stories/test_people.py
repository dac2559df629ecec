"""Merging and parting people, giving and erasing their data, and who may see whom."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from stories.running import PASSWORD, Api, Installation, Process, World, until
from stories.test_first_run import visit
from stories.test_wecom import live_code

from huayuan.kernel.warehouse import connect_warehouse

PHONE, COOKIE, ADDRESS = "13912345678", "cookie-of-wang-fang-77", "杭州市西湖区龙井路一号"


def send(api: Api, events: list[dict[str, Any]]) -> dict[str, Any]:
    key = api.post("/keys", {"kind": "write", "name": "shop", "scopes": []})["secret"]
    answer = httpx.post(
        f"{api.url}/v1/events",
        json={"events": events},
        headers={"Authorization": f"Bearer {key}"},
        timeout=60,
    )
    assert answer.status_code == 200, answer.text
    api.settle()
    return dict(answer.json())


def person_of(api: Api, identifier: str) -> int:
    [hit] = api.get("/search", q=identifier)["items"]
    return int(hit["id"])


def picture(api: Api, person: int) -> dict[str, Any]:
    """What merging and parting must carry along."""
    known = api.get(f"/customers/{person}")
    timeline = api.get(f"/customers/{person}/timeline")
    return {
        "identifiers": sorted(one["value_masked"] for one in known["identifiers"]),
        "tags": sorted(tag["name"] for tag in known["tags"]),
        "totals": {name: known["totals"][name] for name in ("orders", "gmv", "events")},
        "orders": sorted(order["order_no"] for order in api.get(f"/customers/{person}/orders")["items"]),
        "events": sorted(
            one["event"]
            for one in timeline["items"]
            if not one["event"].startswith(("person_", "tag_", "stage_"))
        ),
    }


def test_a_merge_carries_everything_along_and_its_undoing_brings_it_back(api: Api) -> None:
    send(
        api,
        [
            visit("page_viewed", 60, None, anonymous_id="cookie-a-123"),
            visit("order_paid", 50, {"order_no": "A-1", "amount": 10000}, phone="13800000001"),
            visit("order_paid", 40, {"order_no": "B-1", "amount": 2500}, phone="13800000002"),
            visit("order_refunded", 30, {"order_no": "B-1", "amount": 500}, phone="13800000002"),
        ],
    )
    kept, gone = person_of(api, "13800000001"), person_of(api, "13800000002")
    tag = api.post("/tags", {"group": "等级", "name": "金卡"})["id"]
    api.post(f"/customers/{gone}/tags", {"add": [tag], "remove": []})
    api.settle()
    before = {kept: picture(api, kept), gone: picture(api, gone)}
    merge = api.post("/merges", {"winner": kept, "loser": gone, "reason": "同一位顾客"})
    api.settle()
    both = until(
        "the merged picture", lambda: _when(picture(api, kept), lambda it: it["totals"]["orders"] == 2)
    )
    assert both == {
        "identifiers": sorted(before[kept]["identifiers"] + before[gone]["identifiers"]),
        "tags": ["金卡"],
        "totals": {"orders": 2, "gmv": 12500, "events": 3},
        "orders": ["A-1", "B-1"],
        "events": sorted(before[kept]["events"] + before[gone]["events"]),
    }
    assert api.get(f"/customers/{gone}")["id"] == kept, "the old number leads to the person"
    assert api.get("/customers")["total"] == 2

    split = api.post(f"/merges/{merge['id']}/undo")
    assert (split["winner"], split["loser"]) == (kept, gone)
    api.settle()
    until(
        "the old picture", lambda: picture(api, kept) == before[kept] and picture(api, gone) == before[gone]
    )
    assert api.get("/customers")["total"] == 3
    send(api, [visit("order_paid", 5, {"order_no": "B-2", "amount": 100}, phone="13800000002")])
    assert picture(api, gone)["orders"] == ["B-1", "B-2"] and picture(api, kept)["orders"] == ["A-1"]


def _when(found: dict[str, Any], right: Any) -> Any:
    return found if right(found) else None


def test_a_person_gets_their_data_and_is_forgotten(
    api: Api, server: Process, installation: Installation, world: World
) -> None:
    connection = world.connect(api, welcome="您好")
    code = live_code(api, connection)
    scan = world.post("/scan", {"anonymous_id": COOKIE, "state": code["state"]})
    until("friend", lambda: api.get("/search", q=scan["external_userid"])["items"])
    api.settle()
    send(
        api,
        [
            visit("page_viewed", 60, {"path": "/tea", "title": ADDRESS}, anonymous_id=COOKIE),
            visit("phone_bound", 50, None, anonymous_id=COOKIE, phone=PHONE),
            visit("order_paid", 40, {"order_no": "SECRET-ORDER-9", "amount": 8800}, phone=PHONE),
            visit("page_viewed", 39, {"path": "/other"}, anonymous_id="somebody-else-entirely"),
        ],
    )
    friend, buyer = person_of(api, scan["external_userid"]), person_of(api, PHONE)
    api.post("/merges", {"winner": buyer, "loser": friend, "reason": "同一位顾客"})
    api.settle()
    given = api.post(f"/customers/{buyer}/export-personal-data", {"reason": "本人申请"})
    text = json.dumps(given, ensure_ascii=False)
    for word in (PHONE, COOKIE, scan["external_userid"], ADDRESS, "SECRET-ORDER-9"):
        assert word in text, f"{word} is missing from the copy"
    assert api.post(f"/customers/{buyer}/erase", {"reason": "本人申请"})["person_id"] == buyer
    api.settle()
    api.get(f"/customers/{buyer}", status=404)
    assert api.get("/search", q=PHONE)["items"] == []
    assert api.get("/customers")["total"] == 1, "the other visitor stays"
    assert installation.run("audit", "verify").endswith("the chain is whole\n")
    assert server.stop() == 0
    words = [PHONE, COOKIE, scan["external_userid"], ADDRESS, "SECRET-ORDER-9", scan["name"], f"+86{PHONE}"]
    everything = "\n".join(
        json.dumps(row, ensure_ascii=False, default=str) for row in warehouse_rows(installation)
    )
    assert [word for word in words if word in everything] == [], "in the warehouse"
    assert buyer not in {row["person_id"] for row in warehouse_rows(installation)}
    assert [(table, word) for table, row in record_rows(installation) for word in words if word in row] == []


def warehouse_rows(installation: Installation) -> list[dict[str, Any]]:
    url = installation.warehouse_url or f"duckdb:///{installation.data / 'warehouse.duckdb'}"
    warehouse = connect_warehouse(url)
    rows = warehouse.run(
        "SELECT event, event_key, person_id, account, staff_id, session_id, properties FROM events"
    ).to_pylist()
    warehouse.close()
    return list(rows)


def record_rows(installation: Installation) -> Iterator[tuple[str, str]]:
    """Every row of every table, as text. What the platform itself sent us stays readable in callbacks (`connection_callback`)."""
    if installation.is_embedded:
        yield from _sqlite_rows(installation.data / "records.sqlite")
        return
    import psycopg

    with psycopg.connect(installation.database_url) as connection:
        names = connection.execute(
            "select table_name from information_schema.tables where table_schema = 'public'"
        ).fetchall()
        for (name,) in names:
            for (row,) in connection.execute(f'select row_to_json(t)::text from "{name}" t').fetchall():
                yield name, row


def _sqlite_rows(path: Path) -> Iterator[tuple[str, str]]:
    with sqlite3.connect(path) as connection:
        for (name,) in connection.execute("select name from sqlite_master where type = 'table'").fetchall():
            for row in connection.execute(f'select * from "{name}"').fetchall():
                yield name, " ".join(str(value) for value in row)


def test_a_guide_sees_their_own_customers_only(api: Api, server: Process, world: World) -> None:
    world.connect(api, welcome="您好")
    staff = [one for one in api.get("/staff", active=True)["items"] if one["store_id"]]
    mine, other = staff[0], next(one for one in staff if one["store_id"] != staff[0]["store_id"])
    serving = {one["userid"] for one in world.get("/stores")["staff"] if one["serves"]}
    assert {mine["userid"], other["userid"]} <= serving | {mine["userid"], other["userid"]}
    scans = [
        world.post("/scan", {"staff": userid}) for userid in (mine["userid"], mine["userid"], other["userid"])
    ]
    until("friends", lambda: api.get("/customers")["total"] == 3)
    api.settle()
    guide_role = next(
        role["id"]
        for role in api.get("/roles")["items"]
        if role.get("code") == "guide" or role["name"] in ("导购", "Shopping guide")
    )
    form = {
        "login": "guide",
        "name": "导购小李",
        "role_id": guide_role,
        "password": PASSWORD,
        "scope": {"kind": "own", "ids": [mine["id"]]},
    }
    api.post("/users", form)
    guide = Api(server.url)
    guide.log_in("guide")

    seen = guide.get("/customers")
    assert {row["name"] for row in seen["items"]} == {scan["name"] for scan in scans[:2]} and seen[
        "total"
    ] == 2
    hidden = person_of(api, scans[2]["external_userid"])
    for path in (f"/customers/{hidden}", f"/customers/{hidden}/timeline", f"/customers/{hidden}/orders"):
        guide.get(path, status=404)
    assert guide.get("/search", q=scans[2]["external_userid"])["items"] == []
    assert guide.get(f"/customers/{person_of(api, scans[0]['external_userid'])}")["name"] == scans[0]["name"]
    tag = api.post("/tags", {"group": "等级", "name": "银卡"})["id"]
    guide.post(f"/customers/{hidden}/tags", {"add": [tag]}, status=404)
    guide.post(f"/customers/{hidden}/erase", {"reason": "no right"}, status=403)
    for path in ("/keys", "/audit", "/users", "/overview", "/imports"):
        guide.get(path, status=403)

    leaving = scans[0]
    world.post("/leave", {"external_userid": leaving["external_userid"], "userid": leaving["staff"]})
    until("no longer theirs", lambda: guide.get("/customers")["total"] == 1)


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost")
