"""Whatever happens and however time passes, everybody is in the layer that the plain rule puts them in."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from segments.living import Brand, Chance, Told, paid_orders
from sqlalchemy import delete, select

from huayuan.profiles import api as profiles
from huayuan.segments.lifecycle import keeping
from huayuan.segments.lifecycle.contracts import Facts, LifecycleSettings
from huayuan.segments.lifecycle.models import PersonLayerRow
from huayuan.segments.lifecycle.rules import layer_of


def expected(brand: Brand, settings: LifecycleSettings) -> dict[int, str]:
    """person → layer, from the plain lists and the rule for one person."""
    return {
        person: layer_of(facts, settings, brand.clock.now()).layer
        for person, facts in facts_of(brand, settings)
    }


def facts_of(brand: Brand, settings: LifecycleSettings) -> Iterator[tuple[int, Facts]]:
    customers: dict[int, list[Told]] = {}
    for one in brand.told:
        person = brand.person(one.customer)
        assert person is not None
        customers.setdefault(person, []).append(one)
    with brand.uow.read() as tx:
        people = profiles.all_people(tx).tolist()
        friends = set(profiles.people_with_friends(tx, "open", (), ()).tolist())
        lost = set(profiles.people_with_friends(tx, "lost", (), ()).tolist())
    for person in people:
        told = customers.get(person, [])
        paid = paid_orders(told).values()
        follows = [
            one.event
            for one in sorted(told, key=lambda one: one.at)
            if one.event.startswith("oa_") and "follow" in one.event
        ]
        joined = [one.at for one in told if one.event in ("contact_added", "oa_followed")]
        following = bool(follows) and follows[-1] == "oa_followed"
        active = [one.at for one in told if one.event in (*settings.interactions, *settings.visits)]
        yield (
            person,
            Facts(
                connected=person in friends or following,
                ever_connected=person in friends | lost or bool(follows),
                joined_at=min([*joined, *(at for at, _ in paid)], default=None),
                last_activity_at=max(active, default=None),
                interactions=tuple(one.at for one in told if one.event in settings.interactions),
                purchases=tuple(at for at, _ in paid),
                spent=sum(amount for _, amount in paid),
            ),
        )


def layers(brand: Brand) -> dict[int, str]:
    with brand.uow.read() as tx:
        return {
            row.person_id: row.layer
            for row in tx.session.execute(select(PersonLayerRow.person_id, PersonLayerRow.layer))
        }


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_layers_follow_whatever_happens(brand: Brand, request: pytest.FixtureRequest) -> None:
    chance, settings = Chance(brand, seed=len(request.node.name)), LifecycleSettings()
    for _ in range(16):
        chance.act()
        brand.catch_up()
        assert layers(brand) == expected(brand, settings)
    before = layers(brand)
    assert len(set(before.values())) > 2
    keeping.recount(brand.services, lambda _: None)
    assert layers(brand) == before


def test_everybody_anew_and_in_slices_comes_to_the_same(
    brand: Brand, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance, now = Chance(brand, 5), brand.clock.now()
    for _ in range(6):
        chance.events()
        chance.orders()
        chance.following()
    brand.tell([Told(one, "contact_added", now) for one in range(12)])
    brand.catch_up()
    before = layers(brand)
    with brand.uow.begin() as tx:
        tx.session.execute(delete(PersonLayerRow))
    monkeypatch.setattr(keeping, "PEOPLE_IN_A_SLICE", 5)
    monkeypatch.setattr(keeping, "PEOPLE_PER_TRANSACTION", 2)
    shares: list[float] = []
    keeping.recount(brand.services, shares.append)
    assert layers(brand) == before == expected(brand, LifecycleSettings()) and len(before) == 12
    assert shares == sorted(shares) and len(shares) == 3 and shares[-1] == 1
