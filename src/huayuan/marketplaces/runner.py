"""Runs an import: parse → deliver a chunk → record it, until the file ends or somebody stops it.

A chunk is delivered before it is recorded, and delivering twice is harmless, so a crash anywhere repeats one
chunk at most. Rows of recorded chunks are parsed again on the way to the next one and not delivered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

from huayuan.kernel.clock import Clock
from huayuan.kernel.errors import HuayuanError, Unavailable
from huayuan.kernel.services import Services
from huayuan.kernel.sheets.sheet import Sheet
from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.marketplaces import store
from huayuan.marketplaces.contracts import ImportStatus, Options, Parsed, Problem
from huayuan.marketplaces.errors import FileGone
from huayuan.marketplaces.kinds import kind_of
from huayuan.marketplaces.kinds.kind import ImportKind
from huayuan.marketplaces.options import options_from
from huayuan.marketplaces.reading import RowReader, columns_of

Answer = TypeVar("Answer")
CHUNK_ROWS = 1_000
BUSY_PATIENCE_SECONDS = 60.0
BUSY_PAUSE_SECONDS = 1.0


@dataclass(slots=True)
class _Chunk:
    items: list[Parsed] = field(default_factory=list)

    @property
    def rows(self) -> int:
        return sum(item.rows for item in self.items)


@dataclass(slots=True)
class _Plan:
    """Everything needed to go through the file."""

    import_id: int
    kind: ImportKind
    options: Options
    parsed: Iterator[Parsed]
    rows_total: int
    last_row: int
    rows_done: int


def run(services: Services, import_id: int, clock: Clock, heartbeat: Callable[[float], None]) -> bool:
    """Go on with a running import to its end; False when it was stopped on the way.

    A file that cannot be read further ends the import as failed; what came before stays imported.
    """
    uow = services.get(UnitOfWork)
    try:
        plan = _plan(uow, import_id)
        if plan is None:
            return False
        for chunk in _chunks(plan):
            if not _deliver(services, uow, clock, plan, chunk):
                return False
            heartbeat(min(1.0, plan.rows_done / max(1, plan.rows_total)))
    except Unavailable:
        raise  # the job is tried again later
    except HuayuanError as error:
        said = {"code": error.code, "message": error.message.filled(error.data)}
        _end(uow, import_id, status=ImportStatus.FAILED, error=said)
        return False
    if plan.kind.ended is not None:
        with uow.begin() as tx:
            plan.kind.ended(tx, plan.options)
    return _end(uow, import_id, status=ImportStatus.DONE)


def _end(uow: UnitOfWork, import_id: int, **values: Any) -> bool:
    """False when the import was stopped meanwhile."""
    with uow.begin() as tx:
        return store.change(tx.session, import_id, (ImportStatus.RUNNING,), finished_at=tx.now, **values)


def _plan(uow: UnitOfWork, import_id: int) -> _Plan | None:
    with uow.read() as tx:
        found = store.find(tx.session, import_id)
        if found is None or found[0].status != ImportStatus.RUNNING:
            return None
        view, row = found
        if row.path is None or not Path(row.path).exists():
            raise FileGone()
        kind, options = kind_of(view.kind), replace(options_from(view.options), import_id=import_id)
        sheet = Sheet(Path(row.path), row.read_as, row.delimiter, row.header_row, view.columns)
        columns = columns_of(view.mapping, view.columns, kind.fields, one_of=kind.identifying)
        # The time of creation, not of today: what is in the future stays so when the import runs again.
        reader = RowReader(columns, {item.key: item for item in kind.fields}, options, view.created_at)
        return _Plan(
            import_id, kind, options, kind.parse(sheet, reader), view.rows_total, row.last_row, view.rows_done
        )


def _chunks(plan: _Plan) -> Iterator[_Chunk]:
    chunk, rows = _Chunk(), 0
    recorded = plan.last_row
    for item in plan.parsed:
        if item.last_row <= recorded:
            continue
        chunk.items.append(item)
        rows += item.rows
        if rows >= CHUNK_ROWS:
            yield chunk
            chunk, rows = _Chunk(), 0
    if chunk.items:
        yield chunk


def _deliver(services: Services, uow: UnitOfWork, clock: Clock, plan: _Plan, chunk: _Chunk) -> bool:
    good = [item for item in chunk.items if item.record is not None]
    outcome = _patiently(
        clock, lambda: plan.kind.deliver(services, [item.record for item in good], plan.options)
    )
    problems = [problem for item in chunk.items for problem in item.problems]
    refused = [good[place] for place, _ in outcome.refused]
    problems += [
        Problem(good[place].last_row, "", "", "refused", message) for place, message in outcome.refused
    ]
    rejected = sum(item.rows for item in chunk.items if item.record is None) + sum(
        item.rows for item in refused
    )
    last_row = chunk.items[-1].last_row
    with uow.begin() as tx:
        status = store.advance(
            tx.session,
            plan.import_id,
            before=plan.last_row,
            last_row=last_row,
            rows=chunk.rows,
            accepted=outcome.accepted,
            duplicates=outcome.duplicates,
            rejected=rejected,
        )
        if status is not None:
            store.add_problems(tx.session, plan.import_id, problems)
    plan.last_row, plan.rows_done = last_row, plan.rows_done + chunk.rows
    return status is ImportStatus.RUNNING


def _patiently(clock: Clock, deliver: Callable[[], Answer]) -> Answer:
    """An import gives way while the collector is busy. Raises Unavailable when that lasts."""
    waited = 0.0
    while True:
        try:
            return deliver()
        except Unavailable:
            if waited >= BUSY_PATIENCE_SECONDS:
                raise
            clock.sleep(BUSY_PAUSE_SECONDS)
            waited += BUSY_PAUSE_SECONDS
