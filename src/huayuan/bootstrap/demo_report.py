"""What a demo run achieved, measured against the simulated world's own truth."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from huayuan.bootstrap.demo_story import DemoStory
from huayuan.identity import quality
from huayuan.identity.quality import TrueIdentifier
from huayuan.kernel.crypto import Vault
from huayuan.kernel.unit_of_work import UnitOfWork


def build_report(story: DemoStory, uow: UnitOfWork, vault: Vault) -> dict[str, Any]:
    """Events, people, friends and welcomes as both sides count them; identity quality against the truth."""
    status = story.status()
    outcomes = _counter_by_label(story.metrics(), "huayuan_events_total", "outcome")
    return {
        "events": {"sent": status["events_sent"], **{name: int(count) for name, count in outcomes.items()}},
        "history_seconds": round(story.history_seconds, 1),
        "callbacks": {"sent": status["callbacks_sent"], "failed": status["callbacks_failed"]},
        "friends_added": status["friends_added"],
        "welcomes": status["welcomes"],
        "overview": story.overview()["totals"],
        "identity": identity_quality(story.truth().iter_lines(), uow, vault),
    }


def identity_quality(truth: Iterable[str], uow: UnitOfWork, vault: Vault) -> dict[str, Any]:
    """Pairwise precision and recall over the identifiers that we know (`identity.quality`), by kind too.

    Nobody can know that a visitor who never named themself is somebody's second phone, so recall counts the pairs that
    any traffic links.
    """
    known = [
        TrueIdentifier(person["person"], one["kind"], one["value"], one.get("account"), one.get("evidence"))
        for person in map(json.loads, truth)
        for one in person["ids"]
    ]
    with uow.read() as tx:
        return asdict(quality.measure(tx, vault, known)) | {"state": asdict(quality.state(tx))}


def _counter_by_label(exposition: str, name: str, label: str) -> dict[str, float]:
    found: dict[str, float] = {}
    for line in exposition.splitlines():
        if line.startswith(name + "{"):
            labels, _, value = line.rpartition(" ")
            found[labels.partition(f'{label}="')[2].partition('"')[0]] = float(value)
    return found
