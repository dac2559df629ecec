"""Warehouse tables as data: the DDL of each engine is written from them.

A table's columns carry the version that brought them; starting an upgraded server adds the missing ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["uuid", "u64", "i64", "string", "label", "time", "json"]

# "label" is a string of few distinct values: ClickHouse keeps a dictionary for it, DuckDB finds that out by itself.
_DUCKDB = {
    "uuid": "UUID",
    "u64": "UBIGINT",
    "i64": "BIGINT",
    "string": "VARCHAR",
    "label": "VARCHAR",
    "time": "TIMESTAMPTZ",
    "json": "VARCHAR",
}
_CLICKHOUSE = {
    "uuid": "UUID", "u64": "UInt64", "i64": "Int64", "string": "String", "label": "LowCardinality(String)",
    "time": "DateTime64(6, 'UTC')", "json": "String",
}  # fmt: skip
_EMPTY = {
    "uuid": "'00000000-0000-0000-0000-000000000000'", "u64": "0", "i64": "0", "string": "''", "label": "''",
    "time": "'1970-01-01 00:00:00+00'", "json": "''",
}  # fmt: skip
_IBIS = {
    "uuid": "uuid",
    "u64": "uint64",
    "i64": "int64",
    "string": "string",
    "label": "string",
    "time": "timestamp('UTC')",
    "json": "string",
}


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    kind: Kind
    nullable: bool = False
    since: int = 1


@dataclass(frozen=True, slots=True)
class WarehouseTable:
    """`order_by` is ClickHouse's sorting key; rows equal in it are one row (the latest `version` column wins)."""

    name: str
    columns: tuple[Column, ...]
    order_by: tuple[str, ...]
    version_column: str
    partition_by: str = ""
    shard_by: str = "rand()"
    skip_indexes: tuple[tuple[str, str], ...] = ()  # (column, ClickHouse index type)
    duckdb_unique: tuple[str, ...] = ()

    @property
    def version(self) -> int:
        return max(column.since for column in self.columns)

    @property
    def ibis_schema(self) -> dict[str, str]:
        return {column.name: ("" if column.nullable else "!") + _IBIS[column.kind] for column in self.columns}


def duckdb_ddl(table: WarehouseTable) -> str:
    lines = [_duckdb_column(column) for column in table.columns]
    if table.duckdb_unique:
        lines.append(f"PRIMARY KEY ({', '.join(table.duckdb_unique)})")
    return f"CREATE TABLE IF NOT EXISTS {table.name} (\n  " + ",\n  ".join(lines) + "\n)"


def duckdb_add_column(table: WarehouseTable, column: Column) -> str:
    """Rows that are there already get what ClickHouse gives them: the empty value of the type, or NULL."""
    default = "" if column.nullable else f" DEFAULT {_EMPTY[column.kind]}"
    return f"ALTER TABLE {table.name} ADD COLUMN IF NOT EXISTS {column.name} {_DUCKDB[column.kind]}{default}"


def clickhouse_ddl(table: WarehouseTable, cluster: str = "") -> list[str]:
    """The statements that make `table`: one on a single node; local and Distributed tables on a cluster."""
    columns = [_clickhouse_column(column) for column in table.columns]
    columns += [f"INDEX ix_{name} {name} TYPE {kind} GRANULARITY 4" for name, kind in table.skip_indexes]
    body = "(\n  " + ",\n  ".join(columns) + "\n)"
    tail = (
        f" PARTITION BY {table.partition_by}" if table.partition_by else ""
    ) + f" ORDER BY ({', '.join(table.order_by)})"
    if not cluster:
        return [
            f"CREATE TABLE IF NOT EXISTS {table.name} {body} ENGINE = ReplacingMergeTree({table.version_column}){tail}"
        ]
    on = f"ON CLUSTER '{cluster}'"
    path = f"'/clickhouse/tables/{{shard}}/{{database}}/{table.name}_local', '{{replica}}'"
    return [
        f"CREATE TABLE IF NOT EXISTS {table.name}_local {on} {body} "
        f"ENGINE = ReplicatedReplacingMergeTree({path}, {table.version_column}){tail}",
        f"CREATE TABLE IF NOT EXISTS {table.name} {on} AS {table.name}_local "
        f"ENGINE = Distributed('{cluster}', currentDatabase(), '{table.name}_local', {table.shard_by})",
    ]


def clickhouse_add_column(table: WarehouseTable, column: Column, cluster: str = "") -> list[str]:
    on = f" ON CLUSTER '{cluster}'" if cluster else ""
    names = [table.name + "_local", table.name] if cluster else [table.name]
    return [f"ALTER TABLE {name}{on} ADD COLUMN IF NOT EXISTS {_clickhouse_column(column)}" for name in names]


def _duckdb_column(column: Column) -> str:
    return f"{column.name} {_DUCKDB[column.kind]}" + ("" if column.nullable else " NOT NULL")


def _clickhouse_column(column: Column) -> str:
    kind = _CLICKHOUSE[column.kind]
    if column.nullable:
        kind = "LowCardinality(Nullable(String))" if column.kind == "label" else f"Nullable({kind})"
    codec = {"time": " CODEC(Delta(8), ZSTD(1))", "json": " CODEC(ZSTD(3))"}.get(column.kind, "")
    return f"{column.name} {kind}{codec}"
