"""Saved views: rows in, values out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from huayuan.access import models as m
from huayuan.access.contracts import (
    SavedView,
)


def views(session: Session, user_id: int, page: str) -> list[SavedView]:
    row = m.SavedViewRow
    wanted = select(row).where(row.page == page, or_(row.user_id == user_id, row.shared))
    return [_view(r) for r in session.scalars(wanted.order_by(row.name, row.id))]


def view(session: Session, view_id: int) -> SavedView | None:
    row = session.get(m.SavedViewRow, view_id, populate_existing=True)
    return _view(row) if row else None


def own_view(session: Session, user_id: int, page: str, name: str) -> SavedView | None:
    row = m.SavedViewRow
    found = session.scalar(select(row).where(row.user_id == user_id, row.page == page, row.name == name))
    return _view(found) if found else None


def put_view(session: Session, values: Mapping[str, Any], view_id: int | None) -> int:
    if view_id is None:
        row = m.SavedViewRow(**values)
        session.add(row)
        session.flush()
        return row.id
    session.execute(update(m.SavedViewRow).where(m.SavedViewRow.id == view_id).values(**values))
    return view_id


def delete_view(session: Session, view_id: int) -> None:
    session.execute(delete(m.SavedViewRow).where(m.SavedViewRow.id == view_id))


def _view(row: m.SavedViewRow) -> SavedView:
    return SavedView(row.id, row.page, row.name, row.state, row.shared, row.user_id, row.created_at)
