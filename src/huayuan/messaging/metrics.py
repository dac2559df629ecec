"""Numbers of the gate, for Prometheus."""

from __future__ import annotations

from prometheus_client import Counter, Histogram

MESSAGES = Counter(
    "huayuan_messages_total", "Messages by channel and what became of them.", ["channel", "state"]
)
MESSAGE_SECONDS = Histogram(
    "huayuan_message_seconds",
    "Seconds from the cause of a message to the platform's yes.",
    ["channel"],
    buckets=(0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 20, 60),
)
