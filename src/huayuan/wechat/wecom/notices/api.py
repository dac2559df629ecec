"""The door of app messages. Features below ask for `stores.contracts.StaffNoticePort`."""

from __future__ import annotations

from huayuan.kernel.unit_of_work import Transaction
from huayuan.wechat.wecom.notices import store
from huayuan.wechat.wecom.notices.store import Notice

__all__ = ["Notice", "notices"]


def notices(tx: Transaction, limit: int, offset: int) -> tuple[list[Notice], int]:
    """The newest first, and how many in all."""
    return store.notices(tx.session, limit, offset)
