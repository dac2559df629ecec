"""Stories of resolving: who is who after which events, on both record engines."""

from __future__ import annotations

import pytest
from identity.observing import Observer

from huayuan.events.contracts import Resolved, Unresolvable
from huayuan.identity.resolver import Resolver
from huayuan.kernel.unit_of_work import UnitOfWork


@pytest.fixture
def who(uow: UnitOfWork, vault) -> Observer:
    return Observer(uow, Resolver(vault))


def test_an_identifier_seen_again_is_the_same_person(who: Observer) -> None:
    first = who.sees(wechat_unionid="u1")
    again = who.sees(wechat_unionid=" u1 ")
    assert first.created and not again.created
    assert (first.person_id, first.identifier_id) == (again.person_id, again.identifier_id)


def test_identifiers_seen_together_are_one_person(who: Observer) -> None:
    visitor = who.sees(anonymous_id="a1")
    login = who.sees(anonymous_id="a1", phone="138 0013 8000")
    assert login.person_id == visitor.person_id
    assert login.identifier_id != visitor.identifier_id, "the event stays with the stronger identifier"
    assert who.sees(phone="+86-13800138000").person_id == visitor.person_id
    assert who.sees(phone="０１３８００１３８０００"[1:]).person_id == visitor.person_id


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
    assert len({answer.person_id for answer in answers}) <= 2
    assert len({who.sees(anonymous_id="a").person_id, who.sees(phone="13800138000").person_id}) == 1
