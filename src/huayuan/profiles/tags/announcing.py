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
from huayuan.profiles.tags.contracts import TagFacts
from huayuan.profiles.tags.store import links, pushes
from huayuan.profiles.telling import changed


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
    if not changes:
        return
    accounts: dict[int, set[str]] = defaultdict(set)
    for link in links.links(tx.session, tag_ids={one.tag for one in changes}):
        if link.first and link.made:
            accounts[link.tag_id].add(link.account)
    wanted: dict[tuple[str, int, int], bool] = {}
    settled: set[tuple[str, int, int]] = set()
    for one in changes:
        for account in accounts[one.tag]:
            key = (account, one.person, one.tag)
            if account == one.account:
                wanted.pop(key, None)
                settled.add(key)
            else:
                wanted[key] = one.on
                settled.discard(key)
    pushes.forget(tx.session, settled)
    pushes.want(tx.session, wanted, tx.now)
