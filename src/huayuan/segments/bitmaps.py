"""Numbers of people as a Roaring bitmap.

Adding a million numbers to a bitmap takes 40 ms; laid out in the format that bitmaps are stored in they take 3. The format:
https://github.com/RoaringBitmap/RoaringFormatSpec
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

MANY = 10_000  # fewer are added one by one
SPARSE = 20  # of so many numbers up to the highest not even one is there: too much to lay out
CONTAINER = 1 << 16
MOST_IN_A_LIST = 4096  # a container of more is a set of bits
_COOKIE = 12346  # containers of numbers or bits, none of runs


def bitmap(people: Sequence[int] | NDArray[np.integer]) -> BitMap:
    """The set of these people, in whatever order and however often they come."""
    numbers = np.asarray(people, dtype=np.uint32)
    if len(numbers) < MANY or len(numbers) * SPARSE < (highest := int(numbers.max())):
        return BitMap(numbers)
    inside = np.zeros((highest // CONTAINER + 1, CONTAINER), dtype=np.bool_)
    inside.reshape(-1)[numbers] = True
    return BitMap.deserialize(_stored(inside))


def _stored(inside: NDArray[np.bool_]) -> bytes:
    """A row of truths for each container, as a stored bitmap."""
    sizes = np.count_nonzero(inside, axis=1)
    keys = np.flatnonzero(sizes)
    containers = [_container(inside[key], int(sizes[key])) for key in keys]
    head = np.array([_COOKIE, len(keys)], dtype="<u4").tobytes()
    facts = np.column_stack([keys, sizes[keys] - 1]).astype("<u2").tobytes()
    lengths = np.array([len(one) for one in containers])
    places = len(head) + len(facts) + 4 * len(keys) + np.cumsum(lengths) - lengths
    return b"".join([head, facts, places.astype("<u4").tobytes(), *containers])


def _container(row: NDArray[np.bool_], size: int) -> bytes:
    if size > MOST_IN_A_LIST:
        return np.packbits(row, bitorder="little").tobytes()
    return np.flatnonzero(row).astype("<u2").tobytes()
