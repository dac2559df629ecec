"""History: reproducible, in order, consistent with the truth; and what a restart remembers."""

from __future__ import annotations

import csv
import io
from collections import Counter
from pathlib import Path
from typing import Any

import msgspec
import pytest

from huayuan_sandbox.sandbox import Sandbox
from huayuan_sandbox.services.wecom.models import ContactWay
from huayuan_sandbox.state import Settings, StateMismatch
from huayuan_sandbox.world.clock import DAY, ManualClock
from huayuan_sandbox.world.people import DEVICE_1, EXTERNAL, PHONE, UNIONID

from .conftest import MONDAY, World, wait_for


def _told(
    seed: int, customers: int = 120, days: int = 4
) -> tuple[list[dict[str, Any]], list[tuple[Any, ...]]]:
    """Events and callbacks of a whole history, without any network."""
    sandbox = Sandbox(Settings(seed, customers, days), clock=ManualClock(MONDAY))
    config_id = sandbox.corp.next_config_id()
    way = ContactWay(config_id, 1, int(MONDAY), 2, 2, state="lc_1", user=sandbox.corp.serving[:2])
    sandbox.corp.ways[config_id] = way
    events: list[dict[str, Any]] = []
    callbacks: list[tuple[Any, ...]] = []
    for day in sandbox.days.plan(days, MONDAY):
        for _ in sandbox.days.steps(day):
            pass
        events += msgspec.to_builtins(day.events())
        callbacks += [(one.at, one.change_type, one.fields) for one in sandbox.corp.drain()]
    return events, callbacks


def test_the_same_seed_tells_the_same_story() -> None:
    assert _told(3) == _told(3)
    assert {one["event_id"] for one in _told(3)[0]}.isdisjoint(one["event_id"] for one in _told(4)[0])


def test_events_are_in_order_unique_and_never_in_the_future() -> None:
    events, callbacks = _told(5)
    assert len({one["event_id"] for one in events}) == len(events)
    times = [one["time"] for one in events]
    assert times[0].endswith("+08:00")
    assert max(times) <= "2026-03-02T10:00:00+08:00"
    by_day = [times[0]]
    for moment in times[1:]:
        assert moment >= by_day[-1] or moment[:10] == by_day[-1][:10]
        by_day.append(moment)
    assert max(at for at, *_ in callbacks) <= MONDAY
    assert min(at for at, *_ in callbacks) >= MONDAY - 5 * DAY


def test_history_callbacks_carry_states_and_no_welcome_code() -> None:
    _, callbacks = _told(5)
    added = [dict(fields) for _, change, fields in callbacks if change == "add_external_contact"]
    assert added
    assert not any("WelcomeCode" in fields for fields in added)
    states = Counter(fields.get("State", "") for fields in added)
    assert states["lc_1"] > 0
    assert states[""] > 0


def test_orders_carry_money_as_integers_and_add_up() -> None:
    paid = [one for one in _told(5, 400)[0] if one["event"] == "order_paid"]
    assert paid
    for order in (one["properties"] for one in paid):
        assert isinstance(order["amount"], int)
        assert order["amount"] == sum(item["quantity"] * item["price"] for item in order["items"])
    refunds = [one["properties"] for one in _told(5, 400)[0] if one["event"] == "order_refunded"]
    numbers = {one["properties"]["order_no"] for one in paid}
    assert all(refund["order_no"] in numbers for refund in refunds)


def test_what_is_told_never_contradicts_the_truth(connected: World) -> None:
    connected.live_code("lc_1")
    connected.control("history")
    wait_for(lambda: connected.status()["history_played"])
    lines = connected.http.get("/sandbox/control/truth").text.splitlines()
    rows = [msgspec.json.decode(line) for line in lines]
    owners: dict[tuple[str, str], set[str]] = {}
    for row in rows:
        for one in row["ids"]:
            owners.setdefault((one["kind"], one["value"]), set()).add(row["person"])
    for event in connected.platform.events:
        together = [owners[kind, value] for kind, value in event["ids"].items()]
        assert set.intersection(*together), event
    for callback in connected.platform.callbacks:
        if "ExternalUserID" in callback:
            assert len(owners["wecom_external_userid", callback["ExternalUserID"]]) == 1
    accounts = {
        one["account"] for row in rows for one in row["ids"] if one["kind"] == "wecom_external_userid"
    }
    assert accounts == {connected.sandbox.corp.credentials.corp_id}


def test_evidence_joins_chains_and_leaves_strangers_apart(world: World) -> None:
    person = world.sandbox.people[0]
    person.evidence = []
    person.show(DEVICE_1 | PHONE)
    person.show(EXTERNAL | UNIONID)
    assert len(person.evidence) == 2
    person.show(UNIONID | PHONE)
    assert person.evidence == [DEVICE_1 | PHONE | EXTERNAL | UNIONID]


