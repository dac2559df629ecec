"""The same people in real time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

import msgspec
from sandbox.conftest import World as Running
from sandbox.world.plain_doors import MONDAY, Life, live_through

from huayuan_sandbox.live import Live
from huayuan_sandbox.postman import Postman
from huayuan_sandbox.world.clock import ManualClock
from huayuan_sandbox.world.doors import Letter
from huayuan_sandbox.world.parameters import default_parameters
from huayuan_sandbox.world.people import Person


class Nobody:
    """A postman without a round."""

    def send_callbacks(self) -> None:
        pass


def go_live(life: Life, clock: ManualClock) -> Live:
    live = Live(life.world, cast(Postman, Nobody()), clock)
    live.adds_per_second = 0.0
    return live


def pass_time(live: Live, clock: ManualClock, seconds: int, tick: float = 1.0) -> None:
    for _ in range(int(seconds / tick)):
        clock.advance(tick)
        live.step(tick)


def lively(**numbers: Any) -> Life:
    many = {"live_visits_per_second": 20.0, "share_present_at_start": 1.0}
    settings = msgspec.structs.replace(default_parameters(), **(many | numbers))
    return live_through(customers=800, days=0, parameters=settings, play=False)


def test_people_use_every_surface_in_live_life() -> None:
    life, clock = lively(), ManualClock(MONDAY)
    live = go_live(life, clock)
    pass_time(live, clock, 600)
    told = {event.event for event in live._ready}
    assert {"page_viewed", "product_viewed", "app_launched", "order_paid"} <= told
    assert {"mp.launch", "mp.order", "oa.follow", "pay.pay"} <= {row[1] for row in life.record.rows}
    assert max(event.time.timestamp() for event in live._ready) <= clock.now()


def test_members_look_at_their_phones_while_it_is_live() -> None:
    life, clock = lively(), ManualClock(MONDAY + 15 * 3600)
    live = go_live(life, clock)
    pass_time(live, clock, 90)
    assert 3 <= len(life.phones.rows) <= 4
    assert set(life.phones.rows[0][1]) == set(life.corp.serving), "even at one in the morning"


def test_a_ring_comes_when_it_is_called() -> None:
    life, clock = lively(share_hunters=0.05), ManualClock(MONDAY)
    live = go_live(life, clock)
    accounts = live.raid()
    assert len(accounts) >= 5
    pass_time(live, clock, 120)
    cookie = life.world.people[accounts[0]].devices[0]
    signed_up = [
        event for event in live._ready
        if event.event == "signed_up" and event.ids.get("anonymous_id") == cookie
    ]  # fmt: skip
    known = [index for index in accounts if life.world.people[index].member]
    assert len(signed_up) + 6 >= len(known) > 0
    assert {life.corp.relations[key].person for key in life.corp.relations} & set(accounts)


def test_a_world_without_hunters_has_nobody_to_call() -> None:
    assert go_live(lively(share_hunters=0.0), ManualClock(MONDAY)).raid() == []


def test_prepared_payments_are_mostly_confirmed_and_never_asked_twice() -> None:
    life, clock = lively(live_think_time_factor=0.2), ManualClock(MONDAY)
    waiting = {f"O{number}": life.world.people[number] for number in range(60)}

    class Till:
        def prepared(self) -> Sequence[tuple[Person, str, int]]:
            return [(person, order_no, 100) for order_no, person in waiting.items()]

        def pay(self, person: Person, at: float, order_no: str, amount: int, **_: Any) -> bool:
            return waiting.pop(order_no, None) is person

        def refund(self, *_: Any, **__: Any) -> bool:
            return True

    life.world.doors.pay = Till()
    live = go_live(life, clock)
    pass_time(live, clock, 60)
    assert 0 < len(waiting) < 25, "some never confirm"
    left = dict(waiting)
    pass_time(live, clock, 120)
    assert waiting == left


def test_a_message_is_read_within_minutes_and_answered() -> None:
    life, clock = (
        lively(opens={"wecom_chat": 1.0}, clicks=1.0, live_visits_per_second=0.0),
        ManualClock(MONDAY),
    )
    live = go_live(life, clock)
    person = life.world.people[5]
    added = live.add(person, staff=life.corp.serving[0])
    assert added is not None
    letter = Letter("m1", "wecom_chat", links=("https://b.example/l/9",), staff=added.staff)
    life.letters.delivered(letter, [person], clock.now(), live=True)
    pass_time(live, clock, 3600 * 3, tick=10.0)
    clicked = [event for event in live._ready if event.event == "link_clicked"]
    assert [event.properties["message_id"] for event in clicked] == ["m1"]


def test_the_control_api_calls_hunters_and_both_marketplaces(world: Running) -> None:
    refused = world.http.post("/sandbox/control/raid", json={})
    hunters = {one.ring for one in world.sandbox.people if one.ring >= 0}
    assert refused.status_code == (200 if hunters else 400)
    taobao = world.http.get("/sandbox/control/orders.csv").text
    douyin = world.http.get("/sandbox/control/orders.csv?marketplace=douyin").text
    assert "TB8" in taobao
    assert "DY5" in douyin
    assert world.http.get("/sandbox/control/orders.csv?marketplace=shop").status_code == 400
