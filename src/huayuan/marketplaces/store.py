"""Rows of marketplaces in, values out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from huayuan.kernel.db import touched
from huayuan.marketplaces.contracts import ImportStatus, ImportView, Problem
from huayuan.marketplaces.models import ImportErrorRow, ImportRow

MOST_ERRORS = 20_000  # kept for one import; further ones are counted


def insert_import(session: Session, values: dict[str, Any]) -> int:
    row = ImportRow(**values)
    session.add(row)
    session.flush()
    return row.id


def change(session: Session, import_id: int, allowed: Sequence[ImportStatus], **values: Any) -> bool:
    """Set columns if the import is in one of the states `allowed`; False when it is not."""
    changed = session.execute(
        update(ImportRow)
        .where(ImportRow.id == import_id, ImportRow.status.in_(allowed))
        .values(**values)
        .execution_options(synchronize_session=False)
    )
    return bool(touched(changed))


def advance(
    session: Session,
    import_id: int,
    *,
    before: int,
    last_row: int,
    rows: int,
    accepted: int,
    duplicates: int,
    rejected: int,
) -> ImportStatus | None:
    """Record a chunk that was delivered, also when the import was stopped meanwhile, and answer its status.

    None when another worker has gone past `before`: what it recorded counts.
    """
    status = session.scalar(
        update(ImportRow)
        .where(ImportRow.id == import_id, ImportRow.last_row == before)
        .values(
            last_row=last_row,
            rows_done=ImportRow.rows_done + rows,
            accepted=ImportRow.accepted + accepted,
            duplicates=ImportRow.duplicates + duplicates,
            rejected=ImportRow.rejected + rejected,
        )
        .returning(ImportRow.status)
        .execution_options(synchronize_session=False)
    )
    return None if status is None else ImportStatus(status)


def add_problems(session: Session, import_id: int, problems: Sequence[Problem]) -> None:
    if not problems:
        return
    kept = session.scalar(select(func.count()).where(ImportErrorRow.import_id == import_id)) or 0
    rows = [
        {
            "import_id": import_id, "row": problem.row, "column": problem.column[:200],
            "value": problem.value[:120], "code": problem.code, "data": problem.data,
        }
        for problem in problems[: max(0, MOST_ERRORS - kept)]
    ]  # fmt: skip
    if rows:
        session.execute(insert(ImportErrorRow), rows)


def problems(session: Session, import_id: int) -> Iterator[Problem]:
    found = session.execute(
        select(
            ImportErrorRow.row,
            ImportErrorRow.column,
            ImportErrorRow.value,
            ImportErrorRow.code,
            ImportErrorRow.data,
        )
        .where(ImportErrorRow.import_id == import_id)
        .order_by(ImportErrorRow.row, ImportErrorRow.id)
    )
    return (Problem(*row) for row in found)


def find(session: Session, import_id: int) -> tuple[ImportView, ImportRow] | None:
    """The import and its row as it is stored now."""
    row = session.scalars(
        select(ImportRow).where(ImportRow.id == import_id).execution_options(populate_existing=True)
    ).one_or_none()
    return None if row is None else (_view(row), row)


def page(session: Session, kind: str | None, limit: int, offset: int) -> tuple[list[ImportView], int]:
    conditions = [ImportRow.kind == kind] if kind else []
    found = session.scalars(
        select(ImportRow).where(*conditions).order_by(ImportRow.id.desc()).limit(limit).offset(offset)
    )
    total = session.scalar(select(func.count()).select_from(ImportRow).where(*conditions)) or 0
    return [_view(row) for row in found], total


def finished_before(session: Session, before: datetime) -> list[tuple[int, str]]:
    """(import, path) of files whose import ended, or never began, before that time."""
    found = session.execute(
        select(ImportRow.id, ImportRow.path).where(
            ImportRow.path.is_not(None),
            ImportRow.status.not_in((ImportStatus.RUNNING, ImportStatus.PAUSED)),
            func.coalesce(ImportRow.finished_at, ImportRow.created_at) < before,
        )
    )
    return [(import_id, path) for import_id, path in found if path]


def forget_file(session: Session, import_ids: Sequence[int]) -> None:
    """The file is gone; what it looked like goes with it."""
    session.execute(
        update(ImportRow)
        .where(ImportRow.id.in_(import_ids))
        .values(path=None, preview=[])
        .execution_options(synchronize_session=False)
    )


def _view(row: ImportRow) -> ImportView:
    return ImportView(
        id=row.id,
        kind=row.kind,
        file_name=row.file_name,
        status=ImportStatus(row.status),
        encoding=row.encoding,
        columns=row.columns,
        preview=row.preview,
        suggested_mapping=row.suggested_mapping,
        mapping=row.mapping,
        options=row.options,
        rows_total=row.rows_total,
        rows_done=row.rows_done,
        accepted=row.accepted,
        duplicates=row.duplicates,
        rejected=row.rejected,
        created_by=row.created_by,
        created_at=row.created_at,
        finished_at=row.finished_at,
        error=row.error,
    )
