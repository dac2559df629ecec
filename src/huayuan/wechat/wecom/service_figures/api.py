"""The door of figures about staff."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from huayuan.kernel.unit_of_work import Transaction
from huayuan.wechat.wecom.service_figures import store
from huayuan.wechat.wecom.service_figures.store import StaffFigures

__all__ = ["StaffFigures", "figures"]


def figures(
    tx: Transaction, first: date, last: date, members: Collection[tuple[str, str]] | None
) -> list[StaffFigures]:
    """By member, days of China, both included. `members`: (account, userid), None for all."""
    return store.figures(tx.session, first, last, members)
