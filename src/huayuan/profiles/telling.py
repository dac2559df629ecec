"""Tells the features above that what is known about people changed, so that they ask again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from huayuan.kernel.unit_of_work import Transaction
from huayuan.profiles.contracts import PROFILES_CHANGED
from huayuan.profiles.store.batches import slices

PEOPLE_IN_A_MESSAGE = 500


def changed(tx: Transaction, people: Iterable[int], traits: Sequence[str] | None = None) -> None:
    """Publish whom something changed about: traits, tags, friendships, their line in the list, or that they are gone.

    `traits` says that nothing changed but those, so that whoever asks for none of them need not ask again.
    """
    for part in slices(sorted(set(people)), PEOPLE_IN_A_MESSAGE):
        tx.publish(
            PROFILES_CHANGED, {"people": list(part), "traits": None if traits is None else list(traits)}
        )
