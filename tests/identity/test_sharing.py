"""Devices that a household shares: what must hold for any stream, whatever its order, and what it means in stories."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from identity.observing import START, Ids, Named, Observer, holdings, observation_of, partition
from sqlalchemy import select

from huayuan.events import models as event_tables
from huayuan.events.models import MoveRow
from huayuan.identity import api
from huayuan.identity.contracts import DeviceTrust
from huayuan.identity.errors import AlreadyOne
from huayuan.identity.models import MergeRow
from huayuan.identity.resolver import Resolver
from huayuan.identity.sharing import MOST_NAMES
from huayuan.kernel.crypto import Vault
from huayuan.kernel.db import Base, Database
from huayuan.kernel.unit_of_work import Transaction, UnitOfWork

LAX = settings(
    max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
KINDS = ("wechat_unionid", "member_no", "phone", "oa_openid")
Story = list[tuple[int, Ids]]  # who it was, and what was shown


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    folder: Path = tmp_path_factory.mktemp("sharing")
    database = Database(f"sqlite:///{folder / 'records.sqlite'}")
    assert event_tables.Base is Base
    Base.metadata.create_all(database.engine)
    yield database
    database.dispose()


@pytest.fixture
def trial(records: Database) -> Callable[[], Iterator[Transaction]]:
    def begin() -> Iterator[Transaction]:
        with records.writing() as session:
            yield Transaction(session, START, {})
            session.rollback()

    return begin


@pytest.fixture
def who(uow: UnitOfWork, vault: Vault) -> Observer:
    return Observer(uow, Resolver(vault))


@st.composite
def households(draw: st.DrawFn, honest: bool) -> Story:
    """Up to three people, each with one value of every kind, on up to two devices that all of them may use.

    In an `honest` story a sitting is one person's. In others somebody may go on where another sat.
    """
    story: Story = []
    for _ in range(draw(st.integers(2, 12))):
        person = draw(st.integers(0, 2))
        kinds = draw(st.sets(st.sampled_from(KINDS), min_size=0, max_size=2))
        ids = {
            kind: f"1390000{person:02d}00" if kind == "phone" else f"{kind}-{person}"
            for kind in sorted(kinds)
        }
        if not kinds or draw(st.booleans()):
            sitting = draw(st.integers(0, 1))
            ids |= {
                "anonymous_id": f"device-{draw(st.integers(0, 1))}",
                "sitting": f"{person if honest else 0}-{sitting}", "at": str(draw(st.integers(0, 2))),
            }  # fmt: skip
        story.append((person, ids))
    return story


def tell(tx: Transaction, seen: list[Ids], size: int, trust: DeviceTrust = DeviceTrust.SITTING) -> None:
    resolver = Resolver(Vault([bytes(32)]), cache_entries=0, trust=trust)
    for start in range(0, len(seen), size):
        resolver.resolve(tx, [observation_of(ids) for ids in seen[start : start + size]])


@LAX
@given(story=households(honest=True), data=st.data())
def test_sittings_of_one_person_never_make_two_people_one(trial, story: Story, data) -> None:
    mine = {(kind, value) for person, ids in story for kind, value in ids.items()}
    assert mine
    order = data.draw(st.permutations([ids for _, ids in story]))
    for tx in trial():
        tell(tx, order, data.draw(st.sampled_from([1, 3, 100])))
        for held in holdings(tx).values():
            assert len({_whose(one) for one in held if one[0] != "anonymous_id"}) <= 1, held


def _whose(named: Named) -> str:
    """Phones by their masks: 139****0100 is person 1's."""
    return str(int(named[1][-4:-2])) if named[0] == "phone" else named[1].rpartition("-")[2]


@LAX
@given(story=st.booleans().flatmap(lambda honest: households(honest=honest)), data=st.data())
@pytest.mark.parametrize("trust", list(DeviceTrust))
def test_every_order_and_cut_gives_the_same_people(trial, trust: DeviceTrust, story: Story, data) -> None:
    """Also where people go on in each other's sittings. Ties that no longer follow leave nothing behind."""
    found = []
    for size in (1, 3, 100):
        order = data.draw(st.permutations([ids for _, ids in story]))
        for tx in trial():
            tell(tx, order, size, trust)
            found.append(partition(tx))
    assert found[0] == found[1] == found[2]


@LAX
@given(
    story=households(honest=False),
    pairs=st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=4),
)
def test_undoing_by_hand_gives_back_exactly_the_people_there_were(trial, story: Story, pairs) -> None:
    for tx in trial():
        tell(tx, [ids for _, ids in story], 3)
        people, before, merges = sorted(holdings(tx)), holdings(tx), []
        for one, other in pairs:
            try:
                merges.append(
                    api.merge(tx, people[one % len(people)], people[other % len(people)], "same", "Li")
                )
            except AlreadyOne:
                continue
        for merge_id in reversed(merges):
            api.undo_merge(tx, merge_id, "Li")
        assert holdings(tx) == before


def test_a_device_on_which_two_people_log_in_is_nobodys(who: Observer) -> None:
    mother = who.sees(anonymous_id="tablet", phone="13800138000")
    assert who.sees(anonymous_id="tablet").person_id == mother.person_id
    daughter = who.sees(anonymous_id="tablet", phone="13900139000")
    assert daughter.person_id != mother.person_id
    alone = who.sees(anonymous_id="tablet")
    assert alone.person_id not in (mother.person_id, daughter.person_id)
    assert who.sees(anonymous_id="tablet", phone="13800138000").person_id == mother.person_id, "who logged in"
    assert [conflict.reason for conflict in who.conflicts()] == ["shared_device"]
    with who.uow.begin() as tx:
        [tie] = tx.session.scalars(select(MergeRow).where(MergeRow.basis == "device"))
        assert (tie.undone_by, tie.undone_at is not None) == ("system", True), "kept as history"
        assert len(api.identifiers_of(tx, mother.person_id)[0].evidence) == 1, "the evidence stays"
        moved = {row.identifier_id: row.person_id for row in tx.session.scalars(select(MoveRow))}
        assert moved[alone.identifier_id] == alone.person_id, "stored events follow"


