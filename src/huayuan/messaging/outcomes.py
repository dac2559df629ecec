"""What became of messages, written to the ledger and told as events."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from huayuan.events import api as events
from huayuan.events.contracts import NewEvent
from huayuan.kernel.ids import event_uuid
from huayuan.kernel.unit_of_work import Transaction
from huayuan.messaging import rules, store
from huayuan.messaging.contracts import Intent, MessageState, Outcome, Outgoing, Purpose, Verdict
from huayuan.messaging.metrics import MESSAGE_SECONDS, MESSAGES

_ENVELOPE = ("channel", "store_id", "content_id", "campaign_id")

Result = tuple[Outgoing, Outcome, datetime]


def record(tx: Transaction, results: Sequence[Result]) -> None:
    """Write what became of many calls. A row that is already final stays as it is."""
    rows = []
    for message, given, at in results:
        outcome = rules.settle(given, message.attempt, message.expires_at, at)
        rows.append(_row(message, outcome, at))
        _tell(tx, message, outcome, at)
    store.change(tx.session, rows)


def tell(tx: Transaction, results: Sequence[Result]) -> None:
    """The events of outcomes that stand in the ledger already."""
    for message, outcome, at in results:
        _tell(tx, message, outcome, at)


def settle(tx: Transaction, results: Sequence[Result]) -> None:
    """What became of messages after they had left us."""
    for message, outcome, at in results:
        store.close(tx.session, message.id, outcome.state.value, outcome.reason, outcome.code)
        _tell(tx, message, outcome, at)


def close_expired(tx: Transaction, expired: Sequence[tuple[str, Outgoing]]) -> None:
    """Messages whose time ran out: blocked, or unknown for good when their call was cut off."""
    rows = []
    for state, message in expired:
        cut_off = state in (MessageState.SENDING.value, MessageState.UNKNOWN.value)
        outcome = Outcome(MessageState.UNKNOWN if cut_off else MessageState.BLOCKED, "expired")
        rows.append(_row(message, outcome, tx.now))
        _tell(tx, message, outcome, tx.now)
    store.change(tx.session, rows)


def tell_blocked(tx: Transaction, blocked: Sequence[tuple[Intent, Verdict]]) -> None:
    for intent, verdict in blocked:
        MESSAGES.labels(intent.channel, verdict.state.value).inc()
        properties = {"reason": verdict.reason, "kind": intent.channel}
        event = _Event(
            "message_blocked", intent.key, intent.account, intent.person_id, intent.staff_id, tx.now
        )
        _publish(tx, event, intent.context, properties)


class _Event:
    """Whom an outcome event is about."""

    def __init__(
        self, name: str, key: str, account: str, person_id: int, staff_id: int | None, at: datetime
    ) -> None:
        self.name, self.key, self.account = name, key, account
        self.person_id, self.staff_id, self.at = person_id, staff_id, at


def _row(message: Outgoing, outcome: Outcome, at: datetime) -> dict[str, Any]:
    sent = outcome.state in (MessageState.SENT, MessageState.DELIVERED)
    due = at + timedelta(seconds=outcome.retry_in) if outcome.retry_in is not None else None
    return {
        "id": message.id, "state": outcome.state.value, "reason": outcome.reason, "code": outcome.code,
        "attempts": message.attempt, "due": due, "sent_at": at if sent else None,
    }  # fmt: skip


def _tell(tx: Transaction, message: Outgoing, outcome: Outcome, at: datetime) -> None:
    """The events of a final outcome; one that will be tried or asked again is not told yet."""
    if outcome.retry_in is not None:
        return
    MESSAGES.labels(message.channel, outcome.state.value).inc()
    details: dict[str, Any] = {"message_id": str(message.id), "reason": outcome.reason}
    details |= {"kind": message.channel}
    details |= {"code": str(outcome.code)} if outcome.code is not None else {}
    _publish(tx, _about(message, f"message_{outcome.state.value}", at), message.context, details)
    if outcome.state is MessageState.SENT:
        seconds = max((at - message.caused_at).total_seconds(), 0.0)
        MESSAGE_SECONDS.labels(message.channel).observe(seconds)
        if message.purpose == Purpose.WELCOME.value:
            welcome = {"latency_ms": round(seconds * 1000), "message_id": str(message.id)}
            _publish(tx, _about(message, "welcome_sent", at), message.context, welcome)


def _about(message: Outgoing, name: str, at: datetime) -> _Event:
    return _Event(name, message.key, message.account, message.person_id, message.staff_id, at)


def _publish(tx: Transaction, about: _Event, context: dict[str, Any], properties: dict[str, Any]) -> None:
    """channel, store_id, content_id and campaign_id of `context` go to the envelope, the rest along."""
    envelope: dict[str, Any] = {name: context.get(name) for name in _ENVELOPE}
    rest = {name: value for name, value in context.items() if name not in envelope}
    events.publish(
        tx,
        NewEvent(
            event_id=event_uuid(about.name, about.key),
            event=about.name,
            occurred_at=about.at,
            person_id=about.person_id,
            account=about.account,
            staff_id=str(about.staff_id) if about.staff_id is not None else None,
            properties=rest | {name: value for name, value in properties.items() if value is not None},
            **envelope,
        ),
    )
