"""Who people are: the same for the same seed, unique, compact, and remembered."""

from __future__ import annotations

import sys
from collections import Counter

import pytest

from huayuan_sandbox.world.clock import DAY
from huayuan_sandbox.world.parameters import default_parameters
from huayuan_sandbox.world.people import (
    DEVICE_1,
    IDENTIFIER_KINDS,
    MP_OPENID,
    OA_OPENID,
    PHONE,
    TAOBAO_NO,
    UNIONID,
    Population,
)
from huayuan_sandbox.world.stores import open_stores

MONDAY = 1_772_416_800.0


def people(size: int, seed: int = 1) -> Population:
    made = Population(seed, size, 12, 30, default_parameters())
    made.accounts = {OA_OPENID: "wx-oa", MP_OPENID: "wx-mp"}
    return made


def test_a_person_follows_from_the_seed_and_a_number() -> None:
    small, large = people(10), people(3000)
    for index in range(10):
        assert repr(small[index]) == repr(large[index])
        assert small[index].ids(1023) == large[index].ids(1023)
    small.grow(3000)
    assert [one.visits_per_day for one in small] == [one.visits_per_day for one in large]
    assert people(10, seed=2)[3].ids(1023) != small[3].ids(1023)


def test_identifiers_belong_to_one_person_but_for_shared_devices() -> None:
    owners = Counter(
        (kind, one.value(bit))
        for one in people(20_000)
        for bit, kind in IDENTIFIER_KINDS.items()
        if one.value(bit)
    )
    shared = {kind for (kind, _), count in owners.items() if count > 1}
    assert shared == {"anonymous_id"}
    devices = [count for (kind, _), count in owners.items() if kind == "anonymous_id" and count > 1]
    households = [count for count in devices if count == 2]
    assert 0.01 < len(households) / 20_000 < 0.03
    assert max(devices) <= default_parameters().hunter_ring_size[1]


def test_openids_differ_by_account_and_last() -> None:
    person = people(5)[2]
    assert person.openid("wx-oa") == person.openid("wx-oa") != person.openid("wx-mp")
    assert person.value(OA_OPENID) == person.openid("wx-oa")
    assert len(person.openid("wx-oa")) == 28


def test_what_was_shown_together_joins_in_chains() -> None:
    person = people(3)[0]
    person.show(DEVICE_1 | PHONE)
    person.show(UNIONID | OA_OPENID)
    assert person.evidence == [DEVICE_1 | PHONE, UNIONID | OA_OPENID]
    person.show(PHONE | UNIONID)
    assert person.evidence == [DEVICE_1 | PHONE | UNIONID | OA_OPENID]
    person.show(DEVICE_1 | OA_OPENID)
    assert person.evidence == [DEVICE_1 | PHONE | UNIONID | OA_OPENID]
    assert people(3)[0].evidence == [], "evidence is of this population alone"


def test_a_life_survives_in_a_record() -> None:
    lived, restored = people(1500), people(1200)
    person = lived[1300]
    person.show(PHONE | TAOBAO_NO)
    person.friends = ["LiMing001"]
    person.devices = ("cookie",)
    person.asleep = person.member = True
    person.need(20_500, 4)
    person.warm(0.5)
    before = lived.summary()
    assert before["with_staff"] == 1
    assert before["asleep"] == 1
    assert 0.3 < before["members"] / 1500 < 0.4
    restored.restore(lived.record())
    assert restored.summary() == before
    assert list(restored) == list(lived)
    assert restored[1300].warmth == pytest.approx(1.5)
    assert restored[1300].friends == ("LiMing001",)
    assert restored.newcomer().index == 1500


def test_warmth_has_bounds_and_annoyance_fades() -> None:
    person = people(1)[0]
    for _ in range(100):
        person.warm(1.0)
    assert person.warmth == 2.0
    for _ in range(100):
        person.warm(-1.0)
    assert person.warmth == pytest.approx(0.4)
    on_one_day = next(count for count in range(1, 200) if person.annoy(1.0, 20_000, 7.0))
    other = people(1)[0]
    assert not any(other.annoy(1.0, 20_000 + 30 * count, 7.0) for count in range(on_one_day * 2))


def test_a_hundred_thousand_people_are_a_few_megabytes() -> None:
    """README: about 60 bytes a customer, before they make friends."""
    population = people(100_000)
    columns = [getattr(population, name) for name in Population.__annotations__ if name != "lived"]
    assert sum(map(sys.getsizeof, columns)) < 100_000 * 75


def test_staff_work_in_shifts_with_free_days() -> None:
    chain = open_stores(1, 5000)
    serving = [one for one in chain.staff if one.serves and one.activated]
    for one in serving:
        hours = [hour for hour in range(14 * 24) if one.is_on_duty(MONDAY + hour * 3600)]
        assert len(hours) == 10 * 8, "ten days of eight hours in two weeks"
        begins = one.next_duty(MONDAY)
        assert one.is_on_duty(begins)
        assert begins - MONDAY < 4 * DAY
        assert not any(one.is_on_duty(at) for at in range(int(MONDAY), int(begins), 600))
    night = MONDAY + 15 * 3600
    assert chain.on_duty(night) == []
    for store in chain.stores:
        afternoon = MONDAY + 5 * 3600
        days = [any(one.store == store for one in chain.on_duty(afternoon + day * DAY)) for day in range(7)]
        assert sum(days) >= 5
