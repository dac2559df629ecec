"""However many there are and however they lie: the bitmap is the set of the numbers."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyroaring import BitMap

from huayuan.segments.bitmaps import MANY, MOST_IN_A_LIST, bitmap


@given(
    st.integers(0, 2**32),
    st.lists(
        st.tuples(st.integers(0, 40), st.sampled_from([0, 1, 50, MOST_IN_A_LIST, MOST_IN_A_LIST + 1, 65_536]))
    ),
    st.booleans(),
)
def test_it_is_the_set_of_the_numbers(seed: int, containers: list[tuple[int, int]], twice: bool) -> None:
    chance = np.random.default_rng(seed)
    parts = [key * 65_536 + chance.choice(65_536, count, replace=False) for key, count in containers]
    numbers = chance.permutation(np.concatenate([*parts, *parts[: int(twice)], np.empty(0)])).astype(np.int64)
    found = bitmap(numbers)
    assert found == BitMap(numbers.astype(np.uint32))
    assert found.to_array().tolist() == np.unique(numbers).tolist()
    assert BitMap.deserialize(found.serialize()) == found


@pytest.mark.parametrize(
    "numbers", [[], [7], range(1, MANY + 5), [0, 2**32 - 1], range(2**32 - MANY - 5, 2**32)]
)
def test_few_and_high_numbers_are_a_set_too(numbers: range | list[int]) -> None:
    assert bitmap(list(numbers)).to_array().tolist() == list(numbers)
    more = bitmap(list(numbers)) | BitMap([3])
    assert 3 in more and len(more) >= len(numbers)
