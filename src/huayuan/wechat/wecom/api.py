"""The door of the WeCom connector. Connections of every kind are made and changed in `connections`."""

from __future__ import annotations

from collections.abc import Sequence

from huayuan.kernel.privacy import PrivacyHooks
from huayuan.kernel.unit_of_work import Transaction
from huayuan.wechat.connections.api import connection_ids
from huayuan.wechat.wecom import store
from huayuan.wechat.wecom.limits import KIND

__all__ = ["PRIVACY"]

# What WeCom told stands in the person's friendships, tags and events.
PRIVACY = PrivacyHooks.without_rows("wechat.wecom")


@PRIVACY.forget
def _forget(tx: Transaction, identifiers: Sequence[tuple[str, str, str]]) -> int:
    """What is still to be asked about the customer, and their tags at WeCom."""
    known = [(account, value) for kind, value, account in identifiers if kind == "wecom_external_userid"]
    return sum(
        store.forget_customer(tx.session, connection_ids(tx, KIND, account), value)
        + store.forget_relations(tx.session, account, value)
        for account, value in known
    )
