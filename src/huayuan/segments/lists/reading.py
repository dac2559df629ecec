"""Reads the file of a list: a chunk of rows → whom they name → members, counts and the report of the rest.

A chunk is one transaction. After a crash the reading goes on behind the last one that was committed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from pyroaring import BitMap

from huayuan.kernel.caller import DataScope
from huayuan.kernel.crypto import Vault
from huayuan.kernel.errors import HuayuanError, Unavailable
from huayuan.kernel.services import Services
from huayuan.kernel.sheets.sheet import Row, Sheet, open_sheet
from huayuan.kernel.sheets.taking import as_text
from huayuan.kernel.unit_of_work import Transaction, UnitOfWork
from huayuan.segments.lists import report, store
from huayuan.segments.lists.contracts import ListState, Mismatch
from huayuan.segments.lists.detecting import Place, place_of
from huayuan.segments.lists.errors import ListFileGone
from huayuan.segments.lists.matching import Found, people_named

CHUNK_ROWS = 10_000
LOOKED_AT_ROWS = 50


@dataclass(slots=True)
class _Reading:
    """Everything needed to go through the file, and whom it named so far."""

    list_id: int
    sheet: Sheet
    place: Place
    account: str | None
    scope: DataScope
    report_path: Path
    report_bytes: int
    rows: int
    known: BitMap
    expected: int


@dataclass(slots=True)
class _Outcome:
    """What became of a chunk."""

    people: list[int] = field(default_factory=list)
    rest: list[tuple[int, str, Mismatch]] = field(default_factory=list)
    duplicates: int = 0

    def counts(self, rows: int) -> dict[str, int]:
        ambiguous = sum(why is Mismatch.AMBIGUOUS for _, _, why in self.rest)
        return {
            "rows": rows,
            "matched": len(self.people),
            "duplicates": self.duplicates,
            "ambiguous": ambiguous,
            "unmatched": len(self.rest) - ambiguous,
        }


def read_list(
    services: Services,
    list_id: int,
    scope: DataScope,
    limit: int,
    heartbeat: Callable[[float], None],
) -> bool:
    """Read a list to its end; False when it failed or was removed on the way. Raises Unavailable."""
    uow = services.get(UnitOfWork)
    try:
        reading = _begin(services, uow, list_id, scope, limit)
        if reading is None:
            return False
        for chunk in _chunks(reading):
            if not _take(services, uow, reading, chunk):
                return False
            heartbeat(min(0.99, reading.rows / max(1, reading.expected)))
    except Unavailable:
        raise
    except HuayuanError as error:
        return _end(uow, list_id, ListState.FAILED, error)
    return _end(uow, list_id, ListState.READY, None)


def _begin(
    services: Services, uow: UnitOfWork, list_id: int, scope: DataScope, limit: int
) -> _Reading | None:
    """Look at the file; a workbook becomes a CSV first. None: there is nothing to read any more."""
    with uow.read() as tx:
        row = store.row_of(tx.session, list_id)
        if row is None or row.state not in (ListState.QUEUED, ListState.RUNNING) or row.path is None:
            return None
        path, encoding, identifier, account = Path(row.path), row.encoding, row.identifier, row.account
        rows, report_path, report_bytes = row.rows, Path(str(row.report_path)), row.report_bytes
        expected, known = row.rows_expected, BitMap(store.members(tx.session, list_id))
    table, seen, read_as = _table(path, limit)
    sheet = open_sheet(table, read_as)
    head = list(islice(sheet.rows(), LOOKED_AT_ROWS))
    with uow.read() as tx:
        place = find_place(tx, services.get(Vault), sheet, head, identifier, account)
    with uow.begin() as tx:
        store.change(
            tx.session, list_id, state=ListState.RUNNING.value, path=str(table), encoding=encoding or seen,
            identifier=place.kind, column=sheet.columns[place.column][:200],
        )  # fmt: skip
    return _Reading(list_id, sheet, place, account, scope, report_path, report_bytes, rows, known, expected)


def _table(path: Path, limit: int) -> tuple[Path, str, str]:
    """The file as CSV. A workbook that was converted before a crash is not there any more, its CSV is."""
    found = path if path.exists() else path.with_suffix(".csv")
    if not found.exists():
        raise ListFileGone()
    return as_text(found, limit)


def find_place(
    tx: Transaction, vault: Vault, sheet: Sheet, head: list[Row], identifier: str, account: str | None
) -> Place:
    """Raises CannotTellIdentifier."""

    def matches(kind: str, values: list[str]) -> int:
        found = people_named(tx, vault, kind, values, account, DataScope())
        return sum(bool(people) for people in found.values())

    return place_of(sheet.columns, head, identifier, matches)  # type: ignore[arg-type]


def _rows(reading: _Reading) -> Iterator[tuple[int, str]]:
    """(row, value) from where the reading stopped."""
    index, skipped = reading.place.column, reading.rows
    if reading.place.headless:
        if not skipped:
            yield reading.sheet.header_row, reading.sheet.columns[index]
        skipped = max(0, skipped - 1)
    for row in islice(reading.sheet.rows(), skipped, None):
        yield row.number, row.cells[index]


def _chunks(reading: _Reading) -> Iterator[list[tuple[int, str]]]:
    rows = _rows(reading)
    while chunk := list(islice(rows, CHUNK_ROWS)):
        yield chunk


def _take(services: Services, uow: UnitOfWork, reading: _Reading, chunk: list[tuple[int, str]]) -> bool:
    values = list(dict.fromkeys(value for _, value in chunk if value))
    with uow.read() as tx:
        found = people_named(
            tx, services.get(Vault), reading.place.kind, values, reading.account, reading.scope
        )
    outcome = _decided(chunk, found, reading.known)
    length = report.append(reading.report_path, reading.report_bytes, outcome.rest)
    with uow.begin() as tx:
        if not store.advance(tx.session, reading.list_id, reading.rows, outcome.counts(len(chunk)), length):
            return False
        store.add_members(tx.session, reading.list_id, outcome.people)
    reading.rows += len(chunk)
    reading.report_bytes = length
    reading.known.update(outcome.people)
    return True


def _decided(chunk: list[tuple[int, str]], found: Found, known: BitMap) -> _Outcome:
    outcome, fresh = _Outcome(), set[int]()
    for row, value in chunk:
        people = found.get(value) if value else frozenset[int]()
        if not people or len(people) > 1:
            outcome.rest.append((row, value, _why(value, people)))
            continue
        (person,) = people
        if person in known or person in fresh:
            outcome.duplicates += 1
        else:
            fresh.add(person)
            outcome.people.append(person)
    return outcome


def _why(value: str, people: frozenset[int] | None) -> Mismatch:
    if not value:
        return Mismatch.EMPTY
    if people is None:
        return Mismatch.UNFIT
    return Mismatch.AMBIGUOUS if people else Mismatch.UNKNOWN


def _end(uow: UnitOfWork, list_id: int, state: ListState, error: HuayuanError | None) -> bool:
    told = {"code": error.code, "message": error.message.filled(error.data)} if error else None
    with uow.begin() as tx:
        store.change(tx.session, list_id, state=state.value, error=told, finished_at=tx.now)
    return error is None
