"""Numbers of the WeCom connector, for Prometheus."""

from __future__ import annotations

from prometheus_client import Counter, Histogram

CALLBACKS = Counter(
    "huayuan_wecom_callbacks_total",
    "Callbacks by outcome: accepted, repeat, unknown, refused, malformed.",
    ["outcome"],
)
ROUND_SECONDS = Histogram("huayuan_wecom_round_seconds", "Time of one transaction that processes callbacks.")
