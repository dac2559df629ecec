"""What every engine offers. Analytics is written once as Ibis expressions over unbound tables and compiled here."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

import pyarrow as pa

from huayuan.kernel.errors import HuayuanError, Text
from huayuan.kernel.warehouse.tables import WarehouseTable

if TYPE_CHECKING:
    import ibis.expr.types as ir


GIVEN = "given_ids"


class WarehouseDown(HuayuanError):
    code = "warehouse.down"
    status = 503
    message = Text(
        zh="分析库暂时不可用：{reason}。数据没有写入；请稍后用相同的编号重试，或检查 HUAYUAN_WAREHOUSE_URL。",
        en="The warehouse cannot be used right now: {reason}. Nothing was written; retry with the same ids, or check HUAYUAN_WAREHOUSE_URL.",
    )


class Warehouse(ABC):
    """Thread-safe. `append` returns once the rows are durable; `query` answers an Arrow table."""

    dialect: ClassVar[str]
    # One process owns the whole store, so what it remembers of event ids is everything there is.
    sole_writer: ClassVar[bool]

    @abstractmethod
    def migrate(self, tables: Sequence[WarehouseTable]) -> None:
        """Create missing tables and add missing columns."""

    @abstractmethod
    def append(self, table: str, batch: pa.Table, *, token: str) -> None:
        """Add rows, all or none; `token` names the batch, so that a retried insert of it is stored once."""

    @abstractmethod
    def run(self, sql: str, given: Sequence[int] | None = None) -> pa.Table:
        """Answer of one SELECT in the engine's dialect; it may join `given_ids (id)`, which holds `given`."""

    @abstractmethod
    def command(self, sql: str) -> None:
        """Run one statement that answers nothing."""

    @abstractmethod
    def reassign(self, table: str, moves: dict[int, int]) -> None:
        """Set `person_id` of every row whose `identifier_id` is a key of `moves`; returns when readers see it."""

    @abstractmethod
    def forget(self, table: str, identifier_ids: Sequence[int]) -> None:
        """Delete every row that came with one of these identifiers; returns when readers see them no more."""

    @abstractmethod
    def close(self) -> None: ...

    @abstractmethod
    def tidy(self) -> None:
        """What appends leave to be done, at a moment when none of them waits for it."""

    def batches(self, sql: str) -> Iterator[pa.RecordBatch]:
        """Answer of one SELECT in parts, where the engine can, so that it need not fit into memory."""
        yield from self.run(sql).to_batches()

    def query(self, expression: ir.Expr, given: Sequence[int] | None = None) -> pa.Table:
        return self.run(self.compile(expression), given)

    def rows(self, expression: ir.Expr, given: Sequence[int] | None = None) -> list[dict[str, Any]]:
        return list(self.query(expression, given).to_pylist())

    def warm_up(self) -> None:
        """Load the query compiler now rather than inside the first request."""
        self.compile(given_ids().count())

    def compile(self, expression: ir.Expr) -> str:
        """SQL of an Ibis expression in this engine's dialect."""
        import ibis

        return str(ibis.to_sql(expression, dialect=self.dialect))


def unbound(table: WarehouseTable) -> Any:
    """The Ibis table of `table`, to write expressions on."""
    import ibis

    return ibis.table(table.ibis_schema, name=table.name)


def given_ids() -> Any:
    """The ids handed to `query(…, given=…)`, to join with. A literal list of thousands would take a second to compile."""
    import ibis

    return ibis.table({"id": "!int64"}, name=GIVEN)
