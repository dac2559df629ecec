"""Stories of merging, splitting and deciding, on both record engines."""

from __future__ import annotations

import pytest
from identity.observing import Observer, snapshot
from sqlalchemy import select

from huayuan.events.models import MoveRow, PendingRow
from huayuan.identity import api
from huayuan.identity.contracts import ConflictState, Decision
from huayuan.identity.errors import (
    AlreadyOne,
    ConflictNotFound,
    ConflictSettled,
    IdentifierNotFound,
    MergeAlreadyUndone,
    MergeNotFound,
    PersonNotFound,
)
from huayuan.identity.models import IdentifierRow
from huayuan.identity.resolver import Resolver
from huayuan.identity.tasks import TASKS
from huayuan.kernel.crypto import Vault
from huayuan.kernel.services import Services
from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.kernel.worker import Worker

OLD_KEY, NEW_KEY = bytes(range(32)), bytes(range(1, 33))


@pytest.fixture
def who(uow: UnitOfWork, vault: Vault) -> Observer:
    return Observer(uow, Resolver(vault))


def test_merge_and_undo_give_back_what_was(who: Observer) -> None:
    one, other = who.sees(wechat_unionid="u1"), who.sees(wechat_unionid="u2", phone="13800138000")
    with who.uow.begin() as tx:
        before = snapshot(tx)
        merge_id = api.merge(tx, one.person_id, other.person_id, "two accounts of one customer", "Li")
    assert who.sees(phone="13800138000").person_id == one.person_id
    with who.uow.begin() as tx:
        assert api.origins_of(tx, other.person_id) == [one.person_id, other.person_id]
        assert api.undo_merge(tx, merge_id, "Li") == (one.person_id, other.person_id)
        assert snapshot(tx) == before
    assert who.sees(phone="13800138000").person_id == other.person_id


def test_the_operator_chooses_whose_number_stays(who: Observer) -> None:
    one, other = who.sees(wechat_unionid="u1"), who.sees(wechat_unionid="u2")
    with who.uow.begin() as tx:
        api.merge(tx, other.person_id, one.person_id, "newer record is right", "Li")
    assert who.sees(wechat_unionid="u1").person_id == other.person_id


def test_evidence_cannot_merge_again_what_was_undone(who: Observer) -> None:
    one, other = who.sees(wechat_unionid="u"), who.sees(phone="13800138000")
    who.sees(wechat_unionid="u", phone="13800138000")
    with who.uow.begin() as tx:
        [merge] = api.merges_of(tx, one.person_id)
        api.undo_merge(tx, merge.id, "Li")
    again = who.sees(wechat_unionid="u", phone="13800138000")
    assert again.person_id == one.person_id
    assert who.sees(phone="13800138000").person_id == other.person_id
    with who.uow.read() as tx:
        [kept], _ = api.conflicts(tx, state=ConflictState.KEPT_APART)
        assert (kept.persons, kept.times) == ((one.person_id, other.person_id), 1)


def test_an_identifier_attached_since_goes_with_the_side_it_was_seen_with(who: Observer) -> None:
    one, other = who.sees(wechat_unionid="u"), who.sees(phone="13800138000")
    who.sees(wechat_unionid="u", phone="13800138000")
    who.sees(phone="13800138000", member_no="of-the-phone")
    who.sees(wechat_unionid="u", anonymous_id="of-the-unionid")
    who.sees(wechat_unionid="u", phone="13800138000", oa_openid="of-both")
    who.sees(wechat_unionid="u", phone="13800138000", anonymous_id="of-both-in-one-event")
    who.sees(phone="13800138000", anonymous_id="used-by-both")
    who.sees(wechat_unionid="u", anonymous_id="used-by-both")
    with who.uow.begin() as tx:
        [merge] = [merge for merge in api.merges_of(tx, one.person_id) if merge.basis == "event"]
        api.undo_merge(tx, merge.id, "Li")
    assert who.sees(member_no="of-the-phone").person_id == other.person_id
    assert who.sees(oa_openid="of-both").person_id == one.person_id
    assert who.sees(anonymous_id="of-the-unionid").person_id == one.person_id
    for name in ("of-both-in-one-event", "used-by-both"):
        assert who.sees(anonymous_id=name).person_id == one.person_id, (
            "of one moment, the stronger identifier"
        )


