"""Who hears of merges and splits: reactions above, the warehouse's re-assignment, and the event stream."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from huayuan.events import api as events
from huayuan.events.contracts import NewEvent
from huayuan.kernel.ids import event_uuid
from huayuan.kernel.unit_of_work import Transaction

_MOVED = "identity.moved"


def has_moved(tx: Transaction) -> bool:
    """Whether this transaction itself moved identifiers: then no cache knows what it sees."""
    return _MOVED in tx.memo


def note_moved(tx: Transaction) -> None:
    tx.memo[_MOVED] = True


def tell_moved(
    tx: Transaction, moves: Mapping[int, int], identifiers: Mapping[int, list[int]], left: Collection[int]
) -> None:
    """`moves`: origin person → current person; `identifiers`: origin person → its identifier ids; `left`: whom the
    origin people belonged to before.

    Topic `identity.moved`: rows recorded for person `origin` now belong to person `to`, and to those in `left` no more.
    """
    if not moves:
        return
    note_moved(tx)
    told = [{"origin": origin, "to": to} for origin, to in moves.items()]
    tx.publish("identity.moved", {"moves": told, "left": sorted(left)})
    events.reassign(tx, {one: moves[origin] for origin, ids in identifiers.items() for one in ids})


def tell_merged(tx: Transaction, merge_id: int, winner: int, loser: int, how: str) -> None:
    tx.publish("identity.merged", {"merge_id": merge_id, "winner": winner, "loser": loser})
    _tell(tx, "person_merged", winner, {"merge_id": merge_id, "winner": winner, "loser": loser, "how": how})


def tell_split(tx: Transaction, merge_id: int, winner: int, loser: int) -> None:
    tx.publish("identity.split", {"merge_id": merge_id, "winner": winner, "loser": loser})
    _tell(tx, "person_split", loser, {"merge_id": merge_id, "winner": winner, "loser": loser})


def _tell(tx: Transaction, event: str, person_id: int, properties: dict[str, object]) -> None:
    fact = event_uuid("identity", event, properties["merge_id"])
    events.publish(tx, NewEvent(fact, event, tx.now, properties=dict(properties), person_id=person_id))
