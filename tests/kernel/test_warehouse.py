"""The warehouse: what one engine answers, the other answers too."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import ibis
import pyarrow as pa
import pytest
from ibis import _

from huayuan.bootstrap.registry import warehouse_tables
from huayuan.kernel.errors import Invalid
from huayuan.kernel.warehouse import Column, Warehouse, WarehouseDown, WarehouseTable, connect_warehouse
from huayuan.kernel.warehouse.base import unbound
from huayuan.kernel.warehouse.duckdb_engine import DuckDBWarehouse
from huayuan.kernel.warehouse.tables import clickhouse_ddl

NOON = datetime(2026, 3, 2, 12, 0, 0, 123456, tzinfo=UTC)
COLUMNS = (
    Column("id", "uuid"),
    Column("key", "u64"),
    Column("batch", "i64"),
    Column("name", "label"),
    Column("seen", "time"),
    Column("person_id", "i64"),
    Column("identifier_id", "i64"),
    Column("channel", "label", nullable=True),
    Column("note", "string", nullable=True),
    Column("amount", "i64", nullable=True),
    Column("properties", "json"),
)
ARROW = {"uuid": pa.string(), "u64": pa.uint64(), "i64": pa.int64(), "string": pa.string(), "label": pa.string(),
         "time": pa.timestamp("us", "UTC"), "json": pa.string()}  # fmt: skip
Make = Callable[[], WarehouseTable]


@pytest.fixture(scope="module", params=["duckdb", "chdb"])
def warehouse(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Warehouse]:
    """chDB has one session a process, so this shares the in-memory one with other tests and makes tables of its own."""
    if request.param == "duckdb":
        warehouse = connect_warehouse(f"duckdb:///{tmp_path_factory.mktemp('w') / 'w.duckdb'}")
        yield warehouse
        warehouse.close()
    else:
        yield connect_warehouse("chdb://")


@pytest.fixture
def table(warehouse: Warehouse) -> WarehouseTable:
    """A table of this test's own."""
    table = WarehouseTable(
        f"t_{uuid.uuid4().hex[:10]}",
        COLUMNS,
        order_by=("name", "key", "id"),
        version_column="batch",
        partition_by="toYYYYMM(seen)",
        duckdb_unique=(),
    )
    warehouse.migrate([table])
    return table


def row(number: int, **changes: Any) -> dict[str, Any]:
    values: dict[str, Any] = {
        "id": str(uuid.UUID(int=number)),
        "key": 2**63 + number,
        "batch": 1,
        "name": "order_paid",
        "seen": NOON + timedelta(days=number),
        "person_id": number % 3,
        "identifier_id": number,
        "channel": None,
        "note": None,
        "amount": None,
        "properties": "{}",
    }
    return values | changes


def batch(*rows: dict[str, Any]) -> pa.Table:
    return pa.table({c.name: pa.array([r[c.name] for r in rows], ARROW[c.kind]) for c in COLUMNS})


def test_migrating_twice_changes_nothing(warehouse: Warehouse, table: WarehouseTable) -> None:
    warehouse.append(table.name, batch(row(1)), token="a")
    warehouse.migrate([table])
    assert count(warehouse, table) == 1


def count(warehouse: Warehouse, table: WarehouseTable) -> int:
    return int(warehouse.rows(unbound(table).aggregate(n=_.count()))[0]["n"])


def test_what_is_stored_comes_back(warehouse: Warehouse, table: WarehouseTable) -> None:
    given = [
        row(
            1,
            name="加好友",
            note="它说 \"你好\"\n'x'\\",
            amount=-(2**62),
            properties='{"价":1}',
            channel="渠道",
        ),
        row(2, key=2**64 - 1, seen=datetime(1970, 1, 1, tzinfo=UTC)),
        row(3, seen=datetime(2150, 12, 31, 23, 59, 59, 999999, tzinfo=UTC)),
    ]
    warehouse.append(table.name, batch(*given), token="a")
    found = warehouse.rows(unbound(table).order_by("id"))
    assert [{**one, "id": str(one["id"])} for one in found] == given


