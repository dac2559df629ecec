"""Days in, days out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from huayuan.kernel.db import upsert
from huayuan.wechat.official_account.days.models import AccountDayRow

_KEY = ("account", "day")
_FIGURES = [column.name for column in AccountDayRow.__table__.columns if column.name not in _KEY]
Row = dict[str, Any]


def changed(session: Session, rows: Sequence[Row]) -> list[Row]:
    """Those that say something else than what is stored."""
    return [row for row in rows if _differs(session.get(AccountDayRow, tuple(row[key] for key in _KEY)), row)]


def _differs(stored: AccountDayRow | None, row: Row) -> bool:
    return stored is None or any(getattr(stored, name) != value for name, value in row.items())


def write(session: Session, rows: Sequence[Row]) -> None:
    if rows:
        upsert(session, AccountDayRow, rows, on=list(_KEY), update=_FIGURES)


def last_day(session: Session, account: str) -> date | None:
    return session.scalar(select(func.max(AccountDayRow.day)).where(AccountDayRow.account == account))


def days(session: Session, account: str, first: date, last: date) -> list[AccountDayRow]:
    mine = (AccountDayRow.account == account) & AccountDayRow.day.between(first, last)
    return list(session.scalars(select(AccountDayRow).where(mine).order_by(AccountDayRow.day)))
