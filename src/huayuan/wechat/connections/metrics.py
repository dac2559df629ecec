"""Numbers of connections, for Prometheus."""

from __future__ import annotations

from prometheus_client import Counter, Histogram

CALLBACKS = Counter(
    "huayuan_wechat_callbacks_total",
    "Callbacks by kind of connection and outcome: accepted, repeat, unknown, refused, malformed, journaled.",
    ["kind", "outcome"],
)
CALLS = Counter(
    "huayuan_wechat_calls_total",
    "Calls to platforms by kind of connection and outcome: ok, refused, unreachable.",
    ["kind", "outcome"],
)
ROUND_SECONDS = Histogram(
    "huayuan_wechat_round_seconds",
    "Time of one transaction that processes callbacks, by kind of connection.",
    ["kind"],
)