def test_a_merge_in_the_middle_can_be_undone_alone(who: Observer) -> None:
    """3 joined 2 through its own identifiers, 1 joined 3: cutting 1 from 3 leaves 2 and 3 together."""
    one, two, three = (who.sees(anonymous_id=name) for name in "abc")
    who.sees(anonymous_id="a", phone="13800138001")
    who.sees(anonymous_id="c", phone="13800138003")
    with who.uow.begin() as tx:
        first = api.merge(tx, one.person_id, three.person_id, "same", "Li")
        api.merge(tx, two.person_id, three.person_id, "same", "Li")
    with who.uow.begin() as tx:
        api.undo_merge(tx, first, "Li")
    people = {name: who.sees(anonymous_id=name).person_id for name in "abc"}
    assert people["a"] != people["c"]


def test_a_conflict_settled_as_one_person(who: Observer) -> None:
    one = who.sees(wechat_unionid="u1", phone="13800138000")
    other = who.sees(wechat_unionid="u2", phone="13800138000")
    [conflict] = who.conflicts()
    with who.uow.begin() as tx:
        merge_id = api.resolve_conflict(tx, conflict.id, Decision.MERGE, "Li")
        assert api.current_person(tx, other.person_id) == one.person_id
        assert api.conflict(tx, conflict.id).state is ConflictState.MERGED
        with pytest.raises(ConflictSettled):
            api.resolve_conflict(tx, conflict.id, Decision.KEEP_APART, "Li")
    assert merge_id is not None
    assert who.conflicts() == []
    with who.uow.begin() as tx:
        api.undo_merge(tx, merge_id, "Wang")
        assert api.conflict(tx, conflict.id).state is ConflictState.KEPT_APART


def test_a_conflict_settled_as_two_persons_stays_so(who: Observer) -> None:
    who.sees(wechat_unionid="u1", phone="13800138000")
    who.sees(wechat_unionid="u2", phone="13800138000")
    [conflict] = who.conflicts()
    with who.uow.begin() as tx:
        assert api.resolve_conflict(tx, conflict.id, Decision.KEEP_APART, "Li") is None
        with pytest.raises(ConflictSettled):
            api.resolve_conflict(tx, conflict.id, Decision.KEEP_APART, "Li")
    who.sees(wechat_unionid="u2", phone="13800138000")
    assert who.conflicts() == []


def test_persons_kept_apart_are_not_joined_by_way_of_a_third(who: Observer) -> None:
    who.sees(wechat_unionid="u1", phone="13800138001")
    who.sees(wechat_unionid="u2", phone="13800138001")
    with who.uow.begin() as tx:
        api.resolve_conflict(tx, api.conflicts(tx)[0][0].id, Decision.KEEP_APART, "Li")
    who.sees(anonymous_id="a", phone="13800138001")
    bridge = who.sees(anonymous_id="a", wechat_unionid="u2")
    assert bridge.person_id == who.sees(wechat_unionid="u2").person_id
    assert who.sees(wechat_unionid="u1").person_id != bridge.person_id


def test_refusals_name_what_is_wrong(who: Observer, vault: Vault) -> None:
    person = who.sees(wechat_unionid="u").person_id
    with who.uow.begin() as tx:
        with pytest.raises(PersonNotFound):
            api.merge(tx, person, 404, "same", "Li")
        with pytest.raises(AlreadyOne):
            api.merge(tx, person, person, "same", "Li")
        with pytest.raises(MergeNotFound):
            api.undo_merge(tx, 404, "Li")
        with pytest.raises(ConflictNotFound):
            api.resolve_conflict(tx, 404, Decision.MERGE, "Li")
        with pytest.raises(IdentifierNotFound):
            api.reveal(tx, vault, 404)
    other = who.sees(phone="13800138000").person_id
    with who.uow.begin() as tx:
        merge_id = api.merge(tx, person, other, "same", "Li")
        api.undo_merge(tx, merge_id, "Li")
        with pytest.raises(MergeAlreadyUndone):
            api.undo_merge(tx, merge_id, "Li")


