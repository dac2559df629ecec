"""What segments does when people turn out to be the same, or when something else is known about them."""

from __future__ import annotations

from huayuan.events import api as events
from huayuan.kernel.outbox import Message, Reactions
from huayuan.kernel.unit_of_work import Transaction
from huayuan.profiles.contracts import PROFILES_CHANGED
from huayuan.segments import store
from huayuan.segments.freshness import PROJECTION, wake
from huayuan.segments.rules_in_force import RulesInForce

REACTIONS = Reactions("segments")
_RULES = RulesInForce()


@REACTIONS.on("identity.moved")
def follow_people(tx: Transaction, message: Message) -> None:
    """Both ends of a move: who lost an identifier and who has it now."""
    people = {int(move[end]) for move in message.payload["moves"] for end in ("origin", "to") if end in move}
    _look_again(tx, people | set(message.payload["left"]))


@REACTIONS.on(PROFILES_CHANGED)
def look_again(tx: Transaction, message: Message) -> None:
    traits = message.payload.get("traits")
    if traits is None or _RULES.read(tx)[0].traits.intersection(traits):
        _look_again(tx, set(message.payload["people"]))


def _look_again(tx: Transaction, people: set[int]) -> None:
    if not store.segments.active_versions(tx.session):
        return  # a new segment is evaluated for everybody
    events.touch(tx, PROJECTION, sorted(people))
    tx.after_commit(wake)


@REACTIONS.on("profiles.tag_rule_set")
def dress_members(tx: Transaction, message: Message) -> None:
    """A tag follows a segment from now on: whoever is in wears it."""
    if segment_id := message.payload["segment_id"]:
        tx.enqueue("segments.wear", {"segment": segment_id})
