"""A small brand whose customers do things at random: events, friendships, merges, splits, erasures, passing time.

Beside the platform it keeps what happened in plain lists, so that a test can say on its own what must come out.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from huayuan.bootstrap.registry import PRIVACY, REACTIONS, TASKS
from huayuan.compliance import api as compliance
from huayuan.compliance.contracts import PersonRights
from huayuan.events import api as events
from huayuan.events import tasks as event_tasks
from huayuan.events.api import Committer, EventReader
from huayuan.events.by_person import building
from huayuan.events.by_person.building import keep_index
from huayuan.events.by_person.index import ByPerson
from huayuan.events.contracts import IdentityResolver, NewEvent
from huayuan.events.projection import advance
from huayuan.events.tables import WAREHOUSE_TABLES
from huayuan.identity import api as identity
from huayuan.identity.errors import PersonNotFound
from huayuan.identity.resolver import Resolver
from huayuan.kernel.caller import SYSTEM
from huayuan.kernel.clock import Clock, ManualClock
from huayuan.kernel.crypto import Vault
from huayuan.kernel.errors import HuayuanError
from huayuan.kernel.services import Services
from huayuan.kernel.settings import Settings
from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.kernel.warehouse import Warehouse, connect_warehouse
from huayuan.kernel.worker import Worker
from huayuan.profiles import api as profiles
from huayuan.profiles import projections as profile_projections
from huayuan.profiles.contracts import NewFriend
from huayuan.segments.lifecycle import projections as lifecycle_projections
from huayuan.segments.lifecycle import tasks as lifecycle_tasks
from huayuan.segments.rfm import projections as rfm_projections
from huayuan.segments.rfm import tasks as rfm_tasks


@pytest.fixture(params=["duckdb", "chdb", "indexed"])
def warehouse(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Warehouse]:
    """`indexed` is DuckDB with the index by person beside it."""
    engine = request.param
    warehouse = connect_warehouse(
        "chdb://" if engine == "chdb" else f"duckdb:///{tmp_path / 'events.duckdb'}"
    )
    if engine == "chdb":
        warehouse.command("DROP TABLE IF EXISTS events")
    warehouse.migrate(list(WAREHOUSE_TABLES))
    yield warehouse
    warehouse.close()


def _keep_index(services: Services) -> bool:
    return keep_index(services.get(EventReader), services.get(UnitOfWork))


@pytest.fixture
def brand(
    warehouse: Warehouse, uow: UnitOfWork, clock: ManualClock, vault: Vault, tmp_path: Path,
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Brand]:  # fmt: skip
    resolver = Resolver(vault)
    committer = Committer(uow, warehouse, resolver, clock, name="test", interval_seconds=0.0)
    committer.start()
    services = Services()
    services.put(UnitOfWork, uow)
    services.put(Vault, vault)
    services.put(Settings, Settings(data_dir=tmp_path / "data"))
    services.put(Committer, committer)
    reader = services.put(EventReader, EventReader(warehouse, uow, committer))
    if "indexed" in request.node.name:
        monkeypatch.setattr(building, "FEWEST_ROWS", 1)
        reader.by_person = ByPerson(tmp_path / "index", reader.unfolded_moves)
    services.put(IdentityResolver, resolver)  # type: ignore[type-abstract]
    services.put(Clock, clock)  # type: ignore[type-abstract]
    followed = (
        *profile_projections.PROJECTIONS,
        *rfm_projections.PROJECTIONS,
        *lifecycle_projections.PROJECTIONS,
    )
    yield Brand(services, clock, followed, (rfm_tasks.lapses, lifecycle_tasks.lapses, _keep_index))
    committer.stop(10)


def paid_orders(told: list[Told]) -> dict[str, tuple[datetime, int]]:
    """order number → when it was paid and how much, of the orders that count."""
    found = {}
    for number in {one.properties["order_no"] for one in told if "order_no" in one.properties}:
        about = [one for one in told if one.properties.get("order_no") == number]
        kinds = {one.event for one in about}
        paid = min((one for one in about if one.event == "order_paid"), key=lambda one: one.at, default=None)
        if paid and ("order_cancelled" not in kinds or "order_refunded" in kinds):
            found[number] = paid.at, paid.amount or 0
    return found


@dataclass
class Told:
    """An event as we told it; `customer` is the number by which we know who did it."""

    customer: int
    event: str
    at: datetime
    account: str | None = None
    properties: dict[str, Any] = field(default_factory=dict)
    amount: int | None = None


@dataclass
class Brand:
    services: Services
    clock: ManualClock
    projections: tuple[Any, ...]
    settle: tuple[Callable[[Services], Any], ...] = ()  # rounds that follow time
    told: list[Told] = field(default_factory=list)
    merges: list[int] = field(default_factory=list)
    orders: int = 0

    def __post_init__(self) -> None:
        self.uow = self.services.get(UnitOfWork)
        self.worker = Worker(self.uow, self.services, TASKS, REACTIONS, threads=1, owner="test")

    def tell(self, told: list[Told]) -> None:
        self.told += told
        events.ingest(self.services, [self._event(one) for one in told])

    def _event(self, one: Told) -> NewEvent:
        return NewEvent(
            uuid.uuid4(), one.event, one.at, {"member_no": f"m{one.customer}"}, one.properties,
            account=one.account or "shop", amount=one.amount,
        )  # fmt: skip

    def person(self, customer: int) -> int | None:
        with self.uow.read() as tx:
            return identity.find(tx, self.services.get(Vault), "member_no", f"m{customer}", "shop")

    def order(self, customer: int, at: datetime, amount: int, **more: Any) -> None:
        self.orders += 1
        number = {"order_no": f"o{self.orders}"} | more
        self.tell([Told(customer, "order_paid", at, properties=number, amount=amount)])

    def befriend(self, customer: int, staff: int, at: datetime) -> None:
        if (person := self.person(customer)) is None:
            return
        with self.uow.begin() as tx:
            profiles.friends_added(tx, [NewFriend(person, staff, "corp", f"x{customer}", at)])

    def unfriend(self, customer: int, staff: int, at: datetime) -> None:
        if (person := self.person(customer)) is not None:
            with self.uow.begin() as tx:
                profiles.friend_removed(tx, person_id=person, staff_id=staff, removed_at=at, by="customer")

    def catch_up(self) -> None:
        """Run everything that the processes would run, until nothing is left to do."""
        for _ in range(20):
            busy = bool(self.worker.run_due())
            busy |= event_tasks.pump(self.services)
            self.services.get(Committer)._mark_done()
            for projection in self.projections:
                while advance(self.services, projection):
                    busy = True
            for round_ in self.settle:
                while round_(self.services):
                    busy = True
            busy |= bool(self.worker.run_due())
            if not busy and not self._waiting():
                event_tasks.fold(self.services)
                return
        raise AssertionError("it never came to rest")

    def _waiting(self) -> bool:
        from huayuan.events import store

        with self.uow.read() as tx:
            names = [one.name for one in self.projections]
            touched = any(store.touches(tx, name, 1) for name in names)
            last = store.last_batch(tx)
            behind = last and any(store.cursor(tx, name) < last[0] for name in names if self._follows(name))
            return bool(touched or store.take_pending(tx, 1) or behind)

    def _follows(self, name: str) -> bool:
        return any(one.name == name and getattr(one, "stream", True) for one in self.projections)


class Chance:
    """Does one thing or another to the customers of a brand."""

    NAMES = ("oa_article_read", "message_received", "page_viewed", "link_clicked", "message_sent", "searched")

    def __init__(self, brand: Brand, seed: int, customers: int = 12) -> None:
        self.brand, self.random, self.customers = brand, Random(seed), customers

    def act(self) -> None:
        self.random.choice(
            [self.events, self.events, self.events, self.orders, self.orders, self.wait, self.wait, self.friendship,
             self.following, self.merge, self.split, self.erase]
        )()  # fmt: skip

    def who(self) -> int:
        return self.random.randrange(self.customers)

    def moment(self) -> datetime:
        return self.brand.clock.now() - timedelta(
            days=self.random.choice([0, 0, 0, 1, 3, 8, 20, 40, 100]), seconds=self.random.randrange(86_400)
        )

    def events(self) -> None:
        self.brand.tell(
            [
                Told(self.who(), self.random.choice(self.NAMES), self.moment())
                for _ in range(self.random.randint(1, 8))
            ]
        )

    def orders(self) -> None:
        for _ in range(self.random.randint(1, 3)):
            who, at = self.who(), self.moment()
            self.brand.order(who, at, self.random.randint(1, 900) * 100)
            number = {"order_no": f"o{self.brand.orders}"}
            match self.random.randrange(6):
                case 0:
                    self.brand.tell(
                        [Told(who, "order_cancelled", at + timedelta(minutes=5), properties=number)]
                    )
                case 1:
                    refund = Told(
                        who, "order_refunded", at + timedelta(minutes=6), properties=number, amount=100
                    )
                    self.brand.tell([refund])
                case 2:
                    again = Told(who, "order_paid", at + timedelta(hours=1), properties=number, amount=77)
                    self.brand.tell([again])

    def wait(self) -> None:
        self.brand.clock.advance(seconds=self.random.choice([60, 3_600, 86_400, 3 * 86_400, 12 * 86_400]))

    def friendship(self) -> None:
        who, staff = self.who(), self.random.randint(1, 3)
        if self.random.random() < 0.5:
            at = self.moment()
            self.brand.befriend(who, staff, at)
            self.brand.tell([Told(who, "contact_added", at)])
        else:
            self.brand.unfriend(who, staff, self.brand.clock.now())

    def following(self) -> None:
        name = self.random.choice(["oa_followed", "oa_followed", "oa_unfollowed"])
        self.brand.tell([Told(self.who(), name, self.moment(), account="shop")])

    def merge(self) -> None:
        a, b = self.brand.person(self.who()), self.brand.person(self.who())
        if a is None or b is None or a == b:
            return
        try:
            with self.brand.uow.begin() as tx:
                self.brand.merges.append(identity.merge(tx, a, b, "test", "test"))
        except HuayuanError:
            pass

    def split(self) -> None:
        if not self.brand.merges:
            return
        try:
            with self.brand.uow.begin() as tx:
                identity.undo_merge(tx, self.brand.merges.pop(), "test")
        except HuayuanError:
            pass

    def erase(self) -> None:
        if self.random.random() < 0.7 or (person := self.brand.person(who := self.who())) is None:
            return
        gone = {c for c in range(self.customers) if self.brand.person(c) == person}
        assert who in gone
        self.brand.catch_up()
        rights = PersonRights(tuple(PRIVACY), self.brand.services.get(Vault))
        try:
            with self.brand.uow.begin() as tx:
                compliance.erase_person(tx, person, rights, by=SYSTEM, reason="test erasure")
        except PersonNotFound:
            return
        self.brand.told = [one for one in self.brand.told if one.customer not in gone]
        self.brand.catch_up()