def test_everyone_above_hears_of_merges_and_splits(who: Observer) -> None:
    one, other = who.sees(wechat_unionid="u"), who.sees(phone="13800138000")
    heard: list[tuple[str, dict[str, object]]] = []
    for act in ("merge", "undo"):
        with who.uow.begin() as tx:
            tx.publish = lambda topic, payload, *, key=None: heard.append((topic, payload))  # type: ignore[method-assign]
            if act == "merge":
                merge_id = api.merge(tx, one.person_id, other.person_id, "same", "Li")
            else:
                api.undo_merge(tx, merge_id, "Li")
    moved = [payload["moves"] for topic, payload in heard if topic == "identity.moved"]
    assert moved == [
        [{"origin": other.person_id, "to": one.person_id}], [{"origin": other.person_id, "to": other.person_id}]
    ]  # fmt: skip
    assert [topic for topic, _ in heard if topic != "identity.moved"] == ["identity.merged", "identity.split"]
    with who.uow.read() as tx:
        version, changes = api.changes_since(tx, 0)
        assert version == 2
        assert dict(changes) == {answer.identifier_id: answer.person_id for answer in (one, other)}
        assert [(m.identifier_id, m.person_id) for m in tx.session.scalars(select(MoveRow))] == [other[1::-1]]
        told = b"".join(row.body for row in tx.session.scalars(select(PendingRow)))
        assert b"person_merged" in told and b"person_split" in told


def test_looking_up_persons(who: Observer, vault: Vault) -> None:
    person = who.sees("corp", wecom_external_userid="wm-0001", phone="13800138000", member_no="M1").person_id
    with who.uow.read() as tx:
        assert api.find(tx, vault, "phone", "+86 138 0013 8000") == person
        assert api.find(tx, vault, "wecom_external_userid", "wm-0001", "corp") == person
        assert api.find(tx, vault, "wecom_external_userid", "wm-0001", "other corp") is None
        assert api.find(tx, vault, "phone", "null") is None
        for text in ("138-0013-8000", "wm-0001", "M1"):
            assert [found.person_id for found in api.search(tx, vault, text)] == [person], text
        assert api.search(tx, vault, "nobody") == []
        shown = api.identifiers_of(tx, person)
        assert [(one.kind, one.value_masked) for one in shown] == [
            ("member_no", "M****"), ("phone", "138****8000"), ("wecom_external_userid", "wm****01"),
        ]  # fmt: skip
        assert {one.with_kind for one in shown[0].evidence} == {"phone", "wecom_external_userid"}
        assert api.reveal(tx, vault, shown[1].id) == "+8613800138000"
        assert api.reveal(tx, vault, shown[0].id) == "M1"


def test_a_new_key_keeps_phones_findable_and_reseals_them(who: Observer, uow: UnitOfWork) -> None:
    old = who.sees(phone="13800138000")
    rotated = Vault([NEW_KEY, OLD_KEY])
    after = Observer(uow, Resolver(rotated))
    assert after.sees(phone="13800138000").person_id == old.person_id
    services = Services()
    services.put(Vault, rotated)
    with uow.begin() as tx:
        tx.enqueue("identity.reseal", {})
    assert Worker(uow, services, [TASKS], [], threads=1, owner="test").run_due() == 1
    with uow.read() as tx:
        sealed = tx.session.scalars(select(IdentifierRow.sealed)).one()
        assert sealed is not None and not rotated.needs_reseal(sealed)
        assert api.reveal(tx, rotated, old.identifier_id) == "+8613800138000"
        assert api.find(tx, rotated, "phone", "13800138000") == old.person_id


def test_erasing_a_person_leaves_nothing_to_find(who: Observer, vault: Vault) -> None:
    one, other = who.sees(wechat_unionid="u", phone="13800138000"), who.sees(anonymous_id="a")
    bystander = who.sees(wechat_unionid="u2", phone="13800138000")
    with who.uow.begin() as tx:
        api.merge(tx, one.person_id, other.person_id, "same", "Li")
        assert len(api.PRIVACY.run_export(tx, one.person_id)["identifiers"]) == 3
    with who.uow.begin() as tx:
        assert api.PRIVACY.run_erase(tx, other.person_id) > 0, "a merged number means the whole person"
        assert api.PRIVACY.run_erase(tx, other.person_id) == 0
    with who.uow.read() as tx:
        assert api.find(tx, vault, "wechat_unionid", "u") is None
        assert api.current_persons(tx, [one.person_id, other.person_id]) == {}
        assert dict(api.changes_since(tx, 1)[1]).get(one.identifier_id) == 0
        assert api.current_person(tx, bystander.person_id) == bystander.person_id
    again = who.sees(wechat_unionid="u")
    assert again.created and again.person_id > bystander.person_id
    assert again.identifier_id > bystander.identifier_id, "numbers are never used twice"
