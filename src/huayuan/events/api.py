"""The door of `events`: tell what happened, read it back, follow it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec

from huayuan.events import store
from huayuan.events.by_person.index import ByPerson
from huayuan.events.catalog import CatalogEvent, catalog, label_of
from huayuan.events.committer import Committer
from huayuan.events.contracts import NewEvent, Receipt
from huayuan.events.decode import DecodedRequest
from huayuan.events.inside import decoded
from huayuan.events.masking import masked
from huayuan.events.measures import (
    ALL_TIME,
    ANY_EVENT,
    AnyMeasure,
    EventSlice,
    Measure,
    Measured,
    OrderedSteps,
    PropertyTest,
    Said,
    Step,
    Wanted,
    Window,
    measure,
    measure_everybody,
    names_of,
)
from huayuan.events.measures import take_rows as take_events
from huayuan.events.measures import text_of as property_text
from huayuan.events.projection import (
    Commits,
    CommitsProjection,
    PeopleProjection,
    Projection,
    Projections,
    advance,
)
from huayuan.events.reader import EventReader
from huayuan.events.tasks import LOOPS
from huayuan.events.totals import BOOKKEEPING, Totals, added, at_one_moment, in_order
from huayuan.kernel.privacy import PrivacyHooks
from huayuan.kernel.services import Services
from huayuan.kernel.unit_of_work import Transaction

__all__ = [
    "ALL_TIME",
    "ANY_EVENT",
    "BOOKKEEPING",
    "PRIVACY",
    "AnyMeasure",
    "ByPerson",
    "CatalogEvent",
    "Commits",
    "CommitsProjection",
    "Committer",
    "EventReader",
    "EventSlice",
    "Measure",
    "Measured",
    "OrderedSteps",
    "PeopleProjection",
    "Projection",
    "Projections",
    "PropertyTest",
    "Said",
    "Step",
    "Totals",
    "Wanted",
    "Window",
    "added",
    "advance",
    "at_one_moment",
    "catalog",
    "forget",
    "fresh_at",
    "in_order",
    "ingest",
    "label_of",
    "lag",
    "masked",
    "measure",
    "measure_everybody",
    "names_of",
    "property_text",
    "publish",
    "publish_all",
    "reassign",
    "take_events",
    "timeline",
    "touch",
    "waiting",
]  # fmt: skip

INGEST_TIMEOUT_SECONDS = 60


def publish(tx: Transaction, event: NewEvent) -> None:
    """Tell of something in the same transaction; the pump carries it to the warehouse within a second.

    Told again with the same `event_id` and `occurred_at` it is stored once, for ever. With another `occurred_at` that holds
    only while the id is remembered and one process writes (decision 0004): take the time from the facts, as the id.
    """
    publish_all(tx, [event])


def publish_all(tx: Transaction, events: Sequence[NewEvent]) -> None:
    if events:
        store.add_pending(tx, [msgspec.json.encode(event) for event in events])
        tx.after_commit(lambda: LOOPS.wake("events.pump"))


def ingest(services: Services, events: Sequence[NewEvent], *, source: str = "system") -> Receipt:
    """Store events now; returns when they are durable. For bulk loads (import). Raises Unavailable, WarehouseDown."""
    request = DecodedRequest(events=[decoded(index, event) for index, event in enumerate(events)])
    return services.get(Committer).submit(request, source).result(INGEST_TIMEOUT_SECONDS)


def reassign(tx: Transaction, moves: dict[int, int]) -> None:
    """Stored events of each identifier in `moves` belong to that person from now on (merge and split)."""
    if moves:
        store.add_moves(tx, moves)
        tx.after_commit(lambda: LOOPS.wake("events.fold"))


def forget(tx: Transaction, identifier_ids: Sequence[int]) -> None:
    """Erase the stored events of these identifiers, soon after the commit and until it succeeded."""
    for start in range(0, len(identifier_ids), 1000):
        tx.enqueue("events.forget", {"identifiers": list(identifier_ids[start : start + 1000])}, priority=9)


def touch(tx: Transaction, projection: str, people: Sequence[int]) -> None:
    """Have a people's projection look at these people again, soon after the commit; many calls become one look."""
    if people:
        store.add_touches(tx, projection, people)


def timeline(
    services: Services,
    person_id: int,
    *,
    events: Sequence[str] = (),
    before: datetime | None = None,
    limit: int = 50,
) -> list[Any]:
    """One person's StoredEvents, latest first."""
    return services.get(EventReader).timeline(person_id, events=events, before=before, limit=limit)


def fresh_at(tx: Transaction) -> datetime | None:
    """When the newest commit began: the data is as fresh as this."""
    last = store.last_batch(tx)
    return last[1] if last else None


def lag(tx: Transaction, projections: Projections | None = None) -> dict[str, int]:
    """projection → how many commits it is behind. Given all of them, also of those that have not ended a round yet."""
    last = store.last_batch(tx)
    newest = last[0] if last else 0
    cursors = store.cursors(tx)
    following = projections.following() if projections else ()
    return {name: newest - cursors.get(name, 0) for name in (*cursors, *(set(following) - set(cursors)))}


def waiting(tx: Transaction) -> int:
    """What `lag` does not show: events told inside that are in no commit yet, and people to be counted anew. Up to 1,000
    of each are counted."""
    return store.count_waiting(tx, 1_000)


PRIVACY = PrivacyHooks("events", tables=("event_move", "event_touch"))


@PRIVACY.export
def _export(tx: Transaction, person_id: int) -> dict[str, Any]:
    """What waits here about a person says nothing about them; their events are added by `compliance`, in full."""
    return {}


@PRIVACY.erase
def _erase(tx: Transaction, person_id: int) -> int:
    return store.drop_person(tx, person_id)
