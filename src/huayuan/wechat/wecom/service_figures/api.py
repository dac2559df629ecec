"""The door of figures about staff."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from huayuan.kernel.unit_of_work import Transaction
from huayuan.wechat.wecom.service_figures import store
from huayuan.wechat.wecom.service_figures.store import DayFigures, StaffFigures

__all__ = ["DayFigures", "StaffFigures", "by_day", "figures"]


def figures(
    tx: Transaction, first: date, last: date, members: Collection[tuple[str, str]] | None
) -> list[StaffFigures]:
    """By member, days of China, both included. `members`: (account, userid), None for all."""
    return store.figures(tx.session, first, last, members)


def by_day(
    tx: Transaction, first: date, last: date, members: Collection[tuple[str, str]] | None
) -> list[DayFigures]:
    """Of all of them together, the first day first; days without figures are absent."""
    return store.by_day(tx.session, first, last, members)
