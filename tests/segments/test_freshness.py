"""Whatever happens and however time passes, keeping up ends where evaluating everybody again would."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from pyroaring import BitMap
from segments.living import Brand, Chance, Told

from huayuan.bootstrap.segment_ports import MembershipsAbove
from huayuan.events.api import Committer, EventReader
from huayuan.events.contracts import IdentityResolver
from huayuan.events.tables import WAREHOUSE_TABLES
from huayuan.identity.resolver import Resolver
from huayuan.kernel.clock import Clock, ManualClock
from huayuan.kernel.crypto import Vault
from huayuan.kernel.services import Services
from huayuan.kernel.settings import Settings
from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.kernel.warehouse import connect_warehouse
from huayuan.profiles import api as profiles
from huayuan.profiles import projections as profile_projections
from huayuan.segments import api, freshness, telling
from huayuan.segments.api import AnswerCache, Keeper, Memberships
from huayuan.segments.contracts import Ask, MembershipPort
from huayuan.segments.evaluating import evaluate
from huayuan.segments.tree import parse

LAST_10 = {"kind": "last", "n": 10, "unit": "day"}
VIEWED: dict[str, Any] = {"kind": "event", "event": "page_viewed"}
PAID: dict[str, Any] = {"kind": "event", "event": "order_paid"}

RULES: list[dict[str, Any]] = [
    PAID | {"window": LAST_10},
    PAID | {"operator": "exactly", "value": 0, "window": LAST_10},
    PAID | {"operator": "at_most", "value": 1},
    PAID | {"measure": "sum", "property": "amount", "operator": "at_least", "value": 30_000, "window": {"kind": "last", "n": 3, "unit": "week"}},
    PAID | {"where": [{"property": "amount", "operator": "greater", "value": 20_000}]},
    VIEWED | {"measure": "days", "operator": "between", "value": [1, 3], "window": {"kind": "this", "unit": "month"}},
    VIEWED | {"window": {"kind": "previous", "unit": "week"}},
    VIEWED | {"window": {"kind": "before", "n": 20, "unit": "day"}},
    VIEWED | {"window": {"kind": "between", "from": "2026-02-20", "to": "2026-03-09"}},
    {"kind": "event_time", "which": "first", "event": "page_viewed", "window": {"kind": "last", "n": 40, "unit": "day"}},
    {"kind": "event_time", "which": "last", "event": "order_paid", "window": {"kind": "before", "n": 6, "unit": "day"}},
    {"kind": "sequence", "steps": [{"event": "page_viewed"}, {"event": "order_paid"}], "within": {"n": 9, "unit": "day"}, "window": {"kind": "last", "n": 60, "unit": "day"}},
    {"kind": "channel", "touch": "any", "channels": ["poster"]},
    {"kind": "tag", "has": "any", "tags": [1, 2]},
    {"kind": "tag", "has": "none", "tags": [1, 2]},
    {"kind": "trait", "trait": "city", "operator": "in", "value": ["上海", "杭州"]},
    {"kind": "trait", "trait": "last_seen_at", "operator": "within_last", "value": {"n": 5, "unit": "day"}},
    {"kind": "friend", "state": "open", "staff": [1]},
    {"kind": "friend", "state": "never"},
    {"kind": "identity", "identifier": "phone", "has": False},
    {"kind": "sample", "salt": "spring", "from": 0, "to": 50},
    {"kind": "all", "of": []},
    {"kind": "any", "of": [{"kind": "segment", "segment": 1}, {"kind": "all", "of": [VIEWED | {"window": LAST_10}, {"kind": "none", "of": [PAID]}]}]},
    {"kind": "none", "of": [{"kind": "segment", "segment": 23}, {"kind": "tag", "has": "all", "tags": [1, 3]}]},
]  # fmt: skip


class Busy(Chance):
    """Also gives and takes tags, learns traits, and lets minutes pass."""

    def act(self) -> None:
        self.random.choice([super().act, super().act, super().act, self.tags, self.traits, self.minutes])()

    def _person(self) -> int | None:
        return self.brand.person(self.who())

    def tags(self) -> None:
        if (person := self._person()) is None:
            return
        change = self.random.choice([profiles.add_tags, profiles.remove_tags])
        with self.brand.uow.begin() as tx:
            change(tx, person, [self.random.randint(1, 3)], "test", tx.now)

    def traits(self) -> None:
        if (person := self._person()) is None:
            return
        city = self.random.choice(["上海", "杭州", "北京", None])
        with self.brand.uow.begin() as tx:
            profiles.set_traits(tx, person, {"city": city}, "test", tx.now)

    def minutes(self) -> None:
        self.brand.clock.advance(seconds=self.random.randint(1, 600))


@pytest.fixture(params=["duckdb", "chdb"])
def brand(
    request: pytest.FixtureRequest, uow: UnitOfWork, clock: ManualClock, vault: Vault, tmp_path: Path
) -> Iterator[Brand]:
    duck = request.param == "duckdb"
    warehouse = connect_warehouse(f"duckdb:///{tmp_path / 'events.duckdb'}" if duck else "chdb://")
    if not duck:
        warehouse.command("DROP TABLE IF EXISTS events")
    warehouse.migrate(list(WAREHOUSE_TABLES))
    resolver, services = Resolver(vault), Services()
    committer = Committer(uow, warehouse, resolver, clock, name="test", interval_seconds=0.0)
    committer.start()
    services.put(UnitOfWork, uow)
    services.put(Vault, vault)
    services.put(Settings, Settings(data_dir=tmp_path, database_url="", warehouse_url=""))
    services.put(Committer, committer)
    services.put(EventReader, EventReader(warehouse, uow, committer))
    services.put(IdentityResolver, resolver)  # type: ignore[type-abstract]
    services.put(Clock, clock)  # type: ignore[type-abstract]
    wire(services)
    yield Brand(services, clock, profile_projections.PROJECTIONS, (freshness.keep, telling.tell))
    committer.stop(10)
    warehouse.close()


def wire(services: Services) -> None:
    services.put(Memberships, Memberships())
    services.put(AnswerCache, AnswerCache())
    services.put(Keeper, Keeper())
    services.put(MembershipPort, MembershipsAbove())


def ask(brand: Brand, tx: Any) -> Ask:
    return Ask(brand.services, tx, freshness.moment_of(brand.services, tx))


def make_segments(brand: Brand, rules: list[dict[str, Any]]) -> list[int]:
    made = []
    for place, rule in enumerate(rules):
        with brand.uow.begin() as tx:
            made.append(api.create(ask(brand, tx), f"人群 {place}", "", rule, "test").id)
    brand.catch_up()
    return made


def kept(brand: Brand, made: list[int]) -> dict[int, list[int]]:
    with brand.uow.read() as tx:
        return {one: sorted(api.members(ask(brand, tx), one)) for one in made}


def evaluated(brand: Brand, made: list[int]) -> dict[int, list[int]]:
    """Everybody asked anew; segments within segments as they are kept, which this same test holds to be right."""
    with brand.uow.read() as tx:
        asked = ask(brand, tx)
        trees = [parse(api.get(tx, one).tree) for one in made]
        return {one: sorted(people) for one, people in zip(made, evaluate(asked, trees), strict=True)}


@pytest.mark.parametrize("seed", range(2))
def test_keeping_up_equals_evaluating_everybody(brand: Brand, seed: int) -> None:
    with brand.uow.begin() as tx:
        for name in ("一", "二", "三"):
            profiles.create_tag(tx, "组", name)
    chance = Busy(brand, seed)
    for _ in range(10):
        chance.act()
    made = make_segments(brand, RULES)
    brand.catch_up()
    assert made[0] == 1 and made[22] == 23
    for step in range(30):
        chance.act()
        brand.catch_up()
        assert kept(brand, made) == evaluated(brand, made), f"step {step}"
    assert any(kept(brand, made).values())
    assert replayed(brand, made) == kept(brand, made)
    with brand.uow.read() as tx:
        sizes = {one: api.get(tx, one).size for one in made}
    assert sizes == {one: len(people) for one, people in kept(brand, made).items()}


def replayed(brand: Brand, made: list[int]) -> dict[int, list[int]]:
    """Members as a process that has just started reads them: from snapshots and the changes since."""
    with brand.uow.read() as tx:
        fresh = Memberships()
        alone = {one: sorted(fresh.members(tx, one)) for one in made}
        together = {one: sorted(people) for one, people in Memberships().all_members(tx, made).items()}
    assert alone == together
    return alone


def test_a_member_leaves_on_time_without_an_event(brand: Brand) -> None:
    made = make_segments(brand, [PAID | {"window": LAST_10}])
    brand.order(1, brand.clock.now() - timedelta(days=9), 5_000)
    brand.catch_up()
    person = brand.person(1)
    assert kept(brand, made) == {made[0]: [person]}
    brand.clock.advance(seconds=86_400 - 30)
    brand.catch_up()
    assert kept(brand, made) == {made[0]: [person]}, "thirty seconds before the end"
    brand.clock.advance(seconds=36)
    brand.catch_up()
    assert kept(brand, made) == {made[0]: []}
    with brand.uow.read() as tx:
        causes = [(change.entered, change.cause.value) for change in api.changes(tx, made[0])]
    assert causes == [(True, "data"), (False, "time")]
    told = brand.services.get(EventReader).timeline(person or 0, events=["segment_entered", "segment_left"])
    assert [(one.event, one.properties) for one in told] == [
        ("segment_left", {"segment_id": made[0], "version": 1}),
        ("segment_entered", {"segment_id": made[0], "version": 1}),
    ]


def test_an_event_dated_ahead_counts_when_its_time_has_come(brand: Brand) -> None:
    made = make_segments(brand, [VIEWED | {"window": LAST_10}])
    brand.order(1, brand.clock.now(), 100)
    brand.tell([Told(1, "page_viewed", brand.clock.now() + timedelta(seconds=60))])
    brand.catch_up()
    assert kept(brand, made) == {made[0]: []}
    brand.clock.advance(seconds=70)
    brand.catch_up()
    assert kept(brand, made) == {made[0]: [brand.person(1)]}


def test_a_changed_rule_is_another_version_whose_difference_is_told(brand: Brand) -> None:
    brand.order(1, brand.clock.now(), 100)
    brand.order(2, brand.clock.now(), 9_900)
    brand.catch_up()
    made = make_segments(brand, [PAID, {"kind": "segment", "segment": 1}])
    brand.catch_up()
    with brand.uow.read() as tx:
        assert api.changes(tx, None) == [], "the first members entered nothing"
    rule = PAID | {"where": [{"property": "amount", "operator": "at_least", "value": 1_000}]}
    with brand.uow.begin() as tx:
        api.edit(ask(brand, tx), made[0], version=1, by="test", raw=rule)
    brand.catch_up()
    assert kept(brand, made) == {made[0]: [brand.person(2)], made[1]: [brand.person(2)]}
    with brand.uow.read() as tx:
        changes = api.changes(tx, None)
    assert [
        (one.segment_id, one.version, one.person_id, one.entered, one.cause.value) for one in changes
    ] == [
        (made[0], 2, brand.person(1), False, "rule"),
        (made[1], 1, brand.person(1), False, "rule"),
    ]


def test_members_wear_the_tag_that_follows_their_segment(brand: Brand) -> None:
    brand.order(1, brand.clock.now(), 100)
    brand.order(2, brand.clock.now() - timedelta(days=9), 100)
    brand.catch_up()
    made = make_segments(brand, [PAID | {"window": LAST_10}])
    brand.catch_up()
    with brand.uow.begin() as tx:
        tag = profiles.create_tag(tx, "规则", "近期买过")
        profiles.set_rule(tx, tag.id, made[0])
    brand.catch_up()

    def wearers() -> set[int]:
        with brand.uow.read() as tx:
            return set(profiles.tag_wearers(tx, tag.id).tolist())

    assert wearers() == {brand.person(1), brand.person(2)}
    brand.clock.advance(seconds=2 * 86_400)
    brand.catch_up()
    assert wearers() == {brand.person(1)}, "whoever leaves takes it off"
    brand.order(2, brand.clock.now(), 100)
    brand.catch_up()
    assert wearers() == {brand.person(1), brand.person(2)}


def test_snapshots_hold_what_changes_said(brand: Brand, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(freshness, "CHANGES_BEFORE_SNAPSHOT", 2)
    made = make_segments(brand, [PAID | {"window": LAST_10}])
    brand.catch_up()
    for customer in range(6):
        brand.order(customer, brand.clock.now(), 100)
        brand.catch_up()
        brand.clock.advance(seconds=40_000)
    assert replayed(brand, made) == kept(brand, made) == evaluated(brand, made)
    assert BitMap(kept(brand, made)[made[0]])
