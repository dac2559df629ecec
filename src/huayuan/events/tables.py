"""The warehouse table of events."""

from __future__ import annotations

from huayuan.kernel.warehouse import Column, WarehouseTable

EVENTS = WarehouseTable(
    name="events",
    columns=(
        Column("event_id", "uuid"),
        Column("event_key", "u64"),  # fingerprint of event_id: recognises repeats after a restart
        Column("batch_id", "i64"),
        Column("event", "label"),
        Column("occurred_at", "time"),
        Column("received_at", "time"),
        Column("person_id", "i64"),
        Column("identifier_id", "i64"),  # the strongest identifier it came with; never changes
        Column("account", "label", nullable=True),
        Column("channel", "label", nullable=True),
        Column("staff_id", "string", nullable=True),
        Column("store_id", "label", nullable=True),
        Column("content_id", "string", nullable=True),
        Column("campaign_id", "string", nullable=True),
        Column("session_id", "string", nullable=True),
        Column("amount", "i64", nullable=True),
        Column("properties", "json"),
    ),
    # Only facts of the event itself: two processes that store the same event make two rows that are one.
    order_by=("event", "toDate(occurred_at)", "event_key", "event_id"),
    version_column="batch_id",
    partition_by="toYYYYMM(occurred_at)",
    shard_by="person_id",
    skip_indexes=(
        ("person_id", "bloom_filter(0.01)"),
        ("batch_id", "minmax"),
        ("event_key", "bloom_filter(0.01)"),
        ("received_at", "minmax"),
    ),
)

WAREHOUSE_TABLES = (EVENTS,)
