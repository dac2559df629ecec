"""Tells the features above that what is known about people changed, so that they ask again."""

from __future__ import annotations

from collections.abc import Iterable

from huayuan.kernel.unit_of_work import Transaction
from huayuan.profiles.contracts import PROFILES_CHANGED
from huayuan.profiles.store.batches import slices

PEOPLE_IN_A_MESSAGE = 500


def changed(tx: Transaction, people: Iterable[int]) -> None:
    """Publish whom something changed about: traits, tags, friendships, their line in the list, or that they are gone."""
    for part in slices(sorted(set(people)), PEOPLE_IN_A_MESSAGE):
        tx.publish(PROFILES_CHANGED, {"people": list(part)})
