"""Arrow tables asked with SQL in memory, whichever engine holds the warehouse. The dialect is DuckDB's."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import duckdb
import pyarrow as pa

_LOCAL = threading.local()


@contextmanager
def asked(name: str, rows: pa.Table) -> Iterator[Callable[[str], pa.Table]]:
    """A function that answers SELECTs over `rows` by the table name `name`."""
    connection = _connection()
    connection.register(name, rows)
    try:
        yield lambda sql: connection.sql(sql).to_arrow_table()
    finally:
        connection.unregister(name)


def _connection() -> duckdb.DuckDBPyConnection:
    """One of this thread's own: DuckDB's connections are not for sharing."""
    found: duckdb.DuckDBPyConnection | None = getattr(_LOCAL, "connection", None)
    if found is None:
        found = _LOCAL.connection = duckdb.connect(":memory:", config={"threads": 1})
        found.execute("SET TimeZone = 'UTC'")
    return found
