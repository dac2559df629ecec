"""Whatever is stated, merged, split, redefined or erased: what is kept for comparing follows, and whoever changed is told."""

from __future__ import annotations

import random
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import delete, select

from huayuan.kernel.clock import ManualClock
from huayuan.kernel.db import Database
from huayuan.kernel.errors import Text
from huayuan.kernel.models import JobRow
from huayuan.kernel.unit_of_work import Transaction, UnitOfWork
from huayuan.profiles import api
from huayuan.profiles.contracts import TraitDefinition, TraitKind, TraitUpdate
from huayuan.profiles.models import PersonProfileRow, PersonTraitRow, TraitValueRow
from huayuan.profiles.store import trait_definitions, trait_edits
from huayuan.profiles.traits import defining, kinds, managing

START = datetime(2026, 3, 2, tzinfo=UTC)
PEOPLE = range(1, 9)
SOURCES = ("wecom", "manual", "import:crm", "import:shop")
VALUES: dict[str, list[Any]] = {
    "city": ["上海", " 上海 ", "杭州", "", None],
    "size": [10, "10", 9.5, "unknown", None],
    "born": ["1990-03-02", "--05-12", {"calendar": "lunar", "year": 1990, "month": 8, "day": 15, "leap": False}, None],
    "likes": [["茶"], ["茶", "咖啡", "书"], [], "书，茶", None],
    "has_pet": [True, "否", 1, None],
}  # fmt: skip
KINDS = {
    "size": TraitKind.NUMBER,
    "born": TraitKind.DATE,
    "likes": TraitKind.MANY_OF,
    "has_pet": TraitKind.YES_NO,
}
ORDERS: list[tuple[str, ...]] = [(), ("manual",), ("import", "wecom"), ("import:shop",)]
Kept = dict[tuple[int, str], list[kinds.Typed]]


class World:
    """Random things happen to eight people; each step is a transaction."""

    def __init__(self, uow: UnitOfWork, seed: int) -> None:
        self.uow, self.random = uow, random.Random(seed)
        self.belongs = {person: person for person in PEOPLE}  # origin → whom they are now
        with uow.begin() as tx:
            for key, kind in KINDS.items():
                trait_definitions.write(tx.session, TraitDefinition(key, kind, Text(key, key)), None, tx.now)

    def step(self) -> None:
        self.random.choices(
            [self.state, self.state_many, self.merge, self.split, self.redefine, self.erase],
            [8, 3, 3, 3, 2, 1],
        )[0]()

    def _update(self) -> TraitUpdate:
        alive = sorted(set(self.belongs.values()))
        keys = self.random.sample(sorted(VALUES), self.random.randint(0, 3))
        values = {key: self.random.choice(VALUES[key]) for key in keys}
        at = START + timedelta(hours=self.random.randint(0, 5))
        sure = self.random.choice([1.0, 0.5])
        return TraitUpdate(self.random.choice(alive), values, self.random.choice(SOURCES), at, sure)

    def state(self) -> None:
        with self.uow.begin() as tx:
            api.set_many_traits(tx, [self._update()])

    def state_many(self) -> None:
        with self.uow.begin() as tx:
            api.set_many_traits(tx, [self._update() for _ in range(self.random.randint(2, 12))])

    def merge(self) -> None:
        winner, loser = self.random.sample(list(PEOPLE), 2)
        target, gone = self.belongs[winner], self.belongs[loser]
        self._move({origin: target for origin, now in self.belongs.items() if now == gone})

    def split(self) -> None:
        origin = self.random.choice([one for one in PEOPLE if self.belongs[one] != one] or [1])
        if self.belongs[origin] != origin:
            self._move({origin: origin})

    def _move(self, moves: dict[int, int]) -> None:
        self.belongs |= moves
        with self.uow.begin() as tx:
            api.people_moved(tx, moves)

    def redefine(self) -> None:
        key = self.random.choice(["city", *KINDS])
        changes = managing.TraitChanges(precedence=self.random.choice(ORDERS))
        with self.uow.begin() as tx:
            managing.change(tx, key, changes, None)
        after = 0
        while True:
            with self.uow.begin() as tx:
                people = managing.next_stated(tx, key, after)
                if not people:
                    return
                managing.lay_out(tx, key, people)
            after = people[-1]

    def erase(self) -> None:
        person = self.random.choice(sorted(set(self.belongs.values())))
        with self.uow.begin() as tx:
            api.PRIVACY.run_erase(tx, person)


