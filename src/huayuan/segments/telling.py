"""Tells who entered and left: as events, and to rule-based tags. Follows the changes, each once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from huayuan.events import api as events
from huayuan.events.contracts import NewEvent
from huayuan.identity import api as identity
from huayuan.kernel.ids import event_uuid
from huayuan.kernel.jobs import Work
from huayuan.kernel.services import Services
from huayuan.kernel.unit_of_work import Transaction, UnitOfWork
from huayuan.profiles import api as profiles
from huayuan.segments import store
from huayuan.segments.contracts import Cause, Change
from huayuan.segments.freshness import LOOPS
from huayuan.segments.memberships import Memberships

CHANGES_AT_ONCE = 1_000
PEOPLE_AT_ONCE = 1_000


@LOOPS.loop("segments.tell", every=0.5)
def tell(services: Services) -> bool:
    with services.get(UnitOfWork).begin() as tx:
        told = store.members.progress(tx.session, "told") or 0
        changes = store.members.changes(tx.session, told, CHANGES_AT_ONCE)
        if not changes:
            return False
        alive = identity.current_persons(tx, {one.person_id for one in changes})
        lasting = [
            one
            for one in changes
            if alive.get(one.person_id) == one.person_id and one.cause is not Cause.GONE
        ]
        events.publish_all(tx, [_event(one) for one in lasting])
        _dress(tx, lasting)
        store.members.set_progress(tx.session, "told", changes[-1].cursor)
    return len(changes) == CHANGES_AT_ONCE


def _event(change: Change) -> NewEvent:
    return NewEvent(
        event_id=event_uuid("segments", "change", change.cursor, change.at.isoformat()),
        event="segment_entered" if change.entered else "segment_left",
        occurred_at=change.at,
        properties={"segment_id": change.segment_id, "version": change.version},
        person_id=change.person_id,
    )


def _dress(tx: Transaction, changes: Sequence[Change]) -> None:
    """Members wear the tags whose rule is their segment; of several changes of one person the last counts."""
    by_segment: dict[int, dict[int, Change]] = defaultdict(dict)
    for one in changes:
        by_segment[one.segment_id][one.person_id] = one
    for segment_id, last in by_segment.items():
        came = [person for person, change in last.items() if change.entered]
        went = [person for person, change in last.items() if not change.entered]
        profiles.follow_rule(tx, segment_id, came, went)


def wear(work: Work) -> None:
    """Give the tags that follow a segment to everybody who is a member, 1,000 people in a transaction.

    Members are read again in each, so that nobody is given what leaving has just taken.
    """
    segment_id = int(work.payload["segment"])
    memberships = work.services.get(Memberships)
    with work.read() as tx:
        if not profiles.tags_of_rule(tx, segment_id):
            return
        members = list(memberships.members(tx, segment_id))
    for start in range(0, len(members), PEOPLE_AT_ONCE):
        part = members[start : start + PEOPLE_AT_ONCE]
        with work.begin() as tx:
            still = memberships.members(tx, segment_id)
            profiles.follow_rule(tx, segment_id, [person for person in part if person in still], [])
        work.heartbeat(min(1.0, (start + len(part)) / len(members)))
