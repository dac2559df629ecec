"""Every question that is asked about events has one answer, whichever engine answers it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from conformance.conftest import Readers
from conformance.generated import PEOPLE, Given, generate

from huayuan.events.api import BOOKKEEPING, EventReader, Totals

FIRST = datetime(2026, 2, 27, tzinfo=UTC)
MIDDLE = FIRST + timedelta(days=3)
ALL_PEOPLE = list(range(1, PEOPLE + 1))

QUESTIONS: dict[str, Callable[[EventReader], Any]] = {
    "recent": lambda reader: reader.recent(limit=50),
    "recent of one event": lambda reader: reader.recent(event="order_paid", limit=500),
    "recent of one person": lambda reader: reader.recent(person_id=3, limit=500),
    "recent after a batch": lambda reader: reader.recent(after_batch=4, limit=500),
    "recent, a few of each": lambda reader: reader.recent(after_batch=2, limit=500, of_each=3),
    "timeline": lambda reader: [reader.timeline(person, limit=200) for person in ALL_PEOPLE],
    "timeline, cut": lambda reader: [reader.timeline(person, limit=3) for person in ALL_PEOPLE],
    "timeline of some events before": lambda reader: reader.timeline(2, events=["order_paid", "page_viewed"], before=MIDDLE),
    "counts": lambda reader: reader.counts_by_event(),
    "counts of one person": lambda reader: [reader.counts_by_event(person_id=person) for person in ALL_PEOPLE],
    "counts since": lambda reader: reader.counts_by_event(since=MIDDLE),
    "totals": lambda reader: reader.person_totals(ALL_PEOPLE),
    "totals of some": lambda reader: reader.person_totals([2, 5, 999]),
    "totals up to a commit": lambda reader: reader.person_totals(ALL_PEOPLE, 4),
    "totals of commits": lambda reader: reader.commit_totals(3, 6),
    "batches": lambda reader: reader.of_batches(2, 9, None),
    "batches, some events": lambda reader: reader.of_batches(1, 100, ["contact_added", "order_refunded"]),
    "people's events": lambda reader: reader.of_people([1, 4, 6], events=["order_paid", "own_name"]),
    "people of batches": lambda reader: sorted(reader.people_of_batches(3, 5)),
    "of nobody": lambda reader: (reader.person_totals([]), reader.of_people([], events=["order_paid"]), reader.timeline(10**6)),
}  # fmt: skip


CASES = {
    "plain": generate(1, number=160, first=FIRST, days=6, moves=0),
    "moved": generate(2, number=160, first=FIRST, days=6),
    "everybody at once": generate(3, number=120, first=FIRST, days=0),
    "more moves than are mapped": generate(4, number=160, first=FIRST, days=6, moves=230),
    "empty": Given([], {}),
}


@pytest.mark.parametrize("name", CASES)
def test_both_engines_answer_alike(name: str, readers: Callable[[Given], Readers]) -> None:
    found = readers(CASES[name])
    for question, ask in QUESTIONS.items():
        assert ask(found["duckdb"]) == ask(found["chdb"]), question
    before = {question: ask(found["duckdb"]) for question, ask in QUESTIONS.items()}
    moved = {engine: reader.fold() for engine, reader in found.items()}
    assert moved["duckdb"] == moved["chdb"]
    for question, ask in QUESTIONS.items():
        for engine, reader in found.items():
            assert ask(reader) == before[question], f"{question}: folding changed it on {engine}"


@pytest.mark.parametrize("name", CASES)
def test_the_answers_are_right(name: str, readers: Callable[[Given], Readers]) -> None:
    """Against the same rows counted in plain Python."""
    reader, rows = readers(CASES[name])["chdb"], CASES[name].current()
    counts = Counter(row["event"] for row in rows)
    assert {row["event"]: row["count"] for row in reader.counts_by_event()} == counts
    for person in (1, 2, PEOPLE):
        theirs = sorted(
            (row for row in rows if row["person_id"] == person),
            key=lambda row: (-row["occurred_at"].timestamp(), row["event_key"]),
        )
        assert [event.event_id.bytes for event in reader.timeline(person, limit=500)] == [
            row["event_id"] for row in theirs
        ]
    assert reader.person_totals(ALL_PEOPLE) == expected_totals(rows)
    assert reader.person_totals(ALL_PEOPLE, 4) == expected_totals(
        [row for row in rows if row["batch_id"] <= 4]
    )
    few = reader.recent(limit=500, of_each=3)
    assert Counter(event.event for event in few) == {event: min(count, 3) for event, count in counts.items()}
    firsts: Counter[str] = Counter()
    for event in reader.recent(limit=500):
        firsts[event.event] += 1
        assert (event in few) == (firsts[event.event] <= 3), "the newest of each"


def expected_totals(rows: list[dict[str, Any]]) -> dict[int, Totals]:
    """Of several events of one moment, the one with the smallest key is the first and the one with the largest the last."""
    found = {}
    for person in ALL_PEOPLE:
        theirs = sorted(
            (row for row in rows if row["person_id"] == person and row["event"] not in BOOKKEEPING),
            key=lambda row: (row["occurred_at"], row["event_key"]),
        )
        named = [(row["channel"], row["occurred_at"]) for row in theirs if row["channel"] is not None]
        first, last = (named[0], named[-1]) if named else ((None, None), (None, None))
        if theirs:
            seen = (theirs[0]["occurred_at"], theirs[-1]["occurred_at"])
            found[person] = Totals(person, len(theirs), *seen, *first, *last)
    return found