def expected(tx: Transaction) -> Kept:
    """From the statements alone, in the plainest way."""
    known = defining.definitions(tx)
    said: dict[tuple[int, str], list[PersonTraitRow]] = defaultdict(list)
    for row in tx.session.scalars(select(PersonTraitRow)):
        said[row.person_id, row.key].append(row)
    found: Kept = {}
    for (person, key), rows in said.items():
        order = known[key].precedence
        for source in order:
            named = [row for row in rows if row.source == source or row.source.startswith(source + ":")]
            if named:
                rows = named
                break
        newest = max(rows, key=lambda row: (row.updated_at, row.confidence, row.source))
        if typed := kinds.typed(known[key], newest.value):
            found[person, key] = typed
    return found


def kept(tx: Transaction) -> Kept:
    found: Kept = defaultdict(list)
    for row in tx.session.scalars(select(TraitValueRow).order_by(TraitValueRow.ordinal)):
        found[row.person_id, row.key].append(kinds.Typed(row.word, row.number, row.moment, row.anniversary))
    return dict(found)


def told(tx: Transaction) -> set[int]:
    """Whom the messages of the last step name; they are taken away."""
    jobs = tx.session.scalars(select(JobRow).where(JobRow.task == "on:test")).all()
    people = [person for job in jobs for person in job.payload["data"]["people"]]
    assert all(len(job.payload["data"]["people"]) <= 500 for job in jobs)
    tx.session.execute(delete(JobRow))
    return set(people)


def lines(tx: Transaction) -> set[int]:
    return set(tx.session.scalars(select(PersonProfileRow.person_id)))


def by_person(values: Kept, universe: set[int]) -> dict[int, Any]:
    found: dict[int, Any] = {person: {} for person in universe}
    for (person, key), typed in values.items():
        found.setdefault(person, {})[key] = typed
    return found


@pytest.mark.parametrize("seed", range(6))
def test_kept_values_equal_what_follows_from_the_statements(
    database: Database, clock: ManualClock, seed: int
) -> None:
    uow = UnitOfWork(database, clock, {"profiles.changed": ["on:test"]})
    world, before = World(uow, seed), dict[int, Any]()
    for place in range(60):
        world.step()
        clock.advance(seconds=1)
        with uow.begin() as tx:
            now = kept(tx)
            assert now == expected(tx), (seed, place)
            after = by_person(now, lines(tx))
            changed = {one for one in before.keys() | after.keys() if before.get(one) != after.get(one)}
            assert changed <= told(tx), (seed, place)
        before = after
    assert any(before.values())


def test_what_is_taken_back_is_gone_also_where_it_was_said_before_a_merge(uow: UnitOfWork) -> None:
    with uow.begin() as tx:
        api.set_traits(tx, 2, {"city": "上海"}, "manual", tx.now)
        api.set_traits(tx, 1, {"city": "杭州"}, "wecom", tx.now - timedelta(hours=1))
        api.people_moved(tx, {2: 1})
    with uow.begin() as tx:
        edit = api.open_trait_edit(tx, {"city": None}, 1, "boss")
        changes = api.set_many_traits(tx, [TraitUpdate(1, {"city": None}, "manual", tx.now)], edit=edit)
        assert [(one.old and one.old.value, one.new and one.new.value) for one in changes] == [
            ("上海", "杭州")
        ]
        (item,) = trait_edits.items_to_undo(tx.session, edit, 9)
        assert (item.origin, item.had and item.had["value"], item.became) == (2, "上海", None)
        assert kept(tx) == expected(tx) and [one.value for one in api.traits_of(tx, 1)] == ["杭州"]
