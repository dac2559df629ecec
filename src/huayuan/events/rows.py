"""Decoded events to one Arrow table in the shape of the warehouse's `events`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import pyarrow as pa

from huayuan.events.contracts import Resolved
from huayuan.events.decode import Decoded

_TIME = pa.timestamp("us", "UTC")


def arrow_batch(
    events: Sequence[Decoded],
    ids: Sequence[bytes],
    keys: Any,
    resolved: Sequence[Resolved],
    batch_id: int,
    received: Sequence[datetime],
) -> pa.Table:
    """Columns of `tables.EVENTS`, in its order. Times in UTC microseconds, amounts in 分."""
    sent = [event.sent for event in events]
    envelopes = [event.envelope for event in events]
    return pa.table(
        {
            "event_id": pa.array(ids, pa.binary(16)),
            "event_key": pa.array(keys, pa.uint64()),
            "batch_id": pa.repeat(pa.scalar(batch_id, pa.int64()), len(events)),
            "event": pa.array([item.event for item in sent], pa.string()),
            "occurred_at": pa.array([item.time for item in sent], _TIME),
            "received_at": pa.array(received, _TIME),
            "person_id": pa.array([item.person_id for item in resolved], pa.int64()),
            "identifier_id": pa.array([item.identifier_id for item in resolved], pa.int64()),
            "account": pa.array([item.account for item in sent], pa.string()),
            "channel": pa.array([item.channel for item in envelopes], pa.string()),
            "staff_id": pa.array([item.staff_id for item in envelopes], pa.string()),
            "store_id": pa.array([_text(item.store_id) for item in envelopes], pa.string()),
            "content_id": pa.array([_text(item.content_id) for item in envelopes], pa.string()),
            "campaign_id": pa.array([_text(item.campaign_id) for item in envelopes], pa.string()),
            "session_id": pa.array([item.session_id for item in sent], pa.string()),
            "amount": pa.array([item.amount for item in envelopes], pa.int64()),
            "properties": pa.array([bytes(item.properties) for item in sent], pa.binary()).cast(pa.string()),
        }
    )


def _text(value: str | int | None) -> str | None:
    return value if value is None or isinstance(value, str) else str(value)
