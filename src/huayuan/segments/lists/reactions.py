"""What static lists do when people turn out to be the same, or not the same after all."""

from __future__ import annotations

from huayuan.identity import api as identity
from huayuan.kernel.outbox import Message, Reactions
from huayuan.kernel.unit_of_work import Transaction
from huayuan.segments.lists import api

REACTIONS = Reactions("segments.lists")


@REACTIONS.on("identity.moved")
def follow_people(tx: Transaction, message: Message) -> None:
    # Asked rather than believed: messages may come late and out of order.
    origins = [int(move["origin"]) for move in message.payload["moves"]]
    api.people_moved(tx, identity.current_persons(tx, origins))