def test_history_is_played_once_and_needs_a_collector(world: World) -> None:
    assert world.http.post("/sandbox/control/history", json={}).status_code == 400
    world.connect()
    assert world.control("history", days=1)["started"]
    wait_for(lambda: world.status()["history_played"])
    assert not world.control("history", days=1)["started"]
    assert world.status()["progress"] == 1.0


def test_live_life_speaks_to_the_platform(connected: World) -> None:
    connected.live_code("l")
    connected.control("live", speed=40.0, adds_per_second=20.0)
    wait_for(lambda: len(connected.platform.callbacks) >= 3)
    assert connected.platform.callbacks[0]["WelcomeCode"]
    connected.clock.advance(30)
    wait_for(lambda: connected.platform.events)
    assert connected.status()["phase"] == "live"
    assert connected.control("stop")["phase"] == "idle"


def test_a_burst_adds_exactly_as_many_friends(connected: World) -> None:
    connected.live_code("b", skip_verify=False)
    connected.control("burst", adds=80, per_second=2000)
    wait_for(lambda: len(connected.platform.callbacks) == 80)
    assert len({one["ExternalUserID"] for one in connected.platform.callbacks}) == 80
    assert connected.status()["customers"] > 60, "newcomers come when the strangers run out"
    rows = connected.http.get("/sandbox/control/welcomes").text.splitlines()
    assert len(rows) == 80
    assert msgspec.json.decode(rows[0])["callback_sent_at"] == connected.clock.now()


def test_the_marketplace_file_can_be_imported(world: World) -> None:
    rows = list(csv.DictReader(io.StringIO(world.http.get("/sandbox/control/orders.csv").text)))
    assert rows
    phones = {person.phone for person in world.sandbox.people} | {""}
    assert {row["phone"] for row in rows} <= phones
    assert all(row["amount"].count(".") == 1 and int(row["quantity"]) >= 1 for row in rows)
    assert len({row["order_no"] for row in rows}) == len(rows)


def test_a_restart_remembers_the_world(tmp_path: Path) -> None:
    path, settings, clock = tmp_path / "world.json", Settings(9, 80, 3), ManualClock(MONDAY)
    first = Sandbox(settings, clock=clock, state_path=path)
    way = ContactWay(
        first.corp.next_config_id(), 1, int(MONDAY), 2, 2, state="s", user=first.corp.serving[:2]
    )
    first.corp.ways[way.config_id] = way
    for day in first.days.plan(3, MONDAY):
        for _ in first.days.steps(day):
            pass
    first.history_played = True
    first.connection.callback_urls = {"wecom": "http://127.0.0.1:9/callback"}
    first.save(live=False)
    second = Sandbox(settings, clock=clock, state_path=path)
    assert second.history_played
    assert not second.play_history(3)
    assert list(second.people) == list(first.people)
    assert second.corp.record() == first.corp.record()
    assert second.world.later.plans == sorted(first.world.later.plans)
    assert second.connection.callback_urls == {"wecom": "http://127.0.0.1:9/callback"}
    with pytest.raises(StateMismatch):
        Sandbox(Settings(10, 80, 3), clock=clock, state_path=path)


def test_the_pages_speak_both_languages_and_let_a_person_scan(connected: World) -> None:
    config_id = connected.live_code("页面", skip_verify=False)
    english = connected.http.get("/sandbox/", headers={"Accept-Language": "en-GB,en;q=0.9"}).text
    chinese = connected.http.get("/sandbox/", headers={"Accept-Language": "zh-CN,zh;q=0.9,en;q=0.8"}).text
    assert "Live codes" in english
    assert "活码" in chinese
    looking = {"Accept-Language": "zh", "Accept": "text/html,*/*"}
    assert "页面" in connected.http.get(f"/sandbox/scan/{config_id}", headers=looking).text
    picture = connected.http.get(f"/sandbox/scan/{config_id}", headers={"Accept": "image/*"})
    assert picture.headers["content-type"] == "image/png" and picture.content.startswith(b"\x89PNG")
    scanned = connected.http.post(f"/sandbox/scan/{config_id}", data={"who": "new"})
    assert scanned.status_code == 303
    wait_for(lambda: connected.platform.callbacks)
    code = connected.platform.callbacks[0]["WelcomeCode"]
    wish = {"welcome_code": code, "text": {"content": "欢迎<你>"}}
    assert connected.post("externalcontact/send_welcome_msg", **wish)["errcode"] == 0
    assert "欢迎&lt;你&gt;" in connected.http.get(scanned.headers["location"]).text
    assert connected.http.get("/sandbox/scan/unknown").status_code == 404
