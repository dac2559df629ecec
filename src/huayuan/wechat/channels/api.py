"""The door of the shop connector. Orders are events, and rows of `commerce`."""

from __future__ import annotations

from huayuan.kernel.privacy import PrivacyHooks
from huayuan.kernel.unit_of_work import Transaction
from huayuan.wechat.channels import store
from huayuan.wechat.channels.contracts import LiveRoom

__all__ = ["PRIVACY", "lives"]


def lives(tx: Transaction, connection_id: int, *, limit: int, offset: int) -> tuple[list[LiveRoom], int]:
    """Broadcasts that have ended, newest first, and the number of all."""
    return store.lives(tx.session, connection_id, limit, offset)


# What the platform told stands in the person's events and orders.
PRIVACY = PrivacyHooks.without_rows("wechat.channels")
