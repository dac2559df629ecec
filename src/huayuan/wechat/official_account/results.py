"""Results that come later: of template messages, mass messages and publications."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from huayuan.kernel.unit_of_work import Transaction
from huayuan.messaging import api as messaging
from huayuan.messaging.contracts import MessageState, Outcome
from huayuan.wechat.connections.contracts import Connection
from huayuan.wechat.official_account.callbacks import Callback
from huayuan.wechat.official_account.changes import Change
from huayuan.wechat.official_account.store import belongings

PUBLISHED = 0
_FAILED = {"user_block": "refused_by_user", "failed": "not_delivered"}
_COUNTS = {"total": "TotalCount", "filtered": "FilterCount", "sent": "SentCount", "failed": "ErrorCount"}


def take(tx: Transaction, connection: Connection, callback: Callback, change: Change) -> None:
    """Write a result to the job it belongs to; one of a job made elsewhere is only kept."""
    if change.result == "mass":
        _mass(tx, connection, callback)
    elif change.result == "publication":
        _publication(tx, connection, callback)


def template_of(
    tx: Transaction, connection: Connection, callback: Callback, status: str, at: datetime
) -> dict[str, Any]:
    """Which template a result is about, as far as we sent it; then the message is settled with it."""
    row = belongings.awaited(tx.session, connection.id, callback.get("MsgID"))
    if row is None:
        return {}
    arrived = Outcome(MessageState.DELIVERED)
    outcome = arrived if status == "success" else Outcome(MessageState.FAILED, _FAILED.get(status, status))
    messaging.settle(tx, {row.message_key: (outcome, at)})
    return {"template_id": row.template_id}


def _mass(tx: Transaction, connection: Connection, callback: Callback) -> None:
    number = callback.get("MsgID")
    row = belongings.mass_by_number(tx.session, connection.id, number)
    row = row or belongings.mass_without_number(tx.session, connection.id)
    if row is None:
        return
    row.msg_id = number
    status = callback.get("Status")
    row.state = "sent" if status == "send success" else "failed"
    row.reason = None if row.state == "sent" else status[:200]
    row.counts = {name: int(callback.get(field) or 0) for name, field in _COUNTS.items()}
    row.counts |= {"urls": [item["ArticleUrl"] for item in callback.rows if item.get("ArticleUrl")]}
    row.finished_at = callback.created_at


def _publication(tx: Transaction, connection: Connection, callback: Callback) -> None:
    number = callback.get("PublishEventInfo/publish_id")
    row = belongings.publication(tx.session, connection.id, number)
    if row is None:
        return
    row.status = int(callback.get("PublishEventInfo/publish_status") or 3)
    row.article_id = callback.get("PublishEventInfo/article_id")
    row.urls = [item["article_url"] for item in callback.rows if item.get("article_url")]
    row.finished_at = callback.created_at
