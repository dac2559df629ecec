"""The door of messaging: the only way to say something to a customer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from huayuan.kernel.privacy import PrivacyHooks
from huayuan.kernel.unit_of_work import Transaction
from huayuan.messaging import outcomes, rules, store
from huayuan.messaging.contracts import (
    Carrier,
    Channel,
    ChannelRegistry,
    Intent,
    MessageState,
    Outcome,
    Outgoing,
    Verdict,
)
from huayuan.messaging.dispatcher import Dispatcher

__all__ = [
    "PRIVACY", "Dispatcher", "Placed", "any_due", "entrust", "key_of", "people_moved", "record", "release", "report", "said",
    "send", "send_many", "settle", "state_of", "take_due",
]  # fmt: skip

_LAST_WORDS = (MessageState.DELIVERED, MessageState.FAILED)
# A call is cut off after 5 s by every channel; past this, whoever was sending is gone.
SENDING_SECONDS = 10

PRIVACY = PrivacyHooks("messaging", tables=("message",))


@dataclass(frozen=True, slots=True)
class Placed:
    """What became of an intent. `fresh` is False for a repeat of a key, which changes nothing."""

    id: int
    key: str
    state: MessageState
    reason: str | None
    fresh: bool


def send(tx: Transaction, channels: ChannelRegistry, intent: Intent) -> Placed:
    """Say something once: judged now, delivered after the commit by the dispatcher. See `send_many`."""
    return send_many(tx, channels, [intent])[0][0]


def send_many(
    tx: Transaction, channels: ChannelRegistry, intents: Sequence[Intent], *, at_once: bool = False
) -> tuple[list[Placed], list[Outgoing]]:
    """Judge many intents in one go.

    With `at_once`, whatever may go is written as `sending` and handed back: the caller gives it to the
    dispatcher after the commit, which saves the way through the queue. Otherwise the second list is empty.
    """
    known = store.known_keys(tx.session, [intent.key for intent in intents])
    fresh = {intent.key: intent for intent in intents if intent.key not in known}
    verdicts = _judge_all(tx, channels, list(fresh.values()), channels.find)
    if at_once:
        verdicts = {key: _claimed(verdict) for key, verdict in verdicts.items()}
    ids = (
        store.add(tx.session, [_row(tx, intent, verdicts[key]) for key, intent in fresh.items()])
        if fresh
        else {}
    )
    outcomes.tell_blocked(tx, [(fresh[k], v) for k, v in verdicts.items() if v.state is MessageState.BLOCKED])
    placed = [_placed(intent, verdicts, ids) for intent in intents]
    ready = [_outgoing(ids[k], fresh[k]) for k, v in verdicts.items() if v.state is MessageState.SENDING]
    return placed, ready


def entrust(tx: Transaction, channels: ChannelRegistry, intents: Sequence[Intent]) -> list[Placed]:
    """Judge many intents that staff will carry. What may go is written as `entrusted` and left alone until `report`
    says what became of it; it has no second way out, so nothing of it is ever sent by us."""
    known = store.known_keys(tx.session, [intent.key for intent in intents])
    fresh = {intent.key: intent for intent in intents if intent.key not in known}
    verdicts = _judge_all(tx, channels, list(fresh.values()), channels.carrier)
    handed = (MessageState.QUEUED, MessageState.HELD)
    verdicts = {k: Verdict(MessageState.ENTRUSTED) if v.state in handed else v for k, v in verdicts.items()}
    rows = [_row(tx, intent, verdicts[key]) for key, intent in fresh.items()]
    ids = store.add(tx.session, rows) if rows else {}
    outcomes.tell_blocked(tx, [(fresh[k], v) for k, v in verdicts.items() if v.state is MessageState.BLOCKED])
    return [_placed(intent, verdicts, ids) for intent in intents]


def report(tx: Transaction, results: Mapping[str, tuple[Outcome, datetime]]) -> int:
    """What became of entrusted messages, by key: the outcome and when it happened. Answers how many were settled now;
    one that was settled before stays as it is."""
    known = store.entrusted(tx.session, list(results)) if results else {}
    outcomes.record(tx, [(message, *results[key]) for key, message in known.items()])
    return len(known)


def settle(tx: Transaction, results: Mapping[str, tuple[Outcome, datetime]]) -> set[str]:
    """What the platform tells afterwards of messages that left us, by key: `delivered` or `failed`, and when it happened.

    Answers the keys settled now. A message settled before, or one that never left, stays as it is. What the call itself
    is answered later changes nothing any more.
    """
    assert all(outcome.state in _LAST_WORDS for outcome, _ in results.values())
    known = store.on_their_way(tx.session, list(results)) if results else {}
    outcomes.settle(tx, [(message, *results[key]) for key, message in known.items()])
    return set(known)


def key_of(tx: Transaction, message_id: int) -> str | None:
    """For a platform that names a message by the number that its channel gave it. None: no message of ours."""
    return store.key_of(tx.session, message_id)


def said(tx: Transaction, answers: Sequence[tuple[Intent, datetime]]) -> int:
    """What was said already in the very answer to what a person just did (decision 0012), and when: into the ledger as
    sent, and told. Answers how many were new; a repeat of a key changes nothing.
    """
    known = store.known_keys(tx.session, [intent.key for intent, _ in answers])
    fresh = {intent.key: (intent, at) for intent, at in answers if intent.key not in known}
    rows = [_row(tx, intent, Verdict(MessageState.SENT)) | {"sent_at": at} for intent, at in fresh.values()]
    ids = store.add(tx.session, rows) if rows else {}
    outcomes.tell(
        tx,
        [
            (_outgoing(ids[key], intent), Outcome(MessageState.SENT), at)
            for key, (intent, at) in fresh.items()
        ],
    )
    return len(fresh)


def release(tx: Transaction, channels: ChannelRegistry, message_id: int, text: str) -> Outgoing | None:
    """Give a held message its final text and claim it for sending; None when it went out or lapsed
    meanwhile."""
    waiting = store.held(tx.session, message_id)
    if waiting is None or rules.has_expired(waiting.expires_at, tx.now):
        return None
    channel = channels.find(waiting.channel)
    fits = channel is not None and 0 < len(text.encode()) <= channel.max_bytes
    final = replace(waiting, text=text if fits else waiting.text, attempt=waiting.attempt + 1)
    lease = tx.now + timedelta(seconds=SENDING_SECONDS)
    row = {"id": final.id, "text": final.text, "state": MessageState.SENDING.value, "reason": None}
    store.change(tx.session, [row | {"due": lease, "attempts": final.attempt}])
    return final


def take_due(tx: Transaction, limit: int) -> list[tuple[str, Outgoing]]:
    """Claim what is due: queued and held messages, and those whose sender died. (state before, message).

    Expired ones are closed here: blocked when nothing was sent, left `unknown` when that cannot be told.
    """
    claimed = store.due(tx.session, tx.now, limit)
    live: list[tuple[str, Outgoing]] = []
    lapsed: list[tuple[str, Outgoing]] = []
    for state, message in claimed:
        (lapsed if rules.has_expired(message.expires_at, tx.now) else live).append((state, message))
    outcomes.close_expired(tx, lapsed)
    lease = tx.now + timedelta(seconds=SENDING_SECONDS)
    taken = [(state, replace(message, attempt=message.attempt + 1)) for state, message in live]
    store.change(tx.session, [_claim_row(state, message, lease) for state, message in taken])
    return taken


def any_due(tx: Transaction) -> bool:
    return store.any_due(tx.session, tx.now)


def record(tx: Transaction, results: Sequence[tuple[Outgoing, Outcome, datetime]]) -> None:
    """Write what became of many calls (message, outcome, when it was known), and tell it as events."""
    outcomes.record(tx, results)


def state_of(tx: Transaction, key: str) -> tuple[str, str | None] | None:
    """(state, reason) of the message with this idempotency key."""
    return store.state_of(tx.session, key)


def people_moved(tx: Transaction, moves: Mapping[int, int]) -> None:
    """A merge or split: `moves` says where each origin person belongs now."""
    for origin, to in moves.items():
        store.repoint(tx.session, origin, to)


@PRIVACY.export
def export(tx: Transaction, person_id: int) -> dict[str, Any]:
    return {"messages": store.of_person(tx.session, person_id)}


@PRIVACY.erase
def erase(tx: Transaction, person_id: int) -> int:
    return store.forget_person(tx.session, person_id)


def _judge_all(
    tx: Transaction,
    channels: ChannelRegistry,
    intents: list[Intent],
    find: Callable[[str], Channel | Carrier | None],
) -> dict[str, Verdict]:
    refused: dict[tuple[str, str], set[int]] = {}
    for kind, purpose in {(one.channel, one.purpose.value) for one in intents}:
        people = {one.person_id for one in intents if (one.channel, one.purpose.value) == (kind, purpose)}
        found = channels.suppression.suppressed(tx, people, channel=kind, purpose=purpose)
        refused[(kind, purpose)] = set(found)
    verdicts = {}
    for intent in intents:
        channel = find(intent.channel)
        suppressed = intent.person_id in refused[(intent.channel, intent.purpose.value)]
        facts = rules.Facts(suppressed, channel.max_bytes if channel else None)
        verdicts[intent.key] = rules.judge(intent, facts, tx.now)
    return verdicts


def _claimed(verdict: Verdict) -> Verdict:
    return Verdict(MessageState.SENDING) if verdict.state is MessageState.QUEUED else verdict


def _claim_row(state: str, message: Outgoing, lease: datetime) -> dict[str, Any]:
    """An unknown message stays unknown while the channel is asked about it."""
    cut_off = state in (MessageState.SENDING.value, MessageState.UNKNOWN.value)
    claimed = MessageState.UNKNOWN if cut_off else MessageState.SENDING
    return {"id": message.id, "state": claimed.value, "due": lease, "attempts": message.attempt}


def _row(tx: Transaction, intent: Intent, verdict: Verdict) -> dict[str, Any]:
    sending = verdict.state is MessageState.SENDING
    look_again = {
        MessageState.SENDING: tx.now + timedelta(seconds=SENDING_SECONDS),
        MessageState.HELD: intent.hold_until,
        MessageState.QUEUED: tx.now,
    }
    return {
        "key": intent.key, "channel": intent.channel, "purpose": intent.purpose.value,
        "account": intent.account,
        "person_id": intent.person_id, "origin_person_id": intent.person_id, "staff_id": intent.staff_id,
        "text": intent.text, "address": intent.address, "context": intent.context,
        "state": verdict.state.value, "reason": verdict.reason, "code": None, "attempts": int(sending),
        "due": look_again.get(verdict.state), "caused_at": intent.caused_at, "expires_at": intent.expires_at,
        "created_at": tx.now, "sent_at": None,
    }  # fmt: skip


def _placed(intent: Intent, verdicts: dict[str, Verdict], ids: dict[str, int]) -> Placed:
    verdict = verdicts.get(intent.key)
    if verdict is None:
        return Placed(0, intent.key, MessageState.QUEUED, "repeat", False)
    return Placed(ids[intent.key], intent.key, verdict.state, verdict.reason, True)


def _outgoing(message_id: int, intent: Intent) -> Outgoing:
    return Outgoing(
        message_id, intent.key, intent.channel, intent.purpose.value, intent.account, intent.person_id,
        intent.staff_id, intent.text, intent.address, intent.context, intent.caused_at, intent.expires_at, 1,
    )  # fmt: skip
