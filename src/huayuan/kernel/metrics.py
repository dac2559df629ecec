"""Prometheus metrics of the kernel; features add theirs beside their code. Documented in docs/operations/metrics.md."""

from __future__ import annotations

from prometheus_client import Counter, Gauge, Histogram

JOBS_FINISHED = Counter(
    "huayuan_jobs_finished_total", "Jobs that ended, by task and outcome.", ["task", "outcome"]
)
JOB_SECONDS = Histogram("huayuan_job_seconds", "Run time of jobs in seconds.", ["task"])
REQUEST_SECONDS = Histogram(
    "huayuan_request_seconds", "Answer time of HTTP requests in seconds.", ["route", "method", "status"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1, 2.5, 5, 10),
)  # fmt: skip
LOOP_FAILURES = Counter("huayuan_loop_failures_total", "Rounds of background loops that failed.", ["loop"])
LOOP_LAG = Gauge(
    "huayuan_loop_last_round_timestamp",
    "When a background loop last completed a round (Unix seconds).",
    ["loop"],
)
