"""What the lifecycle does when people turn out to be the same, or their friendships change without an event."""

from __future__ import annotations

import numpy as np

from huayuan.events import api as events
from huayuan.identity import api as identity
from huayuan.kernel.outbox import Message, Reactions
from huayuan.kernel.unit_of_work import Transaction
from huayuan.profiles.contracts import PROFILES_CHANGED
from huayuan.segments.lifecycle import store
from huayuan.segments.lifecycle.contracts import PROJECTION
from huayuan.segments.lifecycle.facts import states_of_friends

REACTIONS = Reactions("segments.lifecycle")


@REACTIONS.on("identity.moved")
def follow_people(tx: Transaction, message: Message) -> None:
    # Asked rather than believed: messages may come late and out of order.
    moves = identity.current_persons(tx, [int(move["origin"]) for move in message.payload["moves"]])
    store.move(tx.session, moves)
    events.touch(tx, PROJECTION, sorted({*moves, *moves.values(), *message.payload["left"]}))


@REACTIONS.on(PROFILES_CHANGED)
def look_at_friends(tx: Transaction, message: Message) -> None:
    """People who are new in the customer list, or gained or lost their friends among the staff."""
    if message.payload.get("traits") is not None:
        return
    people = np.unique(np.asarray(message.payload["people"], dtype=np.int64))
    stored = store.friend_states(tx.session, people.tolist())
    now = states_of_friends(tx, people)
    other = [
        person
        for person, state in zip(people.tolist(), now.tolist(), strict=True)
        if stored.get(person) != state
    ]
    events.touch(tx, PROJECTION, other)
