"""Imports: taken in, started, stopped, looked at. Verbs never commit; only `import_file` runs to the end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from huayuan.kernel.services import Services
from huayuan.kernel.settings import Settings
from huayuan.kernel.unit_of_work import Transaction, UnitOfWork
from huayuan.marketplaces import store
from huayuan.marketplaces.contracts import Field, ImportStatus, ImportView, Options, Preset, Problem
from huayuan.marketplaces.errors import FileGone, ImportNotFound, WrongState
from huayuan.marketplaces.kinds import kind_of
from huayuan.marketplaces.options import options_from
from huayuan.marketplaces.presets import mapping_of, presets_of, recognised
from huayuan.marketplaces.reading import columns_of, read_value
from huayuan.marketplaces.runner import run
from huayuan.marketplaces.suggest import suggest_mapping
from huayuan.marketplaces.uploads import PREVIEW_ROWS, Inspected, default_options, take_in
from huayuan.profiles import api as profiles

_STARTABLE = (ImportStatus.READY,)
_RESUMABLE = (ImportStatus.PAUSED, ImportStatus.FAILED, ImportStatus.CANCELLED)


def add(tx: Transaction, kind: str, inspected: Inspected, *, zone: str, by: str) -> ImportView:
    """Record a file that was taken in, with a suggested mapping: its preset's where it has one. Raises UnknownKind."""
    sheet, options = inspected.sheet, default_options(inspected.file_name, zone)
    if preset := recognised(kind_of(kind).key, sheet.columns):
        options = options_from(options.as_dict() | preset.options | {"preset": preset.key})
        suggested = mapping_of(preset, sheet.columns, [row.cells for row in inspected.head])
    else:
        suggested = suggest(tx, kind, inspected, options)
    values = {
        "kind": kind_of(kind).key, "status": ImportStatus.READY, "created_by": by, "created_at": tx.now,
        "file_name": inspected.file_name, "path": str(inspected.path), "rows_total": inspected.rows_total,
        "encoding": inspected.encoding, "read_as": sheet.encoding, "delimiter": sheet.delimiter,
        "header_row": sheet.header_row, "columns": sheet.columns, "suggested_mapping": suggested,
        "preview": [row.cells for row in inspected.head[:PREVIEW_ROWS]], "options": options.as_dict(),
        "mapping": {}, "rows_done": 0, "last_row": 0, "accepted": 0, "duplicates": 0, "rejected": 0,
        "runs": 0, "error": None, "finished_at": None,
    }  # fmt: skip
    return get(tx, store.insert_import(tx.session, values))


def suggest(tx: Transaction, kind: str, inspected: Inspected, options: Options) -> dict[str, str]:
    """field → column, from the header's words and the first rows."""
    head = [row.cells for row in inspected.head]
    return _suggested(tx, kind, inspected.sheet.columns, head, options)


def plain_mapping(tx: Transaction, view: ImportView) -> dict[str, str]:
    """What would be suggested if the file were nobody's export."""
    return _suggested(tx, view.kind, view.columns, view.preview, options_from(view.options))


def _suggested(
    tx: Transaction, kind: str, columns: Sequence[str], head: Sequence[Sequence[str]], options: Options
) -> dict[str, str]:
    zone = ZoneInfo(options.zone)

    def readable(field: Field, cell: str) -> bool:
        try:
            read_value(field, cell, options, zone, tx.now)
        except Exception:
            return False
        return True

    return suggest_mapping(kind_of(kind).fields, columns, head, readable)


def offers(view: ImportView) -> list[tuple[Preset, dict[str, str]]]:
    """The presets of the file's kind, each with the mapping it gives this file."""
    return [(one, mapping_of(one, view.columns, view.preview)) for one in presets_of(view.kind)]


def start(
    tx: Transaction,
    import_id: int,
    mapping: Mapping[str, str] | None = None,
    options: Mapping[str, Any] | None = None,
) -> ImportView:
    """Begin, with the suggested mapping where none is given. Raises BadMapping, BadOption, WrongState."""
    view = get(tx, import_id)
    chosen = dict(mapping or view.suggested_mapping)
    kind = kind_of(view.kind)
    columns_of(chosen, view.columns, kind.fields, one_of=kind.identifying)
    how = options_from(view.options | dict(options or {}))
    _change(tx, view, _STARTABLE, status=ImportStatus.RUNNING, mapping=chosen, options=how.as_dict(), runs=1)
    _enqueue(tx, import_id, 1)
    return get(tx, import_id)