def test_a_batch_is_stored_whole_or_not_at_all(warehouse: Warehouse, table: WarehouseTable) -> None:
    broken = batch(row(1), row(2)).set_column(0, "id", pa.array([str(uuid.UUID(int=1)), "not a uuid"]))
    with pytest.raises(WarehouseDown):
        warehouse.append(table.name, broken, token="a")
    assert count(warehouse, table) == 0
    warehouse.append(table.name, batch(row(1), row(2)), token="a")
    assert count(warehouse, table) == 2


def test_a_new_column_is_added_and_old_rows_are_empty_in_it(
    warehouse: Warehouse, table: WarehouseTable
) -> None:
    warehouse.append(table.name, batch(row(1)), token="a")
    new = (
        Column("store", "label", nullable=True, since=2),
        Column("source", "label", since=2),
        Column("points", "i64", since=2),
        Column("seen_at", "time", since=2),
    )
    grown = replace(table, columns=(*table.columns, *new))
    assert (table.version, grown.version) == (1, 2)
    warehouse.migrate([grown])
    warehouse.migrate([grown])
    (old,) = warehouse.rows(unbound(grown).select("store", "source", "points", "seen_at"))
    assert old == {"store": None, "source": "", "points": 0, "seen_at": datetime(1970, 1, 1, tzinfo=UTC)}


