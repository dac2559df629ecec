"""Stories of resolving: who is who after which events, on both record engines."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from identity.observing import Observer

from huayuan.events.contracts import Observation, Resolved, Unresolvable
from huayuan.identity import api
from huayuan.identity.cache import Fact, ResolutionCache
from huayuan.identity.resolver import Resolver
from huayuan.kernel.clock import ManualClock
from huayuan.kernel.crypto import Vault
from huayuan.kernel.unit_of_work import UnitOfWork


@pytest.fixture
def who(uow: UnitOfWork, vault: Vault) -> Observer:
    return Observer(uow, Resolver(vault))


def test_an_identifier_seen_again_is_the_same_person(who: Observer) -> None:
    first = who.sees(wechat_unionid="u1")
    again = who.sees(wechat_unionid=" u1 ")
    assert first.created and not again.created
    assert (first.person_id, first.identifier_id) == (again.person_id, again.identifier_id)


def test_identifiers_seen_together_are_one_person(who: Observer) -> None:
    visitor = who.sees(anonymous_id="a1")
    login = who.sees(anonymous_id="a1", phone="138 0013 8000")
    assert who.sees(anonymous_id="a1").person_id == login.person_id, "the visits are the customer's"
    assert login.identifier_id != visitor.identifier_id, "the event stays with the stronger identifier"
    assert who.sees(phone="+86-13800138000").person_id == login.person_id
    assert who.sees(phone="０１３８００１３８０００"[1:]).person_id == login.person_id


def test_two_persons_that_turn_out_to_be_one_are_merged_into_the_older(who: Observer) -> None:
    older, younger = who.sees(wechat_unionid="u1"), who.sees(phone="13800138000")
    assert older.person_id != younger.person_id
    together = who.sees(wechat_unionid="u1", phone="13800138000")
    assert together.person_id == older.person_id
    assert who.sees(phone="13800138000").person_id == older.person_id


def test_one_event_can_join_more_than_two_persons(who: Observer) -> None:
    people = [
        who.sees(wechat_unionid="u"),
        who.sees(phone="13800138000"),
        who.sees(member_no="m"),
        who.sees(anonymous_id="a"),
    ]
    together = who.sees(wechat_unionid="u", phone="13800138000", member_no="m", anonymous_id="a")
    assert together.person_id == people[0].person_id
    assert who.sees(anonymous_id="a").person_id == people[0].person_id


def test_a_contradiction_is_refused_and_the_event_stays_with_the_strongest(who: Observer) -> None:
    one = who.sees(wechat_unionid="u1", phone="13800138000")
    other = who.sees(wechat_unionid="u2", phone="13800138000")
    assert other.person_id != one.person_id
    assert who.sees(phone="13800138000").person_id == one.person_id
    assert [(c.persons, c.reason) for c in who.conflicts()] == [
        ((one.person_id, other.person_id), "two_wechat_unionid")
    ]


def test_accounts_keep_scoped_identifiers_apart(who: Observer) -> None:
    one = who.sees("corp1", wecom_external_userid="x")
    other = who.sees("corp2", wecom_external_userid="x")
    assert one.person_id != other.person_id
    assert who.sees("corp1", wecom_external_userid="x", wechat_unionid="u").person_id == one.person_id
    joined = who.sees("corp2", wecom_external_userid="x", wechat_unionid="u")
    assert joined.person_id == one.person_id, "one external user id in each corp is no contradiction"


def test_junk_is_ignored_and_only_junk_is_unresolvable(who: Observer) -> None:
    person = who.sees(wechat_unionid="u1", phone="null", anonymous_id="undefined", member_no="")
    assert person == who.sees(wechat_unionid="u1")._replace(created=True)
    assert who.observe(phone="138****8000", anonymous_id="  ") == Unresolvable(
        "event.no_identifier", {"kinds": ["anonymous_id", "phone"]}
    )


def test_a_batch_sees_its_own_decisions(who: Observer) -> None:
    answers = who.all(
        [{"anonymous_id": "a"}, {"phone": "13800138000"}, {"anonymous_id": "a", "phone": "13800138000"}]
    )
    assert all(isinstance(answer, Resolved) and answer.created for answer in answers)
    assert {answer.person_id for answer in answers if isinstance(answer, Resolved)} == {2}


def test_answers_from_memory_do_not_name_persons_that_the_batch_merges(who: Observer) -> None:
    older, younger = who.sees(wechat_unionid="u"), who.sees(anonymous_id="a")
    remembered, joined = who.all([{"anonymous_id": "a"}, {"wechat_unionid": "u", "anonymous_id": "a"}])
    assert isinstance(remembered, Resolved) and isinstance(joined, Resolved)
    assert remembered == (older.person_id, younger.identifier_id, False)
    assert joined.person_id == older.person_id


def test_two_values_of_a_kind_in_one_event_contradict_each_other(who: Observer) -> None:
    ids = (("wechat_unionid", "u1"), ("wechat_unionid", "u2"))
    [answer] = who.batch([who.observation()._replace(ids=ids)])
    assert isinstance(answer, Resolved)
    assert len(who.conflicts()) == 1
    assert who.sees(wechat_unionid="u2").person_id != answer.person_id


def test_a_person_has_at_most_five_phones(who: Observer) -> None:
    phones = [f"1380013800{digit}" for digit in range(6)]
    people = {who.sees(wechat_unionid="u", phone=phone).person_id for phone in phones}
    assert len(people) == 1, "the events stay with the unionid"
    assert who.sees(phone=phones[4]).person_id in people
    assert who.sees(phone=phones[5]).person_id not in people
    assert [conflict.reason for conflict in who.conflicts()] == ["too_many_phone"]


def test_a_conflict_is_one_row_that_counts_its_repeats(who: Observer) -> None:
    who.sees(wechat_unionid="u1", phone="13800138000")
    for _ in range(3):
        who.sees(wechat_unionid="u2", phone="13800138000")
    [conflict] = who.conflicts()
    assert conflict.times == 3
    assert [side.value_masked for side in conflict.identifiers] == ["138****8000", "u****"]


def test_kinds_nobody_declared_are_weak_and_scoped(who: Observer) -> None:
    one, other = who.sees("shop", pos_card="77"), who.sees("cafe", pos_card="77")
    assert one.person_id != other.person_id
    assert who.sees("shop", pos_card="77", phone="13800138000").identifier_id != one.identifier_id
    assert isinstance(who.observe("shop", **{"Bad Kind": "77"}), Unresolvable)


def test_what_was_rolled_back_is_not_remembered(who: Observer) -> None:
    visitor, member = who.sees(anonymous_id="a"), who.sees(wechat_unionid="u")
    with pytest.raises(ZeroDivisionError), who.uow.begin() as tx:
        who.resolver.resolve(tx, [who.observation(anonymous_id="a", wechat_unionid="u")])
        who.resolver.resolve(tx, [who.observation(anonymous_id="a")])
        who.resolver.resolve(tx, [who.observation(anonymous_id="new")])
        raise ZeroDivisionError
    assert who.sees(anonymous_id="a").person_id == visitor.person_id
    assert who.sees(wechat_unionid="u").person_id == member.person_id
    assert who.sees(anonymous_id="new").created


def test_a_merge_in_another_process_is_seen_at_once(who: Observer, vault: Vault) -> None:
    elsewhere = Observer(who.uow, Resolver(vault))
    one, other = who.sees(wechat_unionid="u"), who.sees(anonymous_id="a")
    assert who.sees(anonymous_id="a").person_id == other.person_id
    elsewhere.sees(wechat_unionid="u", anonymous_id="a")
    assert who.sees(anonymous_id="a").person_id == one.person_id


def test_last_seen_is_written_once_a_day(who: Observer, clock: ManualClock) -> None:
    def last_seen() -> datetime:
        with who.uow.read() as tx:
            return api.identifiers_of(tx, 1)[0].last_seen_at

    who.sees(anonymous_id="a")
    start = last_seen()
    clock.advance(hours=20)
    who.sees(anonymous_id="a")
    assert last_seen() == start
    clock.advance(hours=20)
    who.sees(anonymous_id="a")
    assert last_seen() == clock.now()


def test_an_earlier_event_moves_first_seen_back(who: Observer) -> None:
    seen = who.observation(anonymous_id="a")
    who.batch([seen])
    who.batch([seen._replace(at=seen.at - timedelta(days=400))])
    with who.uow.read() as tx:
        assert api.identifiers_of(tx, 1)[0].first_seen_at == seen.at - timedelta(days=400)


def test_memory_does_not_learn_what_was_read_before_a_change() -> None:
    cache = ResolutionCache(10)
    cache.advance(1, ())
    at = datetime(2026, 3, 2, tzinfo=UTC)
    seen = Observation((("anonymous_id", "a"),), None, UUID(int=1), at, "test")
    fact = Fact((seen.ids, None, None), Resolved(7, 3, False), at, at)
    cache.advance(2, [3])
    cache.remember([fact], read_at_version=1)
    assert cache.find([seen]) == ([None], [0])
    cache.remember([fact], read_at_version=2)
    assert cache.find([seen]) == ([Resolved(7, 3, False)], [])


def test_memory_is_bounded() -> None:
    cache = ResolutionCache(100)
    cache.advance(1, ())
    at = datetime(2026, 3, 2, tzinfo=UTC)
    for number in range(1000):
        key = ((("anonymous_id", str(number)),), None, None)
        cache.remember([Fact(key, Resolved(number, number, False), at, at)], read_at_version=1)
        assert len(cache) <= 200


def test_the_strongest_identifier_of_a_person(who: Observer) -> None:
    visitor = who.sees(anonymous_id="a")
    member = who.sees(anonymous_id="a", wechat_unionid="u")
    with who.uow.read() as tx:
        known = who.resolver.known(tx, [visitor.person_id, 404])
    assert known[visitor.person_id].identifier_id == member.identifier_id
    assert known[404] == Resolved(404, 0, False)
