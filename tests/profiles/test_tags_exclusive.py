"""Whatever is given, taken, merged, parted or lapses: nobody wears two tags of an exclusive group."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from random import Random

import pytest

from huayuan.kernel.clock import ManualClock
from huayuan.kernel.unit_of_work import Transaction, UnitOfWork
from huayuan.profiles import api
from huayuan.profiles.contracts import TagGift
from huayuan.profiles.tags import keeping, merging, past, taking
from huayuan.profiles.tags.store import book, wearing

PEOPLE = range(1, 7)
SOURCES = ("manual", "rule:1", "import", "live_code:2")


class Town:
    """Some people; `home` says whom each is part of now, as identity would."""

    def __init__(self, uow: UnitOfWork, clock: ManualClock, seed: int) -> None:
        self.uow, self.clock, self.rng = uow, clock, Random(seed)
        self.home = {person: person for person in PEOPLE}
        with uow.begin() as tx:
            for group, exclusive in (("A", True), ("B", True), ("C", False)):
                keeping.create_group(tx, group, exclusive=exclusive)
            self.tags = [api.ensure_tag(tx, group, f"{group}{n}") for group in "ABC" for n in range(4)]

    def step(self) -> None:
        self.clock.advance(seconds=self.rng.randrange(1, 7200))
        act = self.rng.choices(
            (self.give, self.take, self.join, self.part, self.lapse, self.merge_tags), (8, 3, 2, 2, 1, 0.3)
        )[0]
        with self.uow.begin() as tx:
            act(tx)

    def give(self, tx: Transaction) -> None:
        gifts = []
        for _ in range(self.rng.randrange(1, 4)):
            until = tx.now + timedelta(hours=self.rng.randrange(1, 9)) if self.rng.random() < 0.3 else None
            tags = tuple(self.rng.sample(self.tags, self.rng.randrange(1, 5)))
            person = self.home[self.rng.choice(PEOPLE)]
            gifts.append(TagGift(person, tags, self.rng.choice(SOURCES), tx.now, until))
        before = {person: set(tags) for person, tags in self.worn(tx).items()}
        fresh = api.add_many_tags(tx, gifts)
        if len(gifts) == 1:
            assert set(fresh[0]) == self.worn(tx).get(gifts[0].person_id, set()) - before.get(
                gifts[0].person_id, set()
            )

    def take(self, tx: Transaction) -> None:
        people = sorted({self.home[person] for person in self.rng.sample(PEOPLE, 3)})
        tags = self.rng.sample(self.tags, 3)
        only = self.rng.choice((None, None, "import"))
        taken = api.remove_many_tags(tx, people, tags, "manual", tx.now, of_source=only)
        assert all(set(gone).isdisjoint(self.worn(tx).get(person, set())) for person, gone in taken.items())

    def join(self, tx: Transaction) -> None:
        winner, loser = (
            self.rng.sample(sorted(set(self.home.values())), 2)
            if len(set(self.home.values())) > 1
            else (0, 0)
        )
        if winner:
            moves = {person: winner for person, home in self.home.items() if home == loser}
            self.home |= moves
            api.people_moved(tx, moves)

    def part(self, tx: Transaction) -> None:
        away = [person for person, home in self.home.items() if person != home]
        if away:
            person = self.rng.choice(away)
            self.home[person] = person
            api.people_moved(tx, {person: person})

    def lapse(self, tx: Transaction) -> None:
        taking.lapse(tx, 100)
        assert wearing.lapsed(tx.session, tx.now, 100) == []

    def merge_tags(self, tx: Transaction) -> None:
        living = [tag for tag in self.tags if book.survivors(tx.session, [tag])[tag] == tag]
        if len(living) > 6:
            merging.merge_tags(tx, *self.rng.sample(living, 2))

    def worn(self, tx: Transaction) -> dict[int, set[int]]:
        found: dict[int, set[int]] = {}
        for gift in wearing.gifts_of(tx.session, PEOPLE):
            found.setdefault(gift.person, set()).add(gift.tag)
        return found

    def check(self) -> None:
        with self.uow.read() as tx:
            exclusive = book.groups_by_tag(tx.session)
            for person, tags in self.worn(tx).items():
                assert self.home[person] == person, f"somebody who is part of another wears {tags}"
                doubles = Counter(exclusive[tag] for tag in tags if tag in exclusive)
                assert not doubles or max(doubles.values()) == 1, (person, tags)
            gifts = wearing.gifts_of(tx.session, PEOPLE)
            for person in set(self.home.values()):
                spans = [one for one in past.history_of_person(tx, person) if one.removed_at is None]
                held = {(gift.tag, gift.source) for gift in gifts if gift.person == person}
                assert {(one.tag_id, one.source) for one in spans} == held, "the history knows what is worn"


@pytest.mark.parametrize("seed", range(6))
def test_exclusive_groups_hold(uow: UnitOfWork, clock: ManualClock, seed: int) -> None:
    town = Town(uow, clock, seed)
    for _ in range(60):
        town.step()
        town.check()