CASES: dict[str, tuple[Callable[[Any], Any], list[dict[str, Any]]]] = {
    "distinct is exact": (
        lambda t: t.aggregate(people=_.person_id.nunique(), ids=_.id.nunique()),
        [{"people": 3, "ids": 30}],
    ),
    "groups": (
        lambda t: t.group_by("person_id").aggregate(n=_.count(), total=_.amount.sum()).order_by("person_id"),
        [{"person_id": p, "n": 10, "total": sum(n * 100 for n in range(30) if n % 3 == p)} for p in range(3)],
    ),
    "an empty sum is null": (
        lambda t: t.filter(t.name == "nothing").aggregate(total=_.amount.sum(), n=_.count()),
        [{"total": None, "n": 0}],
    ),
    "null is neither equal nor different": (
        lambda t: t.aggregate(
            same=(_.channel == "douyin").sum().fill_null(0), other=(_.channel != "douyin").sum().fill_null(0)
        ),
        [{"same": 10, "other": 0}],
    ),
    "days in the organisation's zone": (
        lambda t: (
            t.filter(t.identifier_id < 2)
            .select(day=(t.seen + ibis.interval(hours=8)).strftime("%Y-%m-%d"))
            .order_by("day")
        ),
        [{"day": "2026-03-02"}, {"day": "2026-03-03"}],
    ),
    "an outer join answers null": (
        lambda t: (
            t.filter(t.identifier_id < 2)
            .select(a=t.identifier_id)
            .left_join(t.filter(t.identifier_id == 1).select(a=t.identifier_id, bonus=t.amount), "a")
            .select("a", "bonus")
            .order_by("a")
        ),
        [{"a": 0, "bonus": None}, {"a": 1, "bonus": 100}],
    ),
    "the first of each": (
        lambda t: (
            t.mutate(place=ibis.row_number().over(group_by="person_id", order_by="seen"))
            .filter(_.place == 0)
            .select("person_id", "identifier_id")
            .order_by("person_id")
        ),
        [{"person_id": p, "identifier_id": p} for p in range(3)],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_both_engines_answer_the_same(warehouse: Warehouse, table: WarehouseTable, case: str) -> None:
    rows = [row(n, amount=n * 100, channel="douyin" if n % 3 == 0 else None) for n in range(30)]
    warehouse.append(table.name, batch(*rows), token="a")
    expression, expected = CASES[case]
    assert warehouse.rows(expression(unbound(table))) == expected


def test_many_distinct_values_are_counted_one_by_one(warehouse: Warehouse, table: WarehouseTable) -> None:
    """The estimate that ClickHouse's `uniq` gives would be off by some hundreds here."""
    many = pa.table(
        {
            column.name: pa.array([row(n)[column.name] for n in range(60_000)], ARROW[column.kind])
            for column in replace(table, columns=COLUMNS).columns
            if column.name not in ("seen",)
        }
        | {"seen": pa.array([NOON] * 60_000, ARROW["time"])}
    )
    warehouse.append(table.name, many, token="a")
    answer = warehouse.rows(unbound(table).aggregate(n=_.identifier_id.nunique()))
    assert answer == [{"n": 60_000}]


def test_reassigned_rows_belong_to_the_other_person_at_once(
    warehouse: Warehouse, table: WarehouseTable
) -> None:
    warehouse.append(table.name, batch(*[row(n) for n in range(6)]), token="a")
    warehouse.reassign(table.name, {})
    warehouse.reassign(table.name, {1: 100, 4: 100, 5: 0, 999: 7})
    found = warehouse.rows(unbound(table).select("identifier_id", "person_id").order_by("identifier_id"))
    assert [one["person_id"] for one in found] == [0, 100, 2, 0, 100, 0]


def test_the_same_row_stored_by_two_processes_counts_once_on_clickhouse(
    warehouse: Warehouse, table: WarehouseTable
) -> None:
    """DuckDB has one owner, who remembers what it stored."""
    if warehouse.sole_writer:
        pytest.skip("one process owns a DuckDB file")
    warehouse.append(table.name, batch(row(1, batch=1)), token="a")
    warehouse.append(table.name, batch(row(1, batch=2)), token="b")
    assert warehouse.rows(unbound(table).select("batch")) == [{"batch": 2}]


def test_readers_in_threads_do_not_disturb_each_other(warehouse: Warehouse, table: WarehouseTable) -> None:
    warehouse.append(table.name, batch(*[row(n) for n in range(30)]), token="a")
    answers: list[int] = []
    threads = [threading.Thread(target=lambda: answers.append(count(warehouse, table))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [30] * 8


def test_threads_that_ended_leave_no_reader_behind(tmp_path: Path) -> None:
    warehouse = DuckDBWarehouse(str(tmp_path / "one.duckdb"))
    for _again in range(20):
        thread = threading.Thread(target=lambda: warehouse.run("SELECT 1 AS one"))
        thread.start()
        thread.join()
    assert warehouse.run("SELECT 2 AS two").to_pylist() == [{"two": 2}]
    assert [*warehouse._readers] == [threading.current_thread()]
    warehouse.close()


def test_a_duckdb_file_has_one_owner(tmp_path: Path) -> None:
    """Another process gets a refusal that says so, not a crash."""
    import subprocess
    import sys

    owner = connect_warehouse(f"duckdb:///{tmp_path / 'w.duckdb'}")
    script = (
        "import sys; from huayuan.kernel.warehouse import WarehouseDown, connect_warehouse\n"
        "try: connect_warehouse(sys.argv[1])\nexcept WarehouseDown as e: print(e.code)"
    )
    url = f"duckdb:///{tmp_path / 'w.duckdb'}"
    env = {"PYTHONPATH": str(Path(__file__).parents[2] / "src")}
    done = subprocess.run([sys.executable, "-c", script, url], capture_output=True, text=True, env=env)
    assert done.stdout.strip() == "warehouse.down", done.stderr
    owner.close()


def test_an_unknown_scheme_is_refused_with_the_known_ones() -> None:
    with pytest.raises(Invalid, match="duckdb, clickhouse or chdb"):
        connect_warehouse("mysql://localhost/x")


@pytest.mark.parametrize("cluster", ["", "huayuan"])
def test_the_ddl_is_clickhouses_own_language(cluster: str) -> None:
    """Parsed by the engine's own parser; a cluster itself is not needed for that."""
    engine = connect_warehouse("chdb://")
    for table in warehouse_tables():
        for statement in clickhouse_ddl(table, cluster):
            quoted = statement.replace("\\", "\\\\").replace("'", "\\'")
            (answer,) = engine.run(f"SELECT formatQuerySingleLine('{quoted}') AS sql").to_pylist()
            assert answer["sql"].startswith(f"CREATE TABLE IF NOT EXISTS {table.name}")
            if cluster:
                assert "ON CLUSTER huayuan" in answer["sql"]
                assert "Distributed" in answer["sql"] or "ReplicatedReplacingMergeTree" in answer["sql"]


def test_every_table_of_the_platform_can_be_made(warehouse: Warehouse) -> None:
    for table in warehouse_tables():
        copy = replace(table, name=f"copy_{uuid.uuid4().hex[:10]}")
        warehouse.migrate([copy])
        assert count(warehouse, copy) == 0
        if "identifier_id" in {column.name for column in copy.columns}:  # what follows people when they move
            warehouse.reassign(copy.name, {1: 2})
