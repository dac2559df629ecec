"""A set of 64-bit event fingerprints: the memory by which repeated events are recognised.

Open addressing with linear probing, done for whole batches at a time in numpy: 16 bytes an event at most, and two
thousand look-ups in well under a millisecond. A hit is checked against the warehouse, so a collision costs time,
never an event.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Keys = NDArray[np.uint64]
_EMPTY = np.uint64(0)
_MIX_HIGH = np.uint64(0x9E3779B97F4A7C15)
_MIX_LOW = np.uint64(0xC2B2AE3D27D4EB4F)
_FILL = 0.6  # above this share of filled slots the table doubles


def fingerprints_of(uuids: bytes) -> Keys:
    """Fingerprints of concatenated 16-byte UUIDs. Version 1 and 7 ids share their leading bits, hence the mixing."""
    halves = np.frombuffer(uuids, dtype=">u8").astype(np.uint64).reshape(-1, 2)
    with np.errstate(over="ignore"):
        keys = halves[:, 0] * _MIX_HIGH ^ halves[:, 1] * _MIX_LOW
        keys ^= keys >> np.uint64(29)
        keys *= _MIX_HIGH
    keys[keys == _EMPTY] = np.uint64(1)
    return keys


class Fingerprints:
    """Not thread-safe: the committer owns it."""

    def __init__(self, capacity: int = 1 << 16) -> None:
        self._slots: Keys = np.zeros(max(1 << 10, 1 << (capacity - 1).bit_length()), dtype=np.uint64)
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def contains(self, keys: Keys) -> NDArray[np.bool_]:
        """For each key, whether it was added before."""
        found = np.zeros(len(keys), dtype=np.bool_)
        mask = np.uint64(len(self._slots) - 1)
        rest = np.arange(len(keys))
        at = keys & mask
        while len(rest):
            here = self._slots[at]
            hit = here == keys[rest]
            found[rest[hit]] = True
            going = ~hit & (here != _EMPTY)
            rest, at = rest[going], (at[going] + np.uint64(1)) & mask
        return found

    def add(self, keys: Keys) -> None:
        """Add keys; those already there are left alone."""
        while self._count + len(keys) > len(self._slots) * _FILL:
            self._grow()
        self._insert(np.unique(keys))

    def _grow(self) -> None:
        kept = self._slots[self._slots != _EMPTY]
        self._slots = np.zeros(len(self._slots) * 2, dtype=np.uint64)
        self._count = 0
        self._insert(kept)

    def _insert(self, keys: Keys) -> None:
        mask = np.uint64(len(self._slots) - 1)
        rest, at = keys, keys & mask
        while len(rest):
            free = self._slots[at] == _EMPTY
            self._slots[at[free]] = rest[
                free
            ]  # of several keys for one slot the last stays; the others go on
            mine = self._slots[at] == rest
            self._count += int(np.count_nonzero(np.unique(at[free & mine]) + np.uint64(1)))
            going = ~mine
            rest, at = rest[going], (at[going] + np.uint64(1)) & mask
