"""Whatever happens and however time passes, everybody is in the layer that the plain rule puts them in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from segments.living import Brand, Chance, Told
from sqlalchemy import select

from huayuan.events.api import Committer, EventReader
from huayuan.events.contracts import IdentityResolver
from huayuan.events.tables import WAREHOUSE_TABLES
from huayuan.identity.resolver import Resolver
from huayuan.kernel.clock import Clock, ManualClock
from huayuan.kernel.crypto import Vault
from huayuan.kernel.services import Services
from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.kernel.warehouse import connect_warehouse
from huayuan.profiles import api as profiles
from huayuan.profiles import projections as profile_projections
from huayuan.segments.lifecycle import keeping, tasks
from huayuan.segments.lifecycle.contracts import Facts, LifecycleSettings
from huayuan.segments.lifecycle.models import PersonLayerRow
from huayuan.segments.lifecycle.projections import PROJECTIONS
from huayuan.segments.lifecycle.rules import layer_of


@pytest.fixture(params=["duckdb", "chdb"])
def brand(
    request: pytest.FixtureRequest, uow: UnitOfWork, clock: ManualClock, vault: Vault, tmp_path: Path
) -> Iterator[Brand]:
    warehouse = connect_warehouse(
        f"duckdb:///{tmp_path / 'events.duckdb'}" if request.param == "duckdb" else "chdb://"
    )
    if request.param == "chdb":
        warehouse.command("DROP TABLE IF EXISTS events")
    warehouse.migrate(list(WAREHOUSE_TABLES))
    resolver = Resolver(vault)
    committer = Committer(uow, warehouse, resolver, clock, name="test", interval_seconds=0.0)
    committer.start()
    services = Services()
    services.put(UnitOfWork, uow)
    services.put(Vault, vault)
    services.put(Committer, committer)
    services.put(EventReader, EventReader(warehouse, uow, committer))
    services.put(IdentityResolver, resolver)  # type: ignore[type-abstract]
    services.put(Clock, clock)  # type: ignore[type-abstract]
    yield Brand(services, clock, (*profile_projections.PROJECTIONS, *PROJECTIONS), (tasks.lapses,))
    committer.stop(10)
    warehouse.close()


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
        paid = paid_orders(told)
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
                joined_at=min([*joined, *paid], default=None),
                last_activity_at=max(active, default=None),
                interactions=tuple(one.at for one in told if one.event in settings.interactions),
                purchases=tuple(paid),
                spent=sum(amount for amount in paid.values()),
            ),
        )


def paid_orders(told: list[Told]) -> dict[datetime, int]:
    found: dict[datetime, int] = {}
    for number in {one.properties["order_no"] for one in told if "order_no" in one.properties}:
        about = [one for one in told if one.properties.get("order_no") == number]
        kinds = {one.event for one in about}
        paid = min((one for one in about if one.event == "order_paid"), key=lambda one: one.at, default=None)
        if paid and ("order_cancelled" not in kinds or "order_refunded" in kinds):
            found[paid.at] = paid.amount or 0
    return found


def layers(brand: Brand) -> dict[int, str]:
    with brand.uow.read() as tx:
        return {
            row.person_id: row.layer
            for row in tx.session.execute(select(PersonLayerRow.person_id, PersonLayerRow.layer))
        }


@pytest.mark.parametrize("seed", range(2))
def test_layers_follow_whatever_happens(brand: Brand, seed: int) -> None:
    chance, settings = Chance(brand, seed), LifecycleSettings()
    for _ in range(30):
        chance.act()
        brand.catch_up()
        assert layers(brand) == expected(brand, settings)
    before = layers(brand)
    assert len(set(before.values())) > 2
    keeping.recount(brand.services, lambda _: None)
    assert layers(brand) == before
