"""HTTP of the lifecycle and of RFM: boards, settings, flows and the people behind their numbers, within the data scope."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from profiles.platform_fixtures import Web
from segments.living import Brand, Told

from huayuan.kernel.caller import Caller, DataScope
from huayuan.profiles import api as profiles
from huayuan.segments.lifecycle import api as lifecycle
from huayuan.segments.lifecycle.routes import router as lifecycle_routes
from huayuan.segments.rfm import api as rfm
from huayuan.segments.rfm.routes import router as rfm_routes

LIN = Caller("user", 7, "Lin", frozenset({"*"}))


@pytest.fixture
def warehouse(tmp_path: Any) -> Iterator[Any]:
    from huayuan.events.tables import WAREHOUSE_TABLES
    from huayuan.kernel.warehouse import connect_warehouse

    warehouse = connect_warehouse(f"duckdb:///{tmp_path / 'events.duckdb'}")
    warehouse.migrate(list(WAREHOUSE_TABLES))
    yield warehouse
    warehouse.close()


@pytest.fixture
def web(brand: Brand) -> Iterator[Web]:
    web = Web(brand.services, [lifecycle_routes, rfm_routes], LIN)
    with web.http:
        yield web


def put(web: Web, path: str, body: Any, status: int = 200) -> Any:
    answer = web.http.put("/api" + path, json=body)
    assert answer.status_code == status, answer.text
    return answer.json()


@pytest.fixture
def customers(brand: Brand) -> dict[int, int]:
    """Customer → person: 1 buys often, 2 reads often, 3 is quiet, 4 is only known."""
    now = brand.clock.now()
    brand.tell([Told(one, "page_viewed", now - timedelta(days=60 + one)) for one in (1, 2, 3, 4)])
    for days, amount in ((1, 80_000), (9, 50_000), (20, 7_000)):
        brand.order(1, now - timedelta(days=days), amount)
    brand.tell([Told(2, "oa_article_read", now - timedelta(hours=hours)) for hours in (1, 2, 3)])
    for one in (1, 2, 3):
        brand.tell([Told(one, "oa_followed", now - timedelta(days=55), account="oa")])
    brand.order(3, now - timedelta(days=50), 900)
    brand.catch_up()
    brand.befriend(3, 5, now - timedelta(days=50))
    brand.catch_up()
    people = {one: brand.person(one) for one in (1, 2, 3, 4)}
    assert None not in people.values()
    return people  # type: ignore[return-value]


def test_the_board_shows_layers_with_people_shares_and_reasons(web: Web, customers: dict[int, int]) -> None:
    board = web.get("/lifecycle")
    assert {one["key"]: one["people"] for one in board["layers"]} == {
        "potential": 1, "new": 0, "active": 1, "loyal": 1, "sleeping": 1, "churned": 0,
    }  # fmt: skip
    assert sum(one["share"] for one in board["layers"]) == pytest.approx(1)
    assert all(one["explanation"]["zh"] and one["explanation"]["en"] for one in board["layers"])
    assert {one["key"]: one["people"] for one in board["flags"]} == {"high_value": 1, "churn_risk": 0}
    assert board["as_of"] and not board["counting"]
    [behind] = web.get("/lifecycle/people", layer="loyal")["items"]
    assert behind["id"] == customers[1] and behind["stage"] == "loyal" and behind["gmv"] == 0
    assert web.get("/lifecycle/people", flag="high_value")["total"] == 1
    assert (
        web.get("/lifecycle/people", layer="golden", status=422)["error"]["code"] == "lifecycle.unknown_layer"
    )


def test_new_thresholds_move_people_and_tell_whoever_edits_at_once(
    web: Web, brand: Brand, customers: dict[int, int]
) -> None:
    settings = web.get("/lifecycle/settings")
    assert (
        settings["version"] == 0 and settings["active_interactions"] == 3 and settings["loyal_purchases"] == 2
    )
    edited = {key: value for key, value in settings.items() if key not in ("interactions", "visits")}
    kept = put(web, "/lifecycle/settings", edited | {"active_interactions": 4})
    assert (
        kept["version"] == 1
        and kept["changed_by"] == "Lin"
        and kept["interactions"] == settings["interactions"]
    )
    refused = put(web, "/lifecycle/settings", edited | {"active_interactions": 9}, 409)
    assert (
        refused["error"]["code"] == "lifecycle.changed_meanwhile"
        and "Lin" in refused["error"]["message"]["zh"]
    )
    wrong = put(web, "/lifecycle/settings", edited | {"version": 1, "sleeping_days": 10}, 422)
    assert wrong["error"]["code"] == "lifecycle.bad_settings"
    put(
        web,
        "/lifecycle/settings",
        edited | {"version": 1, "active_interactions": 4, "in_between": "sleeping"},
    )
    assert web.get("/lifecycle")["counting"]
    brand.catch_up()
    board = web.get("/lifecycle")
    assert {one["key"]: one["people"] for one in board["layers"] if one["people"]} == {
        "potential": 1, "loyal": 1, "sleeping": 2,
    }  # fmt: skip


def test_a_flow_says_who_went_where_between_two_days(
    web: Web, brand: Brand, customers: dict[int, int]
) -> None:
    brand.clock.advance(days=1)
    brand.tell([Told(3, "oa_article_read", brand.clock.now() - timedelta(minutes=n)) for n in range(3)])
    brand.catch_up()  # 3 wakes up
    brand.clock.advance(days=8)
    brand.catch_up()  # 1 bought three times in 30 days still; 2 and 3 cool down
    day = brand.clock.now().date()
    flow = web.get("/lifecycle/flow", **{"from": str(day - timedelta(days=8)), "to": str(day)})
    links = {(one["from"], one["to"]): one["people"] for one in flow["links"]}
    assert links == {
        ("potential", "potential"): 1, ("active", "active"): 1, ("loyal", "loyal"): 1, ("sleeping", "active"): 1,
    }  # fmt: skip
    assert {(one["at"], one["layer"]): one["people"] for one in flow["nodes"]}["to", "active"] == 2
    asked = {"from": str(day - timedelta(days=8)), "to": str(day), "origin": "sleeping", "target": "active"}
    assert [one["id"] for one in web.get("/lifecycle/flow/people", **asked)["items"]] == [customers[3]]
    before = {"from": str(day - timedelta(days=30)), "to": str(day - timedelta(days=9))}
    links = {(one["from"], one["to"]): one["people"] for one in web.get("/lifecycle/flow", **before)["links"]}
    assert links == {("unknown", layer): 1 for layer in ("potential", "active", "loyal", "sleeping")}
    late = {"from": str(day), "to": str(day - timedelta(days=2))}
    assert web.get("/lifecycle/flow", **late, status=422)["error"]["code"] == "lifecycle.bad_period"


def test_the_grid_shows_cells_with_people_revenue_grades_and_actions(
    web: Web, brand: Brand, customers: dict[int, int]
) -> None:
    grid = web.get("/rfm")
    assert len(grid["cells"]) == 27 and len(grid["grades"]) == 8
    assert grid["people"] == 2 and grid["revenue"] == 137_900
    held = {f"{one['r']}{one['f']}{one['m']}": one for one in grid["cells"] if one["people"]}
    assert sum(one["share_revenue"] for one in held.values()) == pytest.approx(1)
    assert all(one["action"]["zh"] and one["action"]["en"] for one in grid["cells"])
    assert {one["key"] for one in grid["grades"]} >= {one["grade"] for one in held.values()}
    best = max(held, key=lambda cell: held[cell]["revenue"])
    [buyer] = web.get("/rfm/people", cells=best)["items"]
    assert buyer["id"] == customers[1] and buyer["orders"] == 3 and buyer["revenue"] == 137_000
    assert web.get("/rfm/people", cells="***")["total"] == 2
    assert web.get("/rfm/people", cells="9", status=422)["error"]["code"] == "rfm.unknown_cell"


def test_fixed_thresholds_take_the_place_of_quantiles(
    web: Web, brand: Brand, customers: dict[int, int]
) -> None:
    settings = web.get("/rfm/settings")
    wanted = settings | {
        "method": "fixed",
        "scores": 4,
        "fixed_r": [7, 30, 60],
        "fixed_f": [2, 3, 9],
        "fixed_m": [1, 2, 3],
    }
    assert put(web, "/rfm/settings", wanted)["version"] == 1
    assert put(web, "/rfm/settings", wanted, 409)["error"]["code"] == "rfm.changed_meanwhile"
    short = wanted | {"version": 1, "fixed_f": [2]}
    assert put(web, "/rfm/settings", short, 422)["error"]["code"] == "rfm.bad_settings"
    brand.catch_up()
    grid = web.get("/rfm")
    assert (
        grid["thresholds"] == {"r": [7, 30, 60], "f": [2, 3, 9], "m": [1, 2, 3]} and len(grid["cells"]) == 64
    )
    assert [one["id"] for one in web.get("/rfm/people", cells="434")["items"]] == [customers[1]]
    assert [one["id"] for one in web.get("/rfm/people", cells="214")["items"]] == [customers[3]]
    assert web.http.post("/api/rfm/refresh").status_code == 202
    brand.catch_up()
    assert web.get("/rfm")["as_of"] >= grid["as_of"]


def test_numbers_and_people_stay_within_the_data_scope(web: Web, customers: dict[int, int]) -> None:
    web.caller = Caller("user", 8, "Wu", frozenset({"segments.read"}), DataScope("own", (5,)))
    board = web.get("/lifecycle")
    assert {one["key"]: one["people"] for one in board["layers"] if one["people"]} == {"sleeping": 1}
    assert web.get("/lifecycle/people", layer="loyal")["total"] == 0
    assert [one["id"] for one in web.get("/lifecycle/people", layer="sleeping")["items"]] == [customers[3]]
    grid = web.get("/rfm")
    assert (
        grid["people"] == 1 and grid["revenue"] == 900 and web.get("/rfm/people", cells="***")["total"] == 1
    )
    assert put(web, "/rfm/settings", grid["settings"], 403)["error"]["code"] == "forbidden"


def test_segments_choose_by_layer_and_cell_and_the_list_shows_the_stage(
    brand: Brand, customers: dict[int, int]
) -> None:
    with brand.uow.read() as tx:
        assert lifecycle.people_in_layers(tx, ["loyal", "sleeping"]).tolist() == sorted(
            [customers[1], customers[3]]
        )
        assert lifecycle.people_in_layers(tx, ["loyal"], [customers[3]]).tolist() == []
        everybody = rfm.people_in_cells(tx, ["***"])
        assert sorted(everybody.tolist()) == sorted([customers[1], customers[3]])
        assert rfm.people_in_cells(tx, ["***"], [customers[1], 99]).tolist() == [customers[1]]
        lines = profiles.customers_by_id(tx, list(customers.values()))
    assert {one: lines[person].stage for one, person in customers.items()} == {
        1: "loyal", 2: "active", 3: "sleeping", 4: "potential",
    }  # fmt: skip


def test_a_change_of_layer_is_told_as_an_event_and_a_first_layer_is_not(
    brand: Brand, customers: dict[int, int]
) -> None:
    from huayuan.events.api import EventReader

    brand.tell([Told(3, "oa_article_read", brand.clock.now() - timedelta(minutes=n)) for n in range(3)])
    brand.catch_up()
    told = brand.services.get(EventReader).recent(event="stage_changed")
    assert [(one.person_id, one.properties) for one in told] == [
        (customers[3], {"from": "sleeping", "to": "active"})
    ]


def test_erasure_leaves_nothing(brand: Brand, customers: dict[int, int]) -> None:
    with brand.uow.begin() as tx:
        assert lifecycle.export_person(tx, customers[1])["lifecycle"]["layer"] == "loyal"
        assert rfm.export_person(tx, customers[1])["rfm"]["orders"] == 3
        assert lifecycle.erase_person(tx, customers[1]) >= 2 and rfm.erase_person(tx, customers[1]) == 1
        assert lifecycle.export_person(tx, customers[1])["lifecycle"] == {
            "layer": None,
            "since": None,
            "changes": [],
        }
        assert rfm.export_person(tx, customers[1])["rfm"] is None
