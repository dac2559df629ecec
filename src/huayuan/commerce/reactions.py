"""What commerce does when people turn out to be the same, or not the same after all."""

from __future__ import annotations

from huayuan.commerce import api
from huayuan.kernel.outbox import Message, Reactions
from huayuan.kernel.unit_of_work import Transaction

REACTIONS = Reactions("commerce")


@REACTIONS.on("identity.moved")
def follow_people(tx: Transaction, message: Message) -> None:
    moves = {int(move["origin"]): int(move["to"]) for move in message.payload["moves"]}
    api.people_moved(tx, moves)
    people = sorted(set(moves) | set(moves.values()))
    tx.enqueue("commerce.reread", {"people": people}, dedup_key=f"commerce.reread:{message.id}")
