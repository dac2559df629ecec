"""Arrow tables asked with SQL in memory, whichever engine holds the warehouse. The dialect is DuckDB's."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import duckdb
import pyarrow as pa

# Lent to one caller at a time, and not a thread's own: what a thread holds is closed in a forked child, where the
# database would wait for threads that are not there.
_IDLE: list[duckdb.DuckDBPyConnection] = []


@contextmanager
def asked(name: str, rows: pa.Table) -> Iterator[Callable[[str], pa.Table]]:
    """A function that answers SELECTs over `rows` by the table name `name`."""
    connection = _lent()
    connection.register(name, rows)
    try:
        yield lambda sql: connection.sql(sql).to_arrow_table()
    finally:
        connection.unregister(name)
        _IDLE.append(connection)


def _lent() -> duckdb.DuckDBPyConnection:
    try:
        return _IDLE.pop()
    except IndexError:
        opened = duckdb.connect(":memory:", config={"threads": 1})
        opened.execute("SET TimeZone = 'UTC'")
        return opened
