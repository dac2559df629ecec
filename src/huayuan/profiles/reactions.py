"""What profiles does when people turn out to be the same, or not the same after all."""

from __future__ import annotations

from huayuan.events import api as events
from huayuan.identity import api as identity
from huayuan.kernel.outbox import Message, Reactions
from huayuan.kernel.unit_of_work import Transaction
from huayuan.profiles import api
from huayuan.profiles.contracts import COMPUTED_TRAITS, SUMMARY

REACTIONS = Reactions("profiles")


@REACTIONS.on("identity.moved")
def follow_people(tx: Transaction, message: Message) -> None:
    # Asked rather than believed: messages may come late and out of order.
    moves = identity.current_persons(tx, [int(move["origin"]) for move in message.payload["moves"]])
    # Who lost an origin's events has fewer of them, even when nothing else of theirs moved.
    left = identity.current_persons(tx, message.payload["left"])
    people = sorted({*api.people_moved(tx, moves), *left.values()})
    events.touch(tx, SUMMARY, people)
    events.touch(tx, COMPUTED_TRAITS, people)
