"""What a call that says something means for the message: carried out, certainly not, or nobody can tell."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from huayuan.kernel.errors import HuayuanError
from huayuan.kernel.http import OutsideUnreachable
from huayuan.messaging.contracts import MessageState, Outcome
from huayuan.wechat.connections.errors import AnswerBroken, Paused, Reaction, Refused

AGAIN_SECONDS = 1.0
# The connection was never made, so the request certainly did not arrive.
_NOT_SENT = frozenset({"ConnectError", "ConnectTimeout", "PoolTimeout", "UnsupportedProtocol", "ProxyError"})


def never_arrived(error: HuayuanError) -> bool:
    """Whether a call that ended so was certainly not carried out, so that it may be made again."""
    if isinstance(error, OutsideUnreachable):
        return error.data.get("reason") in _NOT_SENT
    return not isinstance(error, AnswerBroken)


def tried(call: Callable[[], object]) -> Outcome | Refused:
    """SENT, or what became of a call that got no answer. A refusal is for the caller to judge."""
    try:
        call()
    except Refused as refusal:
        return refusal
    except Paused as pause:
        return Outcome(MessageState.QUEUED, "paused", retry_in=pause.retry_after)
    except OutsideUnreachable as error:
        if never_arrived(error):
            return Outcome(MessageState.QUEUED, "unreachable", retry_in=AGAIN_SECONDS)
        return Outcome(MessageState.UNKNOWN, "cut_off")
    except AnswerBroken:
        return Outcome(MessageState.UNKNOWN, "answer_broken")
    return Outcome(MessageState.SENT)


def judged(refusal: Refused, reasons: Mapping[int, str] | None = None) -> Outcome:
    """By the class of the code; `reasons` names codes that say more than their class."""
    kind, code = refusal.kind.value, refusal.errcode
    if refusal.reaction is Reaction.AGAIN:
        return Outcome(MessageState.QUEUED, kind, code, retry_in=AGAIN_SECONDS)
    if refusal.reaction is Reaction.PAUSE and refusal.retry_after is not None:
        return Outcome(MessageState.QUEUED, kind, code, retry_in=refusal.retry_after)
    if refusal.reaction is Reaction.SUCCEED:
        return Outcome(MessageState.SENT, kind, code)
    return Outcome(MessageState.FAILED, (reasons or {}).get(code, kind), code)
