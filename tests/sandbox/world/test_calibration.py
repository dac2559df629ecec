"""Default rates lie in the ranges that README.md documents ("What is plausible")."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import datetime
from functools import cache
from random import Random
from typing import Any

import pytest
from sandbox.world.plain_doors import MONDAY, Life, live_through

from huayuan_sandbox.world.clock import DAY, local_midnight
from huayuan_sandbox.world.doors import Letter

DAYS = 30


@cache
def month(only_wecom: bool = False) -> Life:
    return live_through(seed=11, customers=3000, days=DAYS, only_wecom=only_wecom)


def sessions(life: Life) -> dict[str, set[str]]:
    """Event names by session; bots left out."""
    found: dict[str, set[str]] = defaultdict(set)
    for event in life.events:
        if event["session_id"] and not is_crawler(event):
            found[event["session_id"]].add(event["event"])
    return found


def is_crawler(event: dict[str, Any]) -> bool:
    return event["properties"].get("duration_ms") in (300, 900)


def share(part: Iterable[Any], whole: Iterable[Any]) -> float:
    return len(list(part)) / len(list(whole))


def paid_orders(life: Life) -> Counter[str]:
    """Paid orders by true person, web, till and mini program."""
    owner = {}
    for person in life.world.people:
        for value in (person.phone, *person.devices):
            owner.setdefault(value, f"p{person.index}")
    buyers: Counter[str] = Counter()
    for event in life.events:
        if event["event"] == "order_paid":
            ids = event["ids"]
            buyers[owner[ids.get("phone") or ids["anonymous_id"]]] += 1
    buyers.update(f"p{index}" for _, _, index, _ in life.record.of("mp.pay"))
    return buyers


def test_visits_turn_into_orders_as_in_private_domains() -> None:
    visits = sessions(month(only_wecom=True))
    looked = [names for names in visits.values() if "product_viewed" in names]
    carts = [names for names in looked if "cart_added" in names]
    paid = [names for names in carts if "order_paid" in names]
    assert 0.55 < share(looked, visits) < 0.75
    assert 0.25 < share(carts, looked) < 0.40
    assert 0.05 < share(paid, visits) < 0.11


def test_buyers_come_back_and_some_send_goods_back() -> None:
    life = month(only_wecom=True)
    buyers = paid_orders(life)
    again = [person for person, orders in buyers.items() if orders > 1]
    assert 0.15 < share(again, buyers) < 0.45
    names = Counter(event["event"] for event in life.events)
    assert 0.03 < names["order_refunded"] / names["order_paid"] < 0.07


def test_visitors_of_the_first_week_return_in_the_second() -> None:
    first = local_midnight(MONDAY) - DAYS * DAY
    weeks: dict[str, set[int]] = defaultdict(set)
    for event in month(only_wecom=True).events:
        if event["event"] == "page_viewed" and not is_crawler(event):
            week = int((datetime.fromisoformat(event["time"]).timestamp() - first) // (7 * DAY))
            weeks[event["ids"]["anonymous_id"]].add(week)
    started = [seen for seen in weeks.values() if 0 in seen]
    assert 0.45 < share([seen for seen in started if 1 in seen], started) < 0.85


def test_friends_are_won_and_lost() -> None:
    life = month()
    people = list(life.world.people)
    assert 0.3 < share([one for one in people if one.friends], people) < 0.65
    lost = sum(relation.left_by_customer for relation in life.corp.relations.values())
    assert 0.02 < lost / life.corp.relations_made < 0.08


def test_groups_keep_their_members_and_talk() -> None:
    life = month()
    joined = {row[2]: row[0] for row in life.record.of("group.join") if row[0] < MONDAY - 3 * DAY}
    soon_gone = [
        row for row in life.record.of("group.by_itself") if row[0] - row[3] < 3 * DAY and row[2] in joined
    ]
    assert 1 - len(soon_gone) / len(joined) > 0.8, "architecture: kept > 80 % on day 3"
    members = {row[2] for row in life.record.of("group.join") if row[0] < MONDAY - 7 * DAY}
    talked = {row[2] for row in life.record.of("group.talk") if row[0] > MONDAY - 7 * DAY}
    assert 0.15 < share(members & talked, members) < 0.75, "architecture: activity < 15 % is an alarm"


def test_followers_read_and_mostly_stay() -> None:
    life = month()
    followers, follows = life.world.doors.official_account, life.record.of("oa.follow")
    assert followers is not None
    assert 0.1 < len(follows) / len(life.world.people) < 0.45
    assert 0.005 < share(life.record.of("oa.unfollow"), follows) < 0.06
    readers = {row[2] for row in life.record.of("oa.read")}
    assert 0.2 < share(readers, follows) < 0.9


@pytest.mark.parametrize(
    ("channel", "lowest", "highest"), [("oa_mass", 0.05, 0.12), ("wecom_chat", 0.06, 0.13)]
)
def test_messages_are_opened_and_followed(channel: Any, lowest: float, highest: float) -> None:
    """公众号: share who open (alarm below 5 %). Chats: share who follow the link."""
    life = live_through(seed=3, customers=4000, days=0, play=False)
    life.world.behaviour.rng = Random(1)
    letter = Letter("m1", channel, links=("https://brand.example/l/1",), staff="WangXinyi001")
    people = life.world.people[:4000]
    life.letters.delivered(letter, people, MONDAY, live=False)
    life.world.readers.look(Random(5))
    assert not len(life.letters)
    kinds = Counter(plan.kind for plan in life.world.later.plans)
    done = kinds["read"] if channel == "oa_mass" else kinds["visit"]
    assert lowest < done / len(people) < highest


def test_bad_actors_are_few_and_recognisable() -> None:
    life = month(only_wecom=True)
    rings = {one.ring for one in life.world.people if one.ring >= 0}
    hunters = [one for one in life.world.people if one.ring >= 0]
    assert 0.001 < share(hunters, life.world.people) < 0.012
    assert all(len({one.devices[0] for one in hunters if one.ring == ring}) == 1 for ring in rings)
    crawled = [event for event in life.events if event["properties"].get("duration_ms") == 300]
    assert 0.001 < share(crawled, life.events) < 0.05


def test_an_average_customer_leaves_about_fifty_events_a_month() -> None:
    life = month(only_wecom=True)
    assert 35 < len(life.events) / len(life.world.people) < 65
