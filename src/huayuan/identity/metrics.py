"""Prometheus metrics of identity. Documented in docs/operations/metrics.md."""

from __future__ import annotations

from prometheus_client import Counter

OBSERVATIONS = Counter(
    "huayuan_identity_observations_total", "Observations resolved, by where the answer came from.", ["path"]
)
PERSONS_CREATED = Counter("huayuan_identity_persons_created_total", "Persons met for the first time.")
MERGES = Counter(
    "huayuan_identity_merges_total",
    "Persons merged, by what decided it (evidence, operator, sitting or device).",
    ["by"],
)
SPLITS = Counter("huayuan_identity_splits_total", "Merges undone.")
CONFLICTS = Counter(
    "huayuan_identity_conflicts_total", "Links refused because a rule forbids them.", ["reason"]
)
IGNORED = Counter(
    "huayuan_identity_identifiers_ignored_total",
    "Identifiers ignored: blank, a placeholder, malformed, or too many.",
)
RETRIES = Counter(
    "huayuan_identity_retries_total", "Batches decided again because another process was first."
)
