"""Says what changed about who wears what: as events of the person, to features above, to linked platforms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from huayuan.events import api as events
from huayuan.events.contracts import NewEvent
from huayuan.kernel.ids import event_uuid
from huayuan.kernel.unit_of_work import Transaction
from huayuan.profiles.store.batches import slices
from huayuan.profiles.tags.contracts import TAGS_CHANGED, TagFacts
from huayuan.profiles.telling import changed

CHANGES_IN_A_MESSAGE = 500


class Change(NamedTuple):
    """A person wears a tag now (`on`), or no longer. `account`: where this comes from."""

    person: int
    tag: int
    on: bool
    source: str
    at: datetime
    account: str | None = None


def announce(tx: Transaction, changes: Sequence[Change], facts: Mapping[int, TagFacts]) -> None:
    """`facts` by the tag's own id."""
    if not changes:
        return
    events.publish_all(tx, [_event(one, facts[one.tag].name) for one in changes])
    changed(tx, [one.person for one in changes])
    _tell_platforms(tx, [one for one in changes if facts[one.tag].linked])


def _event(one: Change, name: str) -> NewEvent:
    event = "tag_added" if one.on else "tag_removed"
    return NewEvent(
        event_id=event_uuid("profiles", event, one.person, one.tag, one.source, one.at.isoformat()),
        event=event,
        occurred_at=one.at,
        properties={"tag_id": one.tag, "tag": name, "source": one.source},
        person_id=one.person,
    )


def _tell_platforms(tx: Transaction, changes: Sequence[Change]) -> None:
    """What an account told us is not told back to it. Of several changes of one tag the last counts."""
    by_account: dict[str | None, dict[tuple[int, int], bool]] = defaultdict(dict)
    for one in changes:
        by_account[one.account][one.person, one.tag] = one.on
    for account, last in by_account.items():
        told = [[person, tag, on] for (person, tag), on in last.items()]
        for part in slices(told, CHANGES_IN_A_MESSAGE):
            payload = {"changes": list(part), "account": account, "at": tx.now.isoformat()}
            tx.publish(TAGS_CHANGED, payload)
