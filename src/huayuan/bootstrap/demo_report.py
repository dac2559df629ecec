"""What a demo run achieved, measured against the simulated world's own truth."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from typing import Any

from huayuan.bootstrap.demo_story import DemoStory
from huayuan.identity import api as identity
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
    """Pairwise precision and recall over the identifiers that we know.

    A pair is two identifiers; it is true when the world says that they are one person, found when we do. Precision is
    true found pairs / found pairs. Recall is true found pairs / true pairs that any traffic links: nobody can know that
    a visitor who never named themself is somebody's second phone.
    """
    true_of: list[str] = []
    linked: list[str | None] = []  # identifiers of one person which the traffic itself shows to belong together
    ours: list[int] = []
    with uow.read() as tx:
        for line in truth:
            person = json.loads(line)
            for item in person["ids"]:
                found = identity.find(tx, vault, item["kind"], item["value"], item.get("account"))
                if found is not None:
                    true_of.append(person["person"])
                    linked.append(f"{person['person']}/{item['evidence']}" if item.get("evidence") is not None else None)
                    ours.append(found)
    together = Counter(zip(true_of, ours, strict=True))
    linkable = [(group, mine) for group, mine in zip(linked, ours, strict=True) if group is not None]
    true_found = sum(map(_pairs, together.values()))
    found_pairs = sum(map(_pairs, Counter(ours).values()))
    true_pairs = sum(map(_pairs, Counter(group for group, _ in linkable).values()))
    true_linked = sum(map(_pairs, Counter(linkable).values()))
    mixed = {mine: set() for mine in ours}  # type: dict[int, set[str]]
    for theirs, mine in zip(true_of, ours, strict=True):
        mixed[mine].add(theirs)
    return {
        "identifiers_known": len(ours),
        "people": len(set(ours)),
        "precision": round(true_found / found_pairs, 6) if found_pairs else 1.0,
        "recall": round(true_linked / true_pairs, 6) if true_pairs else 1.0,
        "wrongly_merged_people": sum(len(people) > 1 for people in mixed.values()),
    }


def _pairs(number: int) -> int:
    return number * (number - 1) // 2


def _counter_by_label(exposition: str, name: str, label: str) -> dict[str, float]:
    found: dict[str, float] = {}
    for line in exposition.splitlines():
        if line.startswith(name + "{"):
            labels, _, value = line.rpartition(" ")
            found[labels.partition(f'{label}="')[2].partition('"')[0]] = float(value)
    return found
