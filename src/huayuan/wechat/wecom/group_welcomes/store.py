"""Rows of group welcomes in, values out."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from huayuan.wechat.wecom.group_welcomes.contracts import GroupWelcome, WelcomeStatus
from huayuan.wechat.wecom.group_welcomes.models import GroupWelcomeRow


def add(session: Session, **values: Any) -> GroupWelcome:
    row = GroupWelcomeRow(**values)
    session.add(row)
    session.flush()
    return _welcome(row)


def get(session: Session, number: int) -> GroupWelcome | None:
    row = session.get(GroupWelcomeRow, number)
    return _welcome(row) if row else None


def change(session: Session, number: int, **values: Any) -> GroupWelcome:
    row = session.get_one(GroupWelcomeRow, number, with_for_update=True)
    for name, value in values.items():
        setattr(row, name, value)
    session.flush()
    return _welcome(row)


def page(session: Session, limit: int, offset: int) -> tuple[list[GroupWelcome], int]:
    """Those that were not deleted, the latest first."""
    living = GroupWelcomeRow.status != WelcomeStatus.DELETED.value
    total = session.execute(select(func.count()).select_from(GroupWelcomeRow).where(living)).scalar_one()
    query = select(GroupWelcomeRow).where(living).order_by(GroupWelcomeRow.id.desc())
    return [_welcome(row) for row in session.scalars(query.limit(limit).offset(offset))], total


def _welcome(row: GroupWelcomeRow) -> GroupWelcome:
    return GroupWelcome(
        row.id, row.connection_id, row.account, row.name, row.text, row.attachment, row.notify,
        WelcomeStatus(row.status), row.template_id, row.error, row.created_at, row.changed_at,
    )  # fmt: skip
