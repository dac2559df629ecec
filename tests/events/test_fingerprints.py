"""The set of fingerprints behaves as a set, whatever is thrown at it."""

from __future__ import annotations

import uuid

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from huayuan.events.fingerprints import Fingerprints, fingerprints_of

KEYS = st.lists(st.integers(1, 300) | st.integers(1, 2**64 - 1), max_size=40)


@given(st.lists(KEYS, max_size=12))
def test_it_is_a_set(batches: list[list[int]]) -> None:
    fingerprints, reference = Fingerprints(1), set[int]()
    for batch in batches:
        keys = np.array(batch, dtype=np.uint64)
        assert fingerprints.contains(keys).tolist() == [key in reference for key in batch]
        fingerprints.add(keys)
        reference.update(batch)
        assert len(fingerprints) == len(reference)


def test_it_grows_and_forgets_nothing() -> None:
    keys = np.random.default_rng(1).integers(1, 2**63, 50_000).astype(np.uint64)
    fingerprints = Fingerprints()
    for part in np.array_split(keys, 25):
        fingerprints.add(part)
    assert fingerprints.contains(keys).all()
    assert not fingerprints.contains(keys + np.uint64(2**63)).any()


def test_ids_made_in_the_same_moment_have_different_fingerprints() -> None:
    ids = [uuid.uuid1() for _ in range(5000)]
    keys = fingerprints_of(b"".join(one.bytes for one in ids))
    assert len(np.unique(keys)) == len(ids)
    assert not (keys == 0).any()
