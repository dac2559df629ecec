"""The gate's decisions, as tables."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from huayuan.messaging.contracts import Intent, MessageState, Outcome, Purpose
from huayuan.messaging.rules import MAX_ATTEMPTS, Facts, judge, settle

NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
INTENT = Intent(
    "k", "wecom_welcome", Purpose.WELCOME, "ww1", 1, "你好", NOW, expires_at=NOW + timedelta(seconds=20)
)
FREE = Facts(suppressed=False, max_bytes=4000)


@pytest.mark.parametrize(
    ("intent", "facts", "state", "reason"),
    [
        (INTENT, FREE, "queued", None),
        (INTENT, Facts(True, 4000), "blocked", "suppressed"),
        (replace(INTENT, purpose=Purpose.MARKETING), Facts(True, 4000), "blocked", "suppressed"),
        (replace(INTENT, purpose=Purpose.SERVICE), Facts(True, 4000), "queued", None),
        (replace(INTENT, text=" \n"), Facts(True, 4000), "blocked", "suppressed"),
        (replace(INTENT, text=" \n"), FREE, "blocked", "empty"),
        (INTENT, Facts(False, None), "blocked", "no_channel"),
        (INTENT, Facts(False, 6), "queued", None),
        (INTENT, Facts(False, 5), "blocked", "too_long"),
        (replace(INTENT, expires_at=NOW), FREE, "blocked", "expired"),
        (replace(INTENT, expires_at=None), FREE, "queued", None),
        (replace(INTENT, hold_until=NOW + timedelta(seconds=1)), FREE, "held", "waiting_for_text"),
        (replace(INTENT, hold_until=NOW), FREE, "queued", None),
    ],
)
def test_judge(intent: Intent, facts: Facts, state: str, reason: str | None) -> None:
    verdict = judge(intent, facts, NOW)
    assert (verdict.state.value, verdict.reason) == (state, reason)


LATER = NOW + timedelta(seconds=10)


@pytest.mark.parametrize(
    ("outcome", "attempt", "expires", "state", "retry_in"),
    [
        (Outcome(MessageState.SENT), 1, LATER, "sent", None),
        (Outcome(MessageState.FAILED, "x", 1, 5.0), 1, LATER, "failed", None),
        (Outcome(MessageState.QUEUED, "busy", retry_in=1.0), 1, LATER, "queued", 1.0),
        (Outcome(MessageState.QUEUED, "busy", retry_in=10.0), 1, LATER, "failed", None),
        (Outcome(MessageState.QUEUED, "busy", retry_in=10.0), 1, None, "queued", 10.0),
        (Outcome(MessageState.QUEUED, "busy", retry_in=1.0), MAX_ATTEMPTS, None, "failed", None),
        (Outcome(MessageState.UNKNOWN, "cut_off"), 1, LATER, "unknown", 1.0),
        (Outcome(MessageState.UNKNOWN, "cut_off"), 1, NOW, "unknown", None),
        (Outcome(MessageState.UNKNOWN, "cut_off"), MAX_ATTEMPTS, None, "unknown", None),
    ],
)
def test_settle(
    outcome: Outcome, attempt: int, expires: datetime | None, state: str, retry_in: float | None
) -> None:
    settled = settle(outcome, attempt, expires, NOW)
    assert (settled.state.value, settled.retry_in) == (state, retry_in)
