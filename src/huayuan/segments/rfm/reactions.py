"""What RFM does when people turn out to be the same, or not the same after all."""

from __future__ import annotations

from huayuan.events import api as events
from huayuan.identity import api as identity
from huayuan.kernel.outbox import Message, Reactions
from huayuan.kernel.unit_of_work import Transaction
from huayuan.segments.rfm.contracts import AGAIN

REACTIONS = Reactions("segments.rfm")


@REACTIONS.on("identity.moved")
def follow_people(tx: Transaction, message: Message) -> None:
    # Asked rather than believed: messages may come late and out of order.
    moves = identity.current_persons(tx, [int(move["origin"]) for move in message.payload["moves"]])
    events.touch(tx, AGAIN, sorted({*moves, *moves.values(), *message.payload["left"]}))
