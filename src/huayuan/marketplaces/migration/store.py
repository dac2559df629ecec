"""A copy of another system's database, read only. Nothing here writes, and none of its SQL is theirs."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, MetaData, Table, create_engine, inspect, select
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import NoSuchModuleError, SQLAlchemyError

from huayuan.marketplaces.migration.errors import DriverMissing, SourceUnreadable

ROWS_AT_A_TIME = 1_000
# What brings the driver: the extra of ours where there is one.
PACKAGES = {"mysql": "huayuan[migrate]", "mariadb": "huayuan[migrate]", "postgresql": "psycopg"}


class DatabaseTables:
    """Fills the port `Tables` from a SQLAlchemy URL. Close it after use."""

    def __init__(self, url: str) -> None:
        self._engine = _engine(url)
        self._columns: dict[str, frozenset[str]] = {}
        try:
            self._names = set(inspect(self._engine).get_table_names())
        except (SQLAlchemyError, OSError) as error:
            raise SourceUnreadable(reason=_short(error)) from error

    def columns(self, table: str) -> frozenset[str]:
        if table not in self._names:
            return frozenset()
        if table not in self._columns:
            found = inspect(self._engine).get_columns(table)
            self._columns[table] = frozenset(column["name"] for column in found)
        return self._columns[table]

    def rows(self, table: str) -> Iterator[dict[str, Any]]:
        """By primary key, so that a second reading goes the same way. Raises SourceUnreadable."""
        if table not in self._names:
            return
        try:
            known = Table(table, MetaData(), autoload_with=self._engine)
            order = list(known.primary_key.columns) or list(known.columns)
            with self._engine.connect().execution_options(stream_results=True) as connection:
                found = connection.execution_options(yield_per=ROWS_AT_A_TIME).execute(
                    select(known).order_by(*order)
                )
                for row in found.mappings():
                    yield dict(row)
        except SQLAlchemyError as error:
            raise SourceUnreadable(reason=_short(error)) from error

    def close(self) -> None:
        self._engine.dispose()


def _engine(given: str) -> Engine:
    try:
        url = make_url(given)
        if url.get_backend_name() == "sqlite":
            return _sqlite(url)
        if url.drivername in ("mysql", "mariadb"):
            url = url.set(drivername=url.drivername + "+pymysql")
        return create_engine(url)
    except ModuleNotFoundError as error:
        backend = given.split("+")[0].split(":")[0]
        raise DriverMissing(driver=backend, package=PACKAGES.get(backend, error.name or backend)) from error
    except (NoSuchModuleError, SQLAlchemyError, ValueError) as error:
        raise SourceUnreadable(reason=_short(error)) from error


def _sqlite(url: URL) -> Engine:
    path = Path(url.database or "")
    if not path.is_file():
        raise SourceUnreadable(reason=f"no file {path.name}")
    # `mode=ro` keeps even a mistake of ours from writing into somebody's data.
    address = path.resolve().as_uri() + "?mode=ro"
    return create_engine(
        "sqlite://", creator=lambda: sqlite3.connect(address, uri=True, check_same_thread=False)
    )


def _short(error: BaseException) -> str:
    """Without the statement and without the address, which holds a password."""
    said = str(getattr(error, "orig", None) or error).splitlines()
    return said[0][:160] if said else type(error).__name__
