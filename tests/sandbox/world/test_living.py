"""What people do, seen through doors that remember everything."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from itertools import pairwise
from random import Random
from typing import Any

import msgspec
import pytest
from sandbox.world.plain_doors import MONDAY, live_through, play_days

from huayuan_sandbox.world.clock import CHINA, DAY
from huayuan_sandbox.world.doors import JoinScene, Letter
from huayuan_sandbox.world.marketplace import orders_csv
from huayuan_sandbox.world.parameters import default_parameters
from huayuan_sandbox.world.people import MP_OPENID, OA_OPENID, PHONE, UNIONID
from huayuan_sandbox.world.season import Season
from huayuan_sandbox.world.truth import truth


def with_numbers(**numbers: Any) -> Any:
    return msgspec.structs.replace(default_parameters(), **numbers)


def second(event: dict[str, Any]) -> float:
    return datetime.fromisoformat(event["time"]).timestamp()


def test_the_same_seed_is_the_same_world_through_every_door() -> None:
    first, again = live_through(seed=4, customers=600), live_through(seed=4, customers=600)
    assert first.events == again.events
    assert first.record.rows == again.record.rows
    assert first.world.later.plans == again.world.later.plans
    assert list(first.world.people) == list(again.world.people)
    other = live_through(seed=5, customers=600)
    assert {one["event_id"] for one in first.events}.isdisjoint(one["event_id"] for one in other.events)


def test_doors_are_called_in_the_order_of_time_and_never_in_the_future() -> None:
    life = live_through(customers=800)
    times = [row[0] for row in life.record.rows]
    assert times == sorted(times)
    assert times[-1] <= MONDAY
    duty = [row[0] for row in life.phones.rows]
    assert duty == sorted(duty)
    assert all(later - earlier >= 1800 for earlier, later in pairwise(duty))


def test_events_in_slices_are_the_same_as_in_one_piece() -> None:
    sliced = live_through(customers=800).events
    whole = live_through(customers=800, play=False)
    for day in whole.world.days.plan(5, MONDAY):
        for _ in whole.world.days.steps(day):
            pass
        whole.events += msgspec.to_builtins(day.events())
        assert day.waiting == 0
    assert sliced == whole.events


def test_nobody_pays_or_returns_what_was_never_ordered() -> None:
    life = live_through(customers=3000, days=10)
    told = {name: [e["properties"]["order_no"] for e in life.events if e["event"] == name]
            for name in ("order_placed", "order_paid", "order_refunded")}  # fmt: skip
    assert told["order_refunded"]
    assert set(told["order_refunded"]) <= set(told["order_paid"]) <= set(told["order_placed"])
    assert {row[3] for row in life.record.of("pay.pay")} <= set(told["order_paid"])
    assert {row[3] for row in life.record.of("pay.refund")} <= {row[3] for row in life.record.of("pay.pay")}
    ordered = {row[3].order_no: row[3] for row in life.record.of("mp.order")}
    ended = [row[3] for verb in ("mp.pay", "mp.cancel") for row in life.record.of(verb)]
    assert len(set(ended)) == len(ended)
    assert set(ended) <= set(ordered)
    assert {row[3] for row in life.record.of("mp.refund")} <= {row[3] for row in life.record.of("mp.pay")}
    assert set(ordered).isdisjoint(told["order_placed"]), "the shop of WeChat tells of its orders itself"
    assert all(one.amount == sum(i.price * i.quantity for i in one.items) for one in ordered.values())


def test_a_world_with_wecom_alone_knows_no_other_identifier() -> None:
    life = live_through(customers=800, only_wecom=True)
    kinds = {kind for event in life.events for kind in event["ids"]}
    assert kinds <= {"anonymous_id", "phone", "member_no", "wechat_unionid", "wecom_external_userid"}
    rows = list(truth(life.world.people, "corp"))
    assert {one["kind"] for row in rows for one in row["ids"]} == kinds | {"customer_no"}


def test_identifiers_of_accounts_come_with_their_account_and_their_evidence() -> None:
    life = live_through(customers=1500)
    rows = {row["person"]: row for row in truth(life.world.people, "corp", 0.01)}
    owner = {
        (one["kind"], one["account"], one["value"]): name
        for name, row in rows.items() for one in row["ids"] if one["kind"].endswith("_openid")
    }  # fmt: skip
    seen = Counter[str]()
    for event in life.events:
        for kind in ("oa_openid", "mp_openid"):
            if kind in event["ids"]:
                seen[kind] += 1
                person = life.world.people[int(owner[kind, event["account"], event["ids"][kind]][1:])]
                bit = OA_OPENID if kind == "oa_openid" else MP_OPENID
                together = bit | (UNIONID if "wechat_unionid" in event["ids"] else 0)
                assert any(known & together == together for known in person.evidence)
    assert min(seen["oa_openid"], seen["mp_openid"]) > 20
    crawlers = [row for row in rows.values() if row.get("kind") == "bot"]
    assert len(crawlers) == 15
    assert all(one["evidence"] is None for row in crawlers for one in row["ids"])


def test_every_event_is_of_somebody_the_truth_knows() -> None:
    settings = with_numbers(
        bots_per_customer=0.005, share_hunters=0.02, bot_runs_per_day=1.0, raids_per_day=0.5
    )
    life = live_through(customers=1500, parameters=settings)
    rows = list(truth(life.world.people, life.corp.credentials.corp_id, settings.bots_per_customer))
    owners: dict[tuple[str, str], set[str]] = {}
    for row in rows:
        for one in row["ids"]:
            owners.setdefault((one["kind"], one["value"]), set()).add(row["person"])
    for event in life.events:
        assert set.intersection(*(owners[kind, value] for kind, value in event["ids"].items())), event
    hunters = {row["person"]: row["ring"] for row in rows if row.get("kind") == "hunter"}
    assert len(hunters) > len(set(hunters.values())) > 0
    gone = [index for index in range(1500) if f"p{index}" in hunters and life.world.people[index].member]
    assert gone
    removed = life.record.of("group.removed")
    assert removed, "some advertise in groups and are put out"
    assert all(f"p{row[2]}" in hunters for row in removed), "but nobody else is"
    lost = [
        one for one in life.corp.relations.values() if f"p{one.person}" in hunters and one.left_by_customer
    ]
    assert lost, "hunters leave when they have what they came for"


def test_marketplace_files_name_their_customers_and_prove_phones() -> None:
    life = live_through(customers=400, play=False)
    people, chain = life.world.people, life.world.chain
    numbers = {}
    for name in ("taobao", "douyin"):
        rows = [line.split(",") for line in orders_csv(people, chain, default_parameters(), 30, MONDAY, name)]
        numbers[name] = {row[1]: row[2] for row in rows[1:]}
    assert numbers["taobao"]
    assert set(numbers["taobao"]).isdisjoint(numbers["douyin"])
    known = {
        one["value"]: (one["account"], one["evidence"], row)
        for row in truth(people, "corp") for one in row["ids"] if one["kind"] == "customer_no"
    }  # fmt: skip
    for name, of in numbers.items():
        assert {value for value, (account, _, _) in known.items() if account == name} == set(of)
    phoned = next(number for number, phone in numbers["taobao"].items() if phone)
    _, evidence, row = known[phoned]
    assert any(one["kind"] == "phone" and one["evidence"] == evidence for one in row["ids"])
    with pytest.raises(KeyError):
        next(orders_csv(people, chain, default_parameters(), 30, MONDAY, "nowhere"))


def test_groups_are_joined_from_staff_codes_and_friends() -> None:
    settings = with_numbers(invites_per_visit=0.2, joins_after_add=0.8, joins_after_paid=0.8)
    life = live_through(customers=800, days=10, parameters=settings)
    assert {row[3] for row in life.record.of("group.join")} == {JoinScene.INVITED, JoinScene.CODE}
    posted = [one for one in life.events if one["event"] == "group_message_posted"]
    assert len(posted) == len(life.record.of("group.talk"))
    assert {one["account"] for one in posted} == {life.corp.credentials.corp_id}


def test_followers_are_known_when_they_scan_again() -> None:
    life = live_through(customers=600, days=10, parameters=with_numbers(follows_after_page=0.5))
    followed = {row[2]: row[0] for row in life.record.of("oa.follow")}
    again = life.record.of("oa.scan")
    assert again
    assert all(followed[row[2]] <= row[0] for row in again)


def test_a_shared_product_brings_a_friend() -> None:
    settings = with_numbers(shares_after_product=0.5, friend_follows_share=1.0)
    life = live_through(customers=400, parameters=settings)
    owner = {one.devices[0]: one.index // settings.circle_size for one in life.world.people}
    viewed = [one for one in life.events if one["event"] == "content_viewed"]
    assert len(viewed) > 50
    inside = [one for one in viewed if one["ids"]["anonymous_id"] in owner]
    assert all(
        abs(owner[one["ids"]["anonymous_id"]] - owner[one["properties"]["sharer"]]) <= 1 for one in inside
    ), "of the circle, or of its neighbour through a household's device"


def test_used_up_goods_are_bought_again() -> None:
    settings = with_numbers(share_with_need_at_start=0.0, repurchases=1.0, cycle_spread=0.0)
    life = live_through(customers=10, days=0, parameters=settings, play=False)
    person, life_of = life.world.people[0], life.world.behaviour
    life_of.bought(person, MONDAY - 20 * DAY, [(16, 1)])  # 面膜, lasts 14 days
    assert life.world.people.need_day[0] == int((MONDAY + 8 * 3600) // DAY) - 6
    play_days(life, 10, MONDAY)
    assert life.world.people.need_day[0] != int((MONDAY + 8 * 3600) // DAY) - 6, "the need was followed"
    viewed = [one["properties"]["product_id"] for one in life.events if one["event"] == "product_viewed"]
    assert "HY-4001" in viewed


# ---- messages


def deliver(letter: Letter, times: int, **numbers: Any) -> Counter[str]:
    life = live_through(customers=500, parameters=with_numbers(**numbers), play=False)
    for _ in range(times):
        life.letters.delivered(letter, life.world.people[:500], MONDAY, live=True)
    rng, looks = Random(1), 0
    while len(life.letters):
        life.world.readers.look(rng)
        looks += 1
    assert looks == -(-500 * times // 4000), "a mass message is read in portions"
    return Counter(plan.kind for plan in life.world.later.plans)


@pytest.mark.parametrize(
    ("channel", "consequence"),
    [("wecom_chat", "leave"), ("wecom_group", "quit"), ("oa_template", "unfollow"), ("moment", "leave")],
)
def test_too_many_messages_drive_people_away(channel: Any, consequence: str) -> None:
    letter = Letter("m1", channel, staff="LiMing001", room="room101")
    assert deliver(letter, 1)[consequence] == 0
    assert deliver(letter, 2)[consequence] < deliver(letter, 80)[consequence]


def test_a_kind_answer_of_customer_service_annoys_nobody() -> None:
    assert deliver(Letter("k", "kf", staff="LiMing001"), 200)["leave"] == 0


def test_readers_click_like_and_answer() -> None:
    clicks = deliver(
        Letter("m", "wecom_chat", links=("https://b.example/l/1",), staff="LiMing001"), 1, clicks=0.5
    )
    assert clicks["visit"] > 60
    assert clicks["message"] > 0
    moment = deliver(Letter("mo", "moment"), 4)
    assert moment["like"] > moment["comment"] >= 0
    assert moment["visit"] == 0, "nothing to follow without a link"


def test_a_followed_link_is_told_with_its_message() -> None:
    life = live_through(
        customers=200, parameters=with_numbers(opens={"oa_service": 1.0}, clicks=1.0), play=False
    )
    letter = Letter("m7", "oa_service", links=("https://b.example/l/1",))
    life.letters.delivered(letter, life.world.people[:50], MONDAY - DAY, live=False)
    play_days(life, 2, MONDAY)
    clicks = [one for one in life.events if one["event"] == "link_clicked"]
    assert len(clicks) > 30
    assert all(
        one["properties"] == {"link_id": "https://b.example/l/1", "message_id": "m7"} for one in clicks
    )


# ---- the calendar


def at(text: str) -> float:
    return datetime.fromisoformat(text).replace(tzinfo=CHINA).timestamp()


def test_festivals_change_the_days() -> None:
    season = Season(default_parameters())
    plain, eleven = season.of(at("2026-11-18T12:00")), season.of(at("2026-11-11T00:00"))
    assert eleven.festival
    assert not plain.festival
    assert eleven.visits / plain.visits > 1.5
    assert eleven.buying > 1.5 * plain.buying
    new_year = season.of(at("2026-02-17T23:59:59"))
    assert new_year.free
    assert new_year.visits < 0.7
    national = season.of(at("2031-10-01T08:00"))
    assert national.free, "festivals of the solar calendar come every year"
    assert national.stores > 1.3
    assert season.of(at("2026-02-14T10:00")).buying > season.of(at("2026-02-24T10:00")).buying


def test_the_eleventh_of_november_sells_more_than_the_week_after() -> None:
    now = at("2026-11-20T00:30")
    life = live_through(customers=2500, days=14, now=now, only_wecom=True)
    paid = Counter(one["time"][8:10] for one in life.events if one["event"] == "order_paid")
    peak = sum(paid[day] for day in ("08", "09", "10", "11")) / 4
    usual = sum(paid[day] for day in ("14", "15", "16", "17")) / 4
    assert peak > 1.8 * usual


def test_people_sleep_at_night_and_shops_are_closed() -> None:
    life = live_through(customers=3000, days=7, only_wecom=True)
    hours = Counter(one["time"][11:13] for one in life.events if one["event"] == "product_viewed")
    assert hours["21"] > 8 * hours["04"]
    till = [one for one in life.events if one["account"] == "pos" and one["event"] == "order_placed"]
    assert till
    assert all("10" <= one["time"][11:13] < "22" for one in till)
    staff = {one.userid: str(one.store.id) for one in life.world.chain.staff}
    assert all(staff[one["properties"]["staff_id"]] == one["properties"]["store_id"] for one in till)


def test_a_phone_given_at_the_till_is_evidence() -> None:
    life = live_through(customers=1500, days=7, only_wecom=True)
    phones = {one.phone: one for one in life.world.people}
    for event in life.events:
        if event["account"] == "pos":
            assert any(known & PHONE for known in phones[event["ids"]["phone"]].evidence)


# ---- households


def numbers_without_account(mixups: float) -> tuple[int, int]:
    """Events that show a number on a shared device: (without the account of the one who gave it, in all)."""
    settings = with_numbers(share_household_device=0.5, shared_device_mixups=mixups, share_hunters=0.0)
    life = live_through(seed=8, customers=1500, days=10, parameters=settings, only_wecom=True)
    owners = Counter(one.devices[0] for one in life.world.people)
    given = [
        one["ids"] for one in life.events
        if one["event"] in ("signed_up", "phone_bound") and owners[one["ids"]["anonymous_id"]] > 1
    ]  # fmt: skip
    return sum("wechat_unionid" not in ids for ids in given), len(given)


def test_on_a_shared_device_people_log_in_before_they_give_their_number() -> None:
    alone, given = numbers_without_account(mixups=0.0)
    assert given > 50
    assert alone == 0
    alone, given = numbers_without_account(mixups=1.0)
    assert alone == given > 50
