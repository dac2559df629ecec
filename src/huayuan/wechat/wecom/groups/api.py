"""The door of WeCom's groups."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from huayuan.communities import api as communities
from huayuan.kernel.privacy import PrivacyHooks
from huayuan.kernel.unit_of_work import Transaction
from huayuan.wechat.connections.api import connection_ids
from huayuan.wechat.connections.contracts import Connection
from huayuan.wechat.wecom.groups import store
from huayuan.wechat.wecom.groups.changes import GroupChange
from huayuan.wechat.wecom.groups.limits import SETTLE_SECONDS
from huayuan.wechat.wecom.limits import KIND

__all__ = ["PRIVACY", "changed"]

# What WeCom told of groups stands in the person's stays and events.
PRIVACY = PrivacyHooks.without_rows("wechat.wecom.groups")


def changed(tx: Transaction, connection: Connection, change: GroupChange) -> None:
    """A callback told of a group: one that ended ends with its members, any other is read again."""
    if change.dismissed:
        communities.dismissed(tx, connection.account, change.chat_id, change.at)
        return
    due = tx.now + timedelta(seconds=SETTLE_SECONDS)
    store.want(
        tx.session, connection.id, change.chat_id, due, tx.now, hints=change.hints,
        stale_version=change.stale_version,
    )  # fmt: skip


@PRIVACY.forget
def _forget(tx: Transaction, identifiers: Sequence[tuple[str, str, str]]) -> int:
    """What is still to be read about the customer."""
    known = [(account, value) for kind, value, account in identifiers if kind == "wecom_external_userid"]
    return sum(
        store.forget_hints(tx.session, connection_ids(tx, KIND, account), value) for account, value in known
    )
