"""Work that commerce leaves for later."""

from __future__ import annotations

from huayuan.commerce import api
from huayuan.commerce.contracts import ORDER_EVENTS
from huayuan.commerce.rules import fact_of
from huayuan.events.api import timeline
from huayuan.kernel.jobs import Tasks, Work

TASKS = Tasks("commerce")
EVENTS_AT_ONCE = 10_000


@TASKS.task("commerce.reread")
def reread_orders(work: Work) -> None:
    """Give orders to whom their events belong now: {"people": [person id, …]}.

    A split hands events back by their identifier. An order that came while two people were one was recorded
    for the two together; only its events know whose it really is.
    """
    for person in work.payload["people"]:
        events = timeline(work.services, person, events=tuple(ORDER_EVENTS), limit=EVENTS_AT_ONCE)
        facts = [fact for event in events if (fact := fact_of(event)) is not None]
        if facts:
            with work.begin() as tx:
                api.record(tx, facts)
