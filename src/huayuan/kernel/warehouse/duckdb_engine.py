"""DuckDB: the embedded default. The file has one owner, the serving process."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import ClassVar

import duckdb
import pyarrow as pa

from huayuan.kernel.warehouse.base import GIVEN, Warehouse, WarehouseDown
from huayuan.kernel.warehouse.tables import WarehouseTable, duckdb_add_column, duckdb_ddl

ROWS_OF_A_BATCH = 500_000
LOG_BYTES = 64 << 20  # what is read again at the next start takes a second or two


class DuckDBWarehouse(Warehouse):
    dialect: ClassVar[str] = "duckdb"
    sole_writer: ClassVar[bool] = True

    def __init__(self, path: str, *, memory: str = "256MB", threads: int = 2) -> None:
        if path not in ("", ":memory:"):
            Path(path).parent.mkdir(parents=True, exist_ok=True)
        config: dict[str, str | bool | int | float | list[str]] = {
            "memory_limit": memory,
            "threads": threads,
            "preserve_insertion_order": "true",
            "checkpoint_threshold": "1GB",  # `tidy` is earlier
            "enable_external_access": "true",
        }
        try:
            self._root = duckdb.connect(path or ":memory:", config=config)
        except duckdb.IOException as error:
            raise WarehouseDown(reason=str(error).splitlines()[0]) from error
        self._root.execute("SET TimeZone = 'UTC'")
        self._writer = self._root.cursor()
        self._log = Path(f"{path}.wal") if path not in ("", ":memory:") else None
        self._write_lock = threading.Lock()
        self._local = threading.local()
        self._readers: dict[threading.Thread, duckdb.DuckDBPyConnection] = {}
        self._readers_lock = threading.Lock()

    def migrate(self, tables: Sequence[WarehouseTable]) -> None:
        for table in tables:
            self.command(duckdb_ddl(table))
            present = {
                row[0]
                for row in self._root.execute(
                    f"SELECT name FROM pragma_table_info('{table.name}')"
                ).fetchall()
            }
            for column in table.columns:
                if column.name not in present:
                    self.command(duckdb_add_column(table, column))

    def append(self, table: str, batch: pa.Table, *, token: str) -> None:
        with self._write_lock:
            self._writer.register("incoming_rows", batch)
            try:
                columns = ", ".join(batch.column_names)
                self._writer.execute(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM incoming_rows")
            except duckdb.Error as error:
                raise WarehouseDown(reason=str(error).splitlines()[0]) from error
            finally:
                self._writer.unregister("incoming_rows")

    def tidy(self) -> None:
        """Fold the log into the file. DuckDB would do it inside an append, whose answer would wait for it."""
        try:
            if self._log is None or self._log.stat().st_size < LOG_BYTES:
                return
        except FileNotFoundError:
            return
        with self._write_lock, suppress(duckdb.Error):  # someone else writes: next time
            self._writer.execute("CHECKPOINT")

    def run(self, sql: str, given: Sequence[int] | None = None) -> pa.Table:
        reader = self._reader()
        if given is None:
            return _without_hugeint(reader.sql(sql).to_arrow_table())
        reader.register(GIVEN, pa.table({"id": _ids(given)}))
        try:
            return _without_hugeint(reader.sql(sql).to_arrow_table())
        finally:
            reader.unregister(GIVEN)

    def batches(self, sql: str) -> Iterator[pa.RecordBatch]:
        cursor = self._root.cursor()
        try:
            cursor.execute("SET TimeZone = 'UTC'")
            yield from cursor.sql(sql).to_arrow_reader(ROWS_OF_A_BATCH)
        finally:
            cursor.close()

    def command(self, sql: str) -> None:
        with self._write_lock:
            self._writer.execute(sql)

    def reassign(self, table: str, moves: dict[int, int]) -> None:
        if not moves:
            return
        mapping = pa.table(
            {
                "identifier_id": pa.array(moves.keys(), pa.int64()),
                "person_id": pa.array(moves.values(), pa.int64()),
            }
        )
        with self._write_lock:
            self._writer.register("incoming_moves", mapping)
            try:
                self._writer.execute(
                    f"UPDATE {table} SET person_id = m.person_id FROM incoming_moves m WHERE {table}.identifier_id = m.identifier_id"
                    f" AND {table}.person_id <> m.person_id"
                )
            finally:
                self._writer.unregister("incoming_moves")

    def forget(self, table: str, identifier_ids: Sequence[int]) -> None:
        if identifier_ids:
            self.command(
                f"DELETE FROM {table} WHERE identifier_id IN ({', '.join(map(str, identifier_ids))})"
            )

    def close(self) -> None:
        with self._write_lock:
            self._writer.execute("CHECKPOINT")
            for cursor in (*self._readers.values(), self._writer, self._root):
                cursor.close()

    def _reader(self) -> duckdb.DuckDBPyConnection:
        """A cursor of this thread's own: DuckDB's connections are not for sharing between threads."""
        cursor: duckdb.DuckDBPyConnection | None = getattr(self._local, "cursor", None)
        if cursor is None:
            cursor = self._local.cursor = self._root.cursor()
            cursor.execute("SET TimeZone = 'UTC'")
            self._keep(cursor)
        return cursor

    def _keep(self, cursor: duckdb.DuckDBPyConnection) -> None:
        """Threads of requests come and go; what those that ended leave behind is 100 kB each."""
        with self._readers_lock:
            for thread in [one for one in self._readers if not one.is_alive()]:
                self._readers.pop(thread).close()
            self._readers[threading.current_thread()] = cursor


def _ids(given: Sequence[int] | pa.ChunkedArray) -> pa.Array | pa.ChunkedArray:
    return given if isinstance(given, pa.ChunkedArray) else pa.array(given, pa.int64())


def _without_hugeint(table: pa.Table) -> pa.Table:
    """Sums of BIGINT come as 128-bit decimals; ours fit 64 bits, and the other engine answers those."""
    for place, field in enumerate(table.schema):
        if pa.types.is_decimal128(field.type) and field.type.scale == 0:
            table = table.set_column(place, field.name, table.column(place).cast(pa.int64()))
    return table
