"""PostgreSQL: several processes that see the same people at once end with one person each."""

from __future__ import annotations

import random
import threading
from collections.abc import Iterator
from uuid import uuid4

import pytest
from identity.observing import START
from sqlalchemy import func, select

from huayuan.events.contracts import Observation, Resolved
from huayuan.identity import api
from huayuan.identity.models import IdentifierRow, PersonRow
from huayuan.identity.resolver import Resolver
from huayuan.kernel.clock import ManualClock
from huayuan.kernel.crypto import Vault
from huayuan.kernel.db import Base, Database
from huayuan.kernel.unit_of_work import UnitOfWork


@pytest.fixture
def database(postgres_database: str) -> Iterator[Database]:
    database = Database(postgres_database)
    Base.metadata.create_all(database.engine)
    yield database
    database.dispose()


def test_processes_that_meet_the_same_people_at_once_agree(database: Database) -> None:
    """Four of them, each with its own memory: the same visitors, phones and links in a different order each."""
    people = range(60)
    singles = [(("anonymous_id", f"a{person}"),) for person in people]
    phones = [(("phone", f"1380013{person:04d}"),) for person in people]
    links = [(*single, *phone) for single, phone in zip(singles, phones, strict=True)]
    failures: list[BaseException] = []

    def run(seed: int) -> None:
        try:
            _resolve_all(database, [*singles, *phones, *links], seed)
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=run, args=(seed,)) for seed in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert failures == []
    with UnitOfWork(database, ManualClock(START)).read() as tx:
        owners = tx.session.execute(select(IdentifierRow.kind, IdentifierRow.person_id)).all()
        assert len(owners) == 2 * len(people), "one row an identifier"
        assert len({person for _, person in owners}) == len(people), "one person for each visitor and phone"
        current = set(tx.session.scalars(select(PersonRow.current_id)))
        assert current == {person for _, person in owners}, "no person is left without identifiers"
        assert api.conflicts(tx) == ([], 0)


def _resolve_all(database: Database, seen: list[tuple[tuple[str, str], ...]], seed: int) -> None:
    uow, resolver = UnitOfWork(database, ManualClock(START)), Resolver(Vault([bytes(32)]))
    order = random.Random(seed)
    seen = order.sample(seen, len(seen))
    for start in range(0, len(seen), 15):
        batch = [
            Observation(ids, None, uuid4(), START, f"process {seed}") for ids in seen[start : start + 15]
        ]
        with uow.begin() as tx:
            assert all(isinstance(answer, Resolved) for answer in resolver.resolve(tx, batch))


def test_whoever_is_second_waits_and_finds_the_person(database: Database) -> None:
    uow = UnitOfWork(database, ManualClock(START))
    seen = Observation((("wechat_unionid", "u"),), None, uuid4(), START, "test")
    answers: list[object] = []

    def second() -> None:
        with uow.begin() as tx:
            answers.extend(Resolver(Vault([bytes(32)])).resolve(tx, [seen]))

    with uow.begin() as tx:
        [first] = Resolver(Vault([bytes(32)])).resolve(tx, [seen])
        thread = threading.Thread(target=second)
        thread.start()
        thread.join(0.3)
        assert answers == [], "it waits for our commit"
    thread.join(30)
    assert isinstance(first, Resolved)
    assert answers == [first._replace(created=False)]
    with uow.read() as tx:
        assert tx.session.scalar(select(func.count()).select_from(PersonRow)) == 1