def pause(tx: Transaction, import_id: int) -> ImportView:
    """Stop after the chunk under way; `resume` goes on. Raises WrongState."""
    _change(tx, get(tx, import_id), (ImportStatus.RUNNING,), status=ImportStatus.PAUSED)
    return get(tx, import_id)


def cancel(tx: Transaction, import_id: int) -> ImportView:
    """Stop for good; what was imported stays. Raises WrongState."""
    allowed = (ImportStatus.READY, ImportStatus.RUNNING, ImportStatus.PAUSED, ImportStatus.FAILED)
    _change(tx, get(tx, import_id), allowed, status=ImportStatus.CANCELLED, finished_at=tx.now)
    return get(tx, import_id)


def resume(tx: Transaction, import_id: int) -> ImportView:
    """Go on after the last committed chunk. Raises WrongState; FileGone when the file was cleaned up."""
    view, row = _found(tx, import_id)
    if row.path is None:
        raise FileGone()
    if not view.mapping:  # it was never started
        _change(tx, view, _RESUMABLE, status=ImportStatus.READY, finished_at=None)
        return get(tx, import_id)
    runs = row.runs + 1
    _change(tx, view, _RESUMABLE, status=ImportStatus.RUNNING, finished_at=None, error=None, runs=runs)
    _enqueue(tx, import_id, runs)
    return get(tx, import_id)


def undo_traits(tx: Transaction, import_id: int) -> int:
    """Restore the traits that an import of customers changed, in the background; answers the number of the job.

    People, tags and events it brought stay. Raises WrongState while it runs, and when it changed none.
    """
    view = get(tx, import_id)
    edit = None
    if view.status not in (ImportStatus.RUNNING, ImportStatus.PAUSED):
        edit = profiles.end_import_edit(tx, f"import:{import_id}")
    if edit is None:
        raise WrongState(status=view.status.value)
    return profiles.undo_trait_edit(tx, edit)


def get(tx: Transaction, import_id: int) -> ImportView:
    """Raises ImportNotFound."""
    return _found(tx, import_id)[0]


def imports(
    tx: Transaction, *, kind: str | None = None, limit: int, offset: int
) -> tuple[list[ImportView], int]:
    return store.page(tx.session, kind, limit, offset)


def problems(tx: Transaction, import_id: int) -> Iterator[Problem]:
    """What was wrong with which rows, in the order of the file. Raises ImportNotFound."""
    get(tx, import_id)
    return store.problems(tx.session, import_id)


def import_file(
    services: Services,
    path: Path,
    kind: str,
    *,
    mapping: Mapping[str, str] | None = None,
    options: Mapping[str, Any] | None = None,
    by: str = "cli",
) -> ImportView:
    """Import a file from start to end in this thread. Raises what taking in and starting may raise."""
    settings, uow = services.get(Settings), services.get(UnitOfWork)
    kind_of(kind)
    limit = max(settings.upload_bytes, path.stat().st_size)  # whoever may read our disk may import from it
    with path.open("rb") as stream:
        inspected = take_in(stream, path.name, settings.data_dir / "uploads", limit)
    with uow.begin() as tx:
        taken = add(tx, kind, inspected, zone=settings.timezone, by=by)
        start(tx, taken.id, mapping, options)
    run(services, taken.id, uow.clock, lambda progress: None)
    with uow.read() as tx:
        return get(tx, taken.id)


def fields_of(kind: str) -> tuple[Field, ...]:
    return kind_of(kind).fields


def _found(tx: Transaction, import_id: int) -> tuple[ImportView, Any]:
    found = store.find(tx.session, import_id)
    if found is None:
        raise ImportNotFound(id=import_id)
    return found


def _change(tx: Transaction, view: ImportView, allowed: tuple[ImportStatus, ...], **values: Any) -> None:
    if not store.change(tx.session, view.id, allowed, **values):
        raise WrongState(status=view.status.value)


def _enqueue(tx: Transaction, import_id: int, runs: int) -> None:
    tx.enqueue(
        "imports.run", {"import": import_id}, dedup_key=f"imports.run:{import_id}:{runs}", max_attempts=8
    )
