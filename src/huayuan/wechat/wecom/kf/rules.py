"""When a customer may be answered. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta

from huayuan.wechat.wecom.kf.contracts import KfConversation, SessionState
from huayuan.wechat.wecom.kf.limits import WINDOW_HOURS, WINDOW_MESSAGES

_OPEN = (SessionState.UNHANDLED, SessionState.ROBOT)
# Where an app may move a session [94669].
_MOVES = {
    SessionState.UNHANDLED: (
        SessionState.ROBOT,
        SessionState.QUEUED,
        SessionState.HUMAN,
        SessionState.ENDED,
    ),
    SessionState.ROBOT: (SessionState.QUEUED, SessionState.HUMAN, SessionState.ENDED),
    SessionState.QUEUED: (SessionState.HUMAN, SessionState.ENDED),
    SessionState.HUMAN: (SessionState.QUEUED, SessionState.HUMAN, SessionState.ENDED),
    SessionState.ENDED: (),
}


def answerable_until(one: KfConversation) -> datetime | None:
    """None for somebody who never wrote."""
    return one.asked_at + timedelta(hours=WINDOW_HOURS) if one.asked_at else None


def messages_left(one: KfConversation, now: datetime) -> int:
    """How many we may send: five after each of the customer's, within 48 hours, while no servicer has the session."""
    until = answerable_until(one)
    if until is None or now > until or one.state not in _OPEN:
        return 0
    return max(WINDOW_MESSAGES - one.sent, 0)


def moves(one: KfConversation) -> tuple[SessionState, ...]:
    """The states that a session may be moved into. The platform has the last word."""
    return _MOVES[one.state]
