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
    a visitor who never named themself is somebody's second phone. A device that a household shares is nobody's, so it
    counts in neither.
    """
    people = [json.loads(line) for line in truth]
    owners = Counter((item["kind"], item["value"]) for person in people for item in person["ids"])
    known: list[
        tuple[str, str | None, int]
    ] = []  # true person, the ids of theirs that traffic links, our person
    with uow.read() as tx:
        for person in people:
            for item in person["ids"]:
                found = identity.find(tx, vault, item["kind"], item["value"], item.get("account"))
                if found is not None and owners[item["kind"], item["value"]] == 1:
                    group = None if item.get("evidence") is None else f"{person['person']}/{item['evidence']}"
                    known.append((person["person"], group, found))
    found_pairs = _pairs_within(ours for _, _, ours in known)
    true_found = _pairs_within((theirs, ours) for theirs, _, ours in known)
    linkable = _pairs_within(group for _, group, _ in known if group)
    linked = _pairs_within((group, ours) for _, group, ours in known if group)
    mixed: dict[int, set[str]] = {}
    for theirs, _, ours in known:
        mixed.setdefault(ours, set()).add(theirs)
    return {
        "identifiers_known": len(known),
        "people": len(mixed),
        "precision": round(true_found / found_pairs, 6) if found_pairs else 1.0,
        "recall": round(linked / linkable, 6) if linkable else 1.0,
        "wrongly_merged_people": sum(len(persons) > 1 for persons in mixed.values()),
    }


def _pairs_within(groups: Iterable[Any]) -> int:
    return sum(size * (size - 1) // 2 for size in Counter(groups).values())


def _counter_by_label(exposition: str, name: str, label: str) -> dict[str, float]:
    found: dict[str, float] = {}
    for line in exposition.splitlines():
        if line.startswith(name + "{"):
            labels, _, value = line.rpartition(" ")
            found[labels.partition(f'{label}="')[2].partition('"')[0]] = float(value)
    return found
