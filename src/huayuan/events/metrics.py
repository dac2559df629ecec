"""Metrics of the event stream."""

from __future__ import annotations

from prometheus_client import Counter, Histogram

EVENTS = Counter("huayuan_events_total", "Events by outcome: accepted, duplicate, rejected.", ["outcome"])
COMMIT_SECONDS = Histogram(
    "huayuan_event_commit_seconds",
    "Duration of one group commit in seconds.",
    buckets=(0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 5),
)
COMMIT_EVENTS = Histogram(
    "huayuan_event_commit_events",
    "Events in one group commit.",
    buckets=(1, 10, 100, 500, 1000, 2000, 5000, 10000),
)