def test_two_phones_of_one_person_bring_the_device_back(who: Observer) -> None:
    first = who.sees(anonymous_id="tablet", phone="13800138000")
    who.sees(anonymous_id="tablet", phone="13900139000")
    who.sees(member_no="m1", phone="13800138000")
    same = who.sees(member_no="m1", phone="13900139000")
    assert same.person_id == first.person_id == who.sees(anonymous_id="tablet").person_id
    assert who.conflicts() == []


def test_who_shows_two_things_in_one_sitting_is_one_person(who: Observer, vault: Vault) -> None:
    login = who.sees(sitting="monday", anonymous_id="laptop", wechat_unionid="u")
    order = who.sees(sitting="monday", anonymous_id="laptop", phone="13800138000")
    assert order.person_id == login.person_id == who.sees(anonymous_id="laptop").person_id
    with who.uow.read() as tx:
        for kind, value in (("phone", "13800138000"), ("wechat_unionid", "u"), ("anonymous_id", "laptop")):
            assert api.find(tx, vault, kind, value) == login.person_id, kind


def test_two_sittings_of_a_device_prove_nothing_about_each_other(who: Observer) -> None:
    login = who.sees(sitting="monday", anonymous_id="laptop", wechat_unionid="u")
    order = who.sees(sitting="tuesday", anonymous_id="laptop", phone="13800138000")
    assert order.person_id != login.person_id
    assert who.sees(anonymous_id="laptop").person_id == login.person_id, (
        "who might be one: the first keeps it"
    )
    assert who.conflicts() == []
    who.sees(wechat_unionid="u", phone="13800138000")
    assert who.sees(phone="13800138000").person_id == login.person_id


def test_better_evidence_takes_a_sitting_back(who: Observer) -> None:
    """The mother is logged in, the daughter gives her number: one sitting, until the daughter's own account is seen."""
    mother = who.sees(sitting="s", anonymous_id="tablet", wechat_unionid="mother")
    wrong = who.sees(sitting="s", anonymous_id="tablet", phone="13900139000")
    assert wrong.person_id == mother.person_id
    daughter = who.sees(wechat_unionid="daughter", phone="13900139000")
    assert daughter.person_id != mother.person_id
    assert who.sees(phone="13900139000").person_id == daughter.person_id
    assert who.sees(wechat_unionid="mother").person_id == mother.person_id
    assert [conflict.reason for conflict in who.conflicts()] == ["shared_device"]


def test_direct_evidence_outlives_the_sitting_that_came_first(who: Observer) -> None:
    who.sees(sitting="s", anonymous_id="d", wechat_unionid="u1")
    one = who.sees(sitting="s", anonymous_id="d", phone="13800138000")
    who.sees(wechat_unionid="u1", phone="13800138000")
    who.sees(sitting="s", anonymous_id="d", wechat_unionid="u2")
    assert who.sees(phone="13800138000").person_id == who.sees(wechat_unionid="u1").person_id == one.person_id
    assert who.sees(wechat_unionid="u2").person_id != one.person_id


def test_a_tie_undone_by_hand_does_not_come_back(who: Observer) -> None:
    login = who.sees(sitting="s", anonymous_id="d", wechat_unionid="u")
    who.sees(sitting="s", anonymous_id="d", phone="13800138000")
    with who.uow.begin() as tx:
        [tie] = [merge for merge in api.merges_of(tx, login.person_id) if merge.basis == "sitting"]
        api.undo_merge(tx, tie.id, "Li")
    again = who.sees(sitting="t", anonymous_id="d", phone="13800138000", wechat_unionid="u")
    assert who.sees(phone="13800138000").person_id != again.person_id
    who.sees(sitting="t", anonymous_id="d", phone="13800138000")
    assert who.sees(phone="13800138000").person_id != login.person_id


def test_a_tablet_in_a_shop_is_nobodys_and_slows_nothing_down(who: Observer) -> None:
    people = {
        who.sees(sitting="all day", anonymous_id="shop", member_no=f"m{number}").person_id
        for number in range(MOST_NAMES + 5)
    }
    assert len(people) == MOST_NAMES + 5
    assert who.sees(anonymous_id="shop").person_id not in people


def test_a_device_may_be_trusted_as_a_whole(uow: UnitOfWork, vault: Vault) -> None:
    who = Observer(uow, Resolver(vault, trust=DeviceTrust.DEVICE))
    login = who.sees(sitting="monday", anonymous_id="laptop", wechat_unionid="u")
    order = who.sees(sitting="tuesday", anonymous_id="laptop", phone="13800138000")
    assert order.person_id == login.person_id
    who.sees(anonymous_id="laptop", wechat_unionid="of the sister")
    assert who.sees(phone="13800138000").person_id != login.person_id, "a second account takes it all back"


def test_erasing_a_person_forgets_what_they_showed_on_devices(who: Observer) -> None:
    mother = who.sees(sitting="s", anonymous_id="tablet", phone="13800138000")
    daughter = who.sees(sitting="t", anonymous_id="tablet", phone="13900139000")
    with who.uow.begin() as tx:
        assert api.PRIVACY.run_erase(tx, mother.person_id) > 0
    who.sees(sitting="u", anonymous_id="tablet", phone="13900139000")
    assert who.sees(anonymous_id="tablet").person_id == daughter.person_id
