"""What must hold for any stream of observations, whatever its order and however it is cut into batches."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from identity.observing import (
    START,
    Ids,
    components,
    holdings,
    observation_of,
    partition,
    snapshot,
    violations,
)

from huayuan.events import models as event_tables
from huayuan.events.contracts import Resolved
from huayuan.identity import api
from huayuan.identity.contracts import Conflict
from huayuan.identity.errors import AlreadyOne
from huayuan.identity.resolver import Resolver
from huayuan.kernel.clock import ManualClock
from huayuan.kernel.crypto import Vault
from huayuan.kernel.db import Base, Database
from huayuan.kernel.unit_of_work import Transaction, UnitOfWork

LAX = settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
PHONES = [f"1380000000{digit}" for digit in range(8)]
VALUES = {
    "wechat_unionid": ["u1", "u2", "u3"],
    "member_no": ["m1", "m2"],
    "phone": PHONES,
    "oa_openid": ["o1", "o2"],
    "anonymous_id": ["a1", "a2", "a3"],
}

anything = st.lists(
    st.dictionaries(st.sampled_from(sorted(VALUES)), st.integers(0, 7), min_size=1, max_size=4).map(
        lambda drawn: {kind: VALUES[kind][place % len(VALUES[kind])] for kind, place in drawn.items()}
    ),
    min_size=1,
    max_size=12,
)


@st.composite
def harmless(draw: st.DrawFn) -> list[Ids]:
    """Observations of people who each have one of what names a person, on up to two devices: nothing contradicts."""
    seen: list[Ids] = []
    for person in range(draw(st.integers(1, 4))):
        for _ in range(draw(st.integers(1, 5))):
            kinds = draw(st.sets(st.sampled_from(sorted(VALUES)), min_size=1, max_size=3))
            ids = {}
            for kind in sorted(kinds):
                which = draw(st.integers(0, 1)) if kind == "anonymous_id" else 0
                ids[kind] = f"1390000{person:02d}0{which}" if kind == "phone" else f"{kind}-{person}-{which}"
            seen.append(ids)
    return seen


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    folder: Path = tmp_path_factory.mktemp("identity")
    database = Database(f"sqlite:///{folder / 'records.sqlite'}")
    assert event_tables.Base is Base, "merges tell events, whose tables must exist too"
    Base.metadata.create_all(database.engine)
    yield database
    database.dispose()


@pytest.fixture
def trial(database: Database) -> Callable[[], Iterator[Transaction]]:
    """Transactions on an empty database that leave nothing behind."""

    def begin() -> Iterator[Transaction]:
        with database.writing() as session:
            yield Transaction(session, START, {})
            session.rollback()

    return begin


def tell(tx: Transaction, seen: Sequence[Ids], sizes: Sequence[int] = (1,)) -> None:
    """Resolve in batches of the given sizes, which are repeated as needed."""
    resolver, rest, turn = (
        Resolver(Vault([bytes(32)]), cache_entries=0),
        [observation_of(ids) for ids in seen],
        0,
    )
    while rest:
        size = sizes[turn % len(sizes)]
        resolver.resolve(tx, rest[:size])
        rest, turn = rest[size:], turn + 1


@LAX
@given(seen=harmless(), data=st.data())
def test_without_contradictions_every_order_gives_the_same_people(trial, seen, data) -> None:
    """Nobody shares anything, and all that a device shows is of one sitting: then all that was seen holds together."""
    seen = [ids | {"sitting": "s"} for ids in seen]
    expected = components(seen)
    for sizes in ([1], [3, 1], [100]):
        order = data.draw(st.permutations(seen))
        for tx in trial():
            tell(tx, order, sizes)
            assert partition(tx) == expected
            assert api.conflicts(tx) == ([], 0)


@LAX
@given(seen=anything, data=st.data())
def test_no_order_breaks_a_rule_and_a_conflict_is_found_in_each_or_none(trial, seen, data) -> None:
    naming = [{kind: value for kind, value in ids.items() if kind != "anonymous_id"} for ids in seen]
    contradictory = any(violations(component) for component in components([ids for ids in naming if ids]))
    for sizes in ([1], [2, 5], [100]):
        order = data.draw(st.permutations(seen))
        for tx in trial():
            tell(tx, order, sizes)
            assert [found for found in holdings(tx).values() if violations(found)] == []
            reasons = {conflict.reason for conflict in api.conflicts(tx)[0]}
            # Two people on one device are told of too; better evidence may come first in another order.
            assert reasons if contradictory else reasons <= {"shared_device"}


@LAX
@example(
    seen=[{"anonymous_id": "a1"}] * 3
    + [
        {"oa_openid": "o1"},
        {"anonymous_id": "a1", "oa_openid": "o1"},
        {"oa_openid": "o1", "anonymous_id": "a2"},
    ],
    sizes=[2],
)
@example(
    seen=[
        {"oa_openid": "o1", "anonymous_id": "a1", "member_no": "m2", "wechat_unionid": "u2"},
        {"member_no": "m1", "oa_openid": "o1"},
        {"wechat_unionid": "u1", "member_no": "m1"},
        {"member_no": "m1", "oa_openid": "o1"},
    ],
    sizes=[4],
)
@given(seen=anything, sizes=st.lists(st.integers(1, 6), min_size=1, max_size=4))
def test_how_a_stream_is_cut_into_batches_changes_nothing(trial, seen, sizes) -> None:
    states = []
    for cut in ([1], sizes):
        for tx in trial():
            tell(tx, seen, cut)
            conflicts = [one for one in api.conflicts(tx)[0] if one.reason != "shared_device"]
            states.append((snapshot(tx), sorted(_settled(one) for one in conflicts)))
    one, other = states
    assert one == other


@LAX
@given(
    seen=anything,
    pairs=st.lists(st.tuples(st.integers(1, 12), st.integers(1, 12)), max_size=6),
    data=st.data(),
)
def test_undoing_merges_in_any_order_gives_back_exactly_what_was(trial, seen, pairs, data) -> None:
    for tx in trial():
        tell(tx, seen, [100])
        people = sorted(holdings(tx))
        before, merges = snapshot(tx), []
        for one, other in pairs:
            try:
                winner, loser = people[one % len(people)], people[other % len(people)]
                merges.append(api.merge(tx, winner, loser, "same", "Li"))
            except AlreadyOne:
                continue
        for merge_id in data.draw(st.permutations(merges)):
            api.undo_merge(tx, merge_id, "Li")
        assert snapshot(tx) == before


@LAX
@given(seen=anything, pairs=st.lists(st.tuples(st.integers(1, 12), st.integers(1, 12)), max_size=6))
def test_undoing_the_last_merge_gives_back_each_earlier_state(trial, seen, pairs) -> None:
    for tx in trial():
        tell(tx, seen, [100])
        people, states = sorted(holdings(tx)), []
        for one, other in pairs:
            before = snapshot(tx)
            try:
                winner, loser = people[one % len(people)], people[other % len(people)]
                states.append((api.merge(tx, winner, loser, "same", "Li"), before))
            except AlreadyOne:
                continue
        for merge_id, before in reversed(states):
            api.undo_merge(tx, merge_id, "Li")
            assert snapshot(tx) == before


@LAX
@given(seen=anything, again=anything, data=st.data())
def test_undone_merges_of_evidence_stay_undone_under_any_evidence(trial, seen, again, data) -> None:
    for tx in trial():
        tell(tx, seen, [100])
        merges = [merge for person in sorted(holdings(tx)) for merge in api.merges_of(tx, person)]
        if not merges:
            continue
        merge = data.draw(st.sampled_from(merges))
        winner, loser = api.undo_merge(tx, merge.id, "Li")
        tell(tx, [*seen, *again], [3])
        assert api.current_person(tx, winner) != api.current_person(tx, loser)
        for found in holdings(tx).values():
            assert not violations(found)


places = st.integers(0, 20)
# Many looks at few observations, with merges and splits in between, some in the same transaction.
steps = st.lists(
    st.lists(
        st.one_of(
            st.tuples(st.just("see"), st.lists(places, min_size=1, max_size=4)),
            st.tuples(st.just("merge"), st.tuples(places, places)),
            st.tuples(st.just("undo"), places),
        ),
        min_size=1,
        max_size=3,
    ),
    min_size=4,
    max_size=12,
)


@LAX
@given(pool=anything, steps=steps)
def test_memory_changes_no_answer(database: Database, pool, steps) -> None:
    """The same story with a cache, with a tiny one and with none, merges and splits coming from elsewhere."""
    answers = [_story(database, pool, steps, entries) for entries in (0, 3, 1000)]
    assert answers[0] == answers[1] == answers[2]


def _story(database: Database, pool: list[Ids], steps: list, entries: int) -> list[object]:
    uow = UnitOfWork(database, ManualClock(START))
    _empty(database)
    resolver, told, merges = Resolver(Vault([bytes(32)]), cache_entries=entries), [], []
    for together in steps:
        with uow.begin() as tx:
            for what, detail in together:
                if what == "see":
                    seen = [observation_of(pool[place % len(pool)]) for place in detail]
                    told += [_plain(answer) for answer in resolver.resolve(tx, seen)]
                elif what == "merge" and (people := sorted(holdings(tx))):
                    one, other = (people[place % len(people)] for place in detail)
                    if one != other:
                        merges.append(api.merge(tx, one, other, "same", "Li"))
                elif what == "undo" and merges:
                    api.undo_merge(tx, merges.pop(detail % len(merges)), "Li")
    with uow.read() as tx:
        told += [snapshot(tx), [_settled(conflict) for conflict in api.conflicts(tx, state=None)[0]]]
    return told


def _empty(database: Database) -> None:
    with database.writing() as session:
        for table in reversed(Base.metadata.sorted_tables):
            session.execute(table.delete())
        session.connection().exec_driver_sql("delete from sqlite_sequence")
        session.commit()


def _settled(conflict: Conflict) -> tuple[object, ...]:
    return conflict.persons, conflict.reason, conflict.state, conflict.times


def _plain(answer: object) -> object:
    return answer._replace(created=False) if isinstance(answer, Resolved) else answer
