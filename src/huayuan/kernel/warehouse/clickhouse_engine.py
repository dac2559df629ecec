"""ClickHouse over HTTP, and chDB: the same engine in this process, through the same official client."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import Any, ClassVar, TypeVar

import pyarrow as pa
import sqlglot
from clickhouse_connect.driver.exceptions import ClickHouseError
from sqlglot import exp

from huayuan.kernel.warehouse.base import GIVEN, Warehouse, WarehouseDown
from huayuan.kernel.warehouse.tables import WarehouseTable, clickhouse_add_column, clickhouse_ddl

T = TypeVar("T")

# final: rows that two processes stored at the same moment count once, before the engine has merged them away.
# join_use_nulls: outer joins answer NULL as SQL says, not a default value.
READ_SETTINGS = {"final": 1, "join_use_nulls": 1, "session_timezone": "UTC", "prefer_column_name_to_alias": 1}


class ClickHouseWarehouse(Warehouse):
    dialect: ClassVar[str] = "clickhouse"
    sole_writer: ClassVar[bool] = False

    def __init__(self, connect: Callable[[], Any], *, cluster: str = "", shared_client: bool = False) -> None:
        """`connect` makes a client; `shared_client` keeps one behind a lock (chDB has one session a process)."""
        self._connect = connect
        self._cluster = cluster
        self._lock = threading.Lock() if shared_client else None
        self._local: Any = threading.local() if not shared_client else _Shared()
        self._clients: list[Any] = []

    def migrate(self, tables: Sequence[WarehouseTable]) -> None:
        for table in tables:
            for statement in clickhouse_ddl(table, self._cluster):
                self.command(statement)
            found = self.run(
                f"SELECT name FROM system.columns WHERE database = currentDatabase() AND table = '{table.name}'"
            )
            present = set(found.column("name").to_pylist())
            for column in table.columns:
                if column.name not in present:
                    for statement in clickhouse_add_column(table, column, self._cluster):
                        self.command(statement)

    def append(self, table: str, batch: pa.Table, *, token: str) -> None:
        # The engine forgets nothing it has acknowledged; a retry with the same token within its window is dropped.
        settings = {
            "insert_deduplicate": 1,
            "insert_deduplication_token": token,
            "distributed_foreground_insert": 1,
        }
        self._call(lambda client: client.insert_arrow(table, batch, settings=settings))

    def run(self, sql: str, given: Sequence[int] | None = None) -> pa.Table:
        if given is not None:
            sql = _with_given(sql, given)
        answer: pa.Table = self._call(
            lambda client: client.query_arrow(sql, settings=READ_SETTINGS, use_strings=True)
        )
        return answer

    def command(self, sql: str) -> None:
        self._call(lambda client: client.command(sql))

    def reassign(self, table: str, moves: dict[int, int]) -> None:
        if not moves:
            return
        target = f"{table}_local ON CLUSTER '{self._cluster}'" if self._cluster else table
        keys, values = ", ".join(map(str, moves)), ", ".join(map(str, moves.values()))
        self.command(
            f"ALTER TABLE {target} UPDATE person_id = transform(identifier_id, [{keys}], [{values}], person_id)"
            f" WHERE identifier_id IN ({keys}) SETTINGS mutations_sync = 2"
        )

    def forget(self, table: str, identifier_ids: Sequence[int]) -> None:
        if identifier_ids:
            target = f"{table}_local ON CLUSTER '{self._cluster}'" if self._cluster else table
            ids = ", ".join(map(str, identifier_ids))
            self.command(
                f"ALTER TABLE {target} DELETE WHERE identifier_id IN ({ids}) SETTINGS mutations_sync = 2"
            )

    def tidy(self) -> None:
        """ClickHouse merges its parts by itself."""

    def close(self) -> None:
        for client in self._clients:
            client.close()

    def compile(self, expression: Any) -> str:
        """Ibis counts distinct values with `uniq`, which estimates. We promise exact numbers."""
        tree = sqlglot.parse_one(super().compile(expression), dialect="clickhouse")
        return tree.transform(_exact_distinct).sql(dialect="clickhouse")

    def _call(self, use: Callable[[Any], T]) -> T:
        try:
            if self._lock is None:
                return use(self._client())
            with self._lock:
                return use(self._client())
        except (ClickHouseError, ConnectionError, OSError) as error:
            raise WarehouseDown(reason=str(error).splitlines()[0][:300]) from error

    def _client(self) -> Any:
        client = getattr(self._local, "client", None)
        if client is None:
            client = self._local.client = self._connect()
            self._clients.append(client)
        return client


def _with_given(sql: str, given: Sequence[int]) -> str:
    ids = f"{GIVEN} AS (SELECT arrayJoin(CAST([{', '.join(map(str, given))}] AS Array(Int64))) AS id)"
    return (
        f"WITH {ids}, {sql.lstrip()[5:]}" if sql.lstrip().upper().startswith("WITH ") else f"WITH {ids} {sql}"
    )


class _Shared:
    client: Any = None


def _exact_distinct(node: exp.Expression) -> exp.Expression:
    if isinstance(node, exp.ApproxDistinct):
        return exp.Anonymous(this="uniqExact", expressions=[node.this])
    if isinstance(node, exp.Anonymous | exp.AnonymousAggFunc) and str(node.this) == "uniq":
        node.set("this", "uniqExact")
    return node
