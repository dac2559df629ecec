"""Events that features tell, in the committer's form."""

from __future__ import annotations

from typing import Any

import msgspec

from huayuan.events.catalog import Envelope
from huayuan.events.contracts import NewEvent
from huayuan.events.decode import Decoded, EventIn


def decoded(index: int, event: NewEvent) -> Decoded:
    """A feature's event in the committer's form."""
    properties = event.properties if event.amount is None else {"amount": event.amount} | event.properties
    sent = EventIn(
        event_id=event.event_id,
        event=event.event,
        time=event.occurred_at,
        ids=dict(event.ids),
        properties=msgspec.Raw(msgspec.json.encode(properties)),
        account=event.account,
        session_id=event.session_id,
    )
    envelope = Envelope(
        amount=event.amount if event.amount is not None else properties.get("amount"),
        channel=event.channel or properties.get("channel"),
        staff_id=event.staff_id or _text(properties.get("staff_id")),
        store_id=event.store_id or _text(properties.get("store_id")),
        content_id=event.content_id or _text(properties.get("content_id")),
        campaign_id=event.campaign_id or _text(properties.get("campaign_id")),
    )
    return Decoded(index, sent, envelope, event.person_id)


def _text(value: Any) -> str | None:
    return None if value is None else str(value)
