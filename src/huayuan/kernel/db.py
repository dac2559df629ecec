"""The records database: SQLite (WAL) or PostgreSQL behind one synchronous engine."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType
from typing import Any, cast

from sqlalchemy import (
    JSON,
    BigInteger,
    DateTime,
    Dialect,
    Engine,
    Integer,
    MetaData,
    Table,
    create_engine,
    event,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.engine import Connection, CursorResult, ExceptionContext, Result, make_url
from sqlalchemy.orm import DeclarativeBase, Session, sessionmaker
from sqlalchemy.types import TypeDecorator

from huayuan.kernel.errors import Invalid, Unavailable
from huayuan.kernel.logging import get_logger

log = get_logger("records")

_WRITE_WAIT_SECONDS = 30.0  # as SQLite's own busy handler; a transaction inside a transaction ends here too


class UtcDateTime(TypeDecorator[datetime]):
    """Aware datetimes in UTC on both engines; a naive one is refused, since its meaning would be a guess."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone cannot be stored")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


Json = JSON().with_variant(JSONB(), "postgresql")
BigId = BigInteger().with_variant(Integer(), "sqlite")  # SQLite numbers rows by itself only for INTEGER keys


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


def _whereabouts() -> str:
    """This thread and the functions that led here, outermost last, without those of contexts and of this file."""
    frame: FrameType | None = sys._getframe(2)
    names: list[str] = []
    while frame is not None and len(names) < 6:
        code = frame.f_code
        if not code.co_filename.endswith(("contextlib.py", "kernel/db.py")):
            names.append(code.co_qualname)
        frame = frame.f_back
    return f"{threading.current_thread().name}: {' < '.join(names)}"


class WriteGate:
    """Who may write to SQLite now. Queueing in the process is free; SQLite's own busy handler sleeps and starves.

    Not tied to a thread: a request enters its transaction in one pool thread and leaves it in another.
    """

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._taken = False
        self._urgent_waiting = 0
        self._holder = ""  # said when somebody waits in vain

    def acquire(self, *, urgent: bool, timeout: float) -> bool:
        with self._changed:
            self._urgent_waiting += urgent
            try:
                passed = self._changed.wait_for(
                    lambda: not self._taken and (urgent or not self._urgent_waiting), timeout
                )
            finally:
                self._urgent_waiting -= urgent
            if passed:
                self._taken, self._holder = True, _whereabouts()
            else:
                log.error(
                    "records.no_way_in", holder=self._holder, taken=self._taken, urgent=self._urgent_waiting
                )
            return passed

    def release(self) -> None:
        with self._changed:
            self._taken = False
            self._changed.notify_all()


class Database:
    """One engine and its two ways in: `writing()` (serialised on SQLite) and `reading()`."""

    def __init__(self, url: str, *, pool_size: int = 10) -> None:
        self.url = normal_url(url)
        self.engine = _make_engine(self.url, pool_size)
        event.listen(self.engine, "handle_error", _refuse_value)
        self.is_sqlite = self.engine.dialect.name == "sqlite"
        self._sessions = sessionmaker(self.engine, expire_on_commit=False, autoflush=False)
        self._write_gate = WriteGate() if self.is_sqlite else None

    @contextmanager
    def writing(self, *, urgent: bool = False) -> Iterator[Session]:
        """A session in one write transaction; rolled back on an exception, committed by the unit of work only.

        `urgent` goes before others that wait: for what somebody's answer depends on.
        """
        if self._write_gate is None:
            with self._sessions() as session:
                yield session
            return
        if not self._write_gate.acquire(urgent=urgent, timeout=_WRITE_WAIT_SECONDS):
            raise Unavailable()
        try:
            with self._sessions() as session:
                session.connection(execution_options={"sqlite_begin": "BEGIN IMMEDIATE"})
                yield session
        finally:
            self._write_gate.release()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        with self._sessions() as session:
            yield session  # closing rolls back, and leaves what was read usable

    def create_all(self) -> None:
        """Tables straight from the metadata: for tests. A server migrates."""
        Base.metadata.create_all(self.engine)

    def dispose(self) -> None:
        self.engine.dispose()


def normal_url(url: str) -> str:
    """`postgresql://` means psycopg 3; anything else stays."""
    for prefix in ("postgresql://", "postgres://"):
        if url.startswith(prefix):
            return "postgresql+psycopg://" + url.removeprefix(prefix)
    return url


def touched(result: Result[Any]) -> int:
    """How many rows an update or delete touched."""
    return cast("CursorResult[Any]", result).rowcount


def insert_new(
    session: Session, table: Table | type[Base], rows: Sequence[dict[str, Any]], on: Sequence[str]
) -> None:
    """Insert rows; those whose `on` columns already exist are left as they are."""
    if rows:
        session.execute(_insert(session, table).on_conflict_do_nothing(index_elements=list(on)), list(rows))


def upsert(
    session: Session,
    table: Table | type[Base],
    rows: Sequence[dict[str, Any]],
    on: Sequence[str],
    update: Sequence[str],
) -> None:
    """Insert rows; those whose `on` columns already exist get the `update` columns of the new row."""
    if rows:
        statement = _insert(session, table)
        changes = {name: statement.excluded[name] for name in update}
        session.execute(statement.on_conflict_do_update(index_elements=list(on), set_=changes), list(rows))


def _insert(session: Session, table: Table | type[Base]) -> Any:
    # The plain table, not the mapped class: the ORM's bookkeeping for bulk inserts doubles their time.
    target: Any = table if isinstance(table, Table) else table.__table__
    name = session.get_bind().dialect.name
    return postgresql.insert(target) if name == "postgresql" else sqlite.insert(target)


def _make_engine(url: str, pool_size: int) -> Engine:
    if not url.startswith("sqlite"):
        return create_engine(url, pool_size=pool_size, max_overflow=pool_size, pool_pre_ping=True)
    database = make_url(url).database
    if database and database != ":memory:":
        Path(database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(
        url,
        pool_size=pool_size,
        max_overflow=pool_size,
        connect_args={"check_same_thread": False, "timeout": 30},
    )
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _refuse_value(context: ExceptionContext) -> None:
    """A number beyond 64 bits, or a text with a NUL or half a character in it, is the sender's mistake and not ours."""
    error = context.original_exception
    numeric, text = "22003", "22021"  # SQLSTATE: value out of range, character not in repertoire
    state = getattr(error, "sqlstate", None)
    if isinstance(error, OverflowError) or state == numeric:
        raise Invalid(field="number", reason="beyond 64 bits") from error
    if isinstance(error, UnicodeEncodeError) or state == text or "NUL (0x00)" in str(error):
        raise Invalid(field="text", reason="holds a character that cannot be stored") from error


_PAGES_KEPT_KB = 4_000  # by each connection of the pool; what is not there is in the system's cache


def _set_up_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves, so that writers can say IMMEDIATE
    for pragma in (
        "journal_mode=WAL", "synchronous=FULL", "busy_timeout=30000", "foreign_keys=ON", f"cache_size=-{_PAGES_KEPT_KB}",
        "temp_store=MEMORY",
    ):  # fmt: skip
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get("sqlite_begin", "BEGIN"))
