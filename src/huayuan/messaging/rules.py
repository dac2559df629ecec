"""May this be said now? Pure: facts and `now` in, a verdict out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from huayuan.messaging.contracts import Intent, MessageState, Outcome, Purpose, Verdict


@dataclass(frozen=True, slots=True)
class Facts:
    """`max_bytes` is the channel's limit for the text in UTF-8 bytes; None: no such channel is registered."""

    suppressed: bool
    max_bytes: int | None


def judge(intent: Intent, facts: Facts, now: datetime) -> Verdict:
    """Hooks in their order: suppression, content, channel, expiry, hold. The first that objects decides."""
    if facts.suppressed and intent.purpose is not Purpose.SERVICE:
        return Verdict(MessageState.BLOCKED, "suppressed")
    if not intent.text.strip():
        return Verdict(MessageState.BLOCKED, "empty")
    if facts.max_bytes is None:
        return Verdict(MessageState.BLOCKED, "no_channel")
    if len(intent.text.encode()) > facts.max_bytes:
        return Verdict(MessageState.BLOCKED, "too_long")
    if has_expired(intent.expires_at, now):
        return Verdict(MessageState.BLOCKED, "expired")
    if intent.hold_until and intent.hold_until > now:
        return Verdict(MessageState.HELD, "waiting_for_text")
    return Verdict(MessageState.QUEUED)


def has_expired(expires_at: datetime | None, now: datetime) -> bool:
    return expires_at is not None and now >= expires_at


MAX_ATTEMPTS = 5
ASK_AGAIN_SECONDS = 1.0


def settle(outcome: Outcome, attempt: int, expires_at: datetime | None, now: datetime) -> Outcome:
    """What an outcome means for the ledger: try or ask again while there is time, else close it truthfully.

    `retry_in` of the answer is None for a final state.
    """
    pause = outcome.retry_in
    if outcome.state is MessageState.UNKNOWN and pause is None:
        pause = ASK_AGAIN_SECONDS
    if outcome.state not in (MessageState.UNKNOWN, MessageState.QUEUED) or pause is None:
        return replace(outcome, retry_in=None)
    too_late = expires_at is not None and now + timedelta(seconds=pause) >= expires_at
    if not too_late and attempt < MAX_ATTEMPTS:
        return replace(outcome, retry_in=pause)
    final = MessageState.FAILED if outcome.state is MessageState.QUEUED else MessageState.UNKNOWN
    return Outcome(final, outcome.reason or "gave_up", outcome.code)
