"""The records database of the people of `people.py`: identifiers, customer lines, friendships, tags and traits.

Rows go in through the driver, in the columns of the features' own tables, indexes last: millions of rows through the
features' doors would take an hour. A column that a table gained and that may not be empty makes this fail at once.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from people_events import CHANNELS, CITIES, Counted, Plan, channel_of
from sqlalchemy import Connection, Index, Table, text
from sqlalchemy.schema import CreateTable

import huayuan.bootstrap.registry  # noqa: F401  (every feature's tables)
from huayuan.bootstrap.migrate import migrate_records
from huayuan.kernel.clock import SystemClock
from huayuan.kernel.db import Base, Database
from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.profiles import api as profiles
from huayuan.stores import api as stores

CHUNK = 100_000
STAFF, STORES, TAGS = 300, 60, 40
FRIENDS = 0.6  # of the people are or were friends with a member of staff
CORP, SOURCE = "wwcorp", "benchmark"
FAST = ("journal_mode=OFF", "synchronous=OFF", "cache_size=-400000", "temp_store=MEMORY", "foreign_keys=OFF")
LEVELS = ("普通", "银卡", "金卡", "黑金")
FILLED = (
    "person",
    "identifier",
    "person_profile",
    "staff_contact",
    "person_tag",
    "person_trait",
    "trait_value",
)
KEPT = (*FILLED, "region", "store", "staff", "tag_group", "tag")
Rows = Iterator[tuple[Any, ...]]


def schema_of(tables: tuple[str, ...] | None = None) -> str:
    """A short name for these tables, or all, as they are in this version."""
    known = [table for table in Base.metadata.sorted_tables if tables is None or table.name in tables]
    return hashlib.sha256("".join(str(CreateTable(table)) for table in known).encode()).hexdigest()[:12]


def renew_empty_tables(path: Path) -> None:
    """Brings tables that were left empty to this version: quicker than writing millions of rows again."""
    database = Database(f"sqlite:///{path}")
    others = [table for table in Base.metadata.sorted_tables if table.name not in KEPT]
    with database.engine.connect() as connection:
        for table in reversed(others):
            table.drop(connection, checkfirst=True)
        Base.metadata.create_all(connection)
        connection.commit()
    database.dispose()


def write_records(path: Path, plan: Plan, counted: Counted) -> None:
    database = Database(f"sqlite:///{path}")
    migrate_records(database)
    staff, tags = _set_up(UnitOfWork(database, SystemClock()))
    with database.engine.connect() as connection:
        indexes = _without_indexes(connection, [Base.metadata.tables[name] for name in FILLED])
    database.dispose()  # the journal can be switched off only by who is alone
    _fill(path, plan, counted, staff, tags)
    with database.engine.connect() as connection:
        for index in indexes:
            index.create(connection)
        connection.execute(text("analyze"))
        connection.commit()
    database.dispose()


def _set_up(uow: UnitOfWork) -> tuple[list[int], list[int]]:
    """Staff of some stores and tags; answers their ids."""
    with uow.begin() as tx:
        shops = [
            stores.upsert_store(tx, account=CORP, department_id=str(n), name=f"{n}店", region_id=None)
            for n in range(STORES)
        ]
        staff = [
            stores.upsert_staff(
                tx, account=CORP, userid=f"guide{n}", name=f"导购{n}", store_id=shops[n % STORES]
            )
            for n in range(STAFF)
        ]
        tags = [profiles.ensure_tag(tx, f"组{n % 5}", f"标签{n}") for n in range(TAGS)]
    return staff, tags


def _without_indexes(connection: Connection, tables: list[Table]) -> list[Index]:
    """Drops the indexes of these tables; answers them, to be made again over all rows at once."""
    indexes = [index for table in tables for index in table.indexes]
    for index in indexes:
        index.drop(connection)
    connection.commit()
    return indexes


def _fill(path: Path, plan: Plan, counted: Counted, staff: list[int], tags: list[int]) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in FAST:
        connection.execute(f"PRAGMA {pragma}")
    random = np.random.default_rng([plan.seed, 9])
    for first in range(0, plan.people, CHUNK):
        people = np.arange(first + 1, min(first + CHUNK, plan.people) + 1)
        connection.execute("BEGIN")
        for statement, rows in _rows(random, plan, people, counted, staff, tags):
            connection.executemany(statement, rows)
        connection.execute("COMMIT")
    connection.close()


def _rows(
    random: np.random.Generator,
    plan: Plan,
    people: NDArray[np.int64],
    counted: Counted,
    staff: list[int],
    tags: list[int],
) -> Iterator[tuple[str, Rows]]:
    """Statements and what goes into them, for these people."""
    numbers = people.tolist()
    start = str(datetime.combine(plan.first_day, datetime.min.time()))
    began, last, last_order = (
        _times(values[people - 1], start) for values in (counted.first, counted.last, counted.last_order)
    )
    channels = [CHANNELS[number] for number in channel_of(people)]
    cities = [
        CITIES[number % len(CITIES)] if number % 8 else None
        for number in random.integers(0, 96, len(people)).tolist()
    ]
    genders = [("male", "female", None)[number % 3] for number in numbers]
    orders, money = counted.orders[people - 1].tolist(), counted.gmv[people - 1].tolist()
    batches = int(counted.batches)
    yield (
        _insert("person", "id", "current_id", "core_id", "created_at"),
        ((n, n, n, at) for n, at in zip(numbers, began, strict=True)),
    )
    yield (
        _insert(
            "identifier",
            "id",
            "kind",
            "account",
            "key",
            "person_id",
            "origin_person_id",
            "first_seen_at",
            "last_seen_at",
        ),
        (
            (n, "wechat_unionid", "", f"u{n}", n, n, at, to)
            for n, at, to in zip(numbers, began, last, strict=True)
        ),
    )
    yield (
        _insert(
            "person_profile", "person_id", "name", "name_lower", "gender", "city", "first_seen_at", "last_seen_at",
            "first_channel", "last_channel", "first_channel_at", "last_channel_at", "events", "counted_up_to", "orders",
            "gmv", "last_order_at",
        ),
        (
            (
                n, f"客户{n}", f"客户{n}", gender, city, at, to, channel, channel, at, to, events, batches, bought, paid,
                ordered if bought else None,
            )
            for n, gender, city, at, to, channel, events, bought, paid, ordered in zip(
                numbers, genders, cities, began, last, channels, counted.events[people - 1].tolist(), orders, money,
                last_order, strict=True,
            )
        ),
    )  # fmt: skip
    yield _friendships(random, numbers, began, channels, staff)
    yield _worn(random, numbers, tags, start)
    yield from _traits(random, numbers, genders, cities, start)


def _friendships(
    random: np.random.Generator, numbers: list[int], began: list[str], channels: list[str], staff: list[int]
) -> tuple[str, Rows]:
    chance = random.random(len(numbers)).tolist()
    chosen = random.integers(0, len(staff), len(numbers)).tolist()
    statement = _insert(
        "staff_contact", "person_id", "origin_person_id", "staff_id", "account", "external_userid", "added_at", "removed_at",
        "channel",
    )  # fmt: skip
    return statement, (
        (n, n, staff[one], CORP, f"wm{n}", at, at if luck < FRIENDS / 6 else None, channel)
        for n, luck, one, at, channel in zip(numbers, chance, chosen, began, channels, strict=True)
        if luck < FRIENDS
    )


def _worn(random: np.random.Generator, numbers: list[int], tags: list[int], at: str) -> tuple[str, Rows]:
    """Two tags a person; some tags are worn by many more than others."""
    ranks = np.minimum(random.zipf(1.4, (len(numbers), 2)), len(tags)) - 1
    statement = _insert("person_tag", "origin_person_id", "tag_id", "source", "person_id", "added_at")
    return statement, (
        (n, tags[one], SOURCE, n, at)
        for n, pair in zip(numbers, ranks.tolist(), strict=True)
        for one in set(pair)
    )


def _traits(
    random: np.random.Generator,
    numbers: list[int],
    genders: list[str | None],
    cities: list[str | None],
    at: str,
) -> Iterator[tuple[str, Rows]]:
    """Stated and effective values: gender, city, birthday, member level."""
    count = len(numbers)
    birthdays = np.datetime64("1950-01-01") + random.integers(0, 365 * 55, count)
    levels = np.minimum(random.geometric(0.6, count), len(LEVELS)) - 1
    values: dict[str, list[Any]] = {
        "gender": list(genders),
        "city": list(cities),
        "birthday": [
            day if n % 4 else None for n, day in zip(numbers, birthdays.astype(str).tolist(), strict=True)
        ],
        "level": [LEVELS[level] for level in levels.tolist()],
    }
    statement = _insert(
        "person_trait", "origin_person_id", "key", "source", "person_id", "value", "updated_at"
    )
    yield (
        statement,
        (
            (n, key, SOURCE, n, json.dumps(value, ensure_ascii=False), at)
            for key, column in values.items()
            for n, value in zip(numbers, column, strict=True)
            if value is not None
        ),
    )
    statement = _insert("trait_value", "person_id", "key", "ordinal", "word", "moment", "anniversary")
    yield (
        statement,
        (
            (n, key, 0, str(value), *_asked_by(key, value))
            for key, column in values.items()
            for n, value in zip(numbers, column, strict=True)
            if value is not None
        ),
    )


def _asked_by(key: str, value: Any) -> tuple[str | None, int | None]:
    """Moment and anniversary of a trait's value."""
    if key != "birthday":
        return None, None
    return f"{value} 00:00:00.000000", int(value[5:7]) * 100 + int(value[8:10])


def _insert(table: str, *columns: str) -> str:
    known = Base.metadata.tables[table].columns
    missing = [c for c in columns if c not in known]
    assert not missing, f"{table} has no {missing}"
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"


def _times(microseconds: NDArray[np.int64], otherwise: str) -> list[str]:
    """As SQLAlchemy stores times in SQLite."""
    texts = np.datetime_as_string(microseconds.astype("datetime64[us]"), unit="us").tolist()
    return [
        text.replace("T", " ") if at else otherwise
        for text, at in zip(texts, microseconds.tolist(), strict=True)
    ]
