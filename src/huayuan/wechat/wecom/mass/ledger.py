"""Mass messages and the gate: who may get one, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from huayuan.kernel.unit_of_work import Transaction
from huayuan.messaging import api as messaging
from huayuan.messaging.contracts import ChannelRegistry, Intent, MessageState, Outcome, Purpose
from huayuan.wechat.wecom.mass.contracts import CHANNEL, Mass, Target, TargetState
from huayuan.wechat.wecom.mass.limits import LEDGER_BATCH, TEXT_BYTES
from huayuan.wechat.wecom.media.attachments import kind_of

_OUTCOMES = {
    TargetState.SENT: MessageState.SENT,
    TargetState.FAILED: MessageState.FAILED,
    TargetState.BLOCKED: MessageState.BLOCKED,
}


class MassCarrier:
    """Staff of WeCom, who confirm what was prepared for them."""

    kind = CHANNEL
    max_bytes = TEXT_BYTES


def key_of(mass_id: int, recipient: str) -> str:
    return f"{CHANNEL}:{mass_id}:{recipient}"


def through_the_gate(
    tx: Transaction, channels: ChannelRegistry, mass: Mass, staff_id: int, targets: Sequence[Target]
) -> list[Target]:
    """The targets as the gate leaves them: waiting, or blocked with its reason."""
    judged: list[Target] = []
    for some in chunks(targets, LEDGER_BATCH):
        intents = [_intent(mass, staff_id, one) for one in some]
        for one, placed in zip(some, messaging.entrust(tx, channels, intents), strict=True):
            blocked = placed.state is MessageState.BLOCKED
            judged.append(
                Target(one.recipient, one.person_id, TargetState.BLOCKED, placed.reason, tx.now)
                if blocked
                else one
            )
    return judged


def report(tx: Transaction, mass: Mass, targets: Sequence[Target], otherwise: datetime) -> None:
    """Tell the gate what became of customers; groups are nobody's message."""
    if mass.chat_type == "group":
        return
    for some in chunks(targets, LEDGER_BATCH):
        settled = [one for one in some if one.state in _OUTCOMES]
        messaging.report(
            tx,
            {
                key_of(mass.id, one.recipient): (
                    Outcome(_OUTCOMES[one.state], one.reason),
                    one.at or otherwise,
                )
                for one in settled
            },
        )


def _intent(mass: Mass, staff_id: int, one: Target) -> Intent:
    assert one.person_id is not None
    # A picture says something too; the gate looks at texts.
    words = mass.text or " ".join(kind_of(each) for each in mass.attachments)
    return Intent(
        key=key_of(mass.id, one.recipient),
        channel=CHANNEL,
        purpose=Purpose.MARKETING,
        account=mass.account,
        person_id=one.person_id,
        staff_id=staff_id,
        text=words,
        caused_at=mass.created_at,
        address={"mass_id": mass.id, "external_userid": one.recipient},
        context={"mass_id": str(mass.id)},
    )


def chunks(targets: Sequence[Target], size: int) -> Iterator[Sequence[Target]]:
    for start in range(0, len(targets), size):
        yield targets[start : start + size]
