"""The lines of the customer list, grown commit by commit, say what counting all events of everybody would."""

from __future__ import annotations

from dataclasses import astuple
from datetime import timedelta
from typing import Any

import pytest
from segments.living import Brand, Chance, Told, brand, warehouse  # noqa: F401  (fixtures)
from sqlalchemy import select

from huayuan.events.api import EventReader, Totals
from huayuan.profiles import activity, projections
from huayuan.profiles.models import PersonProfileRow
from huayuan.profiles.store import summary


class Channels(Chance):
    """Events of few moments and channels, late ones too, so that several come first; and our own notes."""

    def act(self) -> None:
        self.random.choice(
            [self.sight, self.sight, self.sight, self.merge, self.split, self.wait, self.erase]
        )()

    def sight(self) -> None:
        self.brand.tell([self._one() for _ in range(self.random.randint(1, 8))])

    def _one(self) -> Told:
        at = self.brand.clock.now() - timedelta(days=self.random.choice([0, 0, 1, 30]))
        name = self.random.choice(["page_viewed", "page_viewed", "message_sent", "tag_added"])
        channel = self.random.choice([{}, {"channel": "poster"}, {"channel": "live"}])
        return Told(self.who(), name, at, properties=channel)


def lines(brand: Brand) -> dict[int, Totals]:  # noqa: F811
    """Of people with events."""
    with brand.uow.read() as tx:
        everybody = list(tx.session.scalars(select(PersonProfileRow.person_id)))
        held = summary.lines(tx.session, everybody)
    return {person: line.totals for person, line in held.items() if line.totals.events}


def counted(brand: Brand) -> dict[int, Totals]:  # noqa: F811
    return brand.services.get(EventReader).person_totals(list(range(1, 200)))


@pytest.mark.parametrize("seed", range(2))
def test_growing_ends_where_counting_all_would(brand: Brand, seed: int) -> None:  # noqa: F811
    chance = Channels(brand, seed)
    for step in range(32):
        chance.act()
        if step % 4 == 3:
            brand.catch_up()
            assert lines(brand) == counted(brand), f"seed {seed}, step {step}"


@pytest.mark.parametrize("seed", range(1))
def test_a_commit_that_comes_again_is_not_counted_twice(
    brand: Brand,  # noqa: F811
    seed: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The process dies between two transactions, and goes on with more commits than it had taken before."""
    monkeypatch.setattr(projections, "PEOPLE_PER_TRANSACTION", 2)
    chance, survived = Channels(brand, 10 + seed), activity.count_on

    def dies_at_times(*given: Any) -> list[int]:
        if chance.random.random() < 0.3:
            raise InterruptedError
        return survived(*given)

    for step in range(12):
        monkeypatch.setattr("huayuan.profiles.api.count_on", dies_at_times)
        chance.sight()
        try:
            brand.catch_up()
        except InterruptedError:
            if chance.random.random() < 0.5:
                continue
        monkeypatch.setattr("huayuan.profiles.api.count_on", survived)
        brand.catch_up()
        assert lines(brand) == counted(brand), f"seed {seed}, step {step}"


def test_what_is_new_is_told_as_what_it_is(brand: Brand) -> None:  # noqa: F811
    told: list[tuple[Any, ...]] = []
    now = brand.clock.now()
    one = Totals(7, 2, now, now, "live", now, "live", now)
    more = Totals(7, 1, now + timedelta(hours=1), now + timedelta(hours=1), None, None, None, None)
    earlier = Totals(7, 1, now - timedelta(days=1), now - timedelta(days=1), None, None, None, None)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(
            activity.telling,
            "changed",
            lambda tx, people, traits=None: told.extend((p, traits) for p in people),
        )
        for follows, totals in enumerate((one, more, earlier)):
            with brand.uow.begin() as tx:
                assert activity.count_on(tx, [totals], follows, follows + 1) == []
    assert told == [(7, None), (7, activity.OF_ACTIVITY), (7, None)]
    assert astuple(lines(brand)[7])[1:4] == (4, now - timedelta(days=1), now + timedelta(hours=1))
